/** The worklist: what is due, found and waited for, of whom, in one order; a page of it, and how much there is. */
import { type Principal } from '#access';
import { type StreamReader } from '#cases';
import { DAY_FORM, oneOfThese, patterned, wholeNumber, type Clock, type Form, type Keys } from '#contracts';
import { type Day, type PartyId } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal, refuseOtherForm } from '#http';
import { readingOf, type ReadingName } from '../lists/lists.js';
import { READING_OF, WORK_KINDS, type WorkItem, type WorkKind } from '../lists/work-readings.js';
import { PAGE_END } from '../lists/columns.js';
import { type RowKeeper } from '../rows/row-keeper.port.js';
import { type ListQuestion } from '../rows/row-store.port.js';
import { heldWork, type PlacedItem } from './held-work.js';
import { type HeldByHub } from './held.port.js';
import { pageOfRows } from './list-view.js';
import { dayAsked } from './reading-question.js';
import { rowsShown, type RowsShown } from './row-shown.js';
import { type Eyes } from './showing.js';

export interface WorklistDeps {
  readonly log: Pick<EventLog, 'compare'>;
  readonly keys: Pick<Keys, 'of'>;
  readonly rows: RowKeeper;
  readonly clock: Clock;
  readonly reader: Pick<StreamReader, 'read'>;
  /** Absent where the hub's own state is another process's. */
  readonly held?: HeldByHub | undefined;
}

export const WORK_LIMIT_DEFAULT = 100;
const WORK_LIMIT_MAX = 1_000;
/** Rows that are counted at most: with more, the numbers are those of the first so many. */
export const WORK_COUNTED_MAX = 10_000;
const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';

/** The forms of what it is asked by. */
export const WORK_FORMS = {
  asOf: DAY_FORM,
  mine: oneOfThese(['true', 'false']),
  kind: oneOfThese(WORK_KINDS),
  dueBefore: DAY_FORM,
  limit: wholeNumber(1, WORK_LIMIT_MAX, WORK_LIMIT_DEFAULT),
  after: patterned(`^(${DAY})? [0-3] (${DAY})? ${UUID}$`, PAGE_END),
} as const satisfies Readonly<Record<string, Form>>;

export type WorkAsked = { readonly [W in keyof typeof WORK_FORMS | 'waitFor']?: string };

/** From where the rows of an answer are. */
export const WORK_SOURCES = ['deadlines', 'findings', 'waiting', 'messages', 'quarantine'] as const;
type WorkSource = (typeof WORK_SOURCES)[number];

export interface WorkPage {
  readonly items: readonly WorkItem[];
  /** Where the next page begins after; absent on the last. */
  readonly next?: string;
  readonly asOfPosition: Position;
  /** What was looked in. */
  readonly sources: readonly WorkSource[];
}

interface WorkQuestion extends ListQuestion {
  readonly asOf: Day;
  readonly today: Day;
  readonly kinds: readonly WorkKind[];
}

