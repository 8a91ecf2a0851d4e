import { PROPERTY_SEED as SEED } from '../support/always.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { ANSWERED_FIRST_MAX, killWhileRead, READ_BY } from './read-kill.js';
import { type Answered } from './reading-clients.js';

/** `npm run battery -- reads` kills two hundred times. */
const ROUNDS = Number(process.env['HVB_CRASH_ROUNDS'] ?? 6);
const ROUND_MS_MAX = 300_000;

describe('SIGKILL of the hub while sixteen read', () => {
  it(
    `leaves no answer without its entry, and no half of one, ${ROUNDS} times (B11)`,
    async () => {
      const all: Answered[] = [];
      let round = 0;
      for await (const { answered, wrong } of killWhileRead({
        dataDir: temporaryFolder(),
        rounds: ROUNDS,
        seed: SEED,
      })) {
        expect([`round ${round} of seed ${SEED}`, wrong]).toEqual([`round ${round} of seed ${SEED}`, []]);
        all.push(...answered);
        round += 1;
      }
      expect(round).toBe(ROUNDS);
      // Of both kinds there were, and of each reader.
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 404]));
      expect(new Set(all.map(({ by }) => by))).toEqual(new Set(READ_BY));
      expect(all.length).toBeGreaterThan((ROUNDS * ANSWERED_FIRST_MAX) / 10);
    },
    ROUNDS * ROUND_MS_MAX,
  );
});
