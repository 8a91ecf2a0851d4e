/**
 * `npm run battery -- properties`: every property of the specs from fresh seeds, and ids by the million. What fails is added
 * to the committed counterexamples. `--rounds=3 --times=10 --ids=1000000 --seed=…`.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { COUNTEREXAMPLES, type Counterexample } from '../../support/counterexamples.data.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { failedIn, withFailures, type JestReport } from './failures.js';
import { tryIds, type IdsTried } from './ids.js';

const FILE = 'test/support/counterexamples.data.ts';
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

/** Plays them, and gives how many failed. */
export async function playProperties(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '3' },
      times: { type: 'string', default: '10' },
      ids: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    },
  });
  const [rounds, ids, seed] = [values.rounds, values.ids, values.seed].map(Number) as [number, number, number];
  const wrongIds = tryIds(seed, ids, sayIds).filter(({ wrong }) => wrong.length > 0).length;
  let failed: readonly Counterexample[] = [];
  for (let round = 0; round < rounds; round += 1)
    failed = [...failed, ...(await playRound(seed + round, values.times))];
  if (failed.length > 0) writeFileSync(FILE, withFailures(readFileSync(FILE, 'utf8'), failed, COUNTEREXAMPLES));
  return wrongIds + failed.length;
}

function sayIds({ what, tried, wrong }: IdsTried): void {
  const found = wrong.length === 0 ? '0 wrong' : `WRONG: ${wrong.map((id) => JSON.stringify(id)).join(', ')}`;
  process.stdout.write(`${what}: ${tried} tried, ${found}\n`);
}

const run = promisify(execFile);

async function filesWith(text: string, ...paths: readonly string[]): Promise<readonly string[]> {
  // Exit code 1 where there is none.
  const { stdout } = await run('git', ['grep', '-l', '-F', '-e', text, '--', ...paths]).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((path) => path !== '');
}

/** The specs that hold a property, themselves or by a contract that they are bound to; those with engines apart. */
async function specsWithProperties(): Promise<readonly string[]> {
  const specs = ['*.spec.ts', ':!*.engine.spec.ts'];
  const contracts = await filesWith(' always(', '*.contract.ts');
  const bound = await Promise.all(contracts.map((path) => filesWith(`/${basename(path, '.ts')}.js'`, ...specs)));
  return [...new Set([...(await filesWith(' always(', ...specs)), ...bound.flat()])].sort();
}

/** Those specs, once, by this seed. */
async function playRound(seed: number, times: string): Promise<readonly Counterexample[]> {
  const report = join(temporaryFolder(), 'report.json');
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`];
  const env = { ...process.env, HVB_SEED: String(seed), HVB_RUNS: times };
  // Exit code 1 where a spec failed: the report tells which.
  await run(process.execPath, [...jest, ...(await specsWithProperties())], { env, maxBuffer: OUTPUT_BYTES_MAX }).catch(
    () => undefined,
  );
  const { tried, failed } = failedIn(JSON.parse(readFileSync(report, 'utf8')) as JestReport, seed);
  process.stdout.write(
    `properties, seed ${seed}, ${times} times as many cases: ${tried} tests, ${failed.length} failed\n`,
  );
  for (const { property, found } of failed) process.stdout.write(`  FAILED ${property}: ${found}\n`);
  return failed;
}