/** Refuses with `BadRequest` what is not in its form. */
function questionOf(asked: WorkAsked, caller: Principal, today: Day): WorkQuestion {
  for (const [word, form] of Object.entries(WORK_FORMS)) refuseOtherForm(word, asked[word as keyof WorkAsked], form);
  const { kind, mine, dueBefore, after } = asked;
  return {
    asOf: dayAsked(asked.asOf, today),
    today,
    kinds: WORK_KINDS.filter((one) => kind === undefined || one === kind),
    limit: Number(asked.limit ?? WORK_LIMIT_DEFAULT),
    ...(mine === undefined ? {} : { mine }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(after === undefined ? {} : { after }),
    ...(caller.kind === 'party' ? { reader: caller.party } : {}),
  };
}

/** Of a finding no day is set: with `dueBefore` none is asked for. Nothing is an auditor's own. */
const readingsFor = ({ kinds, dueBefore, mine, reader }: WorkQuestion): readonly ReadingName[] =>
  reader === undefined && mine === 'true'
    ? []
    : kinds.filter((kind) => kind !== 'finding' || dueBefore === undefined).map((kind) => READING_OF[kind]);

/**
 * A page of the worklist. An operator sees none; a party what it may see of the lists, and what it is asked for; an auditor
 * all, of which nothing is its own.
 */
export async function answerWorklist(deps: WorklistDeps, asked: WorkAsked, eyes: Eyes): Promise<WorkPage> {
  if (eyes.caller.kind === 'operator') throw refusal('Forbidden');
  return pageOf(deps, questionOf(asked, eyes.caller, deps.clock.today()), eyes);
}

interface Candidates {
  readonly position: Position;
  readonly rows: readonly { readonly cursor: string; readonly shown: () => Promise<WorkItem | null> }[];
}

async function pageOf(deps: WorklistDeps, question: WorkQuestion, eyes: Eyes): Promise<WorkPage> {
  const { caller } = eyes;
  const { show } = rowsShown(deps, eyes, question.today);
  const held = isHeldAsked(deps, question, caller) ? deps.held : undefined;
  const sources = await Promise.all([
    ...readingsFor(question).map((name) => rowsOf(deps, name, question, { caller, show })),
    ...(held && caller.kind === 'party' ? [heldOf(held, question, caller.party)] : []),
  ]);
  const asOfPosition = await earliestOf(deps, sources);
  eyes.noted.readUpTo(asOfPosition);
  const rows = sources.flatMap((source) => source.rows).sort((a, b) => (a.cursor < b.cursor ? -1 : 1));
  const page = rows.slice(0, question.limit);
  const items = await Promise.all(page.map(({ shown }) => shown()));
  const last = rows.length > page.length ? page.at(-1) : undefined;
  return {
    items: items.flatMap((item) => (item && isAsked(item, question) ? [item] : [])),
    ...(last ? { next: last.cursor } : {}),
    asOfPosition,
    sources: WORK_SOURCES.filter((one) => held !== undefined || (one !== 'messages' && one !== 'quarantine')),
  };
}

/** The hub's own state is as it is now. */
const isHeldAsked = ({ held }: WorklistDeps, { asOf, today, kinds }: WorkQuestion, { kind }: Principal): boolean =>
  held !== undefined && asOf === today && kinds.includes('waiting') && kind === 'party';

/** The tables are read each by itself: the answer holds everything up to the earliest. */
async function earliestOf({ log, rows }: WorklistDeps, sources: readonly Partial<Candidates>[]): Promise<Position> {
  const positions = sources.flatMap(({ position }) => position ?? []);
  const [first, ...others] = positions;
  if (first === undefined) return rows.position();
  return others.reduce((least, one) => (log.compare(one, least) < 0 ? one : least), first);
}

/** One more than asked tells whether there is a next page. */
async function rowsOf(
  { rows, log }: Pick<WorklistDeps, 'rows' | 'log'>,
  name: ReadingName,
  question: WorkQuestion,
  { caller, show }: Pick<Eyes, 'caller'> & RowsShown,
): Promise<Candidates> {
  const reading = readingOf(name);
  const { kinds: _asReadings, mine, ...asked } = question;
  const isOfReader = mine !== undefined && question.reader !== undefined;
  const words = { ...asked, ...(isOfReader ? { mine } : {}), limit: question.limit + 1 };
  const found = await pageOfRows({ rows, log }, name, words, caller);
  return {
    position: found.position,
    rows: found.rows.map((row) => ({
      cursor: row.cursor,
      shown: async () => (await show(reading, row, question.asOf)) as unknown as WorkItem | null,
    })),
  };
}

async function heldOf(held: HeldByHub, question: WorkQuestion, party: PartyId): Promise<Pick<Candidates, 'rows'>> {
  const placed: readonly PlacedItem[] = await heldWork(held, party, question.today);
  const { after = '' } = question;
  return {
    rows: placed
      .filter(({ cursor, item }) => cursor > after && isAsked(item, question))
      .map(({ cursor, item }) => ({ cursor, shown: () => Promise.resolve(item) })),
  };
}

/** Asked again of what the rows could not tell. */
const isAsked = ({ mine, dueOn }: WorkItem, asked: Pick<WorkQuestion, 'mine' | 'dueBefore'>): boolean =>
  (asked.mine === undefined || asked.mine === String(mine)) &&
  (asked.dueBefore === undefined || (dueOn !== undefined && dueOn < asked.dueBefore));

export interface MineAndOthers {
  readonly mine: number;
  readonly others: number;
}

/** How much there is, of the asking party's own and of others'. */
export interface WorkCounts extends Readonly<Record<WorkKind, MineAndOthers>> {
  readonly asOf: Day;
  readonly asOfPosition: Position;
  /** False where there are more than are counted. */
  readonly isWhole: boolean;
  /** Of those with a day, whose day has passed. */
  readonly pastDue: MineAndOthers;
  /** Of the findings, those against a *ska*. */
  readonly breach: MineAndOthers;
}

export interface CountedWork {
  readonly counts: WorkCounts;
  readonly sources: readonly WorkSource[];
}

/** Counts what the pages would show, so that what is sealed is counted as it is. */
export async function countWorklist(
  deps: WorklistDeps,
  asked: Pick<WorkAsked, 'asOf' | 'waitFor'>,
  eyes: Eyes,
): Promise<CountedWork> {
  const { caller } = eyes;
  if (caller.kind === 'operator') throw refusal('Forbidden');
  const question = { ...questionOf(asked, caller, deps.clock.today()), limit: WORK_LIMIT_MAX };
  const items: WorkItem[] = [];
  let page = await pageOf(deps, question, eyes);
  const { asOfPosition, sources } = page;
  items.push(...page.items);
  while (page.next !== undefined && items.length < WORK_COUNTED_MAX) {
    page = await pageOf(deps, { ...question, after: page.next }, eyes);
    items.push(...page.items);
  }
  const number = (is: (item: WorkItem) => boolean): MineAndOthers => {
    const those = items.filter(is);
    const mine = those.filter((item) => item.mine).length;
    return { mine, others: those.length - mine };
  };
  return {
    sources,
    counts: {
      ...{ asOf: question.asOf, asOfPosition, isWhole: page.next === undefined },
      deadline: number(({ kind }) => kind === 'deadline'),
      finding: number(({ kind }) => kind === 'finding'),
      waiting: number(({ kind }) => kind === 'waiting'),
      pastDue: number(({ dueOn }) => dueOn !== undefined && dueOn < question.asOf),
      breach: number(({ severity }) => severity === 'breach'),
    },
  };
}
