/**
 * `npm run battery -- deliveries`: what is pushed, while who pushes is killed, PostgreSQL is restarted, or a receiver hangs, fails
 * or lies. `--rounds=20 --on=embedded` (or `engines`, else both) `--seed=…`.
 */
import { parseArgs } from 'node:util';
import { keepPage, machine, runOn } from '../page.js';
import { startEngineServers } from '../world.js';
import { type Compared } from '../../support/feed-recomputed.js';
import { openDeliveries, type DeliveriesPlayed, type DeliveryBattery } from './deliveries.js';
import { KINDS, type KindName } from './kinds.js';
import { embeddedWorld, engineWorld } from './worlds.js';

const SEED_STEP = 1_000;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function rowOf({ world, kind, rounds }: DeliveriesPlayed): string {
  const count = (field: 'entries' | 'arrivals' | 'again'): number => sum(rounds.map((round) => round[field]));
  const wrong = sum(rounds.map((round) => round.wrong.length));
  return `| ${[world, kind, rounds.length, count('entries'), count('arrivals'), count('again'), wrong].join(' | ')} |`;
}

/** An installation whose rounds are all played. */
export interface Battered {
  readonly world: string;
  readonly played: readonly DeliveriesPlayed[];
  readonly compared: Compared;
}

/** What was wrong, each by its round. */
export const wrongIn = ({ world, played, compared }: Battered): readonly string[] => [
  ...played.flatMap(({ kind, rounds }) =>
    rounds.flatMap((round, number) => round.wrong.map((what) => `${world}, ${kind}, round ${number}: ${what}`)),
  ),
  ...compared.wrong.map((what) => `${world}: ${what}`),
];

/** What the rounds showed, as a page for people. */
export function deliveriesReport(
  all: readonly Battered[],
  on: { readonly date: string; readonly seed: number; readonly machine: string },
): string {
  const wrong = all.flatMap(wrongIn);
  return [
    `# Deliveries, ${on.date}`,
    '',
    `\`npm run battery -- deliveries --seed=${on.seed}\`: the built programs, the whole hub in one process over a folder, and a hub and a ` +
      'projector over PostgreSQL, Kafka and the EventStoreDB protocol server of the tests. In each round five cases are told and ' +
      'pushed to two receivers by HTTP; then every entry of each feed must have come, under one id, each case in its order. When ' +
      'all rounds are played every row of the feeds is told again from the log by its own version, all that is made of the log is ' +
      `made anew, and the numbers are read again. ${on.machine}.`,
    '',
    '| installation | what befalls them | rounds | entries to come | arrivals | of them again, though taken | wrong |',
    '|---|---|---|---|---|---|---|',
    ...all.flatMap(({ played }) => played.map(rowOf)),
    '',
    ...all.map(({ world, compared }) => `${world}: ${compared.rows} rows told again from the log.`),
    '',
    'What comes again though it was taken had its answer on its way to who was killed, or to a store that was away: at least once.',
    '',
    ...(wrong.length === 0 ? ['Nothing was wrong.'] : ['## Wrong', '', ...wrong.map((one) => `- ${one}`)]),
    '',
  ].join('\n');
}

/** All kinds that are for its installation, each so many rounds. */
export async function playAll(
  battery: DeliveryBattery,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): Promise<Battered> {
  const { world } = battery;
  const played: DeliveriesPlayed[] = [];
  for (const [at, kind] of (Object.keys(KINDS) as KindName[]).entries()) {
    if (!KINDS[kind].isFor(world)) continue;
    const one = await battery.play(kind, rounds, seed + at * SEED_STEP);
    played.push(one);
    process.stdout.write(`${rowOf(one)}\n`);
  }
  return { world: world.name, played, compared: await battery.compare() };
}

const OPEN = {
  embedded: async () => {
    const battery = await openDeliveries(embeddedWorld);
    return { battery, stop: battery.stop };
  },
  engines: async () => {
    const servers = await startEngineServers();
    const battery = await openDeliveries((places) => engineWorld(servers, places));
    return { battery, stop: () => battery.stop().finally(() => servers.stop()) };
  },
} as const;

/** Plays them, keeps their page, and gives how much was wrong. */
export async function playDeliveryRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      on: { type: 'string', multiple: true, default: Object.keys(OPEN) },
      'no-report': { type: 'boolean', default: false },
    },
  });
  const [rounds, seed] = [values.rounds, values.seed].map(Number) as [number, number];
  const all: Battered[] = [];
  for (const [name, open] of Object.entries(OPEN)) {
    if (!values.on.includes(name)) continue;
    const { battery, stop } = await open();
    try {
      all.push(await playAll(battery, { rounds, seed }));
    } finally {
      await stop();
    }
  }
  const page = deliveriesReport(all, { date: runOn(), seed, machine: machine() });
  if (!values['no-report']) keepPage(`${runOn()}-deliveries`, page);
  process.stdout.write(`\n${page}`);
  return all.flatMap(wrongIn).length;
}
