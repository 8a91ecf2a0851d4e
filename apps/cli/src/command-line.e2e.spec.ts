/** The built command line as a person or a script runs it: what it says, and with which exit code it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../test/support/eventually.js';

const PROGRAM = join(process.cwd(), 'dist/apps/cli/src/main.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hvb-hub-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (name: string): string => join(folder, name);
function file(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

function started(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, ...environment } });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (some: Buffer) => {
      output.text += some.toString();
    });
  }
  return { child, output };
}

async function ended({ child, output }: { child: ChildProcess; output: { text: string } }): Promise<Ended> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, said: output.text };
}

const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  ended(started(args, environment));

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A hub over a folder, once it says where it listens. */
async function hubOver(dataDir: string) {
  const hub = started(['start'], { HVB_DATA_DIR: dataDir, HVB_PORT: '0' });
  const url = await until(() => {
    if (hub.child.exitCode !== null) throw new Error(hub.output.text);
    return /^HVB Hub: (\S+)$/m.exec(hub.output.text)?.[1];
  });
  return { ...hub, url };
}

const PARTY = 'kommun-2080.socialnamnden';
const message = (data: object): string =>
  JSON.stringify({
    specversion: '1.0',
    id: 'm1',
    source: `/party/${PARTY}`,
    type: 'se.hvbhub.placement.started.v1',
    subject: 'placement/7d0f1c62-9c1e-4a4f-8a54-0a2b53e6a6a1',
    time: '2026-01-15T09:00:00+01:00',
    data,
  });

describe('the exit code of hvb-hub', () => {
  it('is 0 for help', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0 });
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['nonsense']],
    ['an unknown option', ['scenario', '--nonsense', 'x.yaml']],
    ['a missing argument', ['validate']],
    ['a file that is not there', ['validate', 'not-there.json']],
    ['a story that is not there', ['scenario', 'not-there.yaml']],
    ['a token that is not there', ['publish', 'package.json', '--token', 'not-there.token']],
    ['a port that is none', ['demo', '--port', 'abc']],
    ['a folder without stories', ['demo', '--scenarios', 'not-there']],
  ])('is 2 for %s, and says what is wrong without a stack', async (_, args) => {
    const { code, said } = await run(args);
    expect(code).toBe(2);
    expect(said).not.toBe('');
    expect(said).not.toContain('    at ');
  });

  it.each([
    ['before its modules are loaded', 64, 1_024],
    ['before it holds connections', 1_024, 1_074],
  ])('is 3 where too few files may be open, said in a sentence with the number needed: %s', async (_, max, needed) => {
    const environment = { HVB_DATA_DIR: folder, HVB_PORT: '0', HVB_CONNECTIONS_MAX: '50' };
    const limited = spawn('sh', ['-c', `ulimit -n ${max} && exec "$0" "$@"`, process.execPath, PROGRAM, 'start'], {
      env: { ...process.env, ...environment },
    });
    const output = { text: '' };
    limited.stderr.on('data', (some: Buffer) => (output.text += some.toString()));
    const { code, said } = await ended({ child: limited, output });
    expect([code, said]).toEqual([3, expect.stringContaining(`får ha ${max} filer öppna och behöver ${needed}`)]);
    expect(said).not.toContain('    at ');
  });

  it('is 3 for a demonstration on a port of HVB_PORT that is taken, 2 on one that is none or of another host', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const onTaken = await run(['demo'], { HVB_PORT: port });
    expect([onTaken.code, onTaken.said]).toEqual([3, expect.stringContaining(`Port ${port} är upptagen`)]);
    const chosen = await run(['demo', '--port', port], { HVB_PORT: '0' });
    expect([chosen.code, chosen.said]).toEqual([3, expect.stringContaining(`Port ${port} är upptagen`)]);
    taken.close();
    expect(await run(['demo'], { HVB_PORT: 'abc' })).toMatchObject({ code: 2 });
    expect(await run(['demo', '--port', '0'], { HVB_HOST: '192.0.2.1' })).toMatchObject({ code: 2 });
  });

  it('is 0 for a message that holds, 1 for one that does not', async () => {
    expect(await run(['validate', file('a.json', message({ startedOn: '2026-01-15' }))])).toMatchObject({ code: 0 });
    const refused = await run(['validate', file('b.json', message({ startdOn: '2026-01-15' }))]);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('UnknownField /data/startdOn');
  });

  it('is 0 for a story that goes as it expects, 1 for one that does not', async () => {
    const story = (status: string): string =>
      `name: En tom lista\nsteps:\n  - view: placements\n    as: region-20\n    expect: { exactly: ${status} }\n`;
    expect(await run(['scenario', file('a.yaml', story('[]'))])).toMatchObject({ code: 0 });
    expect(await run(['scenario', file('b.yaml', story('[{ mode: planned }]'))])).toMatchObject({ code: 1 });
  });

  it.each([
    ['that sends as nobody', '  - by: bob\n    send: { type: placement.started, subject: placement/P1 }\n'],
    ['whose clock goes back', '  - at: 2026-03-01T09:00Z\n  - at: 2026-01-01T09:00Z\n'],
    ['with a word misspelt', '  - veiw: costs\n'],
  ])('is 2 for a story %s, and says where', async (_, steps) => {
    const { code, said } = await run(['scenario', file('a.yaml', `name: En saga\nsteps:\n${steps}`)]);
    expect(code).toBe(2);
    expect(said).toMatch(/\/steps\/[01]\//);
    expect(said).not.toContain('    at ');
  });

  it('is 3 where no hub answers', async () => {
    const token = file('a.token', 'x');
    const args = ['publish', file('a.json', message({})), '--token', token, '--url', 'http://127.0.0.1:9'];
    expect(await run(args)).toMatchObject({ code: 3 });
  });
});

