/**
 * The rows of `--against`: the same work by this checkout and by another, what it takes of the processors beside each
 * other. A rate depends on what else the machine does; processor time of one's own process hardly does.
 */
import Database from 'better-sqlite3';
import { filesUnder } from '#standalone';
import { agreementEvents, KOMMUN, REGION } from '../cases.js';
import { type Row } from '../bench.js';
import { readings, type Duel } from '../duel.js';
import { type Plan } from '../plans.js';
import { postAll } from '../post-all.js';
import { startChildAt } from '../processes/child.js';
import { type HubQuestion } from '../processes/hub-process.js';
import { CLIENTS, CLIENTS_OF_BATCHES, load, type Door } from '../rows/http.rows.js';
import { type Comparing, type Side } from './side.js';

const FOLLOWED_MS_MAX = 600_000;
/** Both sides are told the same, each round of cases of its own. */
const FIRST_SEED = 20_000_000;
const SEEDS_PER_ROUND = 200_000;
const BATCH = 100;
const GOAL = 1.05;
/** No further round of a row begins after so long. */
const MS_MAX = 15 * 60_000;

type RowOfTwo = (comparing: Comparing) => Promise<readonly Duel[]>;

const against = ({ sides: [, other], rounds }: Comparing) =>
  ({ against: other.checkout.commit, sense: 'atMost', goal: GOAL, rounds, msMax: MS_MAX }) as const;

/** A row that a build holds and that runs in one process: how many operations a round was, its own figure tells. */
function inProcess(
  file: string,
  name: string,
  operation: string,
  operations: (figure: number) => number | null,
): RowOfTwo {
  return async (comparing) => {
    const [ours, other] = comparing.sides;
    const whats = await ours.row(file, name);
    await other.row(file, name);
    const cpuOf = async (side: Side, duel: number): Promise<number> => {
      const { cpuUs, seconds, figure } = await side.round(name, duel);
      return cpuUs / (operations(figure) ?? figure * seconds);
    };
    return whats.map((what, duel) => ({
      ...against(comparing),
      what,
      unit: `µs CPU/${operation}`,
      ours: () => cpuOf(ours, duel),
      peer: () => cpuOf(other, duel),
    }));
  };
}

/** The hub of a checkout's own build, over an empty folder, with the agreement that judges what it will be told. */
async function hubOf({ checkout }: Side, folder: string): Promise<Told> {
  const server = startChildAt(checkout.built('test/bench/processes/hub-process.js'), checkout.folder);
  const url = await server.ask<string>({ ask: 'start', folder } satisfies HubQuestion);
  const tokens = await server.ask<Door['tokens']>({
    ask: 'tokens',
    of: [KOMMUN, REGION, 'auditor'],
  } satisfies HubQuestion);
  const told = { door: { url, tokens, server }, log: filesUnder(folder).log };
  await postAll(told.door, agreementEvents());
  return told;
}

/** A hub that is told of cases, and its log's file. */
interface Told {
  readonly door: Door;
  readonly log: string;
}

/** How many events a hub has stored, what it said itself among them. */
function storedIn(log: string): number {
  const db = new Database(log, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT count(*) FROM event').pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

interface Sending {
  readonly what: string;
  readonly operation: string;
  readonly clients: number;
  /** Operations of one request. */
  readonly perRequest: number;
  readonly plan: (comparing: Comparing, seed: number) => Plan;
}

interface Taken {
  readonly cpuUs: number;
  readonly operations: number;
  /** Events that were stored meanwhile. */
  readonly stored: number;
}

/**
 * A row over HTTP: the hub's own processor time, from the first request until its rows stand at the log's head. Where one
 * side knows more law it says more of the same cases: so the time is told for each event stored, too.
 */
function overHttp(sending: Sending): RowOfTwo {
  return async (comparing) => {
    const { bench, sides } = comparing;
    const hubs = [await hubOf(sides[0], bench.folder('ours')), await hubOf(sides[1], bench.folder('other'))] as const;
    const [ours, peer] = hubs.map((hub) => {
      let seed = FIRST_SEED;
      return readings(() => taken(hub, sending, sending.plan(comparing, (seed += SEEDS_PER_ROUND))));
    }) as [ReadingsOf, ReadingsOf];
    const duel = (what: string, unit: string, figureOf: (reading: Taken) => number): Duel => ({
      ...against(comparing),
      what,
      unit: `µs CPU/${unit}`,
      note: 'of the hub process, followers included; the load is in a process of its own',
      ours: ours(figureOf),
      peer: peer(figureOf),
    });
    return [
      duel(sending.what, sending.operation, ({ cpuUs, operations }) => cpuUs / operations),
      {
        ...duel('the same, for each event that it stored', 'event stored', ({ cpuUs, stored }) => cpuUs / stored),
        finish: async () => {
          for (const { door } of hubs) await door.server.stop();
        },
      },
    ];
  };
}

type ReadingsOf = ReturnType<typeof readings<Taken>>;

async function taken({ door, log }: Told, { clients, perRequest }: Sending, plan: Plan): Promise<Taken> {
  const [cpuBefore, storedBefore] = [await door.server.cpuUs(), storedIn(log)];
  const { requests } = await load(door, clients, plan);
  const followed = await door.server.ask<boolean>({ ask: 'followed', msMax: FOLLOWED_MS_MAX } satisfies HubQuestion);
  if (!followed) throw new Error('the rows did not catch up');
  const cpuUs = (await door.server.cpuUs()) - cpuBefore;
  return { cpuUs, operations: requests * perRequest, stored: storedIn(log) - storedBefore };
}

const CASES = 'test/bench/rows/cases.rows.js';
const APPEND = 'test/bench/rows/append.rows.js';
const VALIDATION = 'test/bench/rows/validation.rows.js';
const byRate = (): null => null;

const ROWS_OF_TWO = (comparing: Comparing): Readonly<Record<string, RowOfTwo>> => ({
  'http-single': overHttp({
    what: 'HTTP single event, durable and judged, 64 clients',
    operation: 'event',
    clients: CLIENTS,
    perRequest: 1,
    plan: ({ bench }, seed) => ({ send: 'events', seed, cases: bench.amount(12) }),
  }),
  view: inProcess(CASES, 'view', 'view', () => comparing.bench.amount(3_000)),
  rebuild: inProcess(CASES, 'rebuild', 'event', byRate),
  'http-batch': overHttp({
    what: 'HTTP batch of 100, durable and judged, 4 clients',
    operation: 'event',
    clients: CLIENTS_OF_BATCHES,
    perRequest: BATCH,
    plan: ({ bench }, seed) => ({ send: 'batches', seed, size: BATCH, rounds: bench.amount(2) }),
  }),
  'append-one': inProcess(APPEND, 'append-one', 'event', byRate),
  'append-batches': inProcess(APPEND, 'append-batches', 'event', byRate),
  validation: inProcess(VALIDATION, 'validation', 'message', byRate),
});

/** The rows that a comparison takes where none is named. */
export const USUAL_ROWS: readonly string[] = ['http-single', 'view', 'rebuild'];

/** Every row that two checkouts can be compared by. */
export const againstRows = (comparing: Comparing): readonly Row[] =>
  Object.entries(ROWS_OF_TWO(comparing)).map(([name, duels]) => ({ name, duels: () => duels(comparing) }));
