/** The lists as SQL, made from their entries; what the databases say differently stands in a dialect. */
import { legalPerson, type PartyId } from '#domain';
import { seenByReader } from '../lists/case-party-table.js';
import { type Dialect } from '../lists/list.js';
import { LIST_NAMES, listOf, type ListName } from '../lists/lists.js';
import { type ListQuestion, type ListRow, type ReadRows, type RowQueries } from './row-store.port.js';

/** A question with what follows from its words. */
export interface PutQuestion extends ListQuestion {
  /** The legal person that the reader is, or is a nämnd or unit of. */
  readonly readerPerson?: PartyId;
}

export type Word = keyof PutQuestion;

/** A list in the words of a database. Values are named: `@asOf`. */
interface Asking {
  readonly table: string;
  readonly cursor: string;
  readonly always: readonly string[];
  /** What each word asks, where it is given. */
  readonly asked: { readonly [W in Word]?: string };
}

function askingOf(list: ListName, dialect: Dialect): Asking {
  const { name, owner, always, asked, ...entry } = listOf(list);
  const cursor = entry.cursor(dialect);
  return {
    ...{ table: name, cursor, always },
    asked: {
      reader: seenByReader(owner),
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
  const { reader } = question;
  return reader === undefined ? question : { ...question, readerPerson: legalPerson(reader as PartyId) };
}

/** Runs one statement, its values taken by name from the question. */
export type RunList = (sql: string, question: PutQuestion, list: ListName) => Promise<readonly object[]>;

/** The lists over whatever runs their statements; the same text each time for the same set of words. */
export function listsOver(dialect: Dialect, run: RunList): RowQueries {
  const reading = (name: ListName): ReadRows => {
    const asking = askingOf(name, dialect);
    return async (question) => {
      const found = await run(sqlOf(asking, wordsOf(asking, question)), put(question), name);
      return found.map((row) => listRow(row as Found));
    };
  };
  return Object.fromEntries(LIST_NAMES.map((name) => [name, reading(name)])) as RowQueries;
}

type Found = Readonly<Record<string, unknown>> &
  Pick<ListRow, 'cursor' | 'caseId'> & { readonly sealed?: Uint8Array | null; readonly crc?: number };

function listRow({ cursor, caseId, sealed = null, crc: _, ...row }: Found): ListRow {
  return { cursor, caseId, row, sealed };
}
