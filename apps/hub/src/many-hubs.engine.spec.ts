import { memoryKeys, entrySealer, type KeyStore } from '#access';
import { type Instant } from '#domain';
import { leaseOn, openDatabase, type Database, type Lease } from '#engines';
import { memoryLog, type EventLog } from '#event-log';
import { HUB_MIGRATIONS, openPostgresState, postgresDueIndex } from '#hub';
import { postgresBearingIndex } from '#follow';
import { aCase, REGION } from '../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15').proposed('2026-01-20');
const [registered, started, proposed] = eventsOf(story) as [WireEvent, WireEvent, WireEvent];
const early: WireEvent = { ...proposed, source: `/party/${REGION}`, time: '2026-01-08T07:00:00.000Z' };
const sealer = entrySealer(Buffer.alloc(32, 7));

const holds = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** A hub that can be taken away as a kill would: its connections end, and nothing more of it is heard. */
interface OneOfMany extends SpecHub {
  readonly isActive: () => boolean;
  kill(): Promise<void>;
}

describe('two hubs over one log and one PostgreSQL', () => {
  let schema: string;
  let url: string;
  let log: EventLog;
  let keys: KeyStore;
  let hubs: OneOfMany[];

  const openOne = async (startAt: string): Promise<OneOfMany> => {
    const database: Database = await openDatabase({ url, schema, migrations: HUB_MIGRATIONS });
    const real = leaseOn({ url, schema, name: 'hvb-due' });
    const killed = new AbortController();
    let active = false;
    const lease: Lease = {
      take: async (signal) => {
        const held = await real.take(AbortSignal.any([signal, killed.signal]));
        if (!held) return undefined;
        active = true;
        killed.signal.addEventListener('abort', () => void held.release());
        return {
          lost: AbortSignal.any([held.lost, killed.signal]),
          release: async () => {
            active = false;
            await held.release();
          },
        };
      },
    };
    const stores = {
      state: openPostgresState(database, sealer),
      due: postgresDueIndex(database),
      bearing: postgresBearingIndex(database),
      lease,
    };
    const hub = await openSpecHub({ log, keys, startAt, stores });
    let closed = false;
    const end = async (first: () => void): Promise<void> => {
      if (closed) return;
      closed = true;
      first();
      await hub.close();
      await database.close();
    };
    const one: OneOfMany = {
      ...hub,
      isActive: () => active,
      close: () => end(() => undefined),
      kill: () =>
        end(() => {
          killed.abort();
        }),
    };
    hubs.push(one);
    return one;
  };
  const openTwo = async (startAt: string): Promise<readonly [OneOfMany, OneOfMany]> => {
    const first = await openOne(startAt);
    await holds(first.isActive);
    return [first, await openOne(startAt)];
  };
  const settled = async (...some: readonly SpecHub[]): Promise<void> => {
    for (const hub of some) expect(await hub.follower.caughtUp(await log.head(), 10_000)).toBe(true);
  };

  beforeEach(async () => {
    ({ url } = await postgresForSpecs());
    schema = ownName('hubs');
    [log, keys, hubs] = [memoryLog(), memoryKeys(), []];
  });
  afterEach(async () => {
    for (const hub of hubs) await hub.close();
    const database = await openDatabase({ url, schema, migrations: HUB_MIGRATIONS });
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });

  it('have one that keeps index and time; both are ready', async () => {
    const [active, standby] = await openTwo('2026-01-10T08:00:00.000Z');
    await active.tell([registered]);
    await settled(active, standby);
    expect([active.isActive(), standby.isActive()]).toEqual([true, false]);
    expect(standby.follower.state()).toEqual({ kind: 'standby' });
    for (const hub of [active, standby]) for (const check of Object.values(hub.checks)) await check();
  });

  it('judge at the one what waits there since it came to the other, before the answer', async () => {
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const two = await openTwo('2026-01-08T08:00:00.000Z');
      expect(await two[from].post([early])).toMatchObject([{ outcome: 'waiting' }]);
      await two[to].tell([registered]);
      expect(await two[from].room.size()).toBe(0);
      const [final] = await two[from].receipts.after(REGION, 0, 10);
      expect(final).toMatchObject({ id: early.id, outcome: 'accepted' });
      for (const hub of hubs.splice(0)) await hub.close();
      [log, keys, schema] = [memoryLog(), memoryKeys(), ownName('hubs')];
    }
  });

  it('judge what waits when what it waits for came past both, also where the active one ends before it has', async () => {
    const [active, standby] = await openTwo('2026-01-08T08:00:00.000Z');
    await standby.post([early]);
    await active.kill();
    // Accepted by a hub that knows nothing of the room, as if it had been killed right after the append.
    const elsewhere = await openSpecHub({ log, keys, startAt: '2026-01-10T08:00:00.000Z' });
    await elsewhere.tell([registered]);
    await elsewhere.close();
    await holds(async () => (await standby.room.size()) === 0);
    expect(await standby.receipts.after(REGION, 0, 10)).toMatchObject([{ id: early.id, outcome: 'accepted' }]);
  });

  it('judge, at takeover, what the one before had followed and not judged any more', async () => {
    const [active] = await openTwo('2026-01-08T08:00:00.000Z');
    await active.post([early]);
    for (const hub of hubs.splice(0)) await hub.close();
    const elsewhere = await openSpecHub({ log, keys, startAt: '2026-01-10T08:00:00.000Z' });
    await elsewhere.tell([registered]);
    await elsewhere.close();
    // As the killed one left it: the index holds what came, the room still holds what waited for it.
    const database = await openDatabase({ url, schema, migrations: HUB_MIGRATIONS });
    await database.query('UPDATE checkpoint SET position = $1', [await log.head()]);
    await database.close();
    const next = await openOne('2026-01-10T09:00:00.000Z');
    await holds(async () => (await next.room.size()) === 0);
    expect(await next.receipts.after(REGION, 0, 10)).toMatchObject([{ id: early.id, outcome: 'accepted' }]);
  });

  it('go on from the checkpoint that is there where another has moved it', async () => {
    const [active, standby] = await openTwo('2026-01-16T08:00:00.000Z');
    await active.post([registered]);
    await settled(active);
    const database = await openDatabase({ url, schema, migrations: HUB_MIGRATIONS });
    await database.query('UPDATE checkpoint SET position = NULL');
    await standby.post([started]);
    await settled(active, standby);
    expect(active.isActive()).toBe(true);
    expect(await database.query('SELECT position FROM checkpoint')).toEqual([{ position: await log.head() }]);
    await database.close();
  });

  it('say what time brings once, though the one that keeps the time is killed on the way', async () => {
    const [active, standby] = await openTwo('2025-06-01T08:00:00.000Z');
    await active.tell([...dalarnaEvents(), registered]);
    await standby.tell([started]);
    await settled(active, standby);
    const moving = active.time.moveTo('2026-04-01T10:00:00.000Z' as Instant).catch(() => undefined);
    await active.kill();
    await moving;
    await standby.time.moveTo('2026-04-01T10:00:00.000Z' as Instant);
    await holds(standby.isActive);
    await standby.clock.run();
    const types = await standby.types();
    const once = await openSpecHub();
    await once.tell([...dalarnaEvents(), registered, started]);
    await once.time.moveTo('2026-04-01T10:00:00.000Z' as Instant);
    expect([...types].sort()).toEqual([...(await once.types())].sort());
    await once.close();
  });

  it('refuse nothing because one has not yet read what the other was told', async () => {
    const [one, other] = await openTwo('2026-02-02T08:00:00.000Z');
    const approved = eventsOf(
      aCase('P1').emergency().started('2026-01-15').proposed('2026-01-20').approvedByBoth('2026-02-01'),
    )[3];
    // Each knows the case as it was before the other wrote to it.
    expect(await one.post([registered])).toMatchObject([{ outcome: 'accepted' }]);
    expect(await other.post([started])).toMatchObject([{ outcome: 'accepted' }]);
    expect(await one.post([proposed])).toMatchObject([{ outcome: 'accepted' }]);
    expect(await other.post([approved])).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('judge by an agreement that the other was told of', async () => {
    const [one, other] = await openTwo('2025-06-01T08:00:00.000Z');
    await one.tell(dalarnaEvents({ waitingDays: 3 }));
    await other.time.moveTo('2026-01-08T08:00:00.000Z' as Instant);
    await holds(async () => {
      const [receipt] = await other.post([early]);
      return receipt!.until === '2026-01-11';
    });
  });

  it('say anew what one said by agreements that it had not read', async () => {
    const [active, standby] = await openTwo('2025-06-01T08:00:00.000Z');
    const ignorant = await openSpecHub({ log: standingStill(log), keys, startAt: '2026-01-15T08:00:00.000Z' });
    await standby.tell(dalarnaEvents());
    await settled(active);
    await ignorant.post([registered, started]);
    await ignorant.close();
    // The finding that no agreement is in force, and the deadlines of another pack.
    await holds(async () => (await active.types()).includes('placement.findingResolved'));
    expect((await active.types()).slice(-4)).toContain('placement.deadlineSet');
  });
});

/** A log whose reader hears of nothing new, though it may write. */
function standingStill(log: EventLog): EventLog {
  const still: Partial<EventLog> = {
    head: () => Promise.resolve(log.start),
    readAll: (after) => Promise.resolve({ events: [], next: after, atEnd: true }),
    waitForMore: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
  };
  return new Proxy(log, { get: (target, name) => Reflect.get(name in still ? still : target, name) as unknown });
}
