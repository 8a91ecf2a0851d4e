import { asDay } from '../calendar/index.js';
import { isPersonnummer, isSamordningsnummer, readPersonNumber } from './index.js';

const today = asDay('2026-01-15');

describe('a personnummer', () => {
  it.each([
    '640823-3234',
    '19640823-3234',
    '196408233234',
    '811218-9876',
    '8112189876',
    '191212121212',
    '121212+1212',
    '19121212+1212',
  ])('%s is valid', (text) => {
    expect(isPersonnummer(text)).toBe(true);
    expect(isSamordningsnummer(text)).toBe(false);
  });

  it.each([
    ['811218-9875', 'a wrong check digit'],
    ['811318-9876', 'a month 13'],
    ['19810230-9876', 'a day that does not exist'],
    ['17811218-9876', 'a century before 1800'],
    ['811218-0000', 'the serial number 000'],
    ['19811218*9876', 'a sign that is none'],
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

  it('may have its plus sign in twelve digits too, from that year and not before (2d)', () => {
    expect(readPersonNumber('19640823+3234', asDay('2063-12-31'))).toBeUndefined();
    expect(readPersonNumber('19640823+3234', asDay('2064-01-01'))?.twelve).toBe('196408233234');
    expect(readPersonNumber('19121212+1212', today)?.twelve).toBe('191212121212');
    expect(readPersonNumber('19640823-3234', asDay('2064-01-01'))?.twelve).toBe('196408233234');
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
    expect(isSamordningsnummer('701059-2397')).toBe(false);
    expect(isPersonnummer('701059-2397')).toBe(false);
  });

  it.each([
    ['900073-2389', 'month'],
    ['901260-2380', 'day'],
    ['900060-2384', 'month and day'],
  ])('%s is of someone whose %s of birth nobody knows (2d)', (text) => {
    expect(isSamordningsnummer(text)).toBe(true);
    expect(isPersonnummer(text)).toBe(false);
    expect(readPersonNumber(text, today)).toMatchObject({ kind: 'samordningsnummer', date: null, sex: 'female' });
  });

  it('of unknown date is none where the rest cannot be, or its year lies ahead', () => {
    expect(isSamordningsnummer('901360-2389')).toBe(false);
    expect(isSamordningsnummer('900092-2386')).toBe(false);
    expect(isSamordningsnummer('900060-2382')).toBe(false);
    expect(readPersonNumber('20900060-2384', today)).toBeUndefined();
    expect(readPersonNumber('19900060-2384', asDay('1990-01-01'))?.twelve).toBe('199000602384');
    expect(readPersonNumber('19900060-2384', asDay('1989-12-31'))).toBeUndefined();
  });
});
