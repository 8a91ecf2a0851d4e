/** `npm run battery -- input`: many hostile inputs at every door. `--times=5000 --seed=…`. */
import { parseArgs } from 'node:util';
import { type Tally } from './door.js';
import { playInput } from './input.js';

const WRONG_SHOWN_MAX = 20;

/** Plays them, prints what came of them by door, and gives how many things were wrong. */
export async function playInputRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      times: { type: 'string', default: '5000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [times, seed] = [Number(values.times), Number(values.seed)];
  process.stdout.write(`hostile input, ${times} at each door, seed ${seed}\n`);
  const tallies = await playInput({ seed, times, onDoor: say });
  return tallies.reduce((all, { wrong }) => all + wrong.length, 0);
}

function say({ door, tried, outcomes, wrong }: Tally): void {
  const most = [...outcomes].sort(([, one], [, other]) => other - one);
  const lines = most.map(([outcome, times]) => `  ${times} ${outcome}`);
  const found = wrong.length === 0 ? '  nothing wrong' : `  WRONG ${wrong.length}:`;
  const shown = [...new Set(wrong)].slice(0, WRONG_SHOWN_MAX).map((what) => `    ${what}`);
  process.stdout.write(`${[`${door}, ${tried}:`, ...lines, found, ...shown].join('\n')}\n`);
}
