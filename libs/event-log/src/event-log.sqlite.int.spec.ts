import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { anyEventLog } from '../../../test/contract/event-log.contract.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { type EventToAppend, NO_STREAM } from './event-log.port.js';
import { openSqliteLog, openSqliteLogReader, type SqliteEventLog } from './event-log.sqlite.js';
import { assertDurable, openForWriting } from './schema.sqlite.js';
import { always } from '../../../test/support/always.js';

anyEventLog('the SQLite log', () => openSqliteLog({ path: temporaryFile('events.sqlite') }), openCopy);

/** Opens what is on the disk now: the file and its WAL as a process finds them whose predecessor was killed. */
function openCopy({ path }: SqliteEventLog): SqliteEventLog {
  const copy = temporaryFile('events.sqlite');
  for (const companion of ['', '-wal']) copyFileSync(path + companion, copy + companion);
  return openSqliteLog({ path: copy });
}

const CASE = 'case-1' as StreamName;
const OTHER_CASE = 'case-2' as StreamName;

const event = (text: string): EventToAppend => ({
  eventId: '0d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10' as Uuid,
  type: 'se.hvbhub.placement.started.v1',
  recordedAt: '2026-01-15T08:00:00.000Z' as Instant,
  body: Buffer.from(text),
});

/** Two streams, six events: case-1 at 1, 2, 4, 6 and case-2 at 3, 5. */
async function sixEvents(path: string): Promise<void> {
  const log = openSqliteLog({ path });
  await log.append(CASE, [event('a'), event('b')], NO_STREAM);
  await log.append(OTHER_CASE, [event('c')], NO_STREAM);
  await log.append(CASE, [event('d')], 1);
  await log.append(OTHER_CASE, [event('e')], 0);
  await log.append(CASE, [event('f')], 2);
  await log.close();
}

/** Everything that the log tells by any of its reads. */
async function readEverything(path: string): Promise<unknown> {
  const log = openSqliteLog({ path });
  try {
    const { events } = await log.readAll(log.start, { limit: 100 });
    const ofPrefix = await log.readAll(log.start, { limit: 100, prefix: 'case-2' });
    const at = await log.positionAt('2026-01-15T08:00:00.000Z' as Instant);
    return { events, ofPrefix, at, streams: [await log.readStream(CASE), await log.readStream(OTHER_CASE)] };
  } finally {
    await log.close();
  }
}

