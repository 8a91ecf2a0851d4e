/**
 * The ledger of the embedded default: one SQLite file beside the log. Reads at the same time share one transaction and one
 * fsync; nothing is acknowledged before it is on disk.
 */
import { type Database } from 'better-sqlite3';
import { type Controller, type Instant } from '#domain/facts';
import { groupCommit, isOfTheDisk, type LogId, type Outcome, type Writes, writesOf } from '#event-log';
import { mastersOf, newToStore, type Fit, type MasterKeys, type Masters } from '../masters.js';
import { type WrappedStore } from '../wrap-anew.js';
import { sqliteWrappings } from '../wrap-anew.sqlite.js';
import { drawn } from './drawing.js';
import { ledgerFaultOf, openLedgerFile } from './ledger-file.sqlite.js';
import {
  bytesOf,
  crcOfTold,
  insertInto,
  sound,
  soundTold,
  statementsOf,
  type LedgerFileRow,
  cursorAt,
} from './ledger-rows.sqlite.js';
import {
  boundedLimit,
  LedgerDamaged,
  LedgerUnavailable,
  type Denial,
  type Draw,
  type ErasedYear,
  type LedgerCursor,
  type LedgerLeaf,
  type LedgerPage,
  type LedgerStore,
  type PersonReads,
  type ReadsOf,
  type Telling,
} from './ledger.port.js';
import {
  extractFrom,
  hashOf,
  readsIn,
  recordedOf,
  rowsOf,
  rowsTold,
  yearOf,
  type RowsToWrite,
  type RowToWrite,
} from './ledger-row.js';
import { type LedgerEntry } from './ledger-entry.js';
import { type Recorded, type RecordedAccess } from './recorded.js';
import { lastErasedYear, yearKeyTable, YearKeys } from './year-keys.js';
import { YearKeysInFile } from './year-keys.sqlite.js';

export interface SqliteLedgerOptions {
  /** The ledger's own file, `ledger.db`; made with mode 0600. */
  readonly file: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
  /** The master key of before, while what it wraps has not been wrapped anew. */
  readonly formerMasterKey?: Uint8Array;
  /** The log whose reads these are: from then on they are no other log's. Left out by who opens it a second time. */
  readonly logId?: LogId;
}

export interface SqliteLedger extends LedgerStore {
  /** How often it has been written since it was bound to its log. */
  writes(): number;
  /** Its years' keys, to be wrapped anew. */
  wrappings(): WrappedStore;
}

/** Opens or makes the ledger. Throws `MasterKeyDoesNotFit`, and `FileUnusable` where it is damaged or of another log. */
export function sqliteLedger({ file, masterKey, formerMasterKey, logId }: SqliteLedgerOptions): SqliteLedger {
  const db = openLedgerFile(file, logId);
  try {
    const masters = mastersOf(masterKey, formerMasterKey);
    const remembered = db.prepare<[], Fit>('SELECT id, fits FROM master');
    const remember = db.prepare('INSERT INTO master (id, fits) VALUES (?, ?)');
    db.transaction(() => {
      for (const { id, fits } of newToStore(masters, remembered.all())) remember.run(id, fits);
    }).immediate();
    return new LedgerInFile(db, masters);
  } catch (error) {
    db.close();
    throw error;
  }
}

class LedgerInFile implements SqliteLedger {
  private readonly keys: YearKeysInFile;
  private readonly statements;
  private readonly group;
  private readonly written: Writes;
  private state: 'open' | 'closed' | LedgerDamaged = 'open';

  constructor(
    private readonly db: Database,
    private readonly masters: Masters,
  ) {
    this.statements = statementsOf(db);
    this.keys = new YearKeysInFile(this.statements, new YearKeys(masters));
    this.written = writesOf(db);
    this.group = groupCommit<RowsToWrite, undefined>(
      (groups) => this.commit(groups),
      (why) => new LedgerUnavailable(`the ledger takes nothing: ${why}`),
    );
  }

  async write(entries: readonly LedgerEntry[]): Promise<void> {
    const told = rowsOf(entries);
    if (told.events > 0) await this.group.submit(told);
  }

  page({ controller, after, limit }: LedgerPage): Promise<readonly Recorded[]> {
    return this.asked(() =>
      this.statements.page.all(controller, after, boundedLimit(limit)).map((row) => this.read(row)),
    );
  }

  readsOf({ controller, after, limit, person }: ReadsOf): Promise<PersonReads> {
    return this.asked(() => {
      const seqs = this.statements.ofPerson.all(bytesOf(person), controller, after, boundedLimit(limit));
      const recorded = seqs.map((seq) => this.one(controller, seq));
      return readsIn(recorded, limit);
    });
  }

  readonly ofPerson: LedgerStore['ofPerson'] = async (asked) => extractFrom(await this.readsOf(asked), asked);

  draw({ controller, from, to, size, seed }: Draw): Promise<readonly RecordedAccess[]> {
    return this.asked(
      this.db.transaction(() => {
        const count = this.statements.inPeriod.get(controller, from, to) ?? 0;
        const places = JSON.stringify(drawn(seed, count, boundedLimit(size)));
        const seqs = this.statements.drawn.all(controller, from, to, places);
        return seqs.map((seq) => this.one(controller, seq) as RecordedAccess);
      }),
    );
  }

