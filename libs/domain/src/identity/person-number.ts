/** Personnummer (folkbokföringslagen 18 §) and samordningsnummer (lag 2022:1697), in ten or twelve digits. */
import { type Day } from '../kernel/index.js';
import { isDay, yearOf } from '../calendar/index.js';
import { hasCheckDigit } from './check-digit.js';

export type PersonNumberKind = 'personnummer' | 'samordningsnummer';

/** A valid number taken apart. */
export interface PersonNumber {
  readonly kind: PersonNumberKind;
  /** Twelve digits, no separator: the stored form. */
  readonly twelve: string;
  /** The date in the number. Not always the birth date: where a day's numbers ran out, a nearby day was used. */
  readonly date: Day;
  /** By the ninth digit: odd for men, even for women. */
  readonly sex: 'female' | 'male';
}

const WHOLE = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/;
const NUMBER_DAY_ADDED = 60; // a samordningsnummer's day of the month is 61–91
const CENTURIES = ['18', '19', '20'];

interface Parts {
  readonly century: string | undefined;
  readonly yymmdd: string;
  readonly sign: string;
  readonly last4: string;
}

/** The written parts of a number in one of its forms. A plus sign belongs to the ten-digit form only. */
function partsOf(text: string): Parts | undefined {
  const match = WHOLE.exec(text);
  if (match === null) return undefined;
  const [, century, yymmdd = '', sign = '', last4 = ''] = match;
  return century !== undefined && sign === '+' ? undefined : { century, yymmdd, sign, last4 };
}

/** The number as of a known century; undefined where its date does not exist, or its serial or check digit is wrong. */
function numberIn(century: string, { yymmdd, last4 }: Parts): PersonNumber | undefined {
  const written = Number(yymmdd.slice(4));
  const kind = written > NUMBER_DAY_ADDED ? 'samordningsnummer' : 'personnummer';
  const ofMonth = kind === 'personnummer' ? written : written - NUMBER_DAY_ADDED;
  const date = `${century}${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${`${ofMonth}`.padStart(2, '0')}`;
  if (!isDay(date) || last4.startsWith('000') || !hasCheckDigit(yymmdd + last4)) return undefined;
  const sex = Number(last4[2]) % 2 === 1 ? 'male' : 'female';
  return { kind, twelve: century + yymmdd + last4, date, sex };
}

/** The century of a ten-digit number: the latest year not after `today`'s, a hundred earlier with a plus sign. */
function centuryOf({ yymmdd, sign }: Parts, today: Day): string {
  const thisYear = yearOf(today);
  const latest = thisYear - ((thisYear - Number(yymmdd.slice(0, 2))) % 100);
  return `${Math.floor((sign === '+' ? latest - 100 : latest) / 100)}`;
}

/**
 * Reads `YYYYMMDDNNNC`, `YYYYMMDD-NNNC`, `YYMMDD-NNNC`, `YYMMDD+NNNC` or `YYMMDDNNNC`; undefined where `text` is no
 * valid number, or dated after `today`. In ten digits the hyphen becomes a plus sign the year the person turns 100.
 */
export function readPersonNumber(text: string, today: Day): PersonNumber | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const century = parts.century ?? centuryOf(parts, today);
  const number = CENTURIES.includes(century) ? numberIn(century, parts) : undefined;
  return number !== undefined && number.date <= today ? number : undefined;
}

/** The kind of number that `text` is in some century; undefined for none. Needs no day, so it tells no century. */
function kindOf(text: string): PersonNumberKind | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const centuries = parts.century === undefined ? CENTURIES : CENTURIES.filter((one) => one === parts.century);
  return centuries.map((century) => numberIn(century, parts)).find((number) => number !== undefined)?.kind;
}

/** True for a formally valid personnummer in any of its forms. */
export function isPersonnummer(text: string): boolean {
  return kindOf(text) === 'personnummer';
}

/** True for a formally valid samordningsnummer (day + 60) in any of its forms. */
export function isSamordningsnummer(text: string): boolean {
  return kindOf(text) === 'samordningsnummer';
}

// Ten or twelve digits with no digit beside them, a separator before the last four allowed.
const WRITTEN_ALONE = /(?<!\d)(?=((?:\d{2})?\d{6})[-+ ._:\u2010-\u2015\u2212]?(\d{4})(?!\d))/g;
const LONGER_RUN = /\d{13,}/g;
const CLOCK = /^([01]\d|2[0-3])[0-5]\d$/;

/** The twelve-digit windows of a longer run of digits; its first is left out where it reads as a date and a time. */
function windowsOf(run: string): readonly string[] {
  const windows = Array.from({ length: run.length - 11 }, (_, at) => run.slice(at, at + 12));
  return CLOCK.test(run.slice(8, 12)) ? windows.slice(1) : windows;
}

/**
 * True where a valid personnummer or samordningsnummer stands somewhere in `text`: ten or twelve digits, with or
 * without separator, or twelve within a longer run. Ids that hold one are refused, because ids stay open for ever.
 * A serial number may look like one by chance (about one in 150 of ten digits): its sender must choose another.
 */
export function holdsPersonNumber(text: string): boolean {
  for (const [, date = '', last4 = ''] of text.matchAll(WRITTEN_ALONE)) {
    if (kindOf(date + last4) !== undefined) return true;
  }
  for (const [run] of text.matchAll(LONGER_RUN)) {
    if (windowsOf(run).some((window) => kindOf(window) !== undefined)) return true;
  }
  return false;
}
