/** What the doors cost: events in, views out, against Nest on Fastify doing nothing. */
import { join } from 'node:path';
import { openSqliteLog } from '#event-log';
import { type Bench, type Row } from '../bench.js';
import { KOMMUN, REGION, agreementEvents } from '../cases.js';
import { perSecond, type Duel } from '../duel.js';
import { plainEvent, plainStream } from '../plain-events.js';
import { type Plan } from '../plans.js';
import { startChild, type Child } from '../processes/child.js';
import { type HubQuestion } from '../processes/hub-process.js';
import { type LoadAnswer, type LoadQuestion } from '../processes/load-process.js';
import { postAll } from '../post-all.js';

export const CLIENTS = 64;
export const CLIENTS_OF_BATCHES = 4;
const BATCH = 100;
const FOLLOWED_MS_MAX = 600_000;
/** Seeds of the cases that are told over HTTP, apart from those of the long log. */
const FIRST_SEED = 10_000_000;
const SEEDS_PER_ROUND = 200_000;
const LONG_CASE_EVENTS = 17;

let rounds = 0;
/** Cases of one round are told once: each round has seeds of its own. */
const freshSeed = (): number => FIRST_SEED + SEEDS_PER_ROUND * rounds++;

export interface Door {
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly server: Child;
}

/** A hub over a folder, in a process of its own. */
export async function hubDoor(folder: string): Promise<Door> {
  const server = startChild('hub-process');
  const ask = <Answer>(question: HubQuestion): Promise<Answer> => server.ask<Answer>(question);
  const url = await ask<string>({ ask: 'start', folder });
  return { url, tokens: await ask({ ask: 'tokens', of: [KOMMUN, REGION, 'auditor'] }), server };
}

export async function noopDoor(): Promise<Door> {
  const server = startChild('noop-process');
  return { url: await server.ask<string>({}), tokens: {}, server };
}

/** Has a process of its own send a plan, and tells how it went. */
export async function load(door: Door, clients: number, plan: Plan): Promise<LoadAnswer> {
  const child = startChild('load-process');
  try {
    const { url, tokens } = door;
    return await child.ask<LoadAnswer>({ url, clients, plan, tokens } satisfies LoadQuestion);
  } finally {
    await child.stop();
  }
}

async function newHub(bench: Bench, name: string): Promise<Door> {
  const door = await hubDoor(bench.folder(name));
  await postAll(door, agreementEvents());
  return door;
}

/** The rows keep up: a round does not begin before they stand at the log's head. */
export async function followed({ server }: Door): Promise<void> {
  const question: HubQuestion = { ask: 'followed', msMax: FOLLOWED_MS_MAX };
  if (!(await server.ask<boolean>(question))) throw new Error('the rows did not catch up');
}

async function single(bench: Bench): Promise<readonly Duel[]> {
  const hub = await newHub(bench, 'hub-single');
  const noop = await noopDoor();
  const cases = bench.amount(12);
  const send = async (door: Door): Promise<number> =>
    (await load(door, CLIENTS, { send: 'events', seed: freshSeed(), cases })).perSecond;
  return [
    {
      what: 'HTTP single event, durable and judged, 64 clients',
      against: 'Nest on Fastify, no-op handler, same requests',
      ...{ sense: 'atLeast', unit: 'events/s', goal: 0.3, stretch: 0.5 },
      note: 'hub, peer and load each in a process of its own; the followers run in the hub',
      ours: async () => {
        const perS = await send(hub);
        await followed(hub);
        return perS;
      },
      peer: () => send(noop),
      finish: async () => {
        await hub.server.stop();
        await noop.server.stop();
      },
    },
  ];
}

async function batch(bench: Bench): Promise<readonly Duel[]> {
  const hub = await newHub(bench, 'hub-batch');
  const log = openSqliteLog({ path: join(bench.folder('hub-batch-peer'), 'log.db') });
  log.assertDurable();
  const groups = bench.amount(2);
  let at = 0;
  const count = bench.amount(400);
  return [
    {
      what: 'HTTP batch of 100, durable and judged, 4 clients',
      against: "the log's own append in batches of 100, in process, nothing judged",
      ...{ sense: 'atLeast', unit: 'events/s', goal: 0.5, stretch: 0.7 },
      note: 'each event of a batch is of another case',
      ours: async () => {
        const plan: Plan = { send: 'batches', seed: freshSeed(), size: BATCH, rounds: groups };
        const { perSecond: requests } = await load(hub, CLIENTS_OF_BATCHES, plan);
        await followed(hub);
        return requests * BATCH;
      },
      peer: () =>
        perSecond(async () => {
          for (let done = 0; done < count; done += 1, at += 1) {
            const events = Array.from({ length: BATCH }, (_, index) => plainEvent(at * BATCH + index));
            await log.append(plainStream('b', at), events, -1);
          }
          return count * BATCH;
        }),
      finish: async () => {
        await hub.server.stop();
        await log.close();
      },
    },
  ];
}

async function views(bench: Bench): Promise<readonly Duel[]> {
  const { folder, cases } = await bench.cases();
  const hub = await hubDoor(folder);
  const noop = await noopDoor();
  const count = bench.amount(250);
  const ask = async (door: Door): Promise<number> =>
    (await load(door, CLIENTS, { send: 'views', seed: freshSeed(), count, among: cases })).perSecond;
  return [
    {
      what: 'detail view of a 25-event case over HTTP, any date, 64 clients',
      against: 'Nest on Fastify, no-op handler, same requests',
      ...{ sense: 'atLeast', unit: 'views/s', goal: 0.4, stretch: 0.6 },
      note: `any of ${cases} cases: most are read from the log`,
      ours: () => ask(hub),
      peer: () => ask(noop),
      finish: async () => {
        await hub.server.stop();
        await noop.server.stop();
      },
    },
  ];
}

async function duringRebuild(bench: Bench): Promise<readonly Duel[]> {
  const { folder } = await bench.cases();
  const hub = await hubDoor(folder);
  const cases = bench.amount(10);
  const p50 = async (): Promise<number> => (await load(hub, 1, { send: 'events', seed: freshSeed(), cases })).p50;
  const rebuilding = (): Promise<boolean> => hub.server.ask<boolean>({ ask: 'rebuilding' } satisfies HubQuestion);
  return [
    {
      what: 'acknowledgement p50 while a rebuild runs in the process, one client',
      against: 'without a rebuild',
      ...{ sense: 'atMost', unit: 'ms', goal: 2, stretch: 1.3 },
      note: `${cases * LONG_CASE_EVENTS} events over HTTP each time`,
      ours: async () => {
        await hub.server.ask({ ask: 'rebuild' } satisfies HubQuestion);
        const ms = await p50();
        if (!(await rebuilding()) && bench.sizes.work === 1) throw new Error('the rebuild ended before the measuring');
        return ms;
      },
      peer: async () => {
        while (await rebuilding()) await new Promise((resolve) => setTimeout(resolve, 200));
        await followed(hub);
        return p50();
      },
      finish: () => hub.server.stop(),
    },
  ];
}

export const HTTP_ROWS: readonly Row[] = [
  { name: 'http-single', duels: single },
  { name: 'http-batch', duels: batch },
  { name: 'http-view', duels: views },
  { name: 'ack-rebuild', duels: duringRebuild },
];