  leaves(after: LedgerCursor | null, limit: number): Promise<readonly LedgerLeaf[]> {
    return this.asked(() =>
      this.statements.after.all(Number(after ?? 0), boundedLimit(limit)).map((row) => {
        const stored = sound(row);
        const { controller, seq } = stored;
        return { cursor: String(row.position), controller, seq, hash: hashOf(stored) };
      }),
    );
  }

  denied(after: LedgerCursor | null, limit: number): Promise<readonly Denial[]> {
    return this.asked(() =>
      this.statements.denied
        .all(Number(after ?? 0), boundedLimit(limit))
        .map((row) => ({ cursor: String(row.position), entry: this.read(row) as RecordedAccess })),
    );
  }

  toldTo(): Promise<LedgerCursor | null> {
    return this.asked(() => cursorAt(soundTold(this.statements.told.get())));
  }

  tell({ from, to, told }: Telling): Promise<boolean> {
    return this.asked(() => {
      const rows = told.flatMap(rowsTold);
      return this.keeping(() => {
        if (soundTold(this.statements.told.get()) !== Number(from ?? 0)) return false;
        this.insert(rows);
        this.statements.tell.run(Number(to), crcOfTold(Number(to)));
        return true;
      });
    });
  }

  eraseStaff(now: Instant, ledgerYears: number): Promise<readonly ErasedYear[]> {
    return this.asked(() => {
      const last = lastErasedYear(now, ledgerYears);
      const erased = this.inTransaction(() => {
        const years = this.statements.erasable.all(last);
        if (years.length > 0) {
          this.written.count();
          this.statements.erase.run(last);
        }
        return years;
      });
      this.keys.forget();
      // The write-ahead log still holds the pages as they were.
      if (erased.length > 0) this.db.pragma('wal_checkpoint(TRUNCATE)');
      return erased;
    });
  }

  writes(): number {
    return this.written.counted();
  }

  wrappings(): WrappedStore {
    const { db, masters } = this;
    const count = (): void => {
      this.written.count();
    };
    return sqliteWrappings({ db, tables: [yearKeyTable(masters)], masters, count });
  }

  close(): Promise<void> {
    if (this.state === 'closed') return Promise.resolve();
    this.group.close();
    this.state = 'closed';
    this.keys.forget();
    this.written.counted();
    this.db.close();
    return Promise.resolve();
  }

  private commit(groups: readonly RowsToWrite[]): readonly Outcome<undefined>[] {
    this.keeping(() => {
      this.insert(groups.flatMap(({ rows }) => rows));
    });
    return groups.map(() => ({ done: undefined }));
  }

  /** A transaction that may make keys. */
  private keeping<T>(work: () => T): T {
    try {
      return this.inTransaction(work);
    } catch (error) {
      // A key that was made in it is not there.
      this.keys.forget();
      throw error;
    }
  }

  private insert(rows: readonly RowToWrite[]): void {
    this.written.count();
    insertInto(this.statements, rows, this.keys);
  }

  private one(controller: Controller, seq: number): Recorded {
    const row = this.statements.one.get(controller, seq);
    if (row === undefined) throw new LedgerDamaged(`entry ${seq} of ${controller} is gone`);
    return this.read(row);
  }

  private read(row: LedgerFileRow): Recorded {
    const stored = sound(row);
    const { controller, seq, readAt } = stored;
    const key = this.keys.toOpenWith({ controller, year: yearOf(readAt) });
    if (key === undefined) throw new LedgerDamaged(`the key of entry ${seq} of ${controller} is gone`);
    return recordedOf(stored, key);
  }

  /** One transaction; what it throws undoes it. */
  private inTransaction<T>(work: () => T): T {
    if (this.state !== 'open') throw this.refusal(this.state);
    try {
      this.statements.begin.run();
      const result = work();
      this.statements.commit.run();
      return result;
    } catch (error) {
      this.undo();
      throw this.faultOf(error);
    }
  }

  /** What cannot be taken back is not known to be gone. */
  private undo(): void {
    try {
      if (this.db.inTransaction) this.statements.rollback.run();
    } catch (error) {
      this.state = new LedgerDamaged('a failed write could not be taken back', { cause: error });
    }
  }

  private asked<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.state === 'closed') {
        reject(this.refusal(this.state));
        return;
      }
      try {
        resolve(work());
      } catch (error) {
        reject(this.faultOf(error));
      }
    });
  }

  private refusal(state: 'closed' | LedgerDamaged): Error {
    return state === 'closed' ? new LedgerUnavailable('the ledger is closed') : state;
  }

  /** After an error of the disk nobody knows what is on it: this process writes no more. */
  private faultOf(error: unknown): Error {
    if (isOfTheDisk(error)) return (this.state = new LedgerDamaged('the disk of the ledger fails', { cause: error }));
    return ledgerFaultOf(error);
  }
}
