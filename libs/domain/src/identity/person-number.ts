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
  /**
   * The date in the number. Not always the birth date: where a day's numbers ran out, a nearby day was used. `null` in a
   * samordningsnummer of someone whose month (`00`) or day (`60`) of birth nobody knows.
   */
  readonly date: Day | null;
  /** By the ninth digit: odd for men, even for women. */
  readonly sex: 'female' | 'male';
}

const WHOLE = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/;
const NUMBER_DAY_ADDED = 60; // a samordningsnummer's day of the month is 61–91, and 60 where it is not known
const MONTH_UNKNOWN = '00';
const CENTURIES = ['18', '19', '20'];
/** The year in which a person turns a hundred, the hyphen becomes a plus sign. */
const CENTURY = 100;

interface Parts {
  readonly century: string | undefined;
  readonly yymmdd: string;
  readonly sign: string;
  readonly last4: string;
}

/** The written parts of a number in one of its forms. */
function partsOf(text: string): Parts | undefined {
  const match = WHOLE.exec(text);
  if (match === null) return undefined;
  const [, century, yymmdd = '', sign = '', last4 = ''] = match;
  return { century, yymmdd, sign, last4 };
}

/** The date that a number carries, `null` where it says that it is not known; undefined where there is no such date. */
function dateIn(year: string, month: string, ofMonth: number): Day | null | undefined {
  const date = (ofTheMonth: number, inMonth = month): string =>
    `${year}-${inMonth}-${`${ofTheMonth}`.padStart(2, '0')}`;
  if (ofMonth < NUMBER_DAY_ADDED) return known(date(ofMonth));
  const day = ofMonth - NUMBER_DAY_ADDED;
  if (month !== MONTH_UNKNOWN && day > 0) return known(date(day));
  // What is known must be possible: any month has a first, and January has 31 days.
  return isDay(month === MONTH_UNKNOWN ? date(day || 1, '01') : date(1)) ? null : undefined;
}

const known = (date: string): Day | undefined => (isDay(date) ? date : undefined);

/** The number as of a known century; undefined where its date cannot be, or its serial or check digit is wrong. */
function numberIn(century: string, { yymmdd, last4 }: Parts): PersonNumber | undefined {
  const ofMonth = Number(yymmdd.slice(4));
  const date = dateIn(century + yymmdd.slice(0, 2), yymmdd.slice(2, 4), ofMonth);
  if (date === undefined || last4.startsWith('000') || !hasCheckDigit(yymmdd + last4)) return undefined;
  const kind = ofMonth >= NUMBER_DAY_ADDED ? 'samordningsnummer' : 'personnummer';
  const sex = Number(last4[2]) % 2 === 1 ? 'male' : 'female';
  return { kind, twelve: century + yymmdd + last4, date, sex };
}

/** The century of a ten-digit number: the latest year not after `today`'s, a hundred earlier with a plus sign. */
function centuryOf({ yymmdd, sign }: Parts, today: Day): string {
  const thisYear = yearOf(today);
  const latest = thisYear - ((thisYear - Number(yymmdd.slice(0, 2))) % CENTURY);
  return `${Math.floor((sign === '+' ? latest - CENTURY : latest) / CENTURY)}`;
}

/**
 * Reads `YYYYMMDDNNNC`, `YYYYMMDD-NNNC`, `YYMMDD-NNNC`, `YYMMDD+NNNC` or `YYMMDDNNNC`; undefined where `text` is no
 * valid number, or dated after `today`. The hyphen becomes a plus sign the year the person turns 100: in ten digits it
 * tells the century, in twelve it may stand from that year on.
 */
export function readPersonNumber(text: string, today: Day): PersonNumber | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const century = parts.century ?? centuryOf(parts, today);
  const number = CENTURIES.includes(century) ? numberIn(century, parts) : undefined;
  return number !== undefined && isSomeones(number, parts, today) ? number : undefined;
}

function isSomeones({ date, twelve }: PersonNumber, { sign }: Parts, today: Day): boolean {
  const turns = yearOf(today) - Number(twelve.slice(0, 4));
  if (sign === '+' && turns < CENTURY) return false;
  return date === null ? turns >= 0 : date <= today;
}

/** The kind of number that `text` is in some century; undefined for none. Needs no day, so it tells no century. */
function kindOf(text: string): PersonNumberKind | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const centuries = parts.century === undefined ? CENTURIES : CENTURIES.filter((one) => one === parts.century);
  return centuries.map((century) => numberIn(century, parts)).find((number) => number !== undefined)?.kind;
}

/** True for a formally valid number of either kind, in any of its forms. */
export function isPersonNumber(text: string): boolean {
  return kindOf(text) !== undefined;
}

/** True for a formally valid personnummer in any of its forms. */
export function isPersonnummer(text: string): boolean {
  return kindOf(text) === 'personnummer';
}

/** True for a formally valid samordningsnummer (day + 60; month 00, day 60 where not known) in any of its forms. */
export function isSamordningsnummer(text: string): boolean {
  return kindOf(text) === 'samordningsnummer';
}
