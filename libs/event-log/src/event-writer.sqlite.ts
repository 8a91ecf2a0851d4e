/** Writing the SQLite log: one transaction of many appends, each judged by itself. */
import { type StreamName } from '#contracts';
import { LRUCache } from 'lru-cache';
import { refusalOf, type Tail } from './append-check.js';
import { checksumOf, landmarkChecksum } from './checksum.js';
import { type Appended, CorruptEvent, type EventToAppend, NO_STREAM } from './event-log.port.js';
import { type Outcome, type Sized } from './group-commit.js';
import { positionOf } from './position.js';
import { type Db } from './schema.sqlite.js';
import { faultOf, LogBroken, LogTaken } from './sqlite-faults.js';

/** Ends of streams kept in memory, some 10 MB: what is appended to is mostly what was appended to lately. */
const TAILS_CACHED_MAX = 50_000;
/** A landmark stands at every so many positions. */
export const LANDMARK_EVERY = 1_000;

export interface AppendItem extends Sized {
  readonly stream: StreamName;
  readonly toAppend: readonly EventToAppend[];
  readonly expectedRevision: number;
}

export interface EventWriter {
  head(): number;
  /** Writes the appends that can be written and syncs; throws a fault or defect when none of them was written. */
  commit(items: readonly AppendItem[]): readonly Outcome<Appended>[];
}

const NEVER_WRITTEN: Tail = { revision: NO_STREAM, recordedAt: '' };

interface KnownTail extends Tail {
  readonly streamId: number;
}

/** What the writer knows by heart, being alone. Forgotten whole when a transaction fails. */
interface Mind {
  head: number;
  latest: string;
  readonly tails: LRUCache<StreamName, KnownTail>;
  readonly types: Map<string, number>;
}

type Statements = ReturnType<typeof prepare>;

function prepare(db: Db) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    writer: db.prepare<[], string>('SELECT writer FROM log_identity').pluck(),
    insert: db.prepare<[number, number, number, number, string, string, number, Uint8Array]>(
      'INSERT INTO event (position, stream_id, revision, type_id, event_id, recorded_at, crc, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    insertStream: db.prepare<[string, number]>('INSERT INTO stream (name, tail) VALUES (?, ?)'),
    moveTail: db.prepare<[number, number]>('UPDATE stream SET tail = ? WHERE id = ?'),
    insertType: db.prepare<[string]>('INSERT INTO event_type (name) VALUES (?)'),
    insertLandmark: db.prepare<[number, string, number]>(
      'INSERT INTO landmark (position, latest, crc) VALUES (?, ?, ?)',
    ),
    stream: db.prepare<[string], [number, number]>('SELECT id, tail FROM stream WHERE name = ?').raw(),
    type: db.prepare<[string], number>('SELECT id FROM event_type WHERE name = ?').pluck(),
    recordedAt: db
      .prepare<[number, number], string>('SELECT recorded_at FROM event WHERE stream_id = ? AND revision = ?')
      .pluck(),
    isFollowed: db
      .prepare<[number, number], number>('SELECT 1 FROM event WHERE stream_id = ? AND revision > ? LIMIT 1')
      .pluck(),
    head: db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM event').pluck(),
    landmark: db
      .prepare<[], [number, string]>('SELECT position, latest FROM landmark ORDER BY position DESC LIMIT 1')
      .raw(),
    latestAfter: db
      .prepare<[number], string>("SELECT coalesce(max(recorded_at), '') FROM event WHERE position > ?")
      .pluck(),
  };
}

/** `mark` is what stands in the file as long as nobody else has taken it over. */
export function eventWriter(db: Db, mark: string): EventWriter {
  const statements = prepare(db);
  const mind: Mind = {
    head: 0,
    latest: '',
    tails: new LRUCache({ max: TAILS_CACHED_MAX }),
    types: new Map(),
  };
  remember(mind, statements);
  return {
    head: () => mind.head,
    commit: (items) => {
      try {
        statements.begin.run();
        if (statements.writer.get() !== mark) throw new LogTaken('another process has taken the log over');
        const outcomes = items.map((item) => append(mind, statements, item));
        statements.commit.run();
        return outcomes;
      } catch (error) {
        undo(db, mind, statements);
        throw faultOf(error);
      }
    },
  };
}

