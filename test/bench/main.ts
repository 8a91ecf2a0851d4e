/** `npm run bench -- [row…] [--small] [--growth] [--cases n] [--scale x] [--data folder] [--json file] [--note text]`: measures rows as ratios and reports them. */
import { parseArgs } from 'node:util';
import { EngineMissing } from '../../infra/engines/index.js';
import { openBench, type Row } from './bench.js';
import { run, type Duel, type DuelResult } from './duel.js';
import { environment } from './environment.js';
import { lineOf, tableOf, writeReport, type Report } from './report.js';
import { APPEND_ROWS } from './rows/append.rows.js';
import { CASES_ROWS } from './rows/cases.rows.js';
import { ENGINES_ROWS } from './rows/engines.rows.js';
import { HTTP_ROWS } from './rows/http.rows.js';
import { REPLAY_ROWS } from './rows/replay.rows.js';
import { VALIDATION_ROWS } from './rows/validation.rows.js';

const ROWS: readonly Row[] = [
  ...APPEND_ROWS,
  ...VALIDATION_ROWS,
  ...REPLAY_ROWS,
  ...CASES_ROWS,
  ...HTTP_ROWS,
  ...ENGINES_ROWS,
];
const USAGE_ERROR = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    data: { type: 'string' },
    json: { type: 'string' },
    cases: { type: 'string' },
    scale: { type: 'string' },
    note: { type: 'string' },
  },
});
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

function chosen(names: readonly string[]): readonly Row[] {
  const unknown = names.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`no such row: ${unknown.join(', ')}; there are ${ROWS.map(({ name }) => name).join(', ')}\n`);
    process.exit(USAGE_ERROR);
  }
  return names.length === 0 ? ROWS : names.flatMap((name) => ROWS.filter((row) => row.name === name));
}

const rows = chosen(positionals);
const bench = openBench({ ...values, cases: numberOf(values.cases), scale: numberOf(values.scale) });
const measuredAt = new Date().toISOString();
const results: DuelResult[] = [];
const leftOut: string[] = [];

/** What duels have opened is closed even where one of them fails. */
async function measure(duels: readonly Duel[]): Promise<void> {
  const left = [...duels];
  try {
    for (const duel of duels) {
      const result = await run(duel);
      left.shift();
      results.push(result);
      process.stderr.write(`${lineOf(result)}\n`);
    }
  } catch (error) {
    for (const { finish } of left) await Promise.resolve(finish?.()).catch(() => undefined);
    throw error;
  }
}

try {
  const measuredOn = environment(bench.folder('environment'));
  const reportOf = (): Report => ({
    ...{ measuredAt, small: values.small, environment: measuredOn, rows: results },
    ...(values.note === undefined ? {} : { note: values.note }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  });
  const dated = `test/bench/results/${measuredAt.slice(0, 16).replace(':', '')}.json`;
  for (const { name, duels } of rows) {
    process.stderr.write(`${name} …\n`);
    try {
      await measure(await duels(bench));
    } catch (error) {
      // What the other rows show is not lost for it.
      const why = error instanceof EngineMissing ? error.message : ((error as Error).stack ?? '');
      leftOut.push(`${name}: ${(error as Error).message}`);
      process.stderr.write(`${name} could not be measured: ${why}\n`);
      if (!(error instanceof EngineMissing)) process.exitCode = 1;
    }
    if (values.json !== undefined || !values.small) writeReport(values.json ?? dated, reportOf());
  }
  process.stdout.write(`\n${tableOf(reportOf())}`);
} finally {
  bench.remove();
}
