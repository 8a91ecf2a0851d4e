/** The embedded log: one SQLite file, one writing process, and every acknowledged event on the disk. */
import { defectOf } from './append-check.js';
import { type Checkpoints, startCheckpoints } from './checkpoints.sqlite.js';
import { type Appended, type EventLog, LogUnavailable, type Position } from './event-log.port.js';
import { type EventReader, eventReader } from './event-reader.sqlite.js';
import { type AppendItem, eventWriter } from './event-writer.sqlite.js';
import { openingFile } from './file-unusable.js';
import { groupCommit } from './group-commit.js';
import { type LogId } from './log-identity.js';
import { moreAfter } from './more.js';
import { comparePositions, parsePosition, placeOf, positionOf, START } from './position.js';
import { assertDurable, type Db, identityOf, openForReading, openForWriting, takeOver } from './schema.sqlite.js';
import { refuseShared, takeWriterLock, type WriterLock } from './single-writer.sqlite.js';
import { LogBroken } from './sqlite-faults.js';

export interface SqliteLogOptions {
  /** Path of the file; it, its folder and its companions (`-wal`, `-shm`, `.lock`) are made if need be. */
  readonly path: string;
  /** Called once, when the disk has failed or another has taken the log, and the process must end; throws out of the event loop by default. */
  readonly onBroken?: (error: LogBroken) => void;
  /** Taken by the caller before; else taken here. Released when the log is closed, or is not opened. */
  readonly lock?: WriterLock;
}

/** The log with what only SQLite can do: read stream by stream. */
export interface SqliteEventLog extends EventLog {
  readonly path: string;
  readonly readStreams: EventReader['readStreams'];
  /** Throws unless each commit of the writing connection itself is synced. */
  readonly assertDurable: () => void;
}

/** A log opened beside its writer, for reading alone: synchronous, for worker threads. */
export interface SqliteLogReader extends Omit<EventReader, 'names' | 'head'>, Pick<EventLog, 'start' | 'compare'> {
  head(): Position;
  /** How many events stand up to a position: to tell how far a reading has come. */
  eventsUpTo(upTo: Position): number;
  readonly start: Position;
  parsePosition(text: string): Position | undefined;
  identity(): LogId | null;
  close(): void;
}

/** Opens the log for the one process that writes it. Throws `LogInUse` if another does, and `FileUnusable`. */
export function openSqliteLog({ path, onBroken = crash, ...given }: SqliteLogOptions): SqliteEventLog {
  const lock = given.lock ?? takeWriterLock(path);
  let db: Db;
  let mark: string;
  try {
    refuseShared(path);
    db = openForWriting(path);
    mark = takenOver(db, path);
  } catch (error) {
    lock.release();
    throw error;
  }
  const broken = once(onBroken);
  const checkpoints = startCheckpoints(db, path, (error) => {
    broken(new LogBroken('the log could not be checkpointed', { cause: error }));
  });
  return { ...logOver({ db, mark, lock, checkpoints, broken }), path };
}

/** The first write of a start: whoever is told that it failed is told of which file. */
function takenOver(db: Db, path: string): string {
  try {
    return openingFile(path, () => takeOver(db));
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the log for reading beside its writer, in a worker thread or another process. */
export function openSqliteLogReader(path: string): SqliteLogReader {
  const db = openForReading(path);
  const reader = eventReader(db);
  return {
    readStream: (stream, options) => reader.readStream(stream, options),
    readAll: (after, options) => reader.readAll(after, options),
    eventAt: (position) => reader.eventAt(position),
    readStreams: (options) => reader.readStreams(options),
    positionAt: (instant) => reader.positionAt(instant),
    head: () => positionOf(reader.head()),
    eventsUpTo: placeOf,
    start: START,
    compare: comparePositions,
    parsePosition,
    identity: () => identityOf(db),
    close: () => {
      db.close();
    },
  };
}

interface Parts {
  readonly db: Db;
  /** What stands in the file while this process is the one that writes it. */
  readonly mark: string;
  readonly lock: WriterLock;
  readonly checkpoints: Checkpoints;
  readonly broken: (error: LogBroken) => void;
}

function logOver({ db, mark, lock, checkpoints, broken }: Parts): Omit<SqliteEventLog, 'path'> {
  const reader = eventReader(db);
  const id = identityOf(db);
  const writer = eventWriter(db, mark);
  const more = moreAfter(() => writer.head());
  let state: 'open' | 'closed' | LogBroken = 'open';
  const group = groupCommit<AppendItem, Appended>((items) => {
    if (state instanceof LogBroken) throw state;
    try {
      const before = writer.head();
      const outcomes = writer.commit(items);
      checkpoints.committed(writer.head() - before);
      more.tell(writer.head());
      return outcomes;
    } catch (error) {
      if (error instanceof LogBroken) broken((state = error));
      throw error;
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
    readAll: (after, options) =>
      answer(() =>
        placeOf(after) < writer.head() ? reader.readAll(after, options) : { events: [], next: after, atEnd: true },
      ),
    eventAt: (position) => answer(() => reader.eventAt(position)),
    readStreams: (options) => reader.readStreams(options),
    assertDurable: () => {
      assertDurable(db);
    },
    shownLateMsMax: 0,
    waitForMore: (after, signal) => answer(() => more.wait(placeOf(after), signal)),
    head: () => answer(() => positionOf(writer.head())),
    identity: () => answer(() => id),
    positionAt: (instant) => answer(() => reader.positionAt(instant)),
    close: async () => {
      if (state === 'closed') return;
      group.close();
      more.close();
      state = 'closed';
      await checkpoints.close();
      db.close();
      lock.release();
    },
  };
}

function bytesOf(events: readonly { readonly body: Uint8Array }[]): number {
  return events.reduce((sum, { body }) => sum + body.byteLength, 0);
}

function once(tell: (error: LogBroken) => void): (error: LogBroken) => void {
  let told = false;
  return (error) => {
    if (!told) tell(error);
    told = true;
  };
}

function crash(error: LogBroken): void {
  setImmediate(() => {
    throw error;
  });
}
