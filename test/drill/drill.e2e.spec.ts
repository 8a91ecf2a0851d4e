/** `npm run drill` at its smallest: by the built commands, as an operator runs them. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';
import { drill } from './drill.js';
import { isHeld, STEP_NAMES, type StepDone } from './protocol.js';

const MS_MAX = 900_000;
const MESSAGES = 12;

describe('a restore drill', () => {
  it(
    'holds at every step: a hub under load backed up, lost, restored, rebuilt, verified and compared',
    async () => {
      const seen: StepDone[] = [];
      const drilled = await drill({
        folder: temporaryFolder(),
        messages: MESSAGES,
        onStep: (done) => void seen.push(done),
      });
      expect(seen.filter(({ holds }) => !holds)).toEqual([]);
      expect(seen.map(({ step }) => step)).toEqual(STEP_NAMES);
      expect(drilled.steps).toEqual(seen);
      expect(isHeld(drilled)).toBe(true);
      expect(drilled.events).toBeGreaterThanOrEqual(MESSAGES);
      expect(drilled.secondsToBack).toBeGreaterThan(0);
    },
    MS_MAX,
  );

  it(
    'does not hold where the backup has been altered, and goes no further',
    async () => {
      const harm = (backup: string): void => {
        appendFileSync(join(backup, 'log.db'), 'x');
      };
      const drilled = await drill({ folder: temporaryFolder(), messages: MESSAGES, onStep: () => undefined, harm });
      expect(isHeld(drilled)).toBe(false);
      expect(drilled.secondsToBack).toBeNull();
      expect(drilled.steps.at(-1)).toMatchObject({
        step: 'restore',
        holds: false,
        detail: expect.stringContaining('log.db'),
      });
    },
    MS_MAX,
  );
});
