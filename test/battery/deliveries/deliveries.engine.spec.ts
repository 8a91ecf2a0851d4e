/** `npm run battery -- deliveries` plays twenty of each. */
import { startEngineServers, type EngineServers } from '../world.js';
import { openDeliveries, type DeliveryBattery } from './deliveries.js';
import { KINDS, type KindName } from './kinds.js';
import { engineWorld } from './worlds.js';

const ROUNDS = Number(process.env['HVB_BATTERY_ROUNDS'] ?? 1);
const SEED = Number(process.env['HVB_BATTERY_SEED'] ?? 20_260_115);
/** What hangs is ended by it; a slow machine is waited for. */
const MS_MAX = Math.max(1, ROUNDS) * 900_000;

describe(`what is pushed of the feeds over the engines, ${ROUNDS} rounds each, seed ${SEED}`, () => {
  let servers: EngineServers;
  let battery: DeliveryBattery;
  beforeAll(async () => {
    servers = await startEngineServers();
    battery = await openDeliveries((places) => engineWorld(servers, places));
  }, MS_MAX);
  afterAll(async () => {
    await battery.stop();
    await servers.stop();
  });

  it.each((Object.keys(KINDS) as KindName[]).map((kind, at) => [kind, at] as const))(
    'all comes, in order by case and under one id, where %s',
    async (kind, at) => {
      const { rounds } = await battery.play(kind, ROUNDS, SEED + at);
      expect(rounds.map(({ wrong }) => wrong)).toEqual(Array.from({ length: ROUNDS }, () => []));
      expect(rounds.every(({ entries, arrivals }) => entries > 20 && arrivals > 20)).toBe(true);
    },
    MS_MAX,
  );

  it(
    'is of feeds whose rows are told again by their own version, keep their numbers when all else is made anew (A9), and have the same in Kafka (B21)',
    async () => {
      const { rows, wrong } = await battery.compare();
      expect(wrong).toEqual([]);
      expect(rows).toBeGreaterThan(100);
    },
    MS_MAX,
  );
});
