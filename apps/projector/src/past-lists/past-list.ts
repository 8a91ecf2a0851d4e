/** A list as it was known at a position and of a day: made of the log in one pass, and shown by the grounds of whoever fetches it (decisions B17, B20). */
import { type Principal } from '#access';
import { type Day } from '#domain';
import { type Position } from '#event-log';
import { refusal, type Slices } from '#http';
import { type Progress } from '../audit-jobs/job-progress.js';
import { orNotThere } from '../export/gather.js';
import { listOf, type ListName } from '../lists/lists.js';
import { type Item, type Narrowing } from '../lists/words.js';
import { type RowKeeper } from '../rows/row-keeper.port.js';
import { openedPastRow, type PastRow } from '../rows/past-rows.js';
import { isKnownTo } from '../views/known-thing.js';
import { isAsked } from '../views/list-view.js';
import { readAsShown, type ReadUnder } from '../views/read-as-shown.js';
import { readingOf } from '../views/reading-question.js';
import { rowsShown, type RowDeps, type RowsShown } from '../views/row-shown.js';
import { whoseNow, type Eyes } from '../views/showing.js';
import { type ViewDeps } from '../views/stream-view.js';
import { type PastListAsked } from './past-list-question.js';

/** Rows of one list. */
export const PAST_ROWS_MAX = 100_000;
export const PAST_LIMIT_DEFAULT = 100;
export const PAST_LIMIT_MAX = 1_000;

/** What is kept of it until it is fetched: nothing that is not sealed with the key of whom it is about. */
export interface PastList {
  readonly list: ListName;
  readonly asOf: Day;
  /** Up to where the log was read. */
  readonly knownAt: Position;
  readonly narrowed: Readonly<Partial<Record<Narrowing, string>>>;
  readonly rows: readonly PastRow[];
}

export interface PastListDeps extends ViewDeps {
  readonly keys: RowDeps['keys'];
  readonly rows: Pick<RowKeeper, 'isKnown' | 'past'>;
  readonly slices: Pick<Slices, 'rest'>;
}

/** What the question means: refuses with `BadRequest` a day or a moment that is none. */
export async function pastListAsked(
  { log, clock }: Pick<PastListDeps, 'log' | 'clock'>,
  { list, asOf, knownAt, narrowed }: PastListAsked,
): Promise<Omit<PastList, 'rows'>> {
  const reading = await readingOf(log, { knownAt, ...(asOf === undefined ? {} : { asOf }) }, clock.today());
  return { list, narrowed, asOf: reading.asOf, knownAt: reading.upTo };
}

/** Makes it. Refuses with `TooLarge`; ends with the signal's reason, or its own, where that is given. Faults: those of log and keys. */
export async function makePastList(
  deps: PastListDeps,
  asked: Omit<PastList, 'rows'>,
  { caller, progress }: { readonly caller: Principal; readonly progress: Progress },
  rowsMax = PAST_ROWS_MAX,
): Promise<PastList> {
  const { rows, clock, slices } = deps;
  const { list, asOf, knownAt, narrowed } = asked;
  const question = { list, upTo: knownAt, rowsMax, asked: { ...narrowed, asOf, today: clock.today() } };
  const made = await rows.past(question, {
    progress: ({ done, total }) => {
      progress.report(done, total);
    },
    signal: progress.signal,
  });
  if (made.kind === 'tooMany') throw refusal('TooLarge', { expected: `≤ ${rowsMax} rows` });
  // How many there are is told by the pages: only of what whoever asks may ask after.
  const known: PastRow[] = [];
  const isKnown = new Map<string, boolean>();
  for (const row of made.rows) {
    progress.signal.throwIfAborted();
    const told = isKnown.get(row.stream) ?? (await isKnownTo(deps, caller, row.stream));
    isKnown.set(row.stream, told);
    if (told) known.push(row);
    await slices.rest();
  }
  return { ...asked, rows: known };
}

/** A page of it. */
export interface PastListPage {
  readonly list: ListName;
  readonly asOf: Day;
  readonly asOfPosition: Position;
  readonly items: readonly Item[];
  /** What the next page begins after; null after the last. */
  readonly next: string | null;
}

/** Which page: after which, and of how many rows at most. */
export interface PageAsked {
  readonly after: number;
  readonly limit: number;
}

/**
 * A page as it may be seen now: each row by the grounds on which its stream is seen now, by whose mandates are over it now, and
 * none of what has been erased since.
 */
export async function answerPastList(
  deps: PastListDeps,
  { list, asOf, knownAt, narrowed, rows }: PastList,
  { after, limit }: PageAsked,
  eyes: Eyes,
): Promise<PastListPage> {
  const head = await deps.log.head();
  eyes.noted.readUpTo(head);
  const today = deps.clock.today();
  const { show } = rowsShown(deps, eyes, today);
  const items: Item[] = [];
  for (const row of rows.slice(after, after + limit)) {
    const read = await orNotThere(readAsShown(deps, row.stream, { asOf: today, upTo: head }, eyes.caller), false);
    const item = read && (await shownRow(deps, { row, read, list, asOf, show }));
    if (item && isAsked(item, narrowed)) items.push(item);
    await deps.slices.rest();
  }
  const end = after + limit;
  return { list, asOf, asOfPosition: knownAt, items, next: end < rows.length ? String(end) : null };
}

interface ShowingRow {
  readonly row: PastRow;
  readonly read: ReadUnder;
  readonly list: ListName;
  readonly asOf: Day;
  readonly show: RowsShown['show'];
}

async function shownRow(
  { keys }: Pick<PastListDeps, 'keys'>,
  { row, read: { read, caller }, list, asOf, show }: ShowingRow,
): Promise<Item | null> {
  if (read.opened.erased.length > 0) return null;
  const made = await openedPastRow(keys, row);
  if (made === null) return null;
  const under = caller.kind === 'auditor' ? caller.mandates : undefined;
  return show(listOf(list), { ...made, ...whoseNow(read), ...(under === undefined ? {} : { under }) }, asOf);
}
