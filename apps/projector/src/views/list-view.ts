/** The lists over all cases that one may see: a page of rows, and where the next page begins. */
import { type Principal } from '#access';
import { type Clock, type Keys } from '#contracts';
import { type Day } from '#domain';
import { type Position } from '#event-log';
import { refusal } from '#http';
import { type RowKeeper } from '../rows/row-keeper.port.js';
import { type ListQuestion, type ListRow } from '../rows/row-store.port.js';
import { type Asked, type OF_LIST } from './asked.js';
import { deadlineOfRow, findingOfRow, placementOfRow } from './list-answers.js';
import { dayAsked } from './reading-question.js';

export type ListName = keyof typeof OF_LIST;

export interface ListViewDeps {
  readonly keys: Pick<Keys, 'of'>;
  readonly rows: RowKeeper;
  readonly clock: Clock;
}

export interface ListPage {
  readonly items: readonly unknown[];
  /** Where the next page begins after; absent on the last. */
  readonly next?: string;
  readonly asOfPosition: Position;
}

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;

const STATUSES: Readonly<Record<ListName, readonly string[]>> = {
  placements: ['registered', 'decided', 'started', 'ended', 'annulled'],
  deadlines: ['open', 'met', 'overdue', 'lapsed', 'cancelled'],
  findings: ['open', 'resolved'],
};

function limitAsked(text: string | undefined): number {
  if (text === undefined) return LIMIT_DEFAULT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > LIMIT_MAX) throw refusal('BadRequest', { pointer: '/limit', expected: `1–${LIMIT_MAX}` });
  return limit;
}

function checkStatus(list: ListName, status: string | undefined): void {
  const expected = STATUSES[list];
  if (status === undefined || expected.includes(status)) return;
  throw refusal('BadRequest', { pointer: '/status', expected: expected.join(' | ') });
}

type Item = Readonly<Record<string, unknown>>;

/** A row as shown; null where there is nothing to show of it on the day. */
type ToItem = (keys: Pick<Keys, 'of'>, row: ListRow, asOf: Day) => Promise<Item | null>;

const ITEMS: Readonly<Record<ListName, ToItem>> = {
  placements: (_, row) => Promise.resolve({ ...placementOfRow(row) }),
  deadlines: deadlineOfRow,
  findings: findingOfRow,
};

type Question = ListQuestion & { readonly asOf: Day };

/** What is asked of the rows. Refuses with `BadRequest` a day, a limit or a status that is none. */
function questionOf(list: ListName, asked: Asked, caller: Principal, today: Day): Question {
  const { party, status, kind, rule, dueBefore, after } = asked;
  checkStatus(list, status);
  if (dueBefore !== undefined) dayAsked(dueBefore, today, 'dueBefore');
  const narrowing = { party, status, kind, rule, dueBefore, after };
  return {
    ...(Object.fromEntries(Object.entries(narrowing).filter(([, value]) => value !== undefined)) as typeof asked),
    ...(caller.kind === 'party' ? { reader: caller.party } : {}),
    asOf: dayAsked(asked.asOf, today),
    today,
    limit: limitAsked(asked.limit),
  };
}

/** A page of a list. An operator sees no case; a party those whose principal it is today; an auditor all. */
export async function answerList(
  deps: ListViewDeps,
  list: ListName,
  asked: Asked,
  caller: Principal,
): Promise<ListPage> {
  if (caller.kind === 'operator') throw refusal('Forbidden');
  const question = questionOf(list, asked, caller, deps.clock.today());
  // One more than asked tells whether there is a next page.
  const { position, rows } = await deps.rows.list(list, { ...question, limit: question.limit + 1 });
  const page = rows.slice(0, question.limit);
  const shown = await Promise.all(page.map((row) => ITEMS[list](deps.keys, row, question.asOf)));
  const items = shown.filter((item) => item !== null && isAsked(item, question));
  const last = rows.length > page.length ? page.at(-1) : undefined;
  return { items, asOfPosition: position, ...(last ? { next: last.cursor } : {}) };
}

/** What the rows could not tell of a sealed one is asked again of what it opened to. */
function isAsked(item: Item, { status, dueBefore }: ListQuestion): boolean {
  if (status !== undefined && item['status'] !== status) return false;
  return dueBefore === undefined || (item['dueOn'] as string) < dueBefore;
}