describe('a hub started from the command line', () => {
  it('says what to open, keeps what it was told through a stop, and refuses a second hub over its files', async () => {
    const data = inFolder('data');
    const hub = await hubOver(data);
    expect(hub.output.text).toContain(join(data, `access/tokens/${PARTY}.token`));

    const second = await run(['start'], { HVB_DATA_DIR: data, HVB_PORT: '0' });
    expect(second.code).toBe(3);
    expect(second.said).toContain('log.db');
    const port = new URL(hub.url).port;
    const same = await run(['start'], { HVB_DATA_DIR: inFolder('other'), HVB_PORT: port });
    expect(same.code).toBe(3);
    expect(same.said).toContain(port);

    const told = file('told.json', readFileSync('docs/guides/examples/agreement-by-region.json', 'utf8'));
    const token = join(data, 'access/tokens/region-20.token');
    expect(await run(['publish', told, '--token', token, '--url', hub.url])).toMatchObject({ code: 0 });

    hub.child.kill('SIGINT');
    expect((await ended(hub)).said).toContain('"msg":"stopped"');

    const again = await hubOver(data);
    const authorization = `Bearer ${readFileSync(token, 'utf8').trim()}`;
    await eventually(async () => {
      const agreements = await fetch(`${again.url}/v1/agreements`, { headers: { authorization } });
      expect(await agreements.json()).toMatchObject([{ rulePack: 'dalarna-hvb-2025' }]);
    });
    again.child.kill('SIGTERM');
    await ended(again);
  });

  it.each([
    ['HVB_PORT', 'abc'],
    ['HVB_LOG_LEVEL', 'loud'],
    ['HVB_MASTER_KEY', 'short'],
  ])('does not start with a %s that cannot be', async (name, text) => {
    const { code, said } = await run(['start'], { HVB_DATA_DIR: inFolder('data'), HVB_PORT: '0', [name]: text });
    expect(code).toBe(2);
    expect(said).not.toContain('    at ');
  });

  it('does not start where its folder cannot be', async () => {
    const { code, said } = await run(['start'], { HVB_DATA_DIR: join(file('a-file', ''), 'data'), HVB_PORT: '0' });
    expect(code).toBe(3);
    expect(said).not.toContain('    at ');
  });
});
