/** The database that many processes share: questions, transactions, and the one fault that passes by itself. */

export interface Queries {
  /**
   * Runs one statement with its values (`$1`, `$2`, …). Dates and JSON come as the text that is stored, `bigint` as a
   * number, `bytea` as a Buffer. Fault: `DatabaseUnavailable`.
   */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Database extends Queries {
  /** Every unqualified name means this schema alone. */
  readonly schema: string;
  /**
   * All or nothing, on one connection; what `work` throws undoes it. Where the connection breaks while it commits, the
   * outcome is unknown: a caller must stand being run again. Fault: `DatabaseUnavailable`.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One step of a schema, run once, in the order given. A step that has run never changes: add another. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** A fault: the server is away, starting, full, or let the connection go. Try again later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** The schema was made by other migrations: what is rebuildable is rebuilt, what is primary needs its migration. */
export class SchemaOutdated extends Error {
  override readonly name = 'SchemaOutdated';
}

/** Who may act alone among many processes: one holds the lease at a time, the others wait for it. */
export interface Lease {
  /** Waits, also through outages, until this process holds the lease; undefined where `signal` aborts first. */
  take(signal: AbortSignal): Promise<HeldLease | undefined>;
}

export interface HeldLease {
  /** Aborts when the lease can no longer be counted on: another may hold it by now. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}
