import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Day } from '#domain';
import { type PutAside } from '#follow';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { seeded } from '../../../../test/bench/seeded.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const ASKED = { asOf: '2026-02-01' as Day, today: '2026-02-01' as Day, limit: 100 };
const FLIPS = 40;

describe('rows that are not what was written', () => {
  let hub: SpecHub;
  let sound: string;
  let right: string;
  beforeAll(async () => {
    hub = await openSpecHub();
    await hub.tell([
      ...dalarnaEvents(),
      ...[1, 2, 3].flatMap((n) => eventsOf(aCase(`P${n}`).emergency().started('2026-01-15'))),
    ]);
    sound = temporaryFile('rows.db');
    const rows = await openSpecRows(hub, { path: sound });
    right = await rows.all();
    await rows.stop();
  });
  afterAll(() => hub.close());

  /** What is in the rows, and what was put aside, of a copy that something was done to. */
  const openedAfter = async (damage: (path: string) => void): Promise<{ all: string; aside: PutAside[] }> => {
    const path = temporaryFile('rows.db');
    copyFileSync(sound, path);
    damage(path);
    const aside: PutAside[] = [];
    const rows = await openSpecRows(hub, { path, onAside: (one) => void aside.push(one) });
    const all = await rows.all();
    await rows.stop();
    for (const one of aside) expect(existsSync(one.aside)).toBe(true);
    return { all, aside };
  };
  const sql = (statement: string) => (path: string) => {
    const db = new Database(path);
    db.exec(statement);
    db.close();
  };

  it('stay where nothing is wrong with them', async () => {
    expect(await openedAfter(() => undefined)).toEqual({ all: right, aside: [] });
  });

  it.each([
    ['a row was altered', sql("UPDATE deadline SET kind = 'reviewSoM' WHERE kind = 'reviewSoL'")],
    ['a row is gone', sql('DELETE FROM deadline WHERE deadline_id = (SELECT min(deadline_id) FROM deadline)')],
    ['they claim to have come further', sql("UPDATE checkpoint SET position = '1'")],
    [
      'the file was cut',
      (path: string) => {
        truncateSync(path, 40_000);
      },
    ],
    [
      'the file is empty',
      (path: string) => {
        truncateSync(path, 0);
      },
    ],
    [
      'it is no file of SQLite',
      (path: string) => {
        writeFileSync(path, 'not rows'.repeat(1_000));
      },
    ],
  ] as const)('are made anew where %s, and that is told once', async (_, damage) => {
    const { all, aside } = await openedAfter(damage);
    expect(all).toBe(right);
    expect(aside.length).toBeLessThanOrEqual(1);
  });

  it('are never shown wherever one bit of the file is flipped', async () => {
    const random = seeded(14);
    const size = readFileSync(sound).length;
    for (let n = 0; n < FLIPS; n += 1) {
      const [at, bit] = [random.integer(size), random.integer(8)];
      const { all } = await openedAfter((path) => {
        const bytes = readFileSync(path);
        bytes[at]! ^= 1 << bit;
        writeFileSync(path, bytes);
      });
      expect([at, bit, all === right]).toEqual([at, bit, true]);
    }
  });

  it('are put aside while they are asked, and asked again they are whole', async () => {
    const path = temporaryFile('rows.db');
    copyFileSync(sound, path);
    const aside: PutAside[] = [];
    const rows = await openSpecRows(hub, { path, onAside: (one) => void aside.push(one) });
    // No two seals are the same.
    const listed = async () => (await rows.list('deadlines', ASKED)).rows.map(({ row }) => row);
    const before = await listed();
    sql("UPDATE deadline SET starts_on = '2026-01-14'")(path);
    await expect(rows.list('deadlines', ASKED)).rejects.toMatchObject({ name: 'RowsIncomplete' });
    expect(await listed()).toEqual(before);
    expect(aside).toMatchObject([{ path }]);
    await rows.stop();
  });

  it('are made anew where something else stands in their place', async () => {
    const path = temporaryFile('rows.db');
    mkdirSync(path);
    const rows = await openSpecRows(hub, { path });
    expect(await rows.all()).toBe(right);
    await rows.stop();
  });
});

describe('lists while the rows are made anew', () => {
  it('tell how far they have come, and give no list with too few rows', async () => {
    const hub = await openSpecHub();
    await hub.tell(eventsOf(aCase().emergency().started('2026-01-15')));
    let letOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (letOn = resolve));
    const log: typeof hub.log = {
      ...hub.log,
      readAll: async (...asked) => {
        await held;
        return hub.log.readAll(...asked);
      },
    };
    const rows = await openSpecRows(hub, { log });
    await expect(rows.list('placements', ASKED)).rejects.toMatchObject({
      name: 'RowsIncomplete',
      at: hub.log.start,
      upTo: await hub.log.head(),
    });
    letOn();
    expect((await rows.list('placements', ASKED)).rows).toHaveLength(1);
    await rows.stop();
    await hub.close();
  });
});
