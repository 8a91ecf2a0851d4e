import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { filesUnder } from '#standalone';
import { spawnOwned } from '../../infra/engines/owned-process.js';
import { aCase } from '../support/case-builder.js';
import { eventually } from '../support/eventually.js';
import { startHubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf, sayerOf } from '../support/wire-events.js';
import { openDisk } from './after-the-crash.js';

const CASES = 200;
const KILLS = 3;
const MAIN = pathToFileURL('dist/apps/standalone/src/index.js').href;

/** Starts the built hub over a folder, says where it listens, and rebuilds its rows again and again. */
const REBUILD_FOR_EVER = `
  import 'reflect-metadata';
  const { startStandalone } = await import('${MAIN}');
  const hub = await startStandalone({ dataDir: process.argv[1], port: 0, logLevel: 'silent' });
  for (;;) {
    await hub.rows.caughtUp(await hub.log.head(), 300_000);
    process.stdout.write('rebuilding\\n');
    await hub.rows.rebuild();
  }
`;

/** Kills the program while a rebuild's file lies half made beside the live one. */
async function killWhileRebuilding(dataDir: string): Promise<void> {
  const child = spawnOwned(process.execPath, ['--input-type=module', '--eval', REBUILD_FOR_EVER, dataDir], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await once(child.stdout!, 'data');
  while (!existsSync(`${filesUnder(dataDir).rows}.rebuild`) && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, 30));
  child.kill('SIGKILL');
  await ended;
}

describe('SIGKILL during a rebuild', () => {
  const dataDir = temporaryFolder();
  const { rows } = filesUnder(dataDir);
  const leftovers = (): readonly string[] =>
    ['', '-wal', '-shm', '-journal'].filter((suffix) => existsSync(`${rows}.rebuild${suffix}`));
  let before = '';

  beforeAll(async () => {
    const hub = await startHubProcess({ dataDir });
    const cases = Array.from({ length: CASES }, (_, n) =>
      aCase(`K${n}`).emergency({}, { at: '2025-08-01' }).started('2025-08-02').proposed('2025-08-05'),
    );
    const events = cases.flatMap(eventsOf);
    const batches = [dalarnaEvents().slice(0, 1), dalarnaEvents().slice(1, 2), dalarnaEvents().slice(2)];
    for (let at = 0; at < events.length; at += 300) batches.push(events.slice(at, at + 300));
    for (const batch of batches) {
      const headers = { 'content-type': 'application/cloudevents-batch+json', ...(await hub.as(sayerOf(batch[0]!))) };
      const { status } = await fetch(`${hub.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(batch) });
      expect(status).toBe(202);
    }
    await hub.end('SIGTERM');
    const disk = await openDisk(dataDir);
    before = await disk.rows.all();
    await disk.close();
  });

  it(`leaves the live rows as they were, and what it leaves beside them is gone after the next start, ${KILLS} times`, async () => {
    let halfMade = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killWhileRebuilding(dataDir);
      halfMade += leftovers().length > 0 ? 1 : 0;
      const hub = await startHubProcess({ dataDir });
      expect(leftovers()).toEqual([]);
      const headers = await hub.as('auditor');
      await eventually(async () => {
        const answer = await fetch(`${hub.url}/v1/placements?limit=1000`, { headers });
        expect(await answer.json()).toHaveLength(CASES);
      });
      await hub.end('SIGTERM');
      const disk = await openDisk(dataDir);
      expect((await disk.rows.all()) === before).toBe(true);
      await disk.close();
    }
    expect(halfMade).toBeGreaterThan(0);
  });
});
