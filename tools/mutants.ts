/**
 * `npm run mutants -- --named | --sample <n> --seed <text> | --all | --files <part of a path>`: changes the law in one small
 * place at a time and asks the specs, and of what they do not tell of the compiler. Exit code 1 where a named mutant lives, too many of the others do, or a list names
 * code that is gone; 2 on an unknown argument. `--all` writes what it found to `tools/mutants/score.json`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ACCEPTED } from './mutants/accepted.data.js';
import { allMutants, keyed, named, sampleOf } from './mutants/choose.js';
import { compilerOf, toldByTheCompiler } from './mutants/compiler.js';
import { mapTests } from './mutants/judging.js';
import { isKeyOf, type Mutant } from './mutants/mutant.js';
import { NAMED } from './mutants/named.data.js';
import { judgeAll, type Judged } from './mutants/pool.js';
import { byFolder, inWords, percent, scoreOf } from './mutants/score.js';
import { readSources, type Sources } from './mutants/sources.js';

const SCORE_AT_LEAST = 0.85;
const ACCEPTED_AT_MOST = 0.03;
/**
 * What a sample tells is a fall: the law's score is some 86 %, and a sample of 150 lies three standard deviations under it by
 * chance alone once in seven hundred runs.
 */
const SAMPLE_AT_LEAST = 0.77;
const PAGE = 'tools/mutants/score.json';
const USAGE = 'usage: mutants --named | --sample <n> --seed <text> | --all | --files <part of a path>';

type Print = (line: string) => void;
interface Wanted {
  readonly named: boolean;
  readonly all: boolean;
  /** 0: none. */
  readonly sample: number;
  readonly seed?: string | undefined;
  readonly files?: string | undefined;
}

function wantedOf(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      named: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      sample: { type: 'string' },
      seed: { type: 'string' },
      files: { type: 'string' },
    },
  });
  const sample = Number(values.sample ?? 0);
  const wanted = { ...values, sample };
  if (!Number.isInteger(sample) || sample < 0 || !(wanted.named || asksForOthers(wanted))) throw new Error(USAGE);
  return wanted;
}

/** Judges what is asked for in the tree under `root`, prints what lives, and returns the exit code. */
export async function mutants(args: readonly string[], root: string, print: Print): Promise<0 | 1 | 2> {
  let wanted: Wanted;
  try {
    wanted = wantedOf(args);
  } catch (error) {
    print(error instanceof Error ? error.message : USAGE);
    return 2;
  }
  return (await holds(wanted, root, print)) ? 0 : 1;
}

async function holds(wanted: Wanted, root: string, print: Print): Promise<boolean> {
  const sources = readSources(root);
  const every = allMutants(sources);
  const stale = keyed(ACCEPTED, every).missing;
  for (const { file, was } of stale) print(`accepted, but no longer in the code: ${file}: ${was}`);
  const judge = await judging(sources, print);
  const namedAre = wanted.named ? await namedHold(sources, judge, print) : true;
  const othersAre = asksForOthers(wanted) ? await othersHold(wanted, { root, every, judge, print }) : true;
  return stale.length === 0 && namedAre && othersAre;
}

const asksForOthers = ({ all, sample, files }: Wanted): boolean => all || sample > 0 || files !== undefined;

type Judge = (mutants: readonly Mutant[]) => Promise<readonly Judged[]>;

async function judging({ root, ...sources }: Sources, print: Print): Promise<Judge> {
  const tests = await mapTests({ root, ...sources });
  print(`${tests.length} tests of ${sources.specs.length} specs`);
  return (chosen) =>
    judgeAll(chosen, {
      ...{ root, tests, workers: availableParallelism() },
      onJudged: (done) => {
        if (done % 250 === 0) print(`… ${done} of ${chosen.length}`);
      },
    });
}

async function namedHold(sources: Sources, judge: Judge, print: Print): Promise<boolean> {
  const { mutants: chosen, missing } = named(NAMED, sources);
  for (const { name, file, was } of missing) print(`named, but not found once in ${file}: ${name}: ${was}`);
  const judged = await judge(chosen);
  printLiving(judged, print);
  const { killed } = scoreOf(judged, 0);
  print(`named mutants: ${killed} of ${NAMED.length} killed`);
  return missing.length === 0 && killed === NAMED.length;
}

interface Run {
  readonly root: string;
  readonly every: readonly Mutant[];
  readonly judge: Judge;
  readonly print: Print;
}

async function othersHold(wanted: Wanted, { root, every, judge, print }: Run): Promise<boolean> {
  const isAccepted = (mutant: Mutant): boolean => ACCEPTED.some((key) => isKeyOf(key, mutant));
  const inFiles = every.filter(({ file }) => file.includes(wanted.files ?? ''));
  const open = inFiles.filter((mutant) => !isAccepted(mutant));
  const isSample = wanted.sample > 0;
  const chosen = isSample ? sampleOf(open, wanted.sample, wanted.seed ?? '') : open;
  const judged = toldByTheCompiler(await judge(chosen), compilerOf(root));
  printLiving(judged, print);
  const accepted = inFiles.length - open.length;
  const { killed, byCompiler, score } = scoreOf(judged, isSample ? 0 : accepted);
  print(
    `${killed} of ${judged.length} killed (${percent(score)}), ${byCompiler} of them by the compiler alone, ` +
      `${accepted} of ${inFiles.length} accepted`,
  );
  if (wanted.all) writeFileSync(join(root, PAGE), `${JSON.stringify(pageOf(judged, accepted), null, 2)}\n`);
  const isEnough = score >= (isSample ? SAMPLE_AT_LEAST : SCORE_AT_LEAST);
  return Boolean(wanted.files) || (isEnough && accepted <= ACCEPTED_AT_MOST * every.length);
}

function printLiving(judged: readonly Judged[], print: Print): void {
  for (const one of judged) if (!one.verdict.killed) print(inWords(one));
}

function pageOf(judged: readonly Judged[], accepted: number): object {
  const { score, ...counts } = scoreOf(judged, accepted);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const measuredOn = new Date().toISOString().slice(0, 10);
  return { measuredOn, commit, ...counts, score: Number(score.toFixed(3)), folders: byFolder(judged) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await mutants(process.argv.slice(2), process.cwd(), (line) => {
    console.log(line);
  });
