/** `npm run battery -- withdrawals`: parts are lost while sixteen read at each of two projectors (A8). `--rounds=200`: of all ways to lose one, by turns. */
import { chmodSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../../infra/engines/index.js';
import { LOSSES } from '../../support/losses.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { keepPage, machine, runOn } from '../page.js';
import { playWithdrawal, READERS_EACH, startWithdrawalWorld, type WithdrawalRound } from './withdrawals.js';

const TOLD_EVERY = 10;
/** PostgreSQL's user has to get through. */
const FOLDER_OPEN = 0o711;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function rowOf(loss: string, rounds: readonly WithdrawalRound[]): string {
  const count = (field: 'before' | 'toldBefore' | 'after'): number => sum(rounds.map((round) => round[field]));
  const wrong = sum(rounds.map((round) => round.wrong.length));
  return `| ${[loss, rounds.length, count('before'), count('toldBefore'), count('after'), wrong].join(' | ')} |`;
}

/** What the rounds showed, as a page for people. */
export function withdrawalsReport(
  rounds: readonly WithdrawalRound[],
  on: { readonly date: string; readonly machine: string },
): string {
  const wrong = rounds.flatMap((round, number) => round.wrong.map((what) => `round ${number}, ${round.loss}: ${what}`));
  return [
    `# Withdrawals, ${on.date}`,
    '',
    `\`npm run battery -- withdrawals --rounds=${rounds.length}\`: a hub and two projectors, each a process of its own, over PostgreSQL and the ` +
      `EventStoreDB protocol server of the tests. In each round a part is given and lost again; ${READERS_EACH} readers at each ` +
      'projector ask all the while over HTTP, in the list and by its uuid, until each has had an answer to a question that it ' +
      `began to ask after the receipt of the loss. ${on.machine}.`,
    '',
    '| what is lost by | rounds | readings begun before the receipt | of them told of it | readings begun after it | of them told of it |',
    '|---|---|---|---|---|---|',
    ...[...new Set(rounds.map(({ loss }) => loss))].map((loss) =>
      rowOf(
        loss,
        rounds.filter((round) => round.loss === loss),
      ),
    ),
    '',
    ...(wrong.length === 0 ? ['Nothing was wrong.'] : ['## Wrong', '', ...wrong.map((one) => `- ${one}`)]),
    '',
  ].join('\n');
}

/** Plays the rounds, keeps their page, and gives in how many something was wrong. */
export async function playWithdrawalRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '200' }, 'no-report': { type: 'boolean', default: false } },
  });
  const count = Number(values.rounds);
  const ways = Object.keys(LOSSES);
  const folder = temporaryFolder();
  chmodSync(folder, FOLDER_OPEN);
  const postgres = await startPostgres({ folder });
  const rounds: WithdrawalRound[] = [];
  try {
    const world = await startWithdrawalWorld(postgres.url);
    for (let round = 0; round < count; round += 1) {
      const played = await playWithdrawal(world, ways[round % ways.length] ?? '', `W${round}`);
      rounds.push(played);
      if (played.wrong.length > 0) process.stdout.write(`round ${round} WRONG: ${played.wrong.join('; ')}\n`);
      if (rounds.length % TOLD_EVERY === 0) process.stdout.write(`${rounds.length} of ${count}\n`);
    }
    await world.stop();
  } finally {
    await postgres.stop();
  }
  const page = withdrawalsReport(rounds, { date: runOn(), machine: machine() });
  if (!values['no-report']) keepPage(`${runOn()}-withdrawals`, page);
  process.stdout.write(`\n${page}`);
  return rounds.filter(({ wrong }) => wrong.length > 0).length;
}
