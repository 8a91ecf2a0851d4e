import { join } from 'node:path';
import { sqliteKeys } from '#access';
import { openEventStoreLog } from '#event-log/cluster';
import { startProtocolServer, type ProtocolServer } from '../../../../test/eventstore-protocol/protocol-server.js';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

/** The worker runs the built program: `npm run build` comes first. */
describe('the rows of a log in a cluster, kept in a file', () => {
  const masterKey = Buffer.alloc(32, 7);
  let server: ProtocolServer;
  let hub: SpecHub;
  let rows: SpecRows;

  beforeEach(async () => {
    server = await startProtocolServer();
    const { connectionString } = server;
    const folder = temporaryFolder();
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey });
    hub = await openSpecHub({ log: openEventStoreLog({ connectionString }), keys, folder });
    rows = await openSpecRows(hub, {
      sources: {
        log: { kind: 'eventstore', connectionString },
        keys: {
          kind: 'sqlite',
          path: join(folder, 'keys.db'),
          masterKeyPath: join(folder, 'none'),
          masterKeyGiven: masterKey.toString('hex'),
        },
      },
    });
    const cases = ['P1', 'P2', 'P3'].map((label) => aCase(label).emergency().started('2026-01-15'));
    await hub.tell([...dalarnaEvents(), ...cases.flatMap(eventsOf)]);
  });
  afterEach(async () => {
    await rows.stop();
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
    await server.stop();
  });

  it('are rebuilt stream by stream to the same bytes, those of the agreement too, up to what was said last of any of them', async () => {
    const before = await rows.all();
    const told: { done: number; total: number }[] = [];
    const position = await rows.rebuild((progress) => told.push(progress));
    expect(position).toBe(await hub.log.head());
    expect(told.at(-1)).toEqual({ done: 4, total: 4 });
    expect(await rows.all()).toBe(before);
    await hub.tell(eventsOf(aCase('P4').emergency().started('2026-01-16')));
    expect((await rows.all()).length).toBeGreaterThan(before.length);
    expect(rows.defects).toEqual([]);
  });
});
