import { filled, holesOf, inARow } from './sentence.js';

const signed = {
  holes: ['number', 'who'],
  sv: 'Version {number} är undertecknad av {who}.',
  en: 'Version {number} is signed by {who}.',
} as const;

describe('a sentence with holes', () => {
  it('is filled by their names, with a value or a word of each language', () => {
    expect(filled(signed, { number: 2, who: { sv: 'nämnden', en: 'the nämnd' } })).toEqual({
      sv: 'Version 2 är undertecknad av nämnden.',
      en: 'Version 2 is signed by the nämnd.',
    });
  });

  it('takes a value as it is, also one that looks like a pattern or a hole', () => {
    expect(filled(signed, { number: '$&', who: '{number}' }).en).toBe('Version $& is signed by {number}.');
  });

  it('is never shown half filled', () => {
    const unlisted = { ...signed, holes: ['number'] } as const;
    expect(() => filled(unlisted, { number: 2 })).toThrow(RangeError);
  });

  it('tells its holes in their order', () => {
    expect(holesOf(signed.sv)).toEqual(['number', 'who']);
    expect(holesOf('Inget.')).toEqual([]);
  });
});

describe('words in a row', () => {
  it('stand with commas between', () => {
    const words = [
      { sv: 'boende', en: 'housing' },
      { sv: 'tandvård', en: 'dental care' },
    ];
    expect(inARow(words)).toEqual({ sv: 'boende, tandvård', en: 'housing, dental care' });
  });
});
