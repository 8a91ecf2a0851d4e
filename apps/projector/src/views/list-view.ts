/** The lists over all cases that one may see: a page of rows, and where the next page begins. */
import { type Principal } from '#access';
import { type Clock, type Keys } from '#contracts';
import { type Day } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { type RowKeeper } from '../rows/row-keeper.js';
import { type ListQuestion, type ListRow } from '../rows/row-queries.sqlite.js';
import { deadlineOfRow, findingOfRow, placementOfRow } from './list-answers.js';
import { dayAsked } from './reading-question.js';

export type ListName = 'placements' | 'deadlines' | 'findings';

export interface ListAsked {
  readonly asOf?: string;
  readonly party?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly rule?: string;
  readonly dueBefore?: string;
  readonly limit?: string;
  readonly after?: string;
}

/** What any list may be asked. */
type AnyQuestion = Omit<ListAsked, 'limit' | 'asOf'> &
  Pick<ListQuestion, 'today' | 'reader'> & { readonly asOf: Day; readonly limit: number };

export interface ListViewDeps {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'find'>;
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

type ToItem = (row: ListRow, asOf: Day) => Promise<Readonly<Record<string, unknown>> | null>;

function itemsOf(list: ListName, { keys }: ListViewDeps): ToItem {
  const items: Readonly<Record<ListName, ToItem>> = {
    placements: (row) => Promise.resolve({ ...placementOfRow(row) }),
    deadlines: (row, asOf) => deadlineOfRow(keys, row, asOf),
    findings: (row, asOf) => findingOfRow(keys, row, asOf),
  };
  return items[list];
}

/** What is asked of the rows. Refuses with `BadRequest` a day, a limit or a status that is none. */
function questionOf(list: ListName, asked: ListAsked, caller: Principal, today: Day): AnyQuestion {
  checkStatus(list, asked.status);
  if (asked.dueBefore !== undefined) dayAsked(asked.dueBefore, today, 'dueBefore');
  return {
    ...asked,
    asOf: dayAsked(asked.asOf, today),
    today,
    reader: caller.kind === 'party' ? caller.party : null,
    limit: limitAsked(asked.limit),
  };
}

/** A page of a list. An operator sees no case; a party those whose principal it is today; an auditor all. */
export async function answerList(
  deps: ListViewDeps,
  list: ListName,
  asked: ListAsked,
  caller: Principal,
): Promise<ListPage> {
  if (caller.kind === 'operator') throw refusal('Forbidden');
  const question = questionOf(list, asked, caller, deps.clock.today());
  const asOfPosition = deps.rows.position();
  const rows = deps.rows.queries()[list](question);
  const items = await shownItems(deps, list, question, rows);
  const last = rows.length === question.limit ? rows.at(-1) : undefined;
  return { items, asOfPosition, ...(last ? { next: last.cursor } : {}) };
}

/** The rows as shown; a sealed row's status is known only when it is opened, so it is looked at again here. */
async function shownItems(
  deps: ListViewDeps,
  list: ListName,
  { asOf, status }: AnyQuestion,
  rows: readonly ListRow[],
): Promise<readonly unknown[]> {
  const toItem = itemsOf(list, deps);
  const items = await Promise.all(rows.map((row) => toItem(row, asOf)));
  return items.filter((item) => item !== null && (status === undefined || item['status'] === status));
}
