/** PostgreSQL as compose.yaml starts it: its own arguments, access file and certificate, on the real server. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type Database } from '#engines';
import { readCompose } from '../declared.js';
import { freePorts } from '../engines/free-ports.js';
import { startOwned, type OwnedProcess, type ProcessUser } from '../engines/owned-process.js';
import { startPostgres } from '../engines/index.js';

const START_MS_MAX = 60_000;
const service = readCompose().services.find(({ name }) => name === 'postgres');

/** PostgreSQL refuses root: then it runs as its package's own user. */
function userToRunAs(): ProcessUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function giveAll(folder: string, user: ProcessUser | undefined): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (user) chownSync(path, user.uid, user.gid);
    if (entry.isDirectory()) giveAll(path, user);
  }
  if (user) chownSync(folder, user.uid, user.gid);
}

describe('a database set up as compose.yaml does', () => {
  let folder = '';
  let port = 0;
  let server: OwnedProcess;
  let password = '';
  const user = userToRunAs();
  const urlOf = (word: string, query: string, host = 'localhost') =>
    `postgres://hvb:${word}@${host}:${port}/hvb?${query}`;
  const verified = () => `sslmode=verify-full&sslrootcert=${join(folder, 'ca.crt')}`;
  const open = (url: string): Promise<Database> => openDatabase({ url, schema: 'hvb_tried', migrations: [] });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hvb-secured-'));
    chmodSync(folder, 0o755);
    execFileSync('sh', ['infra/compose/make-secrets.sh', join(folder, 'all')], { stdio: 'ignore' });
    password = readFileSync(join(folder, 'all/postgres/password'), 'utf8').trim();
    cpSync(join(folder, 'all/postgres'), join(folder, 'run'), { recursive: true });
    cpSync(join(folder, 'all/ca/ca.crt'), join(folder, 'ca.crt'));
    cpSync('infra/compose/pg_hba.conf', join(folder, 'pg_hba.conf'));
    chmodSync(join(folder, 'pg_hba.conf'), 0o644);
    // The cluster is one that the tests make; its superuser, hvb, gets password and database as in the image.
    const made = await startPostgres({ folder: join(folder, 'cluster') });
    const first = await openDatabase({ url: made.url, schema: 'public', migrations: [] });
    await first.query(`ALTER ROLE hvb PASSWORD '${password}'`);
    await first.query('CREATE DATABASE hvb OWNER hvb');
    await first.close();
    await made.stop();
    port = await freePorts(1);
    giveAll(join(folder, 'run'), user);
    const data = join(folder, 'cluster/data');
    const args = (service?.all['command'] as string[])
      .slice(1)
      .map((argument) =>
        argument.replace('/run/hvb/', `${join(folder, 'run')}/`).replace('/etc/postgresql/', `${folder}/`),
      );
    const programs = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
    server = startOwned({
      command: join('/usr/lib/postgresql', programs[0] ?? '', 'bin/postgres'),
      args: ['-D', data, '-p', String(port), '-cunix_socket_directories=', ...args],
      outputFile: join(folder, 'log'),
      user,
    });
    await serves();
  });

  async function serves(): Promise<void> {
    const until = performance.now() + START_MS_MAX;
    while (performance.now() < until && server.isRunning()) {
      const opened = await open(urlOf(password, verified())).catch(() => undefined);
      if (opened) return opened.close();
      await wait(200);
    }
    throw new Error(`PostgreSQL did not start:\n${server.output()}`);
  }

  afterAll(async () => {
    await server.end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets the hub in by TLS, with its password and the certificate’s name held against the host’s', async () => {
    const database = await open(urlOf(password, verified()));
    const [row] = await database.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    expect(row).toEqual({ ssl: true });
    const [settings] = await database.query<Record<string, string>>(
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('password_encryption') AS encryption",
    );
    expect(settings).toEqual({ fsync: 'on', commit: 'on', encryption: 'scram-sha-256' });
    await database.close();
  });

  it('lets nobody in without TLS, with another password, or under another authority’s certificate', async () => {
    await expect(open(urlOf(password, 'sslmode=disable'))).rejects.toThrow();
    await expect(open(urlOf('fel', verified()))).rejects.toThrow();
    mkdirSync(join(folder, 'other'));
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-subj',
        '/CN=x',
        '-keyout',
        join(folder, 'other/k'),
        '-out',
        join(folder, 'other/ca.crt'),
      ],
      { stdio: 'ignore' },
    );
    await expect(
      open(urlOf(password, `sslmode=verify-full&sslrootcert=${join(folder, 'other/ca.crt')}`)),
    ).rejects.toThrow();
  });
});
