import { randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MEDIA_TYPES } from '#contracts';
import { LogBroken, LogUnavailable, type EventLog, type Position } from '#event-log';
import { sqliteDueIndex } from '#hub';
import { aCase, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openHubDoor, type HubDoor, type HubDoorOptions } from '../../../../test/support/hub-door.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const structured = { 'content-type': MEDIA_TYPES.structured };
const [opening, , proposed] = eventsOf(aCase('P1').emergency().started('2026-01-15').proposed('2026-01-16'));
const [another] = eventsOf(aCase('P2').emergency());
const early = { ...proposed, source: `/party/${REGION}` };
const spoilt = { ...proposed, id: 'spoilt', data: {} };

describe('what a hub meets of damage while it runs', () => {
  let door: HubDoor;
  const open = async (options: HubDoorOptions = {}): Promise<void> => {
    door = await openHubDoor('2026-02-01T08:00:00.000Z', options);
  };
  afterEach(() => door.close());
  /** A hub that was told before it was started, and remembers nothing. */
  const openAfter = async (event: object): Promise<void> => {
    const again = { folder: temporaryFolder(), masterKey: randomBytes(32) };
    await open(again);
    await post(event);
    await door.close();
    await open(again);
  };

  const post = (event: object) => door.post(JSON.stringify(event), structured);
  const alter = (file: string, statement: string): void => {
    const db = new Database(join(door.folder, file));
    expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
    db.close();
  };

  /** The disk gives back less of the file's journal than was written there, which SQLite tells as an I/O error; until `mend`. */
  const failDisk = (file: string): { mend: () => void } => {
    const other = new Database(join(door.folder, file));
    // What others have written since is read again, and is read from there.
    other.exec('CREATE TABLE others (at TEXT)');
    other.close();
    const journal = join(door.folder, `${file}-wal`);
    const written = readFileSync(journal);
    truncateSync(journal, 40);
    return {
      mend: () => {
        writeFileSync(journal, written);
      },
    };
  };

  /** Told as 503 with the code; counted; and the process is not ready until it is started anew. */
  const expectMet = async (code: string, answer: { status: number; body: unknown }): Promise<void> => {
    expect([answer.status, answer.body]).toMatchObject([503, { code }]);
    const metrics = (await door.get('/metrics', 'operator')).text;
    const counted = new RegExp(`^hvb_integrity_total\\{code="${code}"[^}]*\\} ([1-9]\\d*)$`, 'm');
    expect(metrics).toMatch(counted);
    expect((await door.get('/health/ready')).status).toBe(503);
  };

  it('is LogDamaged where an event is not what was written, and others’ cases are still taken', async () => {
    await openAfter(opening!);
    alter('log.db', 'UPDATE event SET body = zeroblob(length(body)) WHERE position = 1');
    await expectMet('LogDamaged', await post(proposed!));
    expect((await post(another!)).status).toBe(202);
  });

  it('is KeysDamaged where the key of a case does not open', async () => {
    await openAfter(opening!);
    alter('keys.db', 'UPDATE stream_key SET wrapped = zeroblob(length(wrapped))');
    await expectMet('KeysDamaged', await post(proposed!));
  });

  it('is StateDamaged where what was put aside is not what was kept', async () => {
    await open();
    await post(opening!);
    expect((await post(spoilt)).status).toBe(400);
    alter('hub.db', `UPDATE quarantine SET code = 'NotYourFactToState'`);
    await expectMet('StateDamaged', await door.get('/v1/quarantine'));
  });

  it('is StateDamaged where what waits does not open', async () => {
    await open();
    const { body } = await door.post(JSON.stringify(early), structured, 'region');
    expect(body[0]).toMatchObject({ outcome: 'waiting' });
    alter('hub.db', 'UPDATE waiting SET sealed = zeroblob(length(sealed))');
    await post(opening!);
    await eventually(async () => {
      expect((await door.get('/metrics', 'operator')).text).toMatch(
        /hvb_integrity_total\{code="StateDamaged"[^}]*\} [1-9]/,
      );
    });
    expect((await door.get('/health/ready')).status).toBe(503);
  });

  it('is DiskFailed where the disk does not take what is written', async () => {
    const broken = (log: EventLog): EventLog => ({
      ...log,
      append: () => Promise.reject(new LogBroken('the disk answers with an I/O error')),
    });
    await open({ around: broken });
    await expectMet('DiskFailed', await post(opening!));
  });

  it('is DiskFailed where the disk fails under the keys, and stays so when it answers again', async () => {
    await open();
    await post(opening!);
    const { mend } = failDisk('keys.db');
    const answer = await post(another!);
    mend();
    await expectMet('DiskFailed', answer);
    expect((await post(another!)).status).toBe(202);
    expect((await door.get('/health/ready')).status).toBe(503);
  });

  it('is DiskFailed where the disk fails under what waits and what is put aside', async () => {
    await open();
    await door.post(JSON.stringify(early), structured, 'region');
    const { mend } = failDisk('hub.db');
    const answers = [
      await post(spoilt),
      await door.get('/v1/quarantine'),
      await door.post(JSON.stringify({ ...early, id: 'another' }), structured, 'region'),
      await post({ ...spoilt, data: 'ä' }),
    ];
    mend();
    for (const answer of answers) await expectMet('DiskFailed', answer);
  });

  it('is said of the event of a batch that met it; the others stand accepted', async () => {
    await open();
    await post(opening!);
    const { mend } = failDisk('keys.db');
    const { status, body } = await door.post(JSON.stringify([proposed, another]), {
      'content-type': MEDIA_TYPES.batch,
    });
    mend();
    expect([status, body]).toMatchObject([
      207,
      [{ outcome: 'accepted' }, { outcome: 'rejected', problem: { code: 'DiskFailed', status: 503 } }],
    ]);
    expect((await door.get('/health/ready')).status).toBe(503);
    expect(door.lines.filter((line) => line.includes('a fault was met'))).toHaveLength(1);
  });

  it('makes nothing else of what stands in the log: it is accepted, though it cannot be seen who waits for it', async () => {
    await open();
    await door.post(JSON.stringify(early), structured, 'region');
    const { mend } = failDisk('hub.db');
    const { status, body } = await post(opening!);
    mend();
    expect([status, body]).toMatchObject([202, [{ outcome: 'accepted' }]]);
    expect((await door.get('/metrics', 'operator')).text).toMatch(
      /hvb_integrity_total\{code="DiskFailed"[^}]*\} [1-9]/,
    );
    expect((await door.get('/health/ready')).status).toBe(503);
  });

  it('is no damage where the disk is full: that is answered as for now, reads stay up, and it passes', async () => {
    let isFull = true;
    const full = (log: EventLog): EventLog => ({
      ...log,
      append: (...given) => (isFull ? Promise.reject(new LogUnavailable('disk is full')) : log.append(...given)),
    });
    await open({ around: full });
    const answer = await post(opening!);
    expect([answer.status, answer.body]).toMatchObject([503, [{ problem: { code: 'LogUnavailable' } }]]);
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect((await door.get('/v1/receipts')).status).toBe(200);
    expect((await door.get('/health/ready')).status).toBe(200);
    isFull = false;
    expect((await post(opening!)).status).toBe(202);
  });

  it('is LogTaken where another process has made itself the one that writes, and nothing more is taken', async () => {
    const broken: string[] = [];
    await open({ onBroken: ({ name }) => void broken.push(name) });
    await post(opening!);
    const before = await door.log.head();
    alter('log.db', `UPDATE log_identity SET writer = 'another process'`);
    await expectMet('LogTaken', await post(proposed!));
    await expectMet('LogTaken', await post(another!));
    expect([await door.log.head(), broken]).toEqual([before, ['LogTaken']]);
  });

  it('is OfAnotherLog where what was made from a log goes further than this one, and nothing is taken', async () => {
    const folder = temporaryFolder();
    const ahead = sqliteDueIndex(join(folder, 'due.db'));
    await ahead.commit({ before: null, next: '999' as Position, outlooks: [], movedFor: [] });
    await ahead.close();
    await open({ folder });
    await eventually(async () => {
      await expectMet('OfAnotherLog', await post(opening!));
    });
    expect(await door.log.head()).toBe('0');
  });
});
