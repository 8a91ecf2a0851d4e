/** `npm run battery -- rows`: rows made anew against those that followed. `--rounds=1 --events=10000 --seed=…`. */
import { parseArgs } from 'node:util';
import { playRows, type RowsPlayed } from './rows.js';

/** Plays them, prints what was compared, and gives how many rounds differed. */
export async function playRowsRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '1' },
      events: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [rounds, events, seed] = [values.rounds, values.events, values.seed].map(Number) as [number, number, number];
  let wrong = 0;
  for (let round = 0; round < rounds; round += 1) {
    const played = await playRows({ seed: seed + round, events });
    process.stdout.write(`${inWords(played)}\n`);
    if (played.differs) wrong += 1;
  }
  return wrong;
}

export function inWords({ seed, events, taken, refused, byKind, lines, bytes, differs }: RowsPlayed): string {
  const kinds = [...byKind].sort(([, one], [, other]) => other - one).map(([kind, count]) => `${count} ${kind}`);
  const told = `seed ${seed}: ${events} events (${kinds.join(', ')}) of ${taken} facts taken, ${refused} not`;
  const compared = `${lines} rows, ${bytes} bytes`;
  return `${told}; ${compared}: ${differs ? `DIFFER at\n  ${differs.join('\n  ')}` : 'the same'}`;
}
