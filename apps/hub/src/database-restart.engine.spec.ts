import { entrySealer, KEY_MIGRATIONS, memoryKeys, postgresKeys, type KeyStore } from '#access';
import { controllerOf, type StreamName } from '#domain';
import { leaseOn, openDatabase, type Database } from '#engines';
import { memoryLog, type EventLog } from '#event-log';
import { HUB_MIGRATIONS, openPostgresState, postgresDueIndex } from '#hub';
import { startPostgres } from '../../../infra/engines/index.js';
import { postgresBearingIndex } from '#follow';
import { aCase, PLACING_PARTY, REGION } from '../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

type Server = Awaited<ReturnType<typeof startPostgres>>;

const story = aCase('P1').emergency().started('2026-01-15').proposed('2026-01-20');
const [registered, started, proposed] = eventsOf(story) as [WireEvent, WireEvent, WireEvent];
const early: WireEvent = { ...proposed, source: `/party/${REGION}` };

const holds = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('a hub whose PostgreSQL goes away and comes back', () => {
  let server: Server;
  let log: EventLog;
  let keys: KeyStore;
  let databases: Database[];
  let hub: SpecHub;
  const notReady = async (): Promise<readonly string[]> => {
    const names: string[] = [];
    for (const [name, check] of Object.entries(hub.checks)) {
      await Promise.resolve()
        .then(check)
        .catch(() => names.push(name));
    }
    return names;
  };

  beforeAll(async () => {
    server = await startPostgres({ folder: temporaryFolder() });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const { url } = server;
    const [schema, keySchema] = ['hub', 'keys'];
    databases = [
      await openDatabase({ url, schema, migrations: HUB_MIGRATIONS }),
      await openDatabase({ url, schema: keySchema, migrations: KEY_MIGRATIONS }),
    ];
    const [ofHub, ofKeys] = databases as [Database, Database];
    log = memoryLog();
    const masterKey = Buffer.alloc(32, 7);
    keys = await postgresKeys({ database: ofKeys, masterKey });
    hub = await openSpecHub({
      ...{ log, keys, startAt: '2026-02-01T08:00:00.000Z' },
      stores: {
        state: openPostgresState(ofHub, entrySealer(masterKey)),
        due: postgresDueIndex(ofHub),
        bearing: postgresBearingIndex(ofHub),
        lease: leaseOn({ url, schema, name: 'due' }),
      },
    });
    await holds(async () => (await notReady()).length === 0);
  });
  afterEach(async () => {
    await hub.close();
    for (const database of databases) {
      await database.query(`DROP SCHEMA ${database.schema} CASCADE`);
      await database.close();
    }
  });

  it('answers that it is not ready meanwhile, takes the same again after, and loses and doubles nothing', async () => {
    expect(await hub.post([early])).toMatchObject([{ outcome: 'waiting' }]);
    await server.kill();
    const [refused] = await hub.post([registered]);
    expect(refused).toMatchObject({ outcome: 'rejected', problem: { status: 503 } });
    expect(await notReady()).toContain('hubState');
    await server.start();
    await holds(async () => (await hub.post([registered]))[0]!.outcome !== 'rejected');
    await holds(async () => (await hub.room.size()) === 0);
    expect(await hub.receipts.after(REGION, 0, 10)).toMatchObject([{ id: early.id, outcome: 'accepted' }]);
    const types = await hub.types();
    expect(types.filter((type) => type === 'placement.registered')).toHaveLength(1);
    expect(types.filter((type) => type === 'costAllocation.proposed')).toHaveLength(1);
    await holds(async () => (await notReady()).length === 0);
  });

  it('answers that a fact is accepted which stands in the log, though it cannot be seen who waits for it', async () => {
    await hub.post([early]);
    await hub.post([registered]);
    await server.kill();
    expect(await hub.post([started])).toMatchObject([{ outcome: 'accepted' }]);
    await server.start();
    await holds(async () => (await notReady()).length === 0);
  });

  it('judges what waited once the database is there, also where what it waited for was accepted while it was not', async () => {
    expect(await hub.post([early])).toMatchObject([{ outcome: 'waiting' }]);
    const stream: StreamName = `case-${story.placementId}`;
    // Of the one who says it, under whose key the hub answers too.
    const owner = controllerOf(PLACING_PARTY);
    const key = await keys.ensure(stream, owner, null);
    await server.kill();
    // Another hub, which still has the key and asks nothing of the database.
    const withKey: KeyStore = {
      ...memoryKeys(),
      ensure: () => Promise.resolve(key),
      of: () => Promise.resolve(new Map([[owner, key]])),
    };
    const elsewhere = await openSpecHub({ log, keys: withKey, startAt: '2026-02-01T09:00:00.000Z' });
    await elsewhere.post([registered, started]);
    await elsewhere.close();
    await server.start();
    await holds(async () => (await hub.room.size()) === 0);
    expect(await hub.receipts.after(REGION, 0, 10)).toMatchObject([{ id: early.id, outcome: 'accepted' }]);
  });
});
