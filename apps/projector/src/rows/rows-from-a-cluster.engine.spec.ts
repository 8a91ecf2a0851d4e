import { KEY_MIGRATIONS, postgresKeys } from '#access';
import { openDatabase, type Database } from '#engines';
import { openEventStoreLog } from '#event-log/cluster';
import { startProtocolServer, type ProtocolServer } from '../../../../test/eventstore-protocol/protocol-server.js';
import { aCase } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, WAIT_MS_MAX, type SpecRows } from '../../../../test/support/open-rows.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { type RowSources, type WhereRows } from './row-sources.js';
import { followInWorker } from './worker-follower.js';

/** The worker runs the built program: `npm run build` comes first. */
describe('the rows of a log in a cluster, with keys and rows in a database', () => {
  const masterKey = Buffer.alloc(32, 7);
  let server: ProtocolServer;
  let database: Database;
  let hub: SpecHub;
  let where: WhereRows;
  let sources: RowSources;
  let inFile: SpecRows;

  beforeEach(async () => {
    const { url } = await postgresForSpecs();
    server = await startProtocolServer();
    const { connectionString } = server;
    database = await openDatabase({ url, schema: ownName('keys'), migrations: KEY_MIGRATIONS });
    const keys = await postgresKeys({ database, masterKey });
    hub = await openSpecHub({ log: openEventStoreLog({ connectionString }), keys });
    where = { kind: 'postgres', url, schema: ownName('rows') };
    sources = {
      log: { kind: 'eventstore', connectionString },
      keys: { kind: 'postgres', url, schema: database.schema, masterKeyGiven: masterKey.toString('hex') },
    };
    inFile = await openSpecRows(hub);
    const cases = ['P1', 'P2', 'P3'].map((label) => aCase(label).emergency().started('2026-01-15'));
    await hub.tell([...dalarnaEvents(), ...cases.flatMap(eventsOf)]);
  });
  afterEach(async () => {
    await inFile.stop();
    await hub.close();
    await hub.log.close();
    await database.close();
    await server.stop();
  });

  it('are rebuilt to the same bytes that follow from the log, and from a file', async () => {
    const rows = await openSpecRows(hub, { rows: where, sources });
    const before = await rows.all();
    expect(before).toBe(await inFile.all());
    expect(await rows.rebuild()).toBe(await hub.log.head());
    expect(await rows.all()).toBe(before);
    await rows.stop();
    expect(rows.defects).toEqual([]);
  });

  it('are kept by a worker thread that waits for more by itself', async () => {
    const { log } = hub;
    const follower = followInWorker({ rows: where, sources, log, onState: () => undefined });
    expect(await follower.caughtUp(await log.head(), WAIT_MS_MAX)).toBe(true);
    await hub.tell(eventsOf(aCase('P4').emergency().started('2026-01-16')));
    expect(await follower.caughtUp(await log.head(), WAIT_MS_MAX)).toBe(true);
    await follower.stop();
    const rows = await openSpecRows(hub, { rows: where, sources });
    expect(await rows.all()).toBe(await inFile.all());
    await rows.stop();
  });
});
