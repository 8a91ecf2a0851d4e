/** The lists as SQL, made from their entries; what the databases say differently stands in a dialect. */
import { legalPerson, type PartyId, type Uuid } from '#domain';
import { keepersSql, seenByReader } from '../lists/case-party-table.js';
import { type Counted, type Dialect, type List } from '../lists/list.js';
import { LIST_NAMES, listOf, READING_NAMES, readingOf, TABLES, type ReadingName } from '../lists/lists.js';
import {
  type AskKnown,
  type CountRows,
  type ListQuestion,
  type ListRow,
  type ReadCounted,
  type ReadRows,
  type RowQueries,
} from './row-store.port.js';

/** A question with what follows from its words. */
export interface PutQuestion extends ListQuestion {
  /** The legal person that the reader is, or is a nämnd or unit of. */
  readonly readerPerson?: PartyId;
  /** The same of the party that is asked about. */
  readonly partyPerson?: PartyId;
  /** A JSON list of what the rows of a page are of. */
  readonly owned?: string;
  /** What is asked after by its name, and a JSON list of who asks. */
  readonly thing?: string;
  readonly askers?: string;
}

export type Word = keyof PutQuestion;
/** What is asked of any statement. */
export type Words = Partial<PutQuestion>;

/** A list in the words of a database. Values are named: `@asOf`. */
interface Asking {
  readonly table: string;
  readonly cursor: string;
  readonly always: readonly string[];
  /** What each word asks, where it is given. */
  readonly asked: { readonly [W in Word]?: string };
}

function askingOf(reading: ReadingName, dialect: Dialect): Asking {
  const { name, owner, always, asked, alsoSeen, ...entry } = readingOf(reading);
  const cursor = entry.cursor(dialect);
  return {
    ...{ table: name, cursor, always },
    asked: {
      reader: alsoSeen ? `(${seenByReader(owner)} OR ${alsoSeen(dialect)})` : seenByReader(owner),
      after: `${cursor} > @after`,
      ...Object.fromEntries(Object.entries(asked).map(([word, sql]) => [word, sql(dialect)])),
    },
  };
}

/** The words that a question gives and the list takes, in an order of their own. */
function wordsOf({ asked }: Asking, question: PutQuestion): readonly Word[] {
  return (Object.keys(asked) as Word[]).filter((word) => question[word] !== undefined);
}

function sqlOf({ table, cursor, always, asked }: Asking, words: readonly Word[]): string {
  const conditions = words.flatMap((word) => asked[word] ?? []);
  return `SELECT ${cursor} AS "cursor", t.case_id AS "caseId", t.* FROM ${table} t
    WHERE ${['@asOf BETWEEN t.valid_from AND t.valid_to', ...always, ...conditions].join(' AND ')}
    ORDER BY ${cursor} LIMIT @limit`;
}

function put(question: ListQuestion): PutQuestion {
  const { reader, party } = question;
  return {
    ...question,
    ...(reader === undefined ? {} : { readerPerson: legalPerson(reader as PartyId) }),
    ...(party === undefined ? {} : { partyPerson: legalPerson(party as PartyId) }),
  };
}

/** Runs one statement, its values taken by name from the question. */
export type RunList = (
  sql: string,
  question: Words,
  reading: ReadingName | 'counted' | 'parties' | 'known',
) => Promise<readonly object[]>;

/** The lists over whatever runs their statements; the same text each time for the same set of words. */
export function listsOver(dialect: Dialect, run: RunList): RowQueries {
  const reading = (name: ReadingName): ReadRows => {
    const asking = askingOf(name, dialect);
    const { owner } = readingOf(name);
    const keepers = keepersSql(owner, dialect);
    return async (question) => {
      const found = (await run(sqlOf(asking, wordsOf(asking, question)), put(question), name)) as readonly Found[];
      if (found.length === 0) return [];
      const owned = JSON.stringify([...new Set(found.map((row) => row[owner]))]);
      const kept = (await run(keepers, { ...put(question), owned }, 'parties')) as readonly Found[];
      const keeperOf = new Map(kept.map((row) => [row[owner], row]));
      return found.map((row) => listRow(row, keeperOf.get(row[owner])));
    };
  };
  return Object.fromEntries(READING_NAMES.map((name) => [name, reading(name)])) as RowQueries;
}

/** What the statistics are made of, over whatever runs its statements: a page in the order of the cases' uuids. */
export function countedOver(run: RunList): ReadCounted {
  const { name, owner } = TABLES.counted;
  return async (question) => {
    const conditions = [
      ...(question.reader === undefined ? [] : [seenByReader(owner)]),
      ...(question.after === undefined ? [] : ['t.case_id > @after']),
    ];
    const sql = `SELECT t.case_id AS "cursor", t.case_id AS "caseId", t.* FROM ${name} t
      ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY t.case_id LIMIT @limit`;
    const found = await run(sql, put({ ...question, asOf: question.today }), 'counted');
    return found.map((row) => listRow(row as Found));
  };
}

/** Whether a thing is known to one of those who ask, over whatever runs its statements. */
export function knownOver(dialect: Dialect, run: RunList): AskKnown {
  const sql = `SELECT t.* FROM ${TABLES.known.name} t
    WHERE t.thing = @thing AND ${dialect.isAmong('t.asker', '@askers')} LIMIT 1`;
  return async ({ thing, askers }) => (await run(sql, { thing, askers: JSON.stringify(askers) }, 'known')).length > 0;
}

/** The counts over whatever runs their statements; nothing of a row is given but how many there are. */
export function countsOver(dialect: Dialect, run: RunList): CountRows {
  const counting = LIST_NAMES.flatMap((name) => {
    const { counted, ...list } = listOf(name);
    return counted ? [{ name, counted, sql: countSql(list, counted, dialect) }] : [];
  });
  return async (day) => {
    const counts = counting.map(async ({ name, counted: { status, words }, sql }) => {
      const found = (await run(sql, { asOf: day, today: day, status, limit: 0 }, name)) as readonly Count[];
      const none = words.map((word) => [word, 0] as const);
      return [name, new Map([...none, ...found.map(({ word, count }) => [word, count] as const)])] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  };
}

interface Count {
  readonly word: string;
  readonly count: number;
}

/** What is counted is said in the words of its index. */
function countSql({ name, always, asked }: List<never>, { by, only }: Counted, dialect: Dialect): string {
  const span = ['valid_to >= @asOf', 'valid_from <= @asOf'];
  return `SELECT ${by} AS "word", count(*) AS "count" FROM ${name} t
    WHERE ${[...only, ...span, ...always, asked.status(dialect)].join(' AND ')} GROUP BY ${by}`;
}

type Found = Readonly<Record<string, unknown>> &
  Pick<ListRow, 'cursor' | 'caseId'> & { readonly sealed?: Uint8Array | null; readonly crc?: number };

const NOBODY: Partial<Found> = {};

function listRow({ cursor, caseId, sealed = null, crc: _, ...row }: Found, kept?: Found): ListRow {
  const { party = null, person = null } = kept ?? NOBODY;
  return { cursor, caseId, row, sealed, keeper: party as PartyId | null, person: person as Uuid | null };
}
