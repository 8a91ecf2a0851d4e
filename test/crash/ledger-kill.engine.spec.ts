import { LEDGER_MIGRATIONS, postgresLedger } from '#access';
import { openDatabase } from '#engines';
import { seeded } from '../bench/seeded.js';
import { PROPERTY_SEED as SEED } from '../support/always.js';
import { ownName, postgresForSpecs } from '../support/engines.js';
import { NAMND, REGION } from '../support/ledger-entries.js';
import { acknowledgedUntilKilled, entriesOf, harmDone, LEDGER_MASTER_KEY } from './killed-ledger.js';

const ROUNDS = Number(process.env['HVB_CRASH_ROUNDS'] ?? 5);
const KILLED_AFTER_MS_MAX = 120;
const ROUND_MS_MAX = 300_000;

describe('SIGKILL of one of two processes that write to one ledger in PostgreSQL', () => {
  it(
    `loses no entry that was acknowledged, and leaves no gap in either half, ${ROUNDS} times`,
    async () => {
      const { url } = await postgresForSpecs();
      const schema = ownName('ledger');
      const database = await openDatabase({ url, schema, migrations: LEDGER_MIGRATIONS });
      const ledger = await postgresLedger({ database, masterKey: LEDGER_MASTER_KEY });
      const acknowledged: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const where = `round ${round} of seed ${SEED}`;
        const random = seeded(SEED + round);
        const both = [0, 1].map(() => acknowledgedUntilKilled({ url, schema }, random.next() * KILLED_AFTER_MS_MAX));
        acknowledged.push(...(await Promise.all(both)).flat());
        const [given, taken] = [await entriesOf(ledger, NAMND), await entriesOf(ledger, REGION)];
        expect([where, harmDone(given, acknowledged), harmDone(taken, acknowledged)]).toEqual([where, [], []]);
      }
      expect(acknowledged.length).toBeGreaterThan(ROUNDS);
      await ledger.close();
      await database.query(`DROP SCHEMA ${schema} CASCADE`);
      await database.close();
    },
    ROUNDS * ROUND_MS_MAX,
  );
});
