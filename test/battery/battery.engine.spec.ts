import { battery } from './battery.js';
import { FAULTS, type FaultName } from './faults.js';
import { startEngineServers, type EngineServers } from './world.js';

const ROUNDS = Number(process.env['HVB_BATTERY_ROUNDS'] ?? 3);
const CASES = 6;
const SEED = Number(process.env['HVB_BATTERY_SEED'] ?? 20_260_115);
/** What hangs is ended by it; a slow machine is waited for. */
const FAULT_MS_MAX = ROUNDS * 900_000;

describe(`the full combination under faults, ${ROUNDS} rounds each, seed ${SEED}`, () => {
  let servers: EngineServers;
  beforeAll(async () => {
    servers = await startEngineServers();
  });
  afterAll(() => servers.stop());

  it.each(Object.keys(FAULTS) as FaultName[])(
    '%s: nothing lost, nothing doubled, order kept, rows as rebuilt',
    async (fault) => {
      const told: string[] = [];
      const results = await battery(servers, {
        ...{ faults: [fault], rounds: ROUNDS, cases: CASES, seed: SEED },
        onRound: ({ happened, records, events, rowsCompared, restMs }) => {
          told.push(
            `${happened}; ${records} records, ${events} events, ${rowsCompared} rows, at rest after ${restMs} ms`,
          );
        },
      });
      process.stdout.write(`${fault}:\n${told.map((line) => `  ${line}\n`).join('')}`);
      expect(results.map(({ seed, wrong }) => [seed, wrong])).toEqual(results.map(({ seed }) => [seed, []]));
      expect(results.every(({ events, records }) => events > CASES && records > CASES)).toBe(true);
    },
    FAULT_MS_MAX,
  );
});
