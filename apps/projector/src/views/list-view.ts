/** The lists over all cases that one may see: a page of rows, and where the next page begins. */
import { type Principal } from '#access';
import { type Clock, type Keys } from '#contracts';
import { type Day } from '#domain';
import { type Position } from '#event-log';
import { refusal } from '#http';
import { listOf, type ListName } from '../lists/lists.js';
import { NARROWING_WORDS, wordOf, type Item } from '../lists/words.js';
import { type RowKeeper } from '../rows/row-keeper.port.js';
import { type ListQuestion } from '../rows/row-store.port.js';
import { type Asked } from './asked.js';
import { opened } from './opened-row.js';
import { dayAsked } from './reading-question.js';

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

function limitAsked(text: string | undefined): number {
  if (text === undefined) return LIMIT_DEFAULT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > LIMIT_MAX) throw refusal('BadRequest', { pointer: '/limit', expected: `1–${LIMIT_MAX}` });
  return limit;
}

function checkStatus(list: ListName, status: string | undefined): void {
  const expected = listOf(list).statuses;
  if (status === undefined || expected.includes(status)) return;
  throw refusal('BadRequest', { pointer: '/status', expected: expected.join(' | ') });
}

/** The words that narrow, as given. Refuses with `BadRequest` a day or a status that is none. */
function narrowingOf(list: ListName, asked: Asked, today: Day): Asked {
  checkStatus(list, asked.status);
  const given = NARROWING_WORDS.filter((word) => asked[word] !== undefined);
  for (const word of given) if (wordOf(word).is === 'day') dayAsked(asked[word], today, word);
  return Object.fromEntries(given.map((word) => [word, asked[word]]));
}

type Question = ListQuestion & { readonly asOf: Day };

/** What is asked of the rows. Refuses with `BadRequest` a day, a limit or a status that is none. */
function questionOf(list: ListName, asked: Asked, caller: Principal, today: Day): Question {
  return {
    ...narrowingOf(list, asked, today),
    ...(asked.after === undefined ? {} : { after: asked.after }),
    ...(caller.kind === 'party' ? { reader: caller.party } : {}),
    asOf: dayAsked(asked.asOf, today),
    today,
    limit: limitAsked(asked.limit),
  };
}

/**
 * A page of a list. An operator sees no case; a party those whose principal it is today, and the agreements that it is a
 * party of; an auditor all.
 */
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
  const entry = listOf(list);
  const shown = await Promise.all(
    page.map(async (row) => {
      const found = await opened(deps.keys, entry, row);
      return found && entry.shown(found, question.asOf);
    }),
  );
  const items = shown.filter((item) => item !== null && isAsked(item, question));
  const last = rows.length > page.length ? page.at(-1) : undefined;
  return { items, asOfPosition: position, ...(last ? { next: last.cursor } : {}) };
}

/** What the rows could not tell of a sealed one is asked again of what it opened to. */
function isAsked(item: Item, question: ListQuestion): boolean {
  return NARROWING_WORDS.every((word) => {
    const value = question[word];
    return value === undefined || (wordOf(word).holds?.(item, value) ?? true);
  });
}
