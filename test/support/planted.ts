/** Person and coordination numbers in every form in which they may be written, and the ids that a guide may call safe. */
import { type Seeded } from '../bench/seeded.js';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1850, 0, 1);
const DAYS = 64_000; // to 2025
const COORDINATION = 60;

const two = (n: number): string => `${n}`.padStart(2, '0');

/** Right by modulus 10 with weights 2, 1, 2, …; the reckoning of SKV, by hand. */
function checkDigit(nine: string): string {
  const sum = Array.from(nine).reduce((all, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + Math.floor(product / 10) + (product % 10);
  }, 0);
  return `${(10 - (sum % 10)) % 10}`;
}

/** A valid number of any kind, in ten or twelve digits. */
export function someNumber({ integer, pick }: Seeded): string {
  const born = new Date(FIRST_DAY + integer(DAYS) * DAY_MS);
  const [year, month, day] = [`${born.getUTCFullYear()}`, two(born.getUTCMonth() + 1), born.getUTCDate()];
  const monthAndDay = pick([
    `${month}${two(day)}`,
    `${month}${two(day)}`,
    `${month}${day + COORDINATION}`,
    `${month}${COORDINATION}`,
    `00${day + COORDINATION}`,
    `00${COORDINATION}`,
  ]);
  const nine = `${year.slice(2)}${monthAndDay}${`${1 + integer(999)}`.padStart(3, '0')}`;
  return `${pick([year.slice(0, 2), ''])}${nine}${checkDigit(nine)}`;
}

/** What may stand between digits in an id. */
const OF_IDS = ['-', '_', '.', ':', '--', '._', ':-:'];
/** And in any text: spaces, hyphens of all kinds, what cannot be seen, and encoded ones. */
const OF_TEXTS = [
  ...OF_IDS,
  ...[' ', '  ', '+', '/', '\\', ',', ';', '|', '(', ')', '~', '*', '#', "'", '"', '=', '&', '@', '\t', '\n'],
  ...['\u00a0', '\u2007', '\u202f', '\u2010', '\u2011', '\u2013', '\u2014', '\u2212', '\u00ad', '\u00b7', '\u3000'],
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u0301', '\ufe0f\u20e3', '😀', '\u0000'],
  ...['%2D', '%20', '%252D', '%E2%80%93', '%EF%BB%BF', '%ff'],
];

type Write = (digit: string) => string;
const asItIs: Write = (digit) => digit;
const encoded: Write = (digit) => `%3${digit}`;
const fromZero =
  (zero: number): Write =>
  (digit) =>
    String.fromCodePoint(zero + Number(digit));
/** Full width, Arabic, Devanagari, mathematical bold, and percent-encoded once, twice and as full width. */
const DIGITS: readonly Write[] = [
  ...[0xff10, 0x0660, 0x0966, 0x1d7ce].map(fromZero),
  encoded,
  (digit) => `%253${digit}`,
  (digit) => encodeURIComponent(fromZero(0xff10)(digit)),
];

/** The digits, as they are written, with separators where a person, or no person, would set them. */
function separated(digits: readonly string[], { integer, pick }: Seeded, separators: readonly string[]): string {
  const one = pick(separators);
  const before = (...fromEnd: readonly number[]): string =>
    digits.map((digit, at) => (fromEnd.includes(digits.length - at) ? one + digit : digit)).join('');
  const ways = [
    () => digits.join(''),
    () => before(4),
    () => before(6),
    () => before(2),
    () => before(4, 6, 8),
    () => digits.join(one),
    () => digits.map((digit, at) => (at > 0 && integer(3) === 0 ? pick(separators) : '') + digit).join(''),
  ];
  return pick(ways)();
}

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
const letters = ({ integer, pick }: Seeded, atMost: number): string =>
  Array.from({ length: integer(atMost + 1) }, () => pick(LETTERS)).join('');

const AFFIX_LETTERS_MAX = 10;
const ID_CHARS_MAX = 64;

/** Something before or after: letters, and digits only where a separator stands between. */
function affix(from: Seeded): string {
  const word = letters(from, AFFIX_LETTERS_MAX);
  return from.pick([word, word, `${word}-`, `${from.integer(10_000)}-`]);
}

const mirrored = (text: string): string => Array.from(text).reverse().join('');

/** A valid number in an id of 1 to 64 characters A–Z a–z 0–9 . _ : -. */
export function numberInId(from: Seeded): string {
  const number = someNumber(from);
  const id = affix(from) + separated(Array.from(number), from, OF_IDS) + mirrored(affix(from));
  return id.length <= ID_CHARS_MAX ? id : number;
}

/** A valid number in a text of any characters, its digits of any script or encoded. */
export function numberInText(from: Seeded): string {
  const write = from.pick([asItIs, from.pick(DIGITS)]);
  const written = separated(Array.from(someNumber(from)).map(write), from, OF_TEXTS);
  return affix(from) + written + mirrored(affix(from));
}

const UUID_DIGITS = 32;

/** A valid number among other digits in the form of a uuid of no version that RFC 9562 knows. */
export function numberInNoUuid(from: Seeded): string {
  const number = someNumber(from);
  const at = from.pick([0, UUID_DIGITS - number.length, from.integer(UUID_DIGITS - number.length + 1)]);
  const filler = from.pick(['0', 'f', 'a']);
  const all = filler.repeat(at) + number + filler.repeat(UUID_DIGITS - number.length - at);
  const uuid = [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-');
  return /^.{14}[1-8].{4}[89ab]/.test(uuid) ? numberInNoUuid(from) : uuid;
}

const hex = ({ integer }: Seeded, length: number): string =>
  Array.from({ length }, () => integer(16).toString(16)).join('');

const someMoment = ({ next }: Seeded): number => Math.floor(MOMENTS_FROM + next() * MOMENTS_MS);
const MOMENTS_FROM = Date.UTC(2020, 0, 1);
const MOMENTS_MS = 15 * 365 * DAY_MS;

const uuidOf = (from: Seeded, head: string, version: string): string => {
  const rest = `${version}${hex(from, 3)}${from.pick(['8', '9', 'a', 'b'])}${hex(from, 15)}`;
  return `${head.slice(0, 8)}-${head.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
};

const CROCKFORD = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const TIME_CHARS = 10;
const CHANCE_CHARS = 16;

function ulid(from: Seeded): string {
  let [moment, time] = [someMoment(from), ''];
  for (let at = 0; at < TIME_CHARS; at += 1) {
    time = `${CROCKFORD[moment % CROCKFORD.length]}${time}`;
    moment = Math.floor(moment / CROCKFORD.length);
  }
  return time + Array.from({ length: CHANCE_CHARS }, () => from.pick(CROCKFORD)).join('');
}

/** The forms of ids that are never refused, as they are made at random. */
export const SAFE_IDS: Readonly<Record<string, (from: Seeded) => string>> = {
  'uuid v4': (from) => uuidOf(from, hex(from, 12), '4'),
  'uuid v7': (from) => uuidOf(from, someMoment(from).toString(16).padStart(12, '0'), '7'),
  'uuid without hyphens': (from) => uuidOf(from, hex(from, 12), '4').replaceAll('-', ''),
  ULID: ulid,
  'prefix-<up to 9 digits>': (from) =>
    `${from.pick(['evt', 'placering', 'Sak', 'a.b_c'])}-${digits(from, 1 + from.integer(9))}`,
  '<prefix>-<uuid v4>': (from) => `evt-${uuidOf(from, hex(from, 12), '4')}`,
};

const digits = ({ integer }: Seeded, length: number): string => Array.from({ length }, () => integer(10)).join('');
