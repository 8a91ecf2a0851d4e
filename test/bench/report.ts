/** A run as a table to read and as JSON to compare with others. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DuelResult, type Spread } from './duel.js';
import { type Environment } from './environment.js';

export interface Report {
  readonly measuredAt: string;
  /** Figures of small sizes only show that the bench runs. */
  readonly small: boolean;
  readonly environment: Environment;
  /** What else a reader must know of the run: sizes by hand, a machine that did other work. */
  readonly note?: string;
  readonly rows: readonly DuelResult[];
  /** Rows that were not measured, and why. */
  readonly leftOut?: readonly string[];
}

const MARK = { stretch: '++', goal: '+', no: '–' } as const;

const figure = (value: number): string => {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return Number(value.toPrecision(3)).toString();
};
const spread = ({ median, min, max }: Spread): string => `${figure(median)} (${figure(min)}–${figure(max)})`;
const limit = ({ sense, goal, stretch }: DuelResult): string =>
  goal === undefined ? '' : `${sense === 'atLeast' ? '≥' : '≤'} ${goal}${stretch === undefined ? '' : ` / ${stretch}`}`;

/** One row, as a line of a Markdown table. */
export function lineOf(row: DuelResult): string {
  const cells = [row.what, row.against, spread(row.ours), spread(row.peer), row.unit];
  return `| ${[...cells, spread(row.ratio), limit(row), row.reached ? MARK[row.reached] : ''].join(' | ')} |`;
}

const HEAD = [
  '| what | against | ours | peer | unit | ratio, median (min–max) | goal / stretch | |',
  '|---|---|---|---|---|---|---|---|',
];

export function tableOf({ environment: env, rows, measuredAt, small, note, leftOut = [] }: Report): string {
  const sync = env.fdatasyncMs;
  const packages = Object.entries(env.packages).map(([name, version]) => `${name} ${version}`);
  return [
    ...HEAD,
    ...rows.map(lineOf),
    '',
    ...leftOut.flatMap((why) => [`Left out: ${why}`, '']),
    `${measuredAt}${small ? ', small sizes: the figures mean little' : ''}. ${env.cpu}, ${env.cores} cores, ` +
      `${env.memoryGiB} GiB, ${env.system}. Node ${env.node}, V8 ${env.v8}, SQLite ${env.sqlite}. ` +
      `fdatasync of one event: ${spread(sync)} ms. ${packages.join(', ')}.${note === undefined ? '' : ` ${note}`}`,
    '',
  ].join('\n');
}

export function writeReport(path: string, report: Report): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
}
