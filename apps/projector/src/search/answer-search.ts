/** Answers which of one's own persons has a number, and enters that it was looked for before anything is answered. */
import { type AccessItem, type OfParty } from '#access';
import { type Clock } from '#contracts';
import { controllerOf, readPersonNumber, subjectText, type Uuid } from '#domain';
import { type Position } from '#event-log';
import { refusal } from '#http';
import { RETRY_AFTER_S } from '../views/when-whole.js';
import { type FoundSubject, type PersonNumbers } from './person-numbers.js';
import { enterTold, type EntryBook } from '../views/entered.js';

/** Searches of one person within a minute, at most (decision B8). */
export const SEARCHES_PER_MINUTE_MAX = 30;
/** Milliseconds that a search waits until the numbers are read to where the log ended when it was asked. */
export const NUMBERS_WAIT_MS = 2_000;
/** What a number may be written as: ten or twelve digits, a hyphen or a plus sign before the last four. */
export const NUMBER_PATTERN = '^([0-9]{2})?[0-9]{6}[-+]?[0-9]{4}$';
const EXPECTED_NUMBER = 'ett personnummer eller samordningsnummer / a personnummer or samordningsnummer';

export interface SearchDeps {
  readonly clock: Clock;
  readonly numbers: PersonNumbers;
  readonly book: EntryBook;
  readonly mayAsk: (who: string) => boolean;
  readonly waitMs?: number;
}

/** A person of one's own, with what is told of him or her. A miss has the same form. */
export interface SearchAnswer {
  readonly persons: readonly { readonly personId: Uuid; readonly subjects: readonly string[] }[];
  readonly asOfPosition: Position;
}

/** Twelve digits. Refuses with what is wrong with it, and repeats nothing of it. */
function numberAsked(body: Readonly<Record<string, unknown>>, { clock }: Pick<SearchDeps, 'clock'>): string {
  const { number } = body;
  const facts = { pointer: '/number', expected: EXPECTED_NUMBER };
  if (number === undefined) throw refusal('MissingField', facts);
  if (typeof number !== 'string') throw refusal('WrongType', facts);
  const read = readPersonNumber(number, clock.today());
  if (!read) throw refusal('InvalidValue', facts);
  return read.twelve;
}

/** True once the numbers are read to the log's end, as it was when this was asked; false where the time is up. */
async function readInTime(numbers: PersonNumbers, waitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((give) => {
    timer = setTimeout(() => {
      give(false);
    }, waitMs);
  });
  const read = numbers.look().then(() => true as const);
  read.catch(() => undefined);
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The persons of the asking authority's own who have the number, each with what is told of him or her: förordning 2001:637
 * 15 § lets a kommun look for somebody to handle a case by number, name or case number alone, and no names are kept here.
 * Refuses with `MissingField`, `WrongType` or `InvalidValue` what is no number, with `TooManyRequests` beyond the rate, and
 * with `GroundsBehind` while the log is being read. Fault: `LedgerUnavailable`, and nothing has been answered.
 */
export async function answerSearch(
  deps: SearchDeps,
  body: Readonly<Record<string, unknown>>,
  caller: OfParty,
): Promise<SearchAnswer> {
  const { numbers, mayAsk, waitMs = NUMBERS_WAIT_MS } = deps;
  const twelve = numberAsked(body, deps);
  const who = `${caller.party} ${caller.person ?? caller.shownTo ?? ''}`;
  if (!mayAsk(who)) throw refusal('TooManyRequests', {}, { 'retry-after': RETRY_AFTER_SEARCH_S });
  if (!(await readInTime(numbers, waitMs)))
    throw refusal('GroundsBehind', { expected: numbers.position() }, { 'retry-after': RETRY_AFTER_S });
  const position = numbers.position();
  const authority = controllerOf(caller.party);
  const found = numbers.of(authority, twelve);
  // Each search, a miss too, under the asker's own authority.
  const told = { controller: authority, items: found.map(itemOf), outcome: 'searched' as const };
  await enterTold(deps.book, { caller, door: 'search' }, position, [told]);
  return { persons: byPerson(found), asOfPosition: position };
}

/** Seconds until somebody who has asked too often may ask again, at the latest. */
const RETRY_AFTER_SEARCH_S = '60';

function byPerson(found: readonly FoundSubject[]): SearchAnswer['persons'] {
  const persons = new Map<Uuid, readonly string[]>();
  for (const { personId, subject } of found)
    persons.set(personId, [...(persons.get(personId) ?? []), subjectText(subject)]);
  return [...persons].map(([personId, subjects]) => ({ personId, subjects }));
}

const itemOf = ({ personId, subject }: FoundSubject): AccessItem => ({
  ...{ subject, person: personId, classes: ['routing'], ground: null, withheld: 0, extractTo: 'self' },
});
