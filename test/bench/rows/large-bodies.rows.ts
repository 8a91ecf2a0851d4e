/** What another party's read costs while one party posts the largest bodies that are taken, and what memory they hold. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, type Row } from '../bench.js';
import { KOMMUN, REGION, agreementEvents, caseOf } from '../cases.js';
import { readings, type Duel } from '../duel.js';
import { LARGE_BODIES, type LargeBody } from '../large-bodies.js';
import { postAll } from '../post-all.js';
import { startChild } from '../processes/child.js';
import { type FloodQuestion } from '../processes/flood-process.js';
import { type HubQuestion } from '../processes/hub-process.js';
import { followed, hubDoor, load, type Door } from './http.rows.js';

/** Connections of the one party. */
const CONNECTIONS = 4;
const SEED = 20_000_000;
const SEEDS_PER_FLOOD = 100_000_000;
/** Until the first bodies are being worked on. */
const UNDER_WAY_MS = 1_500;
const ROUNDS = 3;

interface Reading {
  /** Of the other party's reads, milliseconds. */
  readonly p50: number;
  /** Resident, the highest that was seen. */
  readonly mib: number;
}

/** The other party reads a case of its own, one question after the other. */
async function read(door: Door, count: number): Promise<Reading> {
  let mib = 0;
  const looking = setInterval(() => {
    void door.server.ask<number>({ ask: 'memory' } satisfies HubQuestion).then((now) => (mib = Math.max(mib, now)));
  }, 200);
  const path = `/v1/placements/${caseOf(SEED).placementId}/responsibility`;
  const { p50 } = await load(door, 1, { send: 'one view', path, by: REGION, count });
  clearInterval(looking);
  return { p50, mib: Math.max(mib, await door.server.ask<number>({ ask: 'memory' } satisfies HubQuestion)) };
}

let floods = 0;

async function readDuring(body: LargeBody, door: Door, count: number): Promise<Reading & { readonly answers: string }> {
  const flooding = startChild('flood-process');
  try {
    const begin: FloodQuestion = {
      ...{ ask: 'begin', url: door.url, token: door.tokens[KOMMUN] ?? '', body, connections: CONNECTIONS },
      seed: SEED + ++floods * SEEDS_PER_FLOOD,
    };
    await flooding.ask(begin);
    await pause(UNDER_WAY_MS);
    const reading = await read(door, count);
    const answers = await flooding.ask<Record<string, number>>({ ask: 'end' } satisfies FloodQuestion);
    return {
      ...reading,
      answers: Object.entries(answers)
        .map((each) => each.join(': '))
        .join(', '),
    };
  } finally {
    await flooding.stop();
  }
}

async function largeBodies(bench: Bench): Promise<readonly Duel[]> {
  const count = bench.amount(1_000);
  const duels: Duel[] = [];
  for (const body of Object.keys(LARGE_BODIES) as LargeBody[]) duels.push(...(await against(bench, body, count)));
  return duels;
}

async function against(bench: Bench, body: LargeBody, count: number): Promise<readonly Duel[]> {
  const door = await hubDoor(bench.folder('hub-large-bodies'));
  await postAll(door, [...agreementEvents(), ...caseOf(SEED).acts.flat()]);
  const during = readings(async () => {
    const reading = await readDuring(body, door, count);
    process.stderr.write(`  ${body}: answered ${reading.answers}\n`);
    return reading;
  });
  const idle = readings(async () => {
    await followed(door);
    return read(door, count);
  });
  const shared = { sense: 'atMost', rounds: ROUNDS, warmUp: false } as const;
  return [
    {
      ...shared,
      what: `another party's read p50 while one posts ${body} on ${CONNECTIONS} connections`,
      against: 'while nobody else asks',
      ...{ unit: 'ms', goal: 3, stretch: 2 },
      note: '10 MiB each, posted again at once whatever is answered; hub, posts and reads each in a process of its own',
      ours: during(({ p50 }) => p50),
      peer: idle(({ p50 }) => p50),
    },
    {
      ...shared,
      what: `resident memory of the hub meanwhile (${body})`,
      against: 'while nobody else asks',
      unit: 'MiB',
      ours: during(({ mib }) => mib),
      peer: idle(({ mib }) => mib),
      finish: () => door.server.stop(),
    },
  ];
}

export const LARGE_BODIES_ROWS: readonly Row[] = [{ name: 'http-large-bodies', duels: largeBodies }];