/** Changes the file behind the log's back. */
function tamper(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

describe('an event that was altered in the file', () => {
  let path: string;
  let log: SqliteEventLog | undefined;
  beforeEach(async () => {
    path = temporaryFile('events.sqlite');
    await sixEvents(path);
  });
  afterEach(async () => {
    await log?.close();
  });

  it.each([
    ['its body', "UPDATE event SET body = CAST('D' AS BLOB) WHERE position = 4"],
    ['its type', "INSERT INTO event_type (name) VALUES ('other'); UPDATE event SET type_id = 2 WHERE position = 4"],
    ['its instant', "UPDATE event SET recorded_at = '2026-01-15T08:00:00.001Z' WHERE position = 4"],
    ['its id', "UPDATE event SET event_id = '1d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10' WHERE position = 4"],
    ['its revision', 'UPDATE event SET revision = 7 WHERE position = 4'],
    ['its checksum', 'UPDATE event SET crc = crc + 1 WHERE position = 4'],
    ['its type, to one that has no name', 'UPDATE event SET type_id = 9 WHERE position = 4'],
    ['its being there', 'DELETE FROM event WHERE position = 4'],
  ])('in %s is never served: the first bad position is named', async (_what, sql) => {
    tamper(path, sql);
    log = openSqliteLog({ path });
    const damage = { name: 'CorruptEvent', position: '4' };
    await expect(log.readAll(log.start, { limit: 10 })).rejects.toMatchObject(damage);
    await expect(log.readAll(log.start, { limit: 10, prefix: 'case-1' })).rejects.toMatchObject({
      name: 'CorruptEvent',
    });
    await expect(log.readStream(CASE)).rejects.toMatchObject({ name: 'CorruptEvent' });
  });

  it('is served neither when two have changed places', async () => {
    const swap = 'UPDATE event SET position = 9 WHERE position = 3; UPDATE event SET position = 3 WHERE position = 5;';
    tamper(path, `${swap} UPDATE event SET position = 5 WHERE position = 9`);
    log = openSqliteLog({ path });
    await expect(log.readAll(log.start, { limit: 10 })).rejects.toMatchObject({ position: '3' });
  });

  it('does not keep the events before it from being read, nor other streams', async () => {
    tamper(path, "UPDATE event SET body = CAST('D' AS BLOB) WHERE position = 4");
    log = openSqliteLog({ path });
    expect((await log.readAll(log.start, { limit: 3 })).events).toHaveLength(3);
    expect(await log.readStream(OTHER_CASE)).toHaveLength(2);
  });

  it('is found when a stream is renamed, though no row has changed', async () => {
    tamper(path, "UPDATE stream SET name = 'case-3' WHERE name = 'case-1'");
    log = openSqliteLog({ path });
    await expect(log.readAll(log.start, { limit: 10 })).rejects.toMatchObject({ position: '1' });
  });

  it('is never served wherever one bit of the file is flipped', async () => {
    const whole = await readEverything(path);
    const pristine = readFileSync(path);
    const inUse = [...pristine.keys()].filter((offset) => pristine[offset] !== 0);
    let found = 0;
    await always(
      fc.asyncProperty(fc.constantFrom(...inUse), fc.integer({ min: 0, max: 7 }), async (offset, bit) => {
        const flipped = Buffer.from(pristine);
        flipped[offset] = pristine[offset]! ^ (1 << bit);
        const copy = temporaryFile('flipped.sqlite');
        writeFileSync(copy, flipped);
        const read = await readEverything(copy).catch((error: unknown) => (error as Error).name);
        if (typeof read === 'string') found += 1;
        else expect(read).toEqual(whole);
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(0);
  });
});

describe('durability', () => {
  it('is set at every opening, and asserted', async () => {
    const path = temporaryFile('events.sqlite');
    for (let opening = 0; opening < 2; opening += 1) {
      const db = openForWriting(path);
      expect(db.pragma('synchronous', { simple: true })).toBe(2);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('page_size', { simple: true })).toBe(16_384);
      db.close();
    }
    await openSqliteLog({ path }).close();
  });

  it.each(['synchronous = NORMAL', 'synchronous = OFF', 'journal_mode = DELETE'])(
    'is not taken for granted: %s',
    (pragma) => {
      const db = openForWriting(temporaryFile('events.sqlite'));
      db.pragma(pragma);
      expect(() => {
        assertDurable(db);
      }).toThrow('the log is not durable');
      db.close();
    },
  );
});

describe('reading stream by stream', () => {
  it('gives each stream whole up to a position, and none opened later', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    const reader = openSqliteLogReader(path);
    const upTo = (place: number) =>
      [...reader.readStreams({ upTo: reader.parsePosition(String(place))!, prefix: 'case-' })].map(
        ({ stream, events }) => [stream, events.length],
      );
    expect(upTo(6)).toEqual([
      [CASE, 4],
      [OTHER_CASE, 2],
    ]);
    expect(upTo(4)).toEqual([
      [CASE, 3],
      [OTHER_CASE, 1],
    ]);
    expect(upTo(2)).toEqual([[CASE, 2]]);
    expect([...reader.readStreams({ upTo: reader.head(), prefix: 'agreement-' })]).toEqual([]);
    reader.close();
  });

  it('stops at the damaged event', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    tamper(path, "UPDATE event SET body = CAST('E' AS BLOB) WHERE position = 5");
    const reader = openSqliteLogReader(path);
    const streams = reader.readStreams({ upTo: reader.head() });
    expect(streams.next().value).toMatchObject({ stream: CASE });
    expect(() => streams.next()).toThrow(expect.objectContaining({ position: '5' }));
    reader.close();
  });
});

describe('state kept in memory', () => {
  it('is the same after reopening: types, tails and the latest instant are read again', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    const log = openSqliteLog({ path });
    await expect(log.append(CASE, [event('x')], 2)).rejects.toMatchObject({ actualRevision: 3 });
    await expect(
      log.append(CASE, [{ ...event('x'), recordedAt: '2026-01-15T07:59:59.999Z' as Instant }], 3),
    ).rejects.toBeInstanceOf(RangeError);
    expect(await log.append(CASE, [event('g')], 3)).toEqual({ revision: 4, position: '7' });
    await log.close();
  });
});
