/** `npm run battery -- deliveries` plays twenty of each, and over the engines. */
import { openDeliveries, type DeliveryBattery } from './deliveries.js';
import { deliveriesReport, wrongIn, type Battered } from './deliveries-rounds.js';
import { type KindName } from './kinds.js';
import { embeddedWorld } from './worlds.js';

const SEED = 20_260_115;
/** What hangs is ended by it; a slow machine is waited for. */
const MS_MAX = 900_000;
/** Another installation than over the engines, where all kinds are tried: those in which who pushes or who receives loses something. */
const TRIED: readonly KindName[] = [
  'who pushes is killed in mid-delivery',
  'a receiver answers 200 and drops the connection',
];

describe('what is pushed of the feeds by the hub in one process', () => {
  let battery: DeliveryBattery;
  beforeAll(async () => {
    battery = await openDeliveries(embeddedWorld);
  }, MS_MAX);
  afterAll(() => battery.stop());

  it.each(TRIED.map((kind, at) => [kind, at] as const))(
    'all comes, in order by case and under one id, where %s',
    async (kind, at) => {
      const { rounds } = await battery.play(kind, 1, SEED + at);
      expect(rounds.map(({ wrong }) => wrong)).toEqual([[]]);
      expect(rounds.every(({ entries, arrivals }) => entries > 20 && arrivals > 20)).toBe(true);
    },
    MS_MAX,
  );

  it(
    'is of feeds whose rows are told again by their own version, and keep their numbers when all else is made anew (A9)',
    async () => {
      const { rows, wrong } = await battery.compare();
      expect(wrong).toEqual([]);
      expect(rows).toBeGreaterThan(40);
    },
    MS_MAX,
  );
});

describe('the page of deliveries', () => {
  it('counts by what befell them, and names what is wrong by its round', () => {
    const kind = 'a receiver hangs';
    const round = { kind, happened: '', entries: 3, arrivals: 5, again: 1, wrong: [] } as const;
    const well: Battered = {
      world: 'w',
      played: [{ world: 'w', kind, rounds: [round, round] }],
      compared: { rows: 7, wrong: [] },
    };
    const on = { date: '2026-11-30', seed: 1, machine: 'Node' };
    expect(deliveriesReport([well], on)).toContain(`| w | ${kind} | 2 | 6 | 10 | 2 | 0 |`);
    expect(deliveriesReport([well], on)).toContain('w: 7 rows told again from the log.');
    expect(deliveriesReport([well], on)).toContain('Nothing was wrong.');
    const rounds = [round, { ...round, wrong: ['lost'] }];
    const ill = { ...well, played: [{ world: 'w', kind, rounds }], compared: { rows: 7, wrong: ['other'] } } as const;
    expect(wrongIn(ill)).toEqual([`w, ${kind}, round 1: lost`, 'w: other']);
    expect(deliveriesReport([ill], on)).toContain(`- w, ${kind}, round 1: lost\n- w: other`);
  });
});
