/** Who may write a log's file, and what the file says of itself. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { CorruptEvent, type EventToAppend, NO_STREAM, type Position } from './event-log.port.js';
import { openSqliteLog, openSqliteLogReader } from './event-log.sqlite.js';
import { inspectLog } from './inspect-log.sqlite.js';

const CASE = 'case-1' as StreamName;
const OTHER_CASE = 'case-2' as StreamName;

const event = (text: string): EventToAppend => ({
  eventId: '0d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10' as Uuid,
  type: 'se.hvbhub.placement.started.v1',
  recordedAt: '2026-01-15T08:00:00.000Z' as Instant,
  body: Buffer.from(text),
});

/** Two streams, six events: case-1 with four, case-2 with two. */
async function sixEvents(path: string): Promise<void> {
  const log = openSqliteLog({ path });
  await log.append(CASE, [event('a'), event('b'), event('c'), event('d')], NO_STREAM);
  await log.append(OTHER_CASE, [event('e'), event('f')], NO_STREAM);
  await log.close();
}

/** Changes the file behind the log's back. */
function tamper(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

describe('the one writer', () => {
  it('is refused a second time, with the reason, and welcome when the first has closed', async () => {
    const path = temporaryFile('events.sqlite');
    const first = openSqliteLog({ path });
    expect(() => openSqliteLog({ path })).toThrow(expect.objectContaining({ name: 'LogInUse', path }));
    await first.close();
    const second = openSqliteLog({ path });
    await second.append(CASE, [event('a')], NO_STREAM);
    await second.close();
  });

  it('is told which file it is where the first thing that it writes is not taken', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    tamper(path, `CREATE TRIGGER failing BEFORE UPDATE ON log_identity BEGIN SELECT RAISE(ABORT, 'not taken'); END`);
    const refused = expect.objectContaining({ name: 'FileUnusable', path, reason: 'not taken' }) as Error;
    expect(() => openSqliteLog({ path })).toThrow(refused);
    tamper(path, 'DROP TRIGGER failing');
    await openSqliteLog({ path }).close();
  });

  it('does not keep readers out, who see what is committed and can write nothing', async () => {
    const path = temporaryFile('events.sqlite');
    const log = openSqliteLog({ path });
    await log.append(CASE, [event('a'), event('b')], NO_STREAM);
    const reader = openSqliteLogReader(path);
    expect(reader.readStream(CASE)).toHaveLength(2);
    await log.append(CASE, [event('c')], 1);
    expect(reader.readAll(log.start, { limit: 10 }).events).toHaveLength(3);
    expect(reader.head()).toBe(await log.head());
    reader.close();
    await log.close();
  });

  it('refuses a file that is no log, and leaves it as it was', () => {
    const path = temporaryFile('other.sqlite');
    tamper(path, 'CREATE TABLE mine (a)');
    expect(() => openSqliteLog({ path })).toThrow('is not a log');
    const text = temporaryFile('text.sqlite');
    writeFileSync(text, 'not a database at all, but long enough to be looked at'.repeat(20));
    expect(() => openSqliteLog({ path: text })).toThrow(
      expect.objectContaining({ name: 'FileUnusable', path: text, damage: 'damaged' }),
    );
  });

  it('is refused though its lock file was removed: the log itself is held', async () => {
    const path = temporaryFile('events.sqlite');
    const first = openSqliteLog({ path });
    rmSync(`${path}.lock`);
    expect(() => openSqliteLog({ path })).toThrow(expect.objectContaining({ name: 'LogInUse', path }));
    await first.append(CASE, [event('a')], NO_STREAM);
    await first.close();
  });

  it('writes nothing more once another has taken the log over, and says so', async () => {
    const path = temporaryFile('events.sqlite');
    const broken: Error[] = [];
    const first = openSqliteLog({ path, onBroken: (error) => void broken.push(error) });
    await first.append(CASE, [event('a')], NO_STREAM);
    tamper(path, "UPDATE log_identity SET writer = 'another'");
    await expect(first.append(CASE, [event('b')], 0)).rejects.toMatchObject({ name: 'LogTaken' });
    await expect(first.append(CASE, [event('b')], 0)).rejects.toMatchObject({ name: 'LogTaken' });
    expect(broken.map(({ name }) => name)).toEqual(['LogTaken']);
    expect(await first.readStream(CASE)).toHaveLength(1);
    await first.close();
  });

  it('closes what it makes to everybody else', async () => {
    const path = temporaryFile('events.sqlite');
    const log = openSqliteLog({ path });
    await log.append(CASE, [event('a')], NO_STREAM);
    const files = ['', '-wal', '-shm', '.lock'].map((suffix) => statSync(path + suffix).mode & 0o777);
    expect(files).toEqual([0o600, 0o600, 0o600, 0o600]);
    await log.close();
  });
});

describe('the identity of a log', () => {
  it('is given to one of before, which keeps all else', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    tamper(path, 'DROP TABLE log_identity; PRAGMA user_version = 1');
    const log = openSqliteLog({ path });
    const id = await log.identity();
    expect((await log.readAll(log.start, { limit: 10 })).events).toHaveLength(6);
    await log.append(CASE, [event('g')], 3);
    await log.close();
    const again = openSqliteLog({ path });
    expect([await again.identity(), id]).toEqual([id, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    await again.close();
  });

  it('is found without a byte written, or a file left beside', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    const before = [readFileSync(path), readdirSync(dirname(path)).sort()];
    const found = inspectLog(path, { at: '5' as Position, streams: 1 });
    expect(found).toMatchObject({
      head: '6',
      isEmpty: false,
      newestStreams: [OTHER_CASE],
      eventAt: event('e').eventId,
    });
    expect([readFileSync(path), readdirSync(dirname(path)).sort()]).toEqual(before);
    expect(inspectLog(temporaryFile('none.sqlite'), { at: '0' as Position, streams: 1 })).toBeUndefined();
  });
});

describe('the last revision of a stream', () => {
  it('is not believed where the stream goes on after it: nothing is written over', async () => {
    const path = temporaryFile('events.sqlite');
    await sixEvents(path);
    tamper(path, `UPDATE stream SET tail = 2 WHERE name = '${CASE}'`);
    const log = openSqliteLog({ path });
    await expect(log.append(CASE, [event('x')], 3)).rejects.toBeInstanceOf(CorruptEvent);
    await log.close();
  });
});
