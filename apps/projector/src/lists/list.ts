/** What a table of the rows and a list over it are: every store, question, door and guide is made from these entries. */
import { type Principal } from '#access';
import { type Form, type JsonSchema } from '#contracts';
import { type Day, type FieldClass, type PartyId, type Uuid } from '#domain';
import { type Item, type Narrowing } from './words.js';

export type ColumnType = 'text' | 'date' | 'json';

/** A row and the days, both ends included, that it is the answer for when asked with `asOf`. */
export interface Dated<Row> {
  readonly validFrom: Day;
  readonly validTo: Day;
  /** What it is told of: `placement/<uuid>`. */
  readonly subject: string;
  readonly row: Row;
}

/** A dated row with where it belongs. */
export interface Placed<Row> extends Dated<Row> {
  readonly stream: string;
  /** The uuid of the case whose stream it is; null where the stream is no case. */
  readonly caseId: Uuid | null;
}

/** `all`: every date of the row tells a birth date. `end`: only the day that a birthday ended it. */
export type SealedPart = 'end' | 'all';

export interface Column<Row> {
  readonly type: ColumnType;
  /** What it means, for an analyst: in the words of the guide, with its `code` and *Swedish*. */
  readonly meaning: string;
  /** True where it may be null. */
  readonly optional?: true;
  /** Where it is null and stands in `sealed`: in rows of which that much tells a birth date. Such a column is optional. */
  readonly sealed?: SealedPart;
  readonly value: (placed: Placed<Row>) => string | null;
}

/** What is sealed of a row's dates stands together in the last column, under the key of its stream. */
export interface Sealing<Row> {
  readonly meaning: string;
  /** The column that is bound to the seal, so that it cannot be moved to another row. */
  readonly id: string;
  readonly part: (row: Row) => SealedPart | null;
}

export interface Table<Row> {
  /** In the database. */
  readonly name: string;
  /** What one of its rows is. */
  readonly about: string;
  /** By name, in the order in which they stand in the table. */
  readonly columns: Readonly<Record<string, Column<Row>>>;
  readonly sealing?: Sealing<Row>;
  /** What tells a row from all others. */
  readonly key: readonly string[];
  /** Rows are replaced together by this column: those of a stream, or those of a case. */
  readonly owner: 'stream' | 'case_id';
  /** Columns by which rows are looked up besides. */
  readonly lookedUpBy?: readonly string[];
}

/** How a database says what not all say alike. */
export interface Dialect {
  /** A date column as `YYYY-MM-DD`. */
  readonly dayText: (column: string) => string;
  /** The members of a column's JSON list, as rows of one text named `value`. */
  readonly members: (column: string) => string;
  /** That a column is one of a JSON list, so that each of them is looked up by an index. */
  readonly isAmong: (column: string, list: string) => string;
}

export type Sql = (dialect: Dialect) => string;

/** A row of a list as read: by column, its dates opened. */
export interface Found {
  readonly row: Readonly<Record<string, unknown>>;
  readonly caseId: Uuid | null;
  /** Set where some of its dates, or only the day that it ended on, tell a birth date. */
  readonly sealed?: SealedPart;
}

/** `GET /v1/<path>`. */
export interface Door {
  readonly path: string;
  /** What it gives, in OpenAPI: Swedish, and English in brackets. */
  readonly sentence: string;
  /** The form of a row as it is answered. */
  readonly item: JsonSchema;
  /** The view that answers where the question names one subject with `of`; absent where it takes no such word. */
  readonly ofOne?: 'deadlines' | 'findings';
}

/** What of a list is counted for operations: its rows of one status on a day, by a column of few words. */
export interface Counted {
  readonly status: string;
  readonly by: string;
  readonly words: readonly string[];
  /**
   * What holds of every row that may have the status on some day of its span. What is sealed is left out: the count opens
   * nothing. The table has an index of the rows that are left, so that no other is read.
   */
  readonly only: readonly string[];
  /** The columns that status and span are told by besides. */
  readonly reads: readonly string[];
}

/** How a table is read: in which order, of which rows, and what may be asked of them. */
export interface RowReading<Row> extends Table<Row> {
  /** What it is sorted by, each row's own text. */
  readonly cursor: Sql;
  /** What else than being principal of its stream lets `@reader` see a row. */
  readonly alsoSeen?: Sql;
  /** What holds of a row that is told of on the day, besides its span. */
  readonly always: readonly string[];
  /** The words it may be asked by besides those of every list, and what each asks. */
  readonly asked: { readonly [W in Narrowing | 'mine']?: Sql };
  /** As the API shows it on a day; null where there is nothing to show of it then. */
  readonly shown: (found: Found, asOf: Day, caller: Principal) => Item | null;
  /** What each member of it tells. */
  readonly fields: (item: Item, found: Found) => readonly FieldClass[];
  /** Absent where all who see the stream's rows see it. Else whether one does, who is not whoever keeps the stream. */
  readonly isFor?: (found: Found, party: PartyId) => boolean;
}

/** One with a door of its own; the table has an index of the words of its cursor. */
export interface List<Row> extends RowReading<Row> {
  readonly door: Door;
  /** The form of the cursor, as a question gives it back. */
  readonly after: Form;
  readonly asked: { readonly [W in Narrowing]?: Sql } & { readonly party: Sql; readonly status: Sql };
  readonly statuses: readonly string[];
  readonly counted?: Counted;
}
