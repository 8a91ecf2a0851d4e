/** The SQLite file of the hub's own state: what is written in the same turn shares one synced commit. */
import { faultOf, isDamage, isOfTheDisk, LogUnavailable, writesOf, type LogId } from '#event-log';
import {
  inspectResultFile,
  openResultFile,
  type InspectedResult,
  refuseLater,
  type Migration,
  type ResultDb,
} from '#follow';
import { StateDamaged, StateUnavailable } from './hub-state.port.js';

/** Works of one transaction at most. */
const WORKS_PER_COMMIT_MAX = 500;
/** Works that may wait for their commit; beyond it the hub answers that it is not ready. */
const WORKS_WAITING_MAX = 10_000;

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-01 waiting, quarantine, receipts',
    sql: `
      CREATE TABLE waiting (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        party TEXT NOT NULL,
        stream TEXT NOT NULL,
        subject TEXT NOT NULL,
        source TEXT NOT NULL,
        message_id TEXT NOT NULL,
        until TEXT NOT NULL, -- the last day on which it waits
        wrapped_key BLOB NOT NULL,
        sealed BLOB NOT NULL,
        UNIQUE (source, subject, message_id)
      ) STRICT;
      CREATE INDEX waiting_by_stream ON waiting (stream, sequence);
      CREATE INDEX waiting_by_party ON waiting (party);
      CREATE INDEX waiting_by_subject ON waiting (subject);
      CREATE INDEX waiting_by_until ON waiting (until);
      CREATE TABLE quarantine (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        quarantine_id TEXT NOT NULL UNIQUE,
        party TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        code TEXT NOT NULL,
        wrapped_key BLOB NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX quarantine_by_party ON quarantine (party, sequence);
      CREATE INDEX quarantine_by_time ON quarantine (kept_at);
      CREATE TABLE receipt (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        party TEXT NOT NULL,
        given_at TEXT NOT NULL,
        wrapped_key BLOB NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX receipt_by_party ON receipt (party, sequence);
      CREATE INDEX receipt_by_time ON receipt (given_at);`,
  },
  {
    name: '2026-11 editions, receipts to be told',
    sql: `
      ALTER TABLE waiting ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE receipt ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX receipt_untold ON receipt (sequence) WHERE told = 0;`,
  },
  // Null of what came before.
  { name: '2026-11 since when it waits', sql: 'ALTER TABLE waiting ADD COLUMN kept_at TEXT;' },
  {
    // Of what is told without being opened; what an index holds too, or a seal, is told from damage by that.
    name: '2026-11 checksums in quarantine',
    sql: 'ALTER TABLE quarantine ADD COLUMN crc INTEGER;',
  },
];

/** What the file says of itself before it is opened for writing; undefined where there is none. Reads all of it. Throws `FileUnusable`. */
export const inspectStateFile = (path: string): InspectedResult | undefined =>
  inspectResultFile(path, {
    whole: true,
    refuse: refuseLater(path, MIGRATIONS),
  });

export interface StateFile {
  readonly db: ResultDb;
  /** What `look` finds, at once: nobody waits for another turn. Fault: `StateUnavailable`. */
  read<T>(look: () => T): Promise<T>;
  /**
   * Runs `work` in the next transaction, shared with whatever else is written in this turn, and resolves with its
   * result once that is on disk. A work that throws undoes itself only. Fault: `StateUnavailable`.
   */
  write<T>(work: () => T): Promise<T>;
  /** Counts a write that is not one of these; to be called within its transaction. */
  count(): void;
  /** How often it has been written since it was bound to its log. */
  writes(): number;
  /** Overwrites what has left also in the journal, where it lies until its pages are used again. */
  forget(): void;
  /** Writes what waits, and closes the file. */
  close(): void;
}

interface Pending {
  /** Runs the work inside the transaction; gives what is to be told after the commit. */
  readonly run: () => () => void;
  readonly refuse: (error: unknown) => void;
}

/** Opens the state's file, making it if need be; every commit is synced. Throws `FileUnusable` where it is damaged or of another log. */
export function openStateFile(path: string, logId?: LogId): StateFile {
  const file = openResultFile({ path, migrations: MIGRATIONS, durability: 'primary', logId });
  const { db } = file;
  const written = writesOf(db);
  // What leaves is overwritten, not only unlinked from its page.
  db.pragma('secure_delete = ON');
  const all = db.transaction((works: readonly Pending[]) => {
    written.count();
    return works.map(({ run }) => run());
  });
  let pending: Pending[] = [];
  let closed = false;

  const flush = (): void => {
    const works = pending.slice(0, WORKS_PER_COMMIT_MAX);
    pending = pending.slice(WORKS_PER_COMMIT_MAX);
    if (pending.length > 0) setImmediate(flush);
    if (works.length > 0) settle(works, () => all.immediate(works));
  };

  return {
    db,
    read,
    write: (work) =>
      new Promise((resolve, reject) => {
        if (closed || pending.length >= WORKS_WAITING_MAX) {
          reject(new StateUnavailable(closed ? 'the state is closed' : 'too many writes wait'));
          return;
        }
        const guarded = db.transaction(work);
        pending.push({ run: () => runOne(guarded, resolve, reject), refuse: reject });
        if (pending.length === 1) setImmediate(flush);
      }),
    count: () => {
      written.count();
    },
    writes: () => written.counted(),
    forget: () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: () => {
      closed = true;
      while (pending.length > 0) flush();
      written.counted();
      db.pragma('wal_checkpoint(TRUNCATE)');
      file.close();
    },
  };
}

function read<T>(look: () => T): Promise<T> {
  try {
    return Promise.resolve(look());
  } catch (error) {
    return Promise.reject(stateFaultOf(error, 'the state was not read'));
  }
}

/** Damage and a disk that answers with an error are told as such: asked again they would be there still. */
function stateFaultOf(error: unknown, what: string): Error {
  if (isDamage(error)) return new StateDamaged(what, { cause: error });
  const fault = faultOf(error);
  return fault instanceof LogUnavailable ? new StateUnavailable(what, { cause: fault }) : (error as Error);
}

/** Within the shared transaction `work` is a savepoint: what it throws is its own. */
function runOne<T>(work: () => T, resolve: (result: T) => void, reject: (error: unknown) => void): () => void {
  try {
    const result = work();
    return () => {
      resolve(result);
    };
  } catch (error) {
    return () => {
      reject(error);
    };
  }
}

/** Whatever else keeps it from being written now may pass. */
const unwritten = (what: string, error: unknown): Error =>
  isDamage(error) || isOfTheDisk(error)
    ? stateFaultOf(error, what)
    : new StateUnavailable(what, { cause: faultOf(error) });

function settle(works: readonly Pending[], commit: () => readonly (() => void)[]): void {
  let tell: readonly (() => void)[];
  try {
    tell = commit();
  } catch (error) {
    const fault = unwritten('the state was not written', error);
    for (const { refuse } of works) refuse(fault);
    return;
  }
  for (const one of tell) one();
}
