import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { foundIn, foundUnder } from './found-in-plain.js';
import { temporaryFile } from './temporary-folder.js';
import { always } from './always.js';

const TEXT = '6408233234';

describe('looking for a text in plain', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-16, little end first', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['base64', (text: string) => Buffer.from(Buffer.from(text).toString('base64'))],
    ['base64 for addresses', (text: string) => Buffer.from(Buffer.from(text).toString('base64url'))],
  ])('finds it in %s, whatever stands around it', (_, written) => {
    always(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
        expect(foundIn(written(before + TEXT + after), [TEXT])).toEqual([TEXT]);
      }),
    );
  });

  it('finds nothing where it is not', () => {
    expect(foundIn(Buffer.from('6408233233 and 640823-3234'), [TEXT])).toEqual([]);
    expect(foundIn(Buffer.alloc(0), [TEXT])).toEqual([]);
  });

  it('says in which file', () => {
    const path = temporaryFile('a.db');
    writeFileSync(path, `x${TEXT}`);
    expect(foundUnder(path.slice(0, path.lastIndexOf('/')), [TEXT, 'other'])).toEqual([`${TEXT} in ${path}`]);
  });
});