/** The outcome must be known before a fault is told: after the rollback nothing of the transaction is in the file. */
function undo(db: Db, mind: Mind, statements: Statements): void {
  try {
    if (db.inTransaction) statements.rollback.run();
    remember(mind, statements);
  } catch (error) {
    throw new LogBroken('a failed append could not be taken back', { cause: error });
  }
}

/** Reads from the file what the writer must know, forgetting the rest. */
function remember(mind: Mind, statements: Statements): void {
  mind.tails.clear();
  mind.types.clear();
  mind.head = statements.head.get() ?? 0;
  const [place, latest] = statements.landmark.get() ?? [0, ''];
  const later = statements.latestAfter.get(place) ?? '';
  mind.latest = later > latest ? later : latest;
}

function append(mind: Mind, statements: Statements, item: AppendItem): Outcome<Appended> {
  const { stream, toAppend, expectedRevision } = item;
  const known = mind.tails.get(stream) ?? tailOf(statements, stream);
  const refused = refusalOf(stream, toAppend, expectedRevision, known ?? NEVER_WRITTEN);
  if (refused) return { failed: refused };
  const streamId = moveTail(statements, { stream, known, tail: expectedRevision + toAppend.length });
  let { revision, recordedAt } = known ?? NEVER_WRITTEN;
  for (const event of toAppend) {
    revision += 1;
    recordedAt = event.recordedAt;
    insert(mind, statements, { stream, streamId, revision, event });
  }
  mind.tails.set(stream, { streamId, revision, recordedAt });
  return { done: { revision, position: positionOf(mind.head) } };
}

interface Move {
  readonly stream: StreamName;
  readonly known: KnownTail | undefined;
  readonly tail: number;
}

/** Writes the stream's new last revision, opening the stream if need be; gives its id. */
function moveTail(statements: Statements, { stream, known, tail }: Move): number {
  if (!known) return Number(statements.insertStream.run(stream, tail).lastInsertRowid);
  statements.moveTail.run(tail, known.streamId);
  return known.streamId;
}

interface ToInsert {
  readonly stream: StreamName;
  readonly streamId: number;
  readonly revision: number;
  readonly event: EventToAppend;
}

function insert(mind: Mind, statements: Statements, { stream, streamId, revision, event }: ToInsert): void {
  const { type, eventId, recordedAt, body } = event;
  const place = mind.head + 1;
  const crc = checksumOf({ place, stream, revision, type, eventId, recordedAt, body });
  statements.insert.run(place, streamId, revision, typeId(mind, statements, type), eventId, recordedAt, crc, body);
  mind.head = place;
  if (recordedAt > mind.latest) mind.latest = recordedAt;
  if (place % LANDMARK_EVERY === 0) {
    statements.insertLandmark.run(place, mind.latest, landmarkChecksum(place, mind.latest));
  }
}

function tailOf(statements: Statements, stream: StreamName): KnownTail | undefined {
  const [streamId, revision] = statements.stream.get(stream) ?? [];
  if (streamId === undefined || revision === undefined) return undefined;
  const recordedAt = statements.recordedAt.get(streamId, revision);
  if (recordedAt === undefined) throw new CorruptEvent(null, `${stream} lacks revision ${revision}`);
  if (statements.isFollowed.get(streamId, revision) !== undefined)
    throw new CorruptEvent(null, `${stream} goes on after revision ${revision}, which is said to be its last`);
  return { streamId, revision, recordedAt };
}

function typeId(mind: Mind, statements: Statements, type: string): number {
  let id = mind.types.get(type);
  if (id === undefined) {
    id = statements.type.get(type) ?? Number(statements.insertType.run(type).lastInsertRowid);
    mind.types.set(type, id);
  }
  return id;
}
