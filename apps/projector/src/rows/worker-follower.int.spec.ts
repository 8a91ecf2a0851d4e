import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sqliteKeys } from '#access';
import { openSqliteLog } from '#event-log';
import { type Follower, type FollowerState, type Rest } from '#follow';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { linesOf, openSpecRows, WAIT_MS_MAX } from '../../../../test/support/open-rows.js';
import { aCase } from '../../../../test/support/case-builder.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { openSqliteRows } from './row-store.sqlite.js';
import { followInWorker } from './worker-follower.js';

/** The worker runs the built program: `npm run build` comes first. */
describe('the rows kept in a worker thread', () => {
  const masterKey = Buffer.alloc(32, 7);
  let hub: SpecHub;
  let path: string;
  let follower: Follower | undefined;
  let states: FollowerState[];

  beforeEach(async () => {
    const folder = temporaryFolder();
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    hub = await openSpecHub({ log, keys: sqliteKeys({ file: join(folder, 'keys.db'), masterKey }), folder });
    path = join(folder, 'rows.db');
    states = [];
    await hub.tell([...dalarnaEvents(), ...eventsOf(aCase('P1').emergency().started('2026-01-15'))]);
  });
  afterEach(async () => {
    await follower?.stop();
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
  });

  const start = (masterKeyGiven: string, rest?: Rest): Follower =>
    (follower = followInWorker({
      rows: { kind: 'sqlite', path },
      ...(rest ? { rest } : {}),
      sources: {
        log: { kind: 'sqlite', path: join(hub.folder, 'log.db') },
        keys: {
          kind: 'sqlite',
          path: join(hub.folder, 'keys.db'),
          masterKeyPath: join(hub.folder, 'none'),
          masterKeyGiven,
        },
      },
      log: hub.log,
      onState: (state) => states.push(state),
    }));

  const rowsNow = async (): Promise<string> => {
    const store = openSqliteRows(path);
    const lines = await linesOf(store.dump());
    await store.close();
    return lines.join('\n');
  };

  it('are the same byte for byte as those kept on the thread that writes, and follow what is said next', async () => {
    const started = start(masterKey.toString('hex'));
    expect(await started.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    await hub.tell(eventsOf(aCase('P2').emergency().started('2026-01-16')));
    expect(await started.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    const here = await openSpecRows(hub);
    expect(await rowsNow()).toBe(await here.all());
    await here.stop();
    expect(follower?.ready()).toBe(true);
    expect(await follower?.lag()).toMatchObject({ behindMs: 0 });
  });

  it.each([
    ['said before the rest begins', 0],
    ['said while it lasts', 200],
  ])('rest from one batch to the next, but not while somebody waits: %s', async (_, waitMs) => {
    const started = start(masterKey.toString('hex'), { perWork: 1e9, msMax: 10 * WAIT_MS_MAX });
    expect(await started.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    await sleep(waitMs);
    await hub.tell(eventsOf(aCase('P2').emergency().started('2026-01-16')));
    expect(await started.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
  });

  it('end when they are stopped: who waits is told no, and the file is left for others', async () => {
    const started = start(masterKey.toString('hex'));
    await started.caughtUp(await hub.log.head(), WAIT_MS_MAX);
    const waiting = started.caughtUp(hub.log.parsePosition('999')!, WAIT_MS_MAX);
    await started.stop();
    expect(await waiting).toBe(false);
    expect(states.at(-1)).toEqual({ kind: 'stopped' });
    expect(await rowsNow()).toContain('2026-01-15');
  });

  it('stop with a defect where their thread cannot go on, and are no longer ready', async () => {
    const started = start('00'.repeat(32));
    expect(await started.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(false);
    expect(started.state().kind).toBe('defect');
    expect(started.ready()).toBe(false);
  });
});
