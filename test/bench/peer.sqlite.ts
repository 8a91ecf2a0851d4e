/** The peers that speak to SQLite by themselves: `better-sqlite3` over the same schema, with nothing between. */
import Database from 'better-sqlite3';
import { type EventToAppend } from '#event-log';
import { assertDurable, openForWriting } from '../../libs/event-log/src/schema.sqlite.js';

export interface BareLog {
  /** One durable transaction of these events. */
  commit(events: readonly EventToAppend[]): void;
  close(): void;
}

/** The log's own schema and pragmas, and SQLite's own checkpoints. */
export function bareLog(path: string): BareLog {
  const db = openForWriting(path);
  assertDurable(db);
  const insert = db.prepare(
    'INSERT INTO event (position, stream_id, revision, type_id, event_id, recorded_at, crc, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let place = 0;
  const commit = db.transaction((events: readonly EventToAppend[]) => {
    for (const { eventId, recordedAt, body } of events) {
      place += 1;
      insert.run(place, Math.ceil(place / 25), place % 25, 1, eventId, recordedAt, 0, body);
    }
  });
  return {
    commit: (events) => {
      commit.immediate(events);
    },
    close: () => {
      db.close();
    },
  };
}

export interface BareTable {
  /** One durable transaction of one row. */
  insert(bytes: Uint8Array): void;
  close(): void;
}

/** One table without an index, as durable as the log. */
export function bareTable(path: string): BareTable {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insert = db.prepare<[Uint8Array]>('INSERT INTO bare (body) VALUES (?)');
  return {
    insert: (bytes) => {
      insert.run(bytes);
    },
    close: () => {
      db.close();
    },
  };
}

export interface BareReader {
  /** The bodies of a stream, read and parsed. */
  stream(name: string): readonly unknown[];
  /** The first bodies of the log. */
  bodies(limit: number): readonly Buffer[];
  close(): void;
}

/** Reads rows and parses JSON: what no view can do without. */
export function bareReader(path: string): BareReader {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma('cache_size = -32768');
  const ofStream = db
    .prepare<[string], Buffer>(
      'SELECT body FROM event WHERE stream_id = (SELECT id FROM stream WHERE name = ?) ORDER BY revision',
    )
    .pluck();
  const first = db.prepare<[number], Buffer>('SELECT body FROM event ORDER BY position LIMIT ?').pluck();
  return {
    stream: (name) => ofStream.all(name).map((body) => JSON.parse(body.toString('utf8')) as unknown),
    bodies: (limit) => first.all(limit),
    close: () => {
      db.close();
    },
  };
}

/** The version of SQLite that is bundled. */
export function sqliteVersion(): string {
  const db = new Database(':memory:');
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
  db.close();
  return version;
}
