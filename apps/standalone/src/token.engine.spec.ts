/** The program with its master key in a token, as processes of their own. Needs `npm run build`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '#standalone';
import { early, storyOf, tell } from '../../../test/support/data-folders.js';
import { eventually } from '../../../test/support/eventually.js';
import { runHubProcess, startHubProcess, type HubProcess } from '../../../test/support/hub-process.js';
import { hvbHubWith } from '../../../test/support/hvb-hub-command.js';
import { ownToken, type OwnToken } from '../../../test/support/own-token.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';

const KEY = 'hvb master';
const MS_MAX = 900_000;

type Env = Readonly<Record<string, string>>;

/** `hvb-hub keys …`: its exit code, and what it wrote. */
async function keysCommand(env: Env, ...args: readonly string[]): Promise<readonly [code: number, said: string]> {
  const { code, out, err } = await hvbHubWith(env, 'keys', ...args);
  return [code, out + err];
}

async function read(hub: HubProcess, label: string): Promise<number> {
  const [event] = storyOf(label);
  const id = event?.subject.split('/')[1] ?? '';
  return (await fetch(`${hub.url}/v1/placements/${id}`, { headers: await hub.as('auditor') })).status;
}

describe('a hub whose master key is in a token', () => {
  let token: OwnToken;
  let dataDir: string;
  let env: Env;
  beforeEach(() => {
    token = ownToken();
    dataDir = join(temporaryFolder(), 'data');
    env = { ...token.env, HVB_DATA_DIR: dataDir, HVB_PKCS11_KEY: KEY };
  });

  it(
    'keeps none on its disk, opens what it wrote when it is started again, and is not started by another master',
    async () => {
      expect(await keysCommand(env, 'make')).toEqual([0, expect.stringContaining(KEY)]);
      let hub = await startHubProcess({ dataDir, env });
      expect((await tell(hub, storyOf('Anna')[0]!)).status).toBe(202);
      expect((await tell(hub, early('väntar'))).status).toBe(202);
      expect(await hub.end('SIGTERM')).toBe(0);
      const names = readdirSync(dataDir, { recursive: true }).map(String);
      expect(names.filter((name) => name.includes('master'))).toEqual([]);
      const pin = readFileSync(token.env.HVB_PKCS11_PIN_FILE!, 'utf8').trim();
      expect(hub.output()).not.toContain(pin);

      hub = await startHubProcess({ dataDir, env });
      expect(await read(hub, 'Anna')).toBe(200);
      expect((await tell(hub, storyOf('väntar')[0]!)).status).toBe(202);
      await hub.end('SIGTERM');
      const other = await runHubProcess({ dataDir, env: { HVB_MASTER_KEY: 'ab'.repeat(32) } });
      expect(other).toMatchObject({ code: 2, output: expect.stringContaining('HVB_MASTER_KEY') });
    },
    MS_MAX,
  );

  it(
    'is not started without its token, PIN or key, and says which; nothing is made of the folder then',
    async () => {
      const refusal = async (more: Env): Promise<unknown> => {
        const { code, output } = (await runHubProcess({ dataDir, env: { ...env, ...more } })) as never as {
          code: number;
          output: string;
        };
        return [code, /HVB_PKCS11_\w+/.exec(output)?.[0]];
      };
      expect(await refusal({})).toEqual([2, 'HVB_PKCS11_KEY']);
      await keysCommand(env, 'make');
      expect(await keysCommand(env, 'make')).toEqual([3, expect.stringContaining('redan')]);
      const wrong = join(temporaryFolder(), 'pin');
      writeFileSync(wrong, '000000\n');
      expect(await refusal({ HVB_PKCS11_PIN_FILE: wrong })).toEqual([2, 'HVB_PKCS11_PIN_FILE']);
      expect(await refusal({ HVB_PKCS11_MODULE: '/nowhere.so' })).toEqual([2, 'HVB_PKCS11_MODULE']);
      expect(await refusal({ HVB_PKCS11_PIN_FILE: '' })).toEqual([2, 'HVB_PKCS11_PIN_FILE']);
      token.pull();
      expect(await refusal({})).toEqual([3, 'HVB_PKCS11_TOKEN']);
      expect(await keysCommand(env, 'status')).toEqual([3, expect.stringContaining('HVB_PKCS11_TOKEN')]);
      expect(existsSync(filesUnder(dataDir).keys)).toBe(false);
    },
    MS_MAX,
  );

  it(
    'answers that it is not to be had while the token is pulled, what it knows still, and all when it is back',
    async () => {
      await keysCommand(env, 'make');
      const hub = await startHubProcess({ dataDir, env });
      const [first, second] = storyOf('Bo');
      expect((await tell(hub, first!)).status).toBe(202);
      // With the first reading the ledger's key of the year is made, and open from then on.
      expect(await read(hub, 'Bo')).toBe(200);
      token.pull();
      const refused = await tell(hub, storyOf('Cecilia')[0]!);
      expect(refused.status).toBe(503);
      expect(JSON.parse(refused.text)).toMatchObject([{ outcome: 'rejected', problem: { code: 'LogUnavailable' } }]);
      // What waits is sealed by a key of its own, which only the master can wrap.
      expect((await tell(hub, early('David'))).status).toBe(503);
      // A key that it has open is open.
      expect((await tell(hub, second!)).status).toBe(202);
      expect(await read(hub, 'Bo')).toBe(200);
      token.putBack();
      await eventually(async () => {
        expect((await tell(hub, storyOf('Cecilia')[0]!)).status).toBe(202);
      });
      expect((await tell(hub, early('David'))).status).toBe(202);
      expect(await read(hub, 'Cecilia')).toBe(200);
      expect(await hub.end('SIGTERM')).toBe(0);
    },
    MS_MAX,
  );

  it(
    'is given its master in a token while it runs, and out of it again (B9)',
    async () => {
      const file = filesUnder(dataDir).masterKey;
      await keysCommand(env, 'make');
      // By a file, as it always was.
      let hub = await startHubProcess({ dataDir });
      expect((await tell(hub, storyOf('Erik')[0]!)).status).toBe(202);
      expect((await tell(hub, early('väntar'))).status).toBe(202);
      await hub.end('SIGTERM');
      // The token first, what lies in the file accepted beside it.
      hub = await startHubProcess({ dataDir, env });
      expect(await read(hub, 'Erik')).toBe(200);
      expect((await tell(hub, storyOf('Fia')[0]!)).status).toBe(202);
      const [, before] = await keysCommand(env, 'status');
      expect(before).toMatch(/^keys: 1 /m);
      expect(before).toMatch(/^waiting: 1 /m);
      expect(await keysCommand(env, 'rotate')).toEqual([0, expect.stringContaining('keys retire')]);
      expect(existsSync(file)).toBe(true);
      expect(await keysCommand(env, 'retire')).toEqual([0, expect.stringContaining('needed for nothing')]);
      expect(existsSync(file)).toBe(false);
      expect(await read(hub, 'Erik')).toBe(200);
      expect((await tell(hub, storyOf('väntar')[0]!)).status).toBe(202);
      await hub.end('SIGTERM');
      hub = await startHubProcess({ dataDir, env });
      for (const label of ['Erik', 'Fia', 'väntar']) expect(await read(hub, label)).toBe(200);
      await hub.end('SIGTERM');

      // Out of it: a file first, the token's accepted beside it.
      const out = { ...env, HVB_PKCS11_KEY: '', HVB_SECOND_PKCS11_KEY: KEY };
      hub = await startHubProcess({ dataDir, env: out });
      expect(await read(hub, 'Erik')).toBe(200);
      expect((await keysCommand(out, 'rotate'))[0]).toBe(0);
      expect(await keysCommand(out, 'retire')).toEqual([0, expect.stringContaining('needed for nothing')]);
      await hub.end('SIGTERM');
      hub = await startHubProcess({ dataDir });
      for (const label of ['Erik', 'Fia', 'väntar']) expect(await read(hub, label)).toBe(200);
      await hub.end('SIGTERM');
    },
    MS_MAX,
  );
});
