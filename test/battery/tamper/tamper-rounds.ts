/** `npm run battery -- tamper`: a log tampered with in every way, and honest ones broken off. `--events=100000 --rounds=1001 --histories=1000 --seed=…`. */
import { parseArgs } from 'node:util';
import { playHonest } from './honest.js';
import { playTamper } from './tamper.js';

const TOLD_EACH = 100;

/** Plays them, prints what was found, and gives how many were not, or were found of nothing. */
export async function playTamperRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '1001' },
      histories: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [events, rounds, histories, seed] = [values.events, values.rounds, values.histories, values.seed].map(
    Number,
  ) as [number, number, number, number];
  const played = playTamper({
    ...{ seed, events, rounds },
    onRound: (done) => {
      if (done % TOLD_EACH === 0) process.stderr.write(`${done} of ${rounds}\n`);
    },
  });
  const lines = [...played.byName].map(
    ([name, of]) => `| ${name} | ${of.rounds} | ${of.at} | ${of.between} | ${of.rounds - of.at - of.between} |`,
  );
  const { resigned } = played;
  process.stdout.write(
    [
      `seed ${seed}: ${rounds} tamperings with a log of ${events} events, ten checkpoints kept of it`,
      '| done to it | times | found at the event | found between two checkpoints | missed |',
      '|---|---|---|---|---|',
      ...lines,
      `signed anew by the key's holder: ${resigned.rounds}, of which ${resigned.passed} hold by themselves and ${resigned.found} are found by what was kept`,
      ...played.wrong,
      '',
    ].join('\n'),
  );
  const honest = await playHonest({ seed, histories });
  process.stdout.write(
    `${honest.histories} honest histories, ${honest.crashes} crashes, ${honest.signed} checkpoints: ${honest.accused.length} accused\n` +
      honest.accused.map((one) => `${one}\n`).join(''),
  );
  return played.wrong.length + honest.accused.length;
}
