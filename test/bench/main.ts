/**
 * `npm run bench -- [row…] [--small] [--growth] [--cases n] [--scale x] [--data folder] [--json file] [--note text]`: measures rows as ratios and reports them.
 * `npm run bench -- --against <checkout> [row…] [--rounds n] [--cases n] [--scale x]`: this checkout against another, by what each takes of the processors.
 */
import { parseArgs } from 'node:util';
import { EngineMissing } from '../../infra/engines/index.js';
import { compare } from './against/compare.js';
import { openBench, type Row } from './bench.js';
import { run, type Duel, type DuelResult } from './duel.js';
import { environment } from './environment.js';
import { lineOf, tableOf, writeReport, type Report } from './report.js';
import { APPEND_ROWS } from './rows/append.rows.js';
import { CASES_ROWS } from './rows/cases.rows.js';
import { DISCLOSURE_ROWS } from './rows/disclosure.rows.js';
import { ENGINES_ROWS } from './rows/engines.rows.js';
import { FEED_ROWS } from './rows/feed.rows.js';
import { HTTP_ROWS } from './rows/http.rows.js';
import { LARGE_BODIES_ROWS } from './rows/large-bodies.rows.js';
import { LEDGER_ROWS } from './rows/ledger.rows.js';
import { OTHERS_ROWS } from './rows/others.rows.js';
import { PROOFS_ROWS } from './rows/proofs.rows.js';
import { REPLAY_ROWS } from './rows/replay.rows.js';
import { VALIDATION_ROWS } from './rows/validation.rows.js';

const ROWS: readonly Row[] = [
  ...APPEND_ROWS,
  ...VALIDATION_ROWS,
  ...REPLAY_ROWS,
  ...CASES_ROWS,
  ...OTHERS_ROWS,
  ...HTTP_ROWS,
  ...LARGE_BODIES_ROWS,
  ...LEDGER_ROWS,
  ...PROOFS_ROWS,
  ...DISCLOSURE_ROWS,
  ...FEED_ROWS,
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
    against: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

const sizes = { ...values, cases: numberOf(values.cases), scale: numberOf(values.scale) };
const comparison =
  values.against === undefined ? null : compare(values.against, { ...sizes, rounds: numberOf(values.rounds) });
const bench = comparison?.bench ?? openBench(sizes);

function chosen(names: readonly string[], all: readonly Row[]): readonly Row[] {
  const unknown = names.filter((name) => !all.some((row) => row.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`no such row: ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}\n`);
    process.exit(USAGE_ERROR);
  }
  return names.length === 0 ? all : names.flatMap((name) => all.filter((row) => row.name === name));
}

const rows = comparison
  ? chosen(positionals.length === 0 ? comparison.usual : positionals, comparison.rows)
  : chosen(positionals, ROWS);
const note = [comparison?.note, values.note].filter((text) => text !== undefined).join(' ');
const measuredAt = new Date().toISOString();
const dated = `test/bench/results/${measuredAt.slice(0, 16).replace(':', '')}.json`;
/** Where the run is kept; null: nowhere, as with small sizes or another checkout, unless asked for. */
const keptIn = values.json ?? (values.small || comparison ? null : dated);
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
    ...(note === '' ? {} : { note }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  });
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
    if (keptIn !== null) writeReport(keptIn, reportOf());
  }
  process.stdout.write(`\n${tableOf(reportOf())}`);
} finally {
  await comparison?.stop();
  bench.remove();
}
