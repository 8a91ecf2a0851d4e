import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sqliteKeys } from '#access';
import { KeysUnavailable } from '#contracts';
import { type Day } from '#domain';
import { LogUnavailable, openSqliteLog, type EventLog } from '#event-log';
import { openResultFile } from '#follow';
import { aCase, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, WAIT_MS_MAX, type SpecRows } from '../../../../test/support/open-rows.js';
import { temporaryFile, temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { type RowSources } from './row-sources.js';

const emergency = aCase('P1').emergency().started('2026-01-15');
const ASKED = { asOf: '2026-02-01' as Day, today: '2026-02-01' as Day, limit: 100 };

const kindsIn = async (rows: SpecRows): Promise<readonly unknown[]> =>
  (await rows.queries().deadlines(ASKED)).map(({ row }) => row['kind']);

/** A case of its own for each number, registered and started. */
const many = (count: number, from = 0): WireEvent[] =>
  Array.from({ length: count }, (_, n) =>
    aCase(`N${from + n}`)
      .emergency()
      .started('2026-01-15'),
  ).flatMap(eventsOf);

describe('the list rows', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  beforeEach(async () => {
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
  });
  afterEach(async () => {
    await rows.stop();
    await hub.close();
  });

  it('follow the log', async () => {
    const receipts = await hub.tell(eventsOf(emergency));
    expect(await rows.caughtUp(receipts.at(-1)!.position!, WAIT_MS_MAX)).toBe(true);
    expect(await rows.queries().placements(ASKED)).toMatchObject([{ caseId: emergency.placementId }]);
    expect(rows.ready()).toBe(true);
    expect(await rows.lag()).toMatchObject({ behindMs: 0 });
    const { deadlines = new Map<string, number>(), findings } = await rows.count('2026-12-01');
    expect(Object.fromEntries([...deadlines].filter(([, many]) => many > 0))).toEqual({ healthExamination: 1 });
    expect(findings?.get('breach')).toBe(2);
  });

  it('go on from their checkpoint after a restart, and hold the same as rows made at one go', async () => {
    await hub.tell(eventsOf(emergency));
    await rows.all();
    const { path, position } = rows;
    const before = await position();
    await rows.stop();
    await hub.tell([...dalarnaEvents(), ...many(3)]);
    const asked: string[] = [];
    const log: EventLog = {
      ...hub.log,
      readAll: (after, options) => {
        if (options.prefix === undefined) asked.push(after);
        return hub.log.readAll(after, options);
      },
    };
    rows = await openSpecRows(hub, { path, log });
    expect(await rows.position()).toBe(before);
    const inTwo = await rows.all();
    expect(asked[0]).toBe(before);
    const fresh = await openSpecRows(hub);
    expect(inTwo).toBe(await fresh.all());
    await fresh.stop();
  });

  it('change with the agreement that judges: in force, and superseded before the placement started (A-126, A-128)', async () => {
    await hub.tell([...many(1), ...eventsOf(emergency)]);
    await rows.all();
    expect(await kindsIn(rows)).not.toContain('emergencyCostAllocation');
    const agreement = dalarnaEvents();
    await hub.tell(agreement);
    await rows.all();
    expect((await kindsIn(rows)).filter((kind) => kind === 'emergencyCostAllocation')).toHaveLength(2);
    const superseded: WireEvent = {
      ...agreement[1]!,
      id: 'superseded',
      type: 'se.hvbhub.agreement.superseded.v1',
      time: '2026-01-14T08:00:00.000Z',
      data: { by: uuid('agreement/new') },
    };
    expect(await hub.tell([superseded])).toMatchObject([{ outcome: 'accepted' }]);
    const after = await rows.all();
    expect(await kindsIn(rows)).not.toContain('emergencyCostAllocation');
    const fresh = await openSpecRows(hub);
    expect(after).toBe(await fresh.all());
    await fresh.stop();
  });

  it('of an earlier shape are made anew from the log', async () => {
    await hub.tell(eventsOf(emergency));
    const before = await rows.all();
    await rows.stop();
    const path = temporaryFile('rows.db');
    const outdated = openResultFile({
      path,
      migrations: [{ name: '001-rows', sql: 'CREATE TABLE placement (old)' }],
    });
    outdated.commit('rows', await hub.log.head(), (db) => db.exec('INSERT INTO placement VALUES (1)'));
    outdated.close();
    rows = await openSpecRows(hub, { path });
    expect(await rows.all()).toBe(before);
  });

  it.each([
    ['the log', 'readStream', (): Error => new LogUnavailable('busy')],
    ['the key store', 'of', (): Error => new KeysUnavailable('away')],
  ])('wait for %s while it does not answer, and go on', async (_, call, fault) => {
    await rows.stop();
    await hub.tell(eventsOf(emergency));
    let failures = 2;
    const failing = <T extends object>(part: T): T =>
      new Proxy(part, {
        get: (target, key) => {
          const value = Reflect.get(target, key) as unknown;
          if (key !== call || failures === 0) return value;
          failures -= 1;
          return () => Promise.reject(fault());
        },
      });
    rows = await openSpecRows({ log: failing(hub.log), keys: failing(hub.keys) });
    expect(await rows.all()).toContain(emergency.placementId);
    expect([failures, rows.defects]).toEqual([0, []]);
  });

  it('stop at an event that cannot be read, say so, and answer on from what they hold', async () => {
    await hub.tell(many(1));
    await rows.all();
    const before = await rows.position();
    const { stream } = (await hub.log.readAll(hub.log.start, { limit: 1 })).events[0]!;
    const revision = (await hub.log.readStream(stream)).length - 1;
    const body = Buffer.from('{"neither": "fact nor saying"}');
    await hub.log.append(
      stream,
      [{ eventId: uuid('event/broken'), type: 'se.hvbhub.placement.started.v1', recordedAt: hub.time.now(), body }],
      revision,
    );
    expect(await rows.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(false);
    expect(rows.defects).toHaveLength(1);
    expect(rows.ready()).toBe(false);
    expect(await rows.position()).toBe(before);
    expect(await rows.queries().placements(ASKED)).toHaveLength(1);
  });
});

describe('a rebuild of the list rows', () => {
  const folder = temporaryFolder();
  const masterKey = Buffer.alloc(32, 7);
  const sourcesWith = (masterKeyGiven: string): RowSources => ({
    log: { kind: 'sqlite', path: join(folder, 'log.db') },
    keys: { kind: 'sqlite', path: join(folder, 'keys.db'), masterKeyPath: join(folder, 'none'), masterKeyGiven },
  });
  const sources = sourcesWith(masterKey.toString('hex'));
  const path = join(folder, 'rows.db');
  const leftovers = () => ['', '-wal', '-shm'].filter((suffix) => existsSync(`${path}.rebuild${suffix}`));
  let hub: SpecHub;
  let rows: SpecRows;
  beforeAll(async () => {
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey });
    hub = await openSpecHub({ log, keys, folder });
    await hub.tell([...dalarnaEvents(), ...many(40)]);
  });
  beforeEach(async () => {
    rows = await openSpecRows(hub, { path, sources });
    await rows.all();
  });
  afterEach(() => rows.stop());
  afterAll(async () => {
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
  });

  it('gives the same rows byte for byte, tells how far it has come, and goes on following', async () => {
    const before = await rows.all();
    const told: { done: number; total: number }[] = [];
    const position = await rows.rebuild((progress) => told.push(progress));
    expect(position).toBe(await hub.log.head());
    expect(await rows.all()).toBe(before);
    expect(told.at(-1)).toEqual({ done: Number(position), total: Number(position) });
    await hub.tell(many(1, 1_000));
    expect((await rows.all()).length).toBeGreaterThan(before.length);
    expect(leftovers()).toEqual([]);
  });

  it('makes every index that the live file has', async () => {
    const indexes = (): readonly unknown[] => {
      const db = new Database(path, { readonly: true });
      const found = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`).all();
      db.close();
      return found;
    };
    const before = indexes();
    expect(before.length).toBeGreaterThan(4);
    await rows.rebuild(() => undefined);
    expect(indexes()).toEqual(before);
  });

  it('gives those of agreements too: one that is in force, one superseded, and none of one taken back', async () => {
    const [registered, ...approvals] = dalarnaEvents();
    /** The Dalarna agreement's registration as that of another, and what was said of it last. */
    const another = (label: string, type: string, data: object, between: readonly WireEvent[] = []): WireEvent[] => {
      const last = { ...registered!, type: `se.hvbhub.agreement.${type}.v1`, time: '2026-01-20T08:00:00.000Z', data };
      const subject = `agreement/${uuid(`agreement/${label}`)}`;
      return [registered!, ...between, last].map((event, n) => ({ ...event, id: `${label}-${n}`, subject }));
    };
    const told = await hub.tell([
      ...another('superseded', 'superseded', { by: uuid('agreement/RÖK') }, approvals),
      ...another('gone', 'annulled', { annulsId: 'gone-0', reason: 'Felregistrering' }),
    ]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
    const live = await rows.all();
    await rows.rebuild();
    expect(await rows.all()).toBe(live);
    const expiries = live.split('\n').filter((line) => line.includes('"agreementExpiry"'));
    const of = (label: string) => expiries.filter((line) => line.includes(`"agreement/${uuid(`agreement/${label}`)}"`));
    expect(['RÖK', 'superseded', 'gone'].map((label) => of(label).length)).toEqual([1, 1, 0]);
    expect(of('superseded')[0]).toContain('"2026-01-20"');
  });

  it('answers from the live rows meanwhile, takes what is said meanwhile, and keeps who waits waiting', async () => {
    const rebuilding = rows.rebuild();
    let asked = 0;
    const answered: number[] = [];
    const asking = setInterval(() => {
      asked += 1;
      void rows.list('placements', ASKED).then((answer) => answered.push(answer.rows.length));
    }, 1);
    const said = await hub.tell(many(3, 2_000));
    const waiting = rows.caughtUp(said.at(-1)!.position!, WAIT_MS_MAX);
    await rebuilding;
    clearInterval(asking);
    expect(await waiting).toBe(true);
    expect(asked).toBe(answered.length);
    expect(Math.min(...answered)).toBeGreaterThanOrEqual(40);
    const fresh = await openSpecRows(hub);
    expect(await rows.all()).toBe(await fresh.all());
    await fresh.stop();
  });

  it('is refused while another one is under way', async () => {
    const first = rows.rebuild();
    await expect(rows.rebuild()).rejects.toThrow('already under way');
    await first;
    await rows.rebuild();
  });

  it('that fails leaves the live rows and nothing else', async () => {
    const before = await rows.all();
    await rows.stop();
    const bytes = readFileSync(path);
    rows = await openSpecRows(hub, { path, sources: sourcesWith('00'.repeat(32)) });
    await expect(rows.rebuild()).rejects.toThrow();
    expect(await rows.all()).toBe(before);
    expect(leftovers()).toEqual([]);
    await rows.stop();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    rows = await openSpecRows(hub, { path, sources });
  });

  it('is ended when the rows are stopped, and leaves nothing behind', async () => {
    const rebuilding = rows.rebuild();
    const ended = expect(rebuilding).rejects.toThrow('ended before it was done');
    await rows.stop();
    await ended;
    expect(leftovers()).toEqual([]);
    rows = await openSpecRows(hub, { path, sources });
  });

  it('needs a log in a file', async () => {
    const inMemory = await openSpecRows(hub);
    await expect(inMemory.rebuild()).rejects.toThrow('log and keys are files');
    await inMemory.stop();
  });
});
