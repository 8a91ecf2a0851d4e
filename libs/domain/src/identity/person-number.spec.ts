import { asDay } from '../calendar/index.js';
import { holdsPersonNumber, isPersonnummer, isSamordningsnummer, readPersonNumber } from './index.js';

const today = asDay('2026-01-15');

describe('a personnummer', () => {
  it.each(['640823-3234', '19640823-3234', '196408233234', '811218-9876', '8112189876', '191212121212', '121212+1212'])(
    '%s is valid',
    (text) => {
      expect(isPersonnummer(text)).toBe(true);
      expect(isSamordningsnummer(text)).toBe(false);
    },
  );

  it.each([
    ['811218-9875', 'a wrong check digit'],
    ['811318-9876', 'a month 13'],
    ['19810230-9876', 'a day that does not exist'],
    ['17811218-9876', 'a century before 1800'],
    ['811218-0000', 'the serial number 000'],
    ['19811218+9876', 'a plus sign in twelve digits'],
    ['81121-89876', 'a separator in another place'],
    ['811218-98766', 'eleven digits'],
    [' 811218-9876', 'a space'],
    ['232100-0016', 'an organisationsnummer'],
    ['', 'nothing'],
  ])('%j is none: it has %s', (text) => {
    expect(isPersonnummer(text)).toBe(false);
    expect(readPersonNumber(text, today)).toBeUndefined();
  });

  it('is kept in twelve digits, with the date it carries and the sex of its ninth digit', () => {
    expect(readPersonNumber('640823-3234', today)).toEqual({
      kind: 'personnummer',
      twelve: '196408233234',
      date: '1964-08-23',
      sex: 'male',
    });
  });

  it('in ten digits is of the latest year gone, and a hundred earlier with a plus sign', () => {
    expect(readPersonNumber('121212-1212', today)?.twelve).toBe('201212121212');
    expect(readPersonNumber('121212+1212', today)?.twelve).toBe('191212121212');
    expect(readPersonNumber('1212121212', today)?.twelve).toBe('201212121212');
    expect(readPersonNumber('811218-9876', today)?.twelve).toBe('198112189876');
  });

  it('takes its plus sign the year the person turns 100', () => {
    expect(readPersonNumber('640823-3234', asDay('2063-12-31'))?.twelve).toBe('196408233234');
    expect(readPersonNumber('640823+3234', asDay('2064-01-01'))?.twelve).toBe('196408233234');
  });

  it("is nobody's yet where its date lies ahead", () => {
    expect(readPersonNumber('201212121212', asDay('2012-12-11'))).toBeUndefined();
    expect(readPersonNumber('201212121212', asDay('2012-12-12'))).toBeDefined();
  });
});

describe('a samordningsnummer', () => {
  it('has 60 added to its day', () => {
    expect(isSamordningsnummer('701063-2391')).toBe(true);
    expect(isPersonnummer('701063-2391')).toBe(false);
    expect(readPersonNumber('19701063-2391', today)).toMatchObject({
      kind: 'samordningsnummer',
      twelve: '197010632391',
      date: '1970-10-03',
    });
  });

  it('is none with a wrong check digit, or a day above 91', () => {
    expect(isSamordningsnummer('701063-2392')).toBe(false);
    expect(isSamordningsnummer('701092-2398')).toBe(false);
    expect(isSamordningsnummer('701060-2394')).toBe(false);
  });
});

describe('a text that holds a person number', () => {
  it.each([
    '811218-9876',
    '198112189876',
    'arende-8112189876',
    'a19811218-9876b',
    '811218+9876',
    '811218 9876',
    'x.811218.9876',
    '811218_9876',
    '811218:9876',
    '19811218–9876',
    '701063-2391',
    '197010632391',
    '0001-811218-9876-17',
    '2080198112189876',
    '19811218987601',
    '1 2 3 8112189876',
  ])('is %j', (text) => {
    expect(holdsPersonNumber(text)).toBe(true);
  });

  it.each([
    '',
    'evt-1',
    '811218-9875',
    '811218-98765',
    '5811218-9876',
    '20260115093000',
    '20260115093000123',
    '1768467600000',
    '232100-0016',
    'b3a1c9de-3f4b-4c2d-9a77-0f5d2f6f1c11',
    'kommun-2080.socialnamnden',
  ])('is not %j', (text) => {
    expect(holdsPersonNumber(text)).toBe(false);
  });

  it('is read in time that grows with its length only', () => {
    expect(holdsPersonNumber('1'.repeat(100_000))).toBe(false);
  });
});
