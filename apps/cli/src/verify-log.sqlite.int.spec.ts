import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { NO_STREAM, openSqliteLog } from '#event-log';
import { follow } from '#follow';
import { keyText, logKey, proofsOver, sqliteTreeStore, treeTarget } from '#proof';
import { temporaryFile, temporaryFolder } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { verifyLog } from './verify-log.js';

const ORIGIN = 'hub.example/log/1/1';
const secret = generateKeyPairSync('ed25519').privateKey;

describe('hvb-hub verify-log', () => {
  const key = temporaryFile('log.key');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let folder: string;
  let known: string;
  beforeEach(async () => {
    [folder, known] = [temporaryFolder(), temporaryFile('known')];
    writeFileSync(key, keyText(logKey(ORIGIN, secret)));
    writeFileSync(known, await grow(folder, 300));
    await grow(folder, 30);
    printed.mockClear();
    complained.mockClear();
  });
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });

  /** So many events more in the log of a folder, and the checkpoint of them. */
  async function grow(of: string, count: number, text = 'event'): Promise<string> {
    const log = openSqliteLog({ path: join(of, 'log.db') });
    const store = sqliteTreeStore(join(of, 'proofs.db'));
    const follower = follow({ log, target: treeTarget(store), withRegister: true });
    for (let at = 0; at < count; at += 3) {
      const events = Array.from({ length: 3 }, (_, which) => ({
        eventId: randomUUID() as string as Uuid,
        type: 'se.hvbhub.placement.registered.v1',
        recordedAt: '2026-11-30T08:00:00.000Z' as Instant,
        body: Buffer.from(`${text} ${at + which}`),
      }));
      await log.append(`case-${randomUUID()}` as StreamName, events, NO_STREAM);
    }
    await follower.caughtUp(await log.head(), 60_000);
    const proofs = proofsOver({ store, log, origin: ORIGIN, secret, signAfterMs: 0, now: () => 0 });
    const { note } = await proofs.checkpoint();
    await follower.stop();
    await store.close();
    await log.close();
    return note;
  }
  const spoil = (file: string, change: (db: Database.Database) => void): void => {
    const db = new Database(join(folder, file));
    change(db);
    db.close();
  };
  interface Row {
    readonly position: number;
    readonly name: string;
    readonly revision: number;
    readonly type: string;
    readonly event_id: string;
    readonly recorded_at: string;
    readonly body: Buffer;
  }
  /** Another event at a position, its checksum made anew. */
  const rewrite = (position: number, change: Partial<Row>): void => {
    spoil('log.db', (db) => {
      const row = {
        ...(db
          .prepare<[number], Row>(
            `SELECT position, stream.name, revision, event_type.name AS type, event_id, recorded_at, body FROM event
             JOIN stream ON stream.id = stream_id JOIN event_type ON event_type.id = type_id WHERE position = ?`,
          )
          .get(position) as Row),
        ...change,
      };
      const head = `${row.position} ${row.name} ${row.revision} ${row.type} ${row.event_id} ${row.recorded_at}`;
      db.prepare('UPDATE event SET event_id = ?, recorded_at = ?, body = ?, crc = ? WHERE position = ?').run(
        ...[row.event_id, row.recorded_at, row.body, crc32(head, crc32(row.body)), position],
      );
    });
  };
  const run = (more: Partial<Parameters<typeof verifyLog>[1]> = {}) => verifyLog(folder, { key, ...more });
  const said = (): string => printed.mock.calls.join('\n');
  const wrong = (): string => complained.mock.calls.join('\n');

  it('says that all is as it was signed, and what it cannot exclude without what was kept elsewhere', async () => {
    expect(await run()).toBe(EXIT.ok);
    expect(said()).toContain('De 330 händelser som har signerats är vad de var; 330 i allt');
    expect(said()).toContain('att hela loggen har skrivits om och signerats på nytt går inte att utesluta');
    printed.mockClear();
    expect(await run({ known: [known] })).toBe(EXIT.ok);
    expect(said()).not.toContain('skrivits om');
    expect(await run({ json: true })).toBe(EXIT.ok);
    expect(JSON.parse(String(printed.mock.calls.at(-1)))).toEqual({
      ...{ kind: 'asSigned', size: 330, events: 330, cannotExclude: ['rewritten', 'splitView'] },
    });
  });

  it('names the event that was changed with its checksum, or re-timed', async () => {
    rewrite(17, { body: Buffer.from('another') });
    expect(await run()).toBe(EXIT.refused);
    expect(said()).toContain('Händelse 17 i loggen (event of the log) är en annan, eller flyttad');
    rewrite(5, { recorded_at: '2026-11-30T07:59:59.999Z' });
    expect(await run({ json: true })).toBe(EXIT.refused);
    expect(JSON.parse(String(printed.mock.calls.at(-1)))).toMatchObject({ kind: 'wrongAt', at: 4, how: 'changed' });
  });

  it('names the event that is damaged, by its own checksum', async () => {
    spoil('log.db', (db) => db.exec("UPDATE event SET body = x'00' WHERE position = 17"));
    expect(await run()).toBe(EXIT.refused);
    expect(said()).toContain('Loggen är skadad vid position 17');
  });

  it('finds a tail that was cut off, and where the tree was cut with it, between what was signed', async () => {
    spoil('log.db', (db) => db.exec('DELETE FROM event WHERE position > 310'));
    expect(await run()).toBe(EXIT.refused);
    expect(said()).toContain('Händelse 311 i loggen (event of the log) är borttagen');
    spoil('proofs.db', (db) => db.exec('DELETE FROM tile'));
    printed.mockClear();
    expect(await run()).toBe(EXIT.refused);
    expect(said()).toContain('Någon av händelserna 301 till 330 är borttagen, ändrad, tillagd eller flyttad');
    spoil('proofs.db', (db) => db.exec('DELETE FROM signed WHERE size > 300'));
    printed.mockClear();
    expect(await run()).toBe(EXIT.ok);
    expect(said()).toContain('De 300 händelser som har signerats är vad de var; 310 i allt');
  });

  it('passes a log that its key’s holder has rewritten and signed anew, and finds it by what was kept', async () => {
    folder = temporaryFolder();
    await grow(folder, 330, 'rewritten');
    expect(await run()).toBe(EXIT.ok);
    expect(said()).toContain('skrivits om');
    expect(await run({ known: [known] })).toBe(EXIT.refused);
    expect(said()).toContain('Någon av händelserna 1 till 300');
  });

  it('is of no use without key or checkpoint, nor while a hub runs, nor where nothing was signed', async () => {
    expect(await run({ key: 'nowhere' })).toBe(EXIT.usage);
    expect(await run({ known: ['nowhere'] })).toBe(EXIT.usage);
    writeFileSync(known, 'no checkpoint');
    expect(await run({ known: [known] })).toBe(EXIT.usage);
    expect(wrong()).toContain('är ingen signerad kontrollpunkt');
    writeFileSync(key, keyText(logKey(ORIGIN, generateKeyPairSync('ed25519').privateKey)));
    expect(await run()).toBe(EXIT.usage);
    expect(wrong()).toContain('är inte signerad av nyckeln');
    writeFileSync(key, 'no key');
    expect(await run()).toBe(EXIT.usage);
    writeFileSync(key, keyText(logKey(ORIGIN, secret)));
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    expect(await run()).toBe(EXIT.usage);
    expect(wrong()).toContain('ett nav använder mappen');
    await log.close();
    spoil('proofs.db', (db) => db.exec('DELETE FROM signed'));
    expect(await run()).toBe(EXIT.usage);
    expect(wrong()).toContain('ingenting har signerats');
  });
});
