/** The lists over all cases that one may see: a page of rows, and where the next page begins. */
import { mandatesOf, type MandateInForce, type Principal } from '#access';
import { type StreamReader } from '#cases';
import { type Clock, type Keys } from '#contracts';
import { type Day, type PartyId } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal, refuseOtherForm } from '#http';
import { listOf, type ListName, type ReadingName } from '../lists/lists.js';
import { NARROWING_WORDS, wordOf, type Item, type Narrowing } from '../lists/words.js';
import { type DatedRows, type RowKeeper } from '../rows/row-keeper.port.js';
import { type ListQuestion } from '../rows/row-store.port.js';
import { formOf, LIMIT_DEFAULT, type Asked, type Word } from './asked.js';
import { rowsShown } from './row-shown.js';
import { type Eyes } from './showing.js';
import { dayAsked } from './reading-question.js';
import { type MandatedRow } from './under-mandate.js';
import { whenWhole } from './when-whole.js';

export interface ListViewDeps {
  readonly keys: Pick<Keys, 'of'>;
  readonly rows: RowKeeper;
  readonly log: Pick<EventLog, 'compare'>;
  readonly clock: Clock;
  readonly reader: Pick<StreamReader, 'read'>;
}

export interface ListPage {
  readonly items: readonly unknown[];
  /** Where the next page begins after; absent on the last. */
  readonly next?: string;
  readonly asOfPosition: Position;
}

/** Refuses with `BadRequest` what is not in its form. Gives the words that narrow. */
function narrowingOf(list: ListName, asked: Asked): Asked {
  const given = Object.entries(asked) as [Word, string][];
  for (const [word, text] of given) refuseOtherForm(word, text, formOf(list, word));
  return Object.fromEntries(given.filter(([word]) => (NARROWING_WORDS as readonly string[]).includes(word)));
}

type Question = ListQuestion & { readonly asOf: Day };

/** What is asked of the rows. */
function questionOf(list: ListName, asked: Asked, caller: Principal, today: Day): Question {
  return {
    ...narrowingOf(list, asked),
    ...(asked.after === undefined ? {} : { after: asked.after }),
    ...(caller.kind === 'party' ? { reader: caller.party } : {}),
    asOf: dayAsked(asked.asOf, today),
    today,
    limit: Number(asked.limit ?? LIMIT_DEFAULT),
  };
}

/**
 * A page of a list. An operator sees no case; a party those whose principal it is today, and the agreements that it is a
 * party of; an auditor all.
 */
export async function answerList(deps: ListViewDeps, list: ListName, asked: Asked, eyes: Eyes): Promise<ListPage> {
  const { caller } = eyes;
  if (caller.kind === 'operator') throw refusal('Forbidden');
  const today = deps.clock.today();
  const question = questionOf(list, asked, caller, today);
  // One more than asked tells whether there is a next page.
  const { position, rows } = await pageOfRows(deps, list, { ...question, limit: question.limit + 1 }, caller);
  eyes.noted.readUpTo(position);
  const page = rows.slice(0, question.limit);
  const { show } = rowsShown(deps, eyes, today);
  const shown = await Promise.all(page.map((row) => show(listOf(list), row, question.asOf)));
  const items = shown.filter((item) => item !== null && isAsked(item, question));
  const last = rows.length > page.length ? page.at(-1) : undefined;
  return { items, asOfPosition: position, ...(last ? { next: last.cursor } : {}) };
}

/**
 * The rows of one reading that whoever asks may see: of an auditor each that one of those sees that it may read of, once and
 * in the same order, so that pages join. Refuses as `whenWhole`.
 */
export async function pageOfRows(
  { rows, log }: Pick<ListViewDeps, 'rows' | 'log'>,
  name: ReadingName,
  question: ListQuestion,
  caller: Principal,
): Promise<RowsOfPage> {
  const mandates = mandatesOf(caller);
  if (mandates === null) return whenWhole(() => rows.list(name, question));
  let joined: RowsOfPage = { position: await rows.position(), rows: [] };
  for (const [at, { reader, under }] of readersUnder(mandates).entries()) {
    const page = await whenWhole(() => rows.list(name, { ...question, ...reader }));
    const isEarlier = at === 0 || log.compare(page.position, joined.position) < 0;
    const position = isEarlier ? page.position : joined.position;
    const seen = page.rows.map((row): MandatedRow => ({ ...row, under }));
    joined = { position, rows: inOneOrder([...joined.rows, ...seen]).slice(0, question.limit) };
  }
  return joined;
}

export interface RowsOfPage extends DatedRows {
  readonly rows: readonly MandatedRow[];
}

interface ReaderUnder {
  readonly reader: { readonly reader?: PartyId };
  readonly under: readonly MandateInForce[];
}

/** In whose lists an auditor reads, and by which mandates each: in everybody's, and in those of each party that one names. */
function readersUnder(mandates: readonly MandateInForce[]): readonly ReaderUnder[] {
  const overAll = mandates.filter(({ parties }) => parties === 'all');
  const named = [...new Set(mandates.flatMap(({ parties }) => (parties === 'all' ? [] : parties)))].sort();
  return [
    ...(overAll.length > 0 ? [{ reader: {}, under: overAll }] : []),
    ...named.map((reader) => ({
      reader: { reader },
      under: mandates.filter(({ parties }) => parties !== 'all' && parties.includes(reader)),
    })),
  ];
}

/** By where each stands in the list, each once, under all mandates by which it was found. */
function inOneOrder(rows: readonly MandatedRow[]): readonly MandatedRow[] {
  const byCursor = new Map<string, MandatedRow>();
  for (const row of rows) {
    const before = byCursor.get(row.cursor)?.under ?? [];
    byCursor.set(row.cursor, { ...row, under: [...new Set([...before, ...(row.under ?? [])])] });
  }
  return [...byCursor.values()].sort((a, b) => (a.cursor < b.cursor ? -1 : 1));
}

/** What the rows could not tell of a sealed one is asked again of what it opened to; by what is withheld none is found. */
export function isAsked(item: Item, question: Readonly<Partial<Record<Narrowing, string>>>): boolean {
  return NARROWING_WORDS.every((word) => {
    const value = question[word];
    return value === undefined || (wordOf(word).holds?.(item, value) ?? true);
  });
}
