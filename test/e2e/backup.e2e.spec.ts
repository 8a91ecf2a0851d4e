/** Decisions A11, B10: backed up under full ingest by the command, put back elsewhere: nothing acknowledged by then is missing. */
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
import { startHubProcess } from '../support/hub-process.js';
import { hvbHub } from '../support/hvb-hub-command.js';
import { answerTo, tellOn, type Acknowledged } from '../support/tellers.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MS_MAX = 600_000;
/** Acknowledged before the backup begins, so that it copies more than nothing. */
const FIRST = 40;

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
      const tellers = tellOn((event) => answerTo(hub, event), 'under');
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
      for (const { event } of upTo) again.push((await answerTo(hub, event))?.outcome);
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
