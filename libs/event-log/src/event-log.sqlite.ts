/** The embedded log: one SQLite file, one writing process, and every acknowledged event on the disk. */
import { defectOf } from './append-check.js';
import { type Appended, type EventLog, LogUnavailable } from './event-log.port.js';
import { type EventReader, eventReader } from './event-reader.sqlite.js';
import { type AppendItem, eventWriter } from './event-writer.sqlite.js';
import { groupCommit } from './group-commit.js';
import { moreAfter } from './more.js';
import { comparePositions, parsePosition, placeOf, positionOf, START } from './position.js';
import { type Db, openForReading, openForWriting } from './schema.sqlite.js';
import { takeWriterLock } from './single-writer.sqlite.js';
import { LogBroken } from './sqlite-faults.js';

export interface SqliteLogOptions {
  /** Path of the file; it, its folder and its companions (`-wal`, `-shm`, `.lock`) are made if need be. */
  readonly path: string;
  /** Called once, when the disk has failed and the process must end; throws out of the event loop by default. */
  readonly onBroken?: (error: LogBroken) => void;
}

/** The log with what only SQLite can do: read stream by stream. */
export interface SqliteEventLog extends EventLog {
  readonly path: string;
  readonly readStreams: EventReader['readStreams'];
}

/** A log opened beside its writer, for reading alone: synchronous, for worker threads. */
export interface SqliteLogReader extends Omit<EventReader, 'names' | 'head'> {
  head(): ReturnType<typeof positionOf>;
  close(): void;
}

/** Opens the log for the one process that writes it. Throws `LogInUse` if another does. */
export function openSqliteLog({ path, onBroken = crash }: SqliteLogOptions): SqliteEventLog {
  const lock = takeWriterLock(path);
  let db: Db;
  try {
    db = openForWriting(path);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { ...logOver(db, onBroken, lock), path };
}

/** Opens the log for reading beside its writer, in a worker thread or another process. */
export function openSqliteLogReader(path: string): SqliteLogReader {
  const db = openForReading(path);
  const reader = eventReader(db);
  return {
    ...reader,
    head: () => positionOf(reader.head()),
    close: () => {
      db.close();
    },
  };
}

function logOver(
  db: Db,
  onBroken: (error: LogBroken) => void,
  lock: { release(): void },
): Omit<SqliteEventLog, 'path'> {
  const reader = eventReader(db);
  const writer = eventWriter(db);
  const more = moreAfter(() => writer.head());
  let state: 'open' | 'closed' | LogBroken = 'open';
  const group = groupCommit<AppendItem, Appended>((items) => {
    if (state instanceof LogBroken) throw state;
    try {
      return writer.commit(items);
    } catch (error) {
      if (error instanceof LogBroken) onBroken((state = error));
      throw error;
    } finally {
      more.tell(writer.head());
    }
  });
  const answer = <T>(read: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve) => {
      if (state === 'closed') throw new LogUnavailable('the log is closed');
      resolve(read());
    });
  return {
    start: START,
    compare: comparePositions,
    parsePosition,
    append: (stream, toAppend, expectedRevision) =>
      answer(() => {
        const defect = defectOf(toAppend, expectedRevision);
        if (defect) throw defect;
        return group.submit({ stream, toAppend, expectedRevision, events: toAppend.length, bytes: bytesOf(toAppend) });
      }),
    readStream: (stream, options) => answer(() => reader.readStream(stream, options)),
    readAll: (after, options) => answer(() => reader.readAll(after, options)),
    readStreams: (options) => reader.readStreams(options),
    waitForMore: (after, signal) => answer(() => more.wait(placeOf(after), signal)),
    head: () => answer(() => positionOf(writer.head())),
    positionAt: (instant) => answer(() => reader.positionAt(instant)),
    close: () => {
      if (state === 'closed') return Promise.resolve();
      group.close();
      more.close();
      state = 'closed';
      db.close();
      lock.release();
      return Promise.resolve();
    },
  };
}

function bytesOf(events: readonly { readonly body: Uint8Array }[]): number {
  return events.reduce((sum, { body }) => sum + body.byteLength, 0);
}

function crash(error: LogBroken): void {
  setImmediate(() => {
    throw error;
  });
}
