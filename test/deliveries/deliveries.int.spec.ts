import fc from 'fast-check';
import { always } from '../support/always.js';
import { someHistory } from './commands.js';
import { examine } from './examine.js';
import { play } from './history.js';
import { closeWorld } from './world.js';

/** Some; more by `HVB_RUNS=50 npm run spec -- test/deliveries`. */
const RUNS = 5;
const COMMANDS = { min: 60, max: 110 };
/** What hangs is ended by it; a slow machine is waited for. */
const MS_MAX = 3_600_000;

describe('what comes to the receivers of the parties’ feeds', () => {
  it(
    'is what the model says: in order by case, nothing twice that was taken, and after a withdrawal nothing but the recall, whatever befalls hub, projector and receivers',
    async () => {
      let came = 0;
      await always(
        fc.asyncProperty(someHistory(COMMANDS), async (history) => {
          const played = await play(history);
          const wrong = await examine(played);
          came += played.world.followers.reduce((sum, { receiver }) => sum + receiver.arrivals.length, 0);
          await closeWorld(played.world);
          expect(wrong).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      // That something comes is tried, and not only meant.
      expect(came).toBeGreaterThan(100);
    },
    MS_MAX,
  );
});
