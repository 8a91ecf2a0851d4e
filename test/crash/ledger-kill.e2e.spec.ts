import { sqliteLedger } from '#access';
import { seeded } from '../bench/seeded.js';
import { PROPERTY_SEED as SEED } from '../support/always.js';
import { NAMND, REGION } from '../support/ledger-entries.js';
import { temporaryFile } from '../support/temporary-folder.js';
import { acknowledgedUntilKilled, entriesOf, harmDone, LEDGER_MASTER_KEY } from './killed-ledger.js';

const ROUNDS = Number(process.env['HVB_CRASH_ROUNDS'] ?? 10);
const KILLED_AFTER_MS_MAX = 80;
const ROUND_MS_MAX = 300_000;

describe('SIGKILL of a process in which sixteen read', () => {
  it(
    `loses no entry that was acknowledged, and leaves no gap in either half, ${ROUNDS} times`,
    async () => {
      const file = temporaryFile('ledger.db');
      const acknowledged: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const where = `round ${round} of seed ${SEED}`;
        const ms = seeded(SEED + round).next() * KILLED_AFTER_MS_MAX;
        acknowledged.push(...(await acknowledgedUntilKilled({ file }, ms)));
        const ledger = sqliteLedger({ file, masterKey: LEDGER_MASTER_KEY });
        const [given, taken] = [await entriesOf(ledger, NAMND), await entriesOf(ledger, REGION)];
        await ledger.close();
        expect([where, harmDone(given, acknowledged), harmDone(taken, acknowledged)]).toEqual([where, [], []]);
        expect([where, taken.length]).toEqual([where, given.length]);
      }
      expect(acknowledged.length).toBeGreaterThan(ROUNDS);
    },
    ROUNDS * ROUND_MS_MAX,
  );
});
