/** `npm run battery -- reads`: the hub is killed while sixteen read, and each answer is held to the ledger (B11). `--rounds=200 --seed=…`. */
import { parseArgs } from 'node:util';
import { killWhileRead, type ReadKillRound } from '../../crash/read-kill.js';
import { READERS } from '../../crash/reading-clients.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { keepPage, machine, runOn } from '../page.js';

const TOLD_EVERY = 10;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What the rounds showed, as a page for people. */
export function readsReport(
  rounds: readonly ReadKillRound[],
  on: { readonly date: string; readonly seed: number; readonly machine: string },
): string {
  const answered = rounds.flatMap((round) => round.answered);
  const [shown, denied] = [200, 404].map((status) => answered.filter((one) => one.status === status).length);
  const wrong = rounds.flatMap((round, number) => round.wrong.map((what) => `round ${number}: ${what}`));
  return [
    `# Killed while read, ${on.date}`,
    '',
    `\`npm run battery -- reads --rounds=${rounds.length} --seed=${on.seed}\`: the built program, embedded, is ended by SIGKILL after a ` +
      `random part of the work while ${READERS} readers of a region and a nämnd ask for views, lists and ids that never were; ` +
      `then the ledger is opened, and each answer that had come whole is looked for in it. ${on.machine}.`,
    '',
    '| kills | answers that showed something | answers that denied | entries found | answers without an entry, or halves alone |',
    '|---|---|---|---|---|',
    `| ${rounds.length} | ${shown ?? 0} | ${denied ?? 0} | ${sum(rounds.map(({ entries }) => entries))} | ${wrong.length} |`,
    '',
    ...(wrong.length === 0 ? ['Nothing was wrong.'] : ['## Wrong', '', ...wrong.map((one) => `- ${one}`)]),
    '',
  ].join('\n');
}

/** Plays the rounds, keeps their page, and gives in how many something was wrong. */
export async function playReadRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      'no-report': { type: 'boolean', default: false },
    },
  });
  const [count, seed] = [values.rounds, values.seed].map(Number) as [number, number];
  const rounds: ReadKillRound[] = [];
  for await (const round of killWhileRead({ dataDir: temporaryFolder(), rounds: count, seed })) {
    rounds.push(round);
    if (round.wrong.length > 0) process.stdout.write(`round ${rounds.length - 1} WRONG: ${round.wrong.join('; ')}\n`);
    if (rounds.length % TOLD_EVERY === 0) process.stdout.write(`${rounds.length} of ${count}\n`);
  }
  const page = readsReport(rounds, { date: runOn(), seed, machine: machine() });
  if (!values['no-report']) keepPage(`${runOn()}-reads`, page);
  process.stdout.write(`\n${page}`);
  return rounds.filter(({ wrong }) => wrong.length > 0).length;
}
