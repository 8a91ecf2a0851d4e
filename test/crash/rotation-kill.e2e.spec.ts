import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { formerMasterPath } from '#access';
import { filesUnder } from '#standalone';
import { early, storyOf, tell } from '../support/data-folders.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PROGRAM = 'dist/apps/cli/src/main.js';
const CASES = 12;
const MS_MAX = 900_000;

interface Command {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function keysCommand(dataDir: string, ...args: readonly string[]): Command {
  const env = { ...process.env, HVB_DATA_DIR: dataDir, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [PROGRAM, 'keys', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void written.push(bytes));
  return {
    child,
    said: () => Buffer.concat(written).toString(),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

const left = async (dataDir: string): Promise<ReadonlyMap<string, number>> => {
  const { said, ended } = keysCommand(dataDir, 'status');
  expect(await ended).toBe(0);
  return new Map([...said().matchAll(/^(\w+): (\d+)/gm)].map(([, what = '', count]) => [what, Number(count)]));
};

async function read(hub: HubProcess, label: string): Promise<number> {
  const [event] = storyOf(label);
  const id = event?.subject.split('/')[1] ?? '';
  return (await fetch(`${hub.url}/v1/placements/${id}`, { headers: await hub.as('auditor') })).status;
}

describe('a change of the master key of a folder while its hub runs', () => {
  it(
    'is killed half-way and gone on with; reads and writes go on, and then the former master is needed for nothing (B9)',
    async () => {
      const dataDir = join(temporaryFolder(), 'data');
      const files = filesUnder(dataDir);
      let hub = await startHubProcess({ dataDir });
      for (let n = 0; n < CASES; n += 1) expect((await tell(hub, storyOf(`före ${n}`)[0]!)).status).toBe(202);
      expect((await tell(hub, early('väntar'))).status).toBe(202);
      const old = readFileSync(files.masterKey, 'utf8');
      const accessed = [files.keys, files.state].map((file) => existsSync(file));
      expect(accessed).toEqual([true, true]);

      const first = keysCommand(dataDir, 'rotate', '--batch', '1');
      await new Promise<void>((resolve) => {
        first.child.stdout?.once('data', () => {
          first.child.kill('SIGKILL');
          resolve();
        });
      });
      expect(await first.ended).toBeNull();
      expect(readFileSync(formerMasterPath(files.masterKey), 'utf8')).toBe(old);
      expect(readFileSync(files.masterKey, 'utf8')).not.toBe(old);
      const half = await left(dataDir);
      expect(half.get('keys')).toBeLessThan(CASES);
      expect(half.get('waiting')).toBe(1);

      // The hub that runs reads what either has wrapped, and wraps what is new with the new one.
      expect((await tell(hub, storyOf('mitt i')[0]!)).status).toBe(202);
      expect(await left(dataDir)).toEqual(half);
      for (const label of ['före 0', `före ${CASES - 1}`, 'mitt i']) expect(await read(hub, label)).toBe(200);
      // So does one that starts now.
      await hub.end('SIGTERM');
      hub = await startHubProcess({ dataDir });
      for (const label of ['före 0', `före ${CASES - 1}`, 'mitt i']) expect(await read(hub, label)).toBe(200);

      const second = keysCommand(dataDir, 'rotate', '--batch', '3');
      const during = tell(hub, storyOf('under tiden')[0]!);
      expect([await second.ended, second.said()]).toEqual([0, expect.stringContaining('needed for nothing')]);
      expect((await during).status).toBe(202);
      expect(existsSync(formerMasterPath(files.masterKey))).toBe(false);
      expect([...(await left(dataDir)).values()].every((count) => count === 0)).toBe(true);
      expect((await tell(hub, storyOf('efter')[0]!)).status).toBe(202);
      // What waited is opened by the new master: its first message comes now.
      expect((await tell(hub, storyOf('väntar')[0]!)).status).toBe(202);

      await hub.end('SIGTERM');
      hub = await startHubProcess({ dataDir });
      for (const label of ['före 0', 'mitt i', 'under tiden', 'efter', 'väntar'])
        expect(await read(hub, label)).toBe(200);
      await hub.end('SIGTERM');
    },
    MS_MAX,
  );

  it('is of a folder in which a hub has kept something, and batches of some size', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    for (const args of [['status'], ['rotate'], ['retire']]) {
      const { said, ended } = keysCommand(dataDir, ...args);
      expect([await ended, said()]).toEqual([3, expect.stringMatching(/\.(key|db)/)]);
    }
    rmSync(dataDir, { recursive: true, force: true });
  });
});
