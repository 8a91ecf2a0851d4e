/** A hub of its own for one role, to be asked by tools that read the API description: says its address and the role's token, and stops when its input ends. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant } from '#domain';
import { startStandalone } from '#standalone';

const [, , role = ''] = process.argv;
const dataDir = await mkdtemp(join(tmpdir(), 'hvb-openapi-'));
const simulationFrom = '2026-01-10T08:00:00.000Z' as Instant;
const hub = await startStandalone({ dataDir, port: 0, logLevel: 'error', simulationFrom });
process.stdout.write(`${hub.url} ${await hub.tokenOf(role)}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void hub.stop().then(() => rm(dataDir, { recursive: true }));
});
