/** A real PostgreSQL from the distribution's packages, with a cluster of its own in a folder: for specs and developers. */
import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EngineMissing } from './engine-missing.js';
import { freePorts, HOST } from './free-ports.js';
import { type OwnedProcess, type ProcessUser, startOwned } from './owned-process.js';

export interface PostgresOptions {
  /** Of the cluster and nothing else; made where it is not there. A cluster already in it is started as it is. */
  readonly folder: string;
  /** Any free one by default. */
  readonly port?: number;
}

export interface PostgresServer {
  /** `postgres://…` of a superuser. */
  readonly url: string;
  /** In order: connections are broken, everything is written. */
  stop(): Promise<void>;
  /** SIGKILL: the next start recovers from the write-ahead log. */
  kill(): Promise<void>;
  /** Again, with the same port and data; nothing where it runs. */
  start(): Promise<void>;
}

const run = promisify(execFile);
const VERSION_MIN = 15;
const PACKAGES = '/usr/lib/postgresql';
const USER = 'hvb';
const PASSWORD = 'hvb';
const START_MS_MAX = 60_000;
const POLL_MS = 50;
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  fsync: 'on',
  max_connections: '200',
  shared_buffers: '64MB',
  logging_collector: 'off',
};

/** Starts a PostgreSQL and waits until it accepts connections. Throws {@link EngineMissing}. */
export async function startPostgres({ folder, port }: PostgresOptions): Promise<PostgresServer> {
  const cluster: Cluster = {
    bin: binFolder(),
    folder: resolve(folder),
    user: userToRunAs(),
    port: port ?? (await freePorts(1)),
  };
  await makeCluster(cluster);
  let server = await startServer(cluster);
  return {
    url: `postgres://${USER}:${PASSWORD}@${HOST}:${cluster.port}/postgres`,
    stop: () => server.end('SIGINT'),
    kill: () => server.end('SIGKILL'),
    start: async () => {
      if (!server.isRunning()) server = await startServer(cluster);
    },
  };
}

interface Cluster {
  readonly bin: string;
  readonly folder: string;
  readonly user: ProcessUser | undefined;
  readonly port: number;
}

const dataOf = ({ folder }: Cluster): string => join(folder, 'data');

/** Where the newest server's programs lie: Debian keeps each version's in a folder of its own. */
function binFolder(): string {
  const versions = existsSync(PACKAGES) ? readdirSync(PACKAGES).map(Number) : [];
  const newestFirst = versions.filter((version) => version >= VERSION_MIN).sort((a, b) => b - a);
  const folders = [
    ...newestFirst.map((version) => join(PACKAGES, String(version), 'bin')),
    '/usr/local/bin',
    '/usr/bin',
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined) throw new EngineMissing(`PostgreSQL ${VERSION_MIN} or later`);
  return found;
}

/** PostgreSQL refuses root: where root asks, it runs as the user that its package has made. */
function userToRunAs(): ProcessUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!entry) throw new EngineMissing('PostgreSQL with its user postgres');
  return { uid: Number(entry[1]), gid: Number(entry[2]) };
}

/** Sorts as Swedish does, like a cluster in use: what leans on another order shows. */
async function makeCluster(cluster: Cluster): Promise<void> {
  const { bin, folder, user } = cluster;
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(dataOf(cluster), 'PG_VERSION'))) return;
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (user) {
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    mustReach(folder);
  }
  const authentication = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const language = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=sv-SE'];
  const args = [`--pgdata=${dataOf(cluster)}`, ...authentication, ...language];
  await run(join(bin, 'initdb'), args, { cwd: folder, ...user });
}

/** Another user gets to a folder only through folders that are open to all. */
function mustReach(folder: string): void {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above))
    if ((statSync(above).mode & 0o001) === 0) throw new Error(`the user postgres does not get into ${above}`);
}

/** Backends of a killed server let go of its memory a moment later: until then the next one is refused and tries again. */
async function startServer(cluster: Cluster): Promise<OwnedProcess> {
  const until = performance.now() + START_MS_MAX;
  for (;;) {
    const server = spawnServer(cluster);
    while (server.isRunning() && performance.now() < until) {
      if (await isReady(cluster)) return server;
      await wait(POLL_MS);
    }
    await server.end('SIGKILL');
    const output = server.output();
    if (performance.now() >= until || !/still in use|lock file .* already exists/.test(output))
      throw new Error(`PostgreSQL did not start:\n${output}`);
  }
}

function spawnServer(cluster: Cluster): OwnedProcess {
  const { bin, folder, user, port } = cluster;
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  return startOwned({
    command: join(bin, 'postgres'),
    args: ['-D', dataOf(cluster), ...settings],
    outputFile: join(folder, 'output.log'),
    user,
  });
}

/** True once it takes connections; false while it starts, recovers or is away. */
async function isReady({ bin, port }: Cluster): Promise<boolean> {
  return run(join(bin, 'pg_isready'), ['-q', '-h', HOST, '-p', String(port)]).then(
    () => true,
    () => false,
  );
}
