/** On what a run was measured. Nothing that tells whose machine it is. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { syncTimes } from './bare-file.js';
import { spreadOf, type Spread } from './duel.js';
import { sqliteVersion } from './peer.sqlite.js';
import { plainBodies } from './plain-events.js';

export interface Environment {
  readonly node: string;
  readonly v8: string;
  readonly sqlite: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Milliseconds of syncing one event that was appended to a file. */
  readonly fdatasyncMs: Spread;
  readonly packages: Readonly<Record<string, string>>;
}

const PACKAGES = [
  ...['@nestjs/core', '@nestjs/platform-fastify', 'fastify', 'better-sqlite3', 'ajv', 'class-validator'],
  ...['class-transformer', 'autocannon', 'typescript', 'kafkajs', '@eventstore/db-client', 'pg'],
] as const;
const SYNCS = 300;

export function environment(folder: string): Environment {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const versions = { ...dependencies, ...devDependencies };
  return {
    node: process.version,
    v8: process.versions.v8,
    sqlite: sqliteVersion(),
    system: `${type()} ${release()}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    fdatasyncMs: spreadOf(syncTimes(join(folder, 'synced'), plainBodies()[0] ?? new Uint8Array(), SYNCS)),
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versions[name] ?? 'absent'])),
  };
}
