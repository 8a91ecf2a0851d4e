import { join } from 'node:path';
import { sqliteKeys } from '#access';
import { openSqliteLog } from '#event-log';
import { type Follower, type FollowerState } from '#follow';
import { aCase } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { linesOf, openSpecRows, WAIT_MS_MAX } from '../../../../test/support/open-rows.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { openPostgresRows } from './row-store.postgres.js';
import { type RowStore } from './row-store.port.js';
import { followInWorker } from './worker-follower.js';

/** The worker runs the built program: `npm run build` comes first. */
describe('the rows kept in a database by a worker thread', () => {
  const masterKey = Buffer.alloc(32, 7);
  let hub: SpecHub;
  let store: RowStore;
  let follower: Follower;
  let states: FollowerState[];

  beforeEach(async () => {
    const { url } = await postgresForSpecs();
    const schema = ownName('worker');
    const folder = temporaryFolder();
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    hub = await openSpecHub({ log, keys: sqliteKeys({ file: join(folder, 'keys.db'), masterKey }), folder });
    await hub.tell([...dalarnaEvents(), ...eventsOf(aCase('P1').emergency().started('2026-01-15'))]);
    store = await openPostgresRows({ url, schema });
    states = [];
    follower = followInWorker({
      rows: { kind: 'postgres', url, schema },
      sources: {
        log: { kind: 'sqlite', path: join(folder, 'log.db') },
        keys: {
          kind: 'sqlite',
          path: join(folder, 'keys.db'),
          masterKeyPath: join(folder, 'none'),
          masterKeyGiven: masterKey.toString('hex'),
        },
      },
      log,
      onState: (state) => states.push(state),
    });
  });
  afterEach(async () => {
    await follower.stop();
    await store.close();
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
  });

  it('are the same byte for byte as those in a file, and follow what is said next', async () => {
    expect(await follower.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    await hub.tell(eventsOf(aCase('P2').emergency().started('2026-01-16')));
    expect(await follower.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    const inFile = await openSpecRows(hub);
    expect((await linesOf(store.dump())).join('\n')).toBe(await inFile.all());
    await inFile.stop();
  });

  it('tell that another has moved the checkpoint by the name of the error, so that who takes turns begins anew', async () => {
    expect(await follower.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    await store.commit({ before: await hub.log.head(), next: hub.log.start }, []);
    await hub.tell(eventsOf(aCase('P2').emergency().started('2026-01-16')));
    expect(await follower.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(false);
    expect(states.at(-1)).toMatchObject({ kind: 'defect', error: { name: 'CheckpointMoved' } });
    expect(await store.checkpoint()).toBe(hub.log.start);
  });
});
