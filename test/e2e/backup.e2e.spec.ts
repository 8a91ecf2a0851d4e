/** Decisions A11, B10: backed up under full ingest by the command, put back elsewhere: nothing acknowledged by then is missing. */
import { execFile } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '#standalone';
import { type Manifest } from '../../apps/standalone/src/backup/manifest.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { tellOn, type Acknowledged } from '../support/tellers.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';

const MS_MAX = 600_000;
const PROGRAM = 'dist/apps/cli/src/main.js';
/** Acknowledged before the backup begins, so that it copies more than nothing. */
const FIRST = 40;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
/** The command over a data folder. */
const hvbHub = (dataDir: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, HVB_DATA_DIR: dataDir };
    execFile(process.execPath, [PROGRAM, ...args], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });

/** What comes of it; no answer where the hub is gone. */
async function tell(
  { url, as }: HubProcess,
  event: WireEvent,
): Promise<{ outcome: string; position?: string } | undefined> {
  const headers = { ...(await as(sayerOf(event))), 'content-type': 'application/cloudevents+json' };
  const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
  return ((await answer.json()) as { outcome: string; position?: string }[])[0];
}

describe('a backup under full ingest', () => {
  const dataDir = join(temporaryFolder(), 'data');
  const backup = join(temporaryFolder(), 'backup');
  const masterKey = join(temporaryFolder(), 'master.key');
  let told: readonly Acknowledged[] = [];
  let manifest: Manifest;

  it(
    'is made while many tell the hub, and holds all that had been acknowledged when it began',
    async () => {
      const hub = await startHubProcess({ dataDir, logLevel: 'silent' });
      copyFileSync(filesUnder(dataDir).masterKey, masterKey);
      const tellers = tellOn((event) => tell(hub, event), 'under');
      told = tellers.acknowledged;
      await tellers.more(FIRST);
      const toldBefore = Math.max(...told.map(({ position }) => Number(position)));
      const made = await hvbHub(dataDir, 'backup', backup, '--json');
      await tellers.more(1);
      await tellers.end();
      await hub.end('SIGKILL');
      expect([made.code, made.err]).toEqual([0, '']);
      const { backup: where, ...said } = JSON.parse(made.out) as Manifest & { backup: string };
      expect(where).toBe(backup);
      manifest = said;
      expect(manifest.log.events).toBeGreaterThanOrEqual(toldBefore);
    },
    MS_MAX,
  );

  it(
    'is put back where the folder was, and what was acknowledged up to its head is known there, every event of it',
    async () => {
      rmSync(dataDir, { recursive: true });
      const back = await hvbHub(dataDir, 'restore', backup, '--master-key', masterKey, '--no-erasures', '--json');
      expect([back.code, back.err]).toEqual([0, '']);
      expect(JSON.parse(back.out)).toEqual({ restored: dataDir, erasedAgain: 0, ...manifest });

      const upTo = told.filter(({ position }) => Number(position) <= Number(manifest.log.head));
      expect(upTo.length).toBeGreaterThanOrEqual(FIRST);
      const hub = await startHubProcess({ dataDir, logLevel: 'silent' });
      const again = [];
      for (const { event } of upTo) again.push((await tell(hub, event))?.outcome);
      expect(new Set(again)).toEqual(new Set(['duplicate']));
      await hub.end('SIGTERM');
    },
    MS_MAX,
  );

  it(
    'is refused with its code, and nothing is written, over what stands there',
    async () => {
      const before = readdirSync(dataDir).sort();
      const full = await hvbHub(dataDir, 'restore', backup, '--master-key', masterKey, '--no-erasures', '--json');
      expect([full.code, (JSON.parse(full.err) as { code: string }).code]).toEqual([1, 'FolderNotEmpty']);
      expect(readdirSync(dataDir).sort()).toEqual(before);
      const over = await hvbHub(dataDir, 'backup', backup);
      expect([over.code, over.out, over.err.includes('mappen är inte tom')]).toEqual([1, '', true]);
    },
    MS_MAX,
  );

  it(
    'is refused without its master key, and without a word of what has been erased',
    async () => {
      const empty = join(temporaryFolder(), 'data');
      const code = async (...args: readonly string[]) => {
        const { code: exit, err } = await hvbHub(empty, 'restore', backup, '--json', ...args);
        return [exit, (JSON.parse(err) as { code: string }).code];
      };
      expect(await code('--no-erasures')).toEqual([1, 'MasterKeyMissing']);
      expect(await code('--no-erasures', '--master-key', join(empty, 'none'))).toEqual([1, 'MasterKeyMissing']);
      expect(await code('--master-key', masterKey)).toEqual([1, 'ErasuresNotGiven']);
      expect(await code('--no-erasures', '--master-key', masterKey, '--known', join(empty, 'none'))).toEqual([
        2,
        'BadSetting',
      ]);
      const cut = join(temporaryFolder(), 'cut');
      cpSync(backup, cut, { recursive: true });
      appendFileSync(join(cut, 'keys.db'), 'x');
      const altered = await hvbHub(empty, 'restore', cut, '--json', '--no-erasures', '--master-key', masterKey);
      expect([altered.code, (JSON.parse(altered.err) as { code: string }).code]).toEqual([1, 'FileAltered']);
      expect(existsSync(empty)).toBe(false);
      writeFileSync(
        masterKey,
        readFileSync(masterKey, 'utf8').replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      );
      expect(await code('--no-erasures', '--master-key', masterKey)).toEqual([1, 'MasterKeyOther']);
    },
    MS_MAX,
  );
});
