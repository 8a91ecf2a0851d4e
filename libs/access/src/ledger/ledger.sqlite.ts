/**
 * The ledger of the embedded default: one SQLite file beside the log. Reads at the same time share one transaction and one
 * fsync; nothing is acknowledged before it is on disk.
 */
import { type Database } from 'better-sqlite3';
import { type StreamKey } from '#contracts';
import { type Controller, type Instant } from '#domain/facts';
import {
  faultOf,
  groupCommit,
  isDamage,
  isOfTheDisk,
  LogUnavailable,
  type LogId,
  type Outcome,
  type Writes,
  writesOf,
} from '#event-log';
import { mastersOf, newToStore, type Fit, type MasterKeys, type Masters } from '../masters.js';
import { type WrappedStore } from '../wrap-anew.js';
import { sqliteWrappings } from '../wrap-anew.sqlite.js';
import { drawn } from './drawing.js';
import { openLedgerFile } from './ledger-file.sqlite.js';
import { bytesOf, crcOf, sound, statementsOf, type LedgerFileRow } from './ledger-rows.sqlite.js';
import {
  boundedLimit,
  LedgerDamaged,
  LedgerUnavailable,
  type Draw,
  type ErasedYear,
  type LedgerCursor,
  type LedgerLeaf,
  type LedgerPage,
  type LedgerStore,
  type OfPerson,
  type PersonAccesses,
} from './ledger.port.js';
import {
  accessOf,
  hashOf,
  recordedOf,
  rowsOf,
  sealedOf,
  yearOf,
  type RowsToWrite,
  type RowToWrite,
} from './ledger-row.js';
import { type LedgerEntry } from './ledger-entry.js';
import { type Recorded, type RecordedAccess } from './recorded.js';
import { lastErasedYear, sealingKey, yearKeyTable, YearKeys, type YearPlace } from './year-keys.js';

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
  private readonly keys: YearKeys;
  private readonly statements;
  private readonly group;
  private readonly written: Writes;
  private state: 'open' | 'closed' | LedgerDamaged = 'open';

  constructor(
    private readonly db: Database,
    private readonly masters: Masters,
  ) {
    this.keys = new YearKeys(masters);
    this.statements = statementsOf(db);
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

  ofPerson({ controller, after, limit, person, extractTo }: OfPerson): Promise<PersonAccesses> {
    return this.asked(() => {
      const most = boundedLimit(limit);
      const seqs = this.statements.ofPerson.all(bytesOf(person), controller, after, most);
      const accesses = seqs.flatMap((seq) => accessOf(this.one(controller, seq), { person, extractTo }) ?? []);
      return { accesses, next: seqs.length < most ? null : (seqs.at(-1) ?? null) };
    });
  }

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
    try {
      this.inTransaction(() => {
        this.written.count();
        const heads = new Map<Controller, number>();
        for (const { rows } of groups) for (const row of rows) this.insert(row, heads);
      });
      return groups.map(() => ({ done: undefined }));
    } catch (error) {
      // A key that was made in it is not there.
      this.keys.forget();
      throw error;
    }
  }

  private insert(row: RowToWrite, heads: Map<Controller, number>): void {
    const { controller, is, readAt, open, persons } = row;
    const seq = (heads.get(controller) ?? this.statements.head.get(controller) ?? 0) + 1;
    heads.set(controller, seq);
    const sealed = sealedOf(row, sealingKey(this.keyFor({ controller, year: yearOf(readAt) })));
    const crc = crcOf({ controller, seq, kind: is, read_at: readAt, open, sealed });
    this.statements.insert.run(controller, seq, is, readAt, crc, open, sealed);
    for (const person of persons) this.statements.name.run(bytesOf(person), controller, seq);
  }

  /** Within a transaction: made where there is none. */
  private keyFor(place: YearPlace): StreamKey | 'erased' {
    const atHand = this.keys.atHand(place);
    if (atHand !== undefined) return atHand;
    const stored = this.statements.key.get(place.controller, place.year);
    if (stored !== undefined) return this.keys.key(place, stored);
    const { wrapped } = this.keys.made(place);
    this.statements.makeKey.run(place.controller, place.year, wrapped);
    return this.keys.key(place, wrapped);
  }

  private one(controller: Controller, seq: number): Recorded {
    const row = this.statements.one.get(controller, seq);
    if (row === undefined) throw new LedgerDamaged(`entry ${seq} of ${controller} is gone`);
    return this.read(row);
  }

  private read(row: LedgerFileRow): Recorded {
    const stored = sound(row);
    const { controller, seq, readAt } = stored;
    const place = { controller, year: yearOf(readAt) };
    const wrapped = this.statements.key.get(place.controller, place.year);
    if (wrapped === undefined) throw new LedgerDamaged(`the key of entry ${seq} of ${controller} is gone`);
    return recordedOf(stored, this.keys.key(place, wrapped));
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
    if (error instanceof LedgerDamaged || error instanceof LedgerUnavailable) return error;
    if (isOfTheDisk(error)) return (this.state = new LedgerDamaged('the disk of the ledger fails', { cause: error }));
    if (isDamage(error)) return new LedgerDamaged('the ledger is damaged', { cause: error });
    const fault = faultOf(error);
    return fault instanceof LogUnavailable
      ? new LedgerUnavailable('the ledger does not answer now', { cause: error })
      : fault;
  }
}
