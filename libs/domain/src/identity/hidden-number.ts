/** Finds a personnummer or samordningsnummer in a text, however it is written: what lies in the open for ever may hold none. */
import { isPersonNumber } from './person-number.js';

const TEN = 10;
const TWELVE = 12;
const ZERO = 0x30;
const NINE = 0x39;
const ASCII_MAX = 0x7f;
const PERCENT = 0x25;

/** Runs of digits with nothing but separators between them. */
type Runs = readonly string[];

/**
 * True where a valid personnummer or samordningsnummer stands in `text`: ten or twelve digits with whatever separators,
 * anywhere between them, that begin and end where a run of digits does; or twelve within a longer run. Digits of any
 * script count, percent-encoded ones too; any letter stands between. `anyWindow`: ten or twelve digits in a row are
 * enough, whatever digits stand beside them. Time grows with the length of the text only.
 *
 * A number made by chance may look like one (about one in 130 of ten digits): its sender must choose another.
 */
export function holdsPersonNumber(text: string, anyWindow = false): boolean {
  const isPlain = isPlainText(text);
  if (isPlain && digitsIn(text) < TEN) return false;
  const found = anyWindow ? holdsAnywhere : standsIn;
  const parts = isPlain ? text.split(PLAIN_LETTERS) : plainly(text).split(LETTERS);
  return parts.some((part) => part.length >= TEN && found(part.match(DIGITS) ?? []));
}

function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > ASCII_MAX || code === PERCENT) return false;
  }
  return true;
}

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

function digitsIn(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) if (isDigit(text.charCodeAt(at))) digits += 1;
  return digits;
}

/** Percent-encoded once or more often. */
const ENCODED = /(?:%(?:25)*[0-9a-f]{2})+/gi;
const ENCODED_AGAIN = /%(?:25)+(?=[0-9a-f]{2})/gi;
const ENCODED_CHARACTER =
  /%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}|%[0-9a-f]{2}/gi;
const OTHER_DIGIT = /[^\P{Nd}0-9]/gu;
const IS_DIGIT = /\p{Nd}/u;

/** The text with its digits as 0–9: what is percent-encoded read, full width and other scripts told by their value. */
function plainly(text: string): string {
  const decoded = text.replace(ENCODED, decode);
  return decoded.normalize('NFKC').replace(OTHER_DIGIT, (digit) => `${valueOf(digit)}`);
}

/** Character by character, so that a byte that is none hides nothing of the others. */
function decode(encoded: string): string {
  return encoded.replace(ENCODED_AGAIN, '%').replace(ENCODED_CHARACTER, (character) => {
    try {
      return decodeURIComponent(character);
    } catch {
      return '-';
    }
  });
}

/** The decimal digits of every script stand in tens, from zero. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (IS_DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % TEN;
}

const PLAIN_LETTERS = /[a-z]+/i;
const LETTERS = /\p{L}+/u;
const DIGITS = /\d+/g;

const standsIn = (runs: Runs): boolean => runs.some((run, at) => isWithin(run) || opensAt(runs, at));

/** True where some runs from the first on make a number together. */
function opensAt(runs: Runs, first: number): boolean {
  let digits = '';
  for (let at = first; at < runs.length && digits.length < TWELVE; at += 1) {
    digits += runs[at] ?? '';
    if (isNumber(digits)) return true;
  }
  return false;
}

/** True where twelve digits of a longer run are a number; one that tells a moment is none from its first digit. */
function isWithin(run: string): boolean {
  if (run.length <= TWELVE) return false;
  return hasWindow(run, TWELVE, isMoment(run) ? 1 : 0);
}

function holdsAnywhere(runs: Runs): boolean {
  const digits = runs.join('');
  return hasWindow(digits, TEN) || hasWindow(digits, TWELVE);
}

function hasWindow(digits: string, length: number, from = 0): boolean {
  for (let at = from; at + length <= digits.length; at += 1) {
    if (isNumber(digits.slice(at, at + length))) return true;
  }
  return false;
}

/** Date and time to the second, or to the thousandth, of the years in which messages are sent. */
const MOMENT = /^20[2-9]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?$/;
const MOMENT_DIGITS_MAX = 17;

const isMoment = (run: string): boolean => run.length <= MOMENT_DIGITS_MAX && MOMENT.test(run);

/** Month and day, in place of the whole question, for the most that are none. */
const MAY_BE_DATED = /^(?:18|19|20)?\d\d(?:0\d|1[0-2])(?:[0-26-8]\d|3[01]|9[01])\d{4}$/;

const isNumber = (digits: string): boolean => MAY_BE_DATED.test(digits) && isPersonNumber(digits);
