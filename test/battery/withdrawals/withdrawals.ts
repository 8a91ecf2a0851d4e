/** A hub and two projectors as processes over the engines: whoever loses a part reads all the while, and must be told nothing after the receipt. */
import { join } from 'node:path';
import { startEventStoreProcess } from '../eventstore-process.js';
import { type AppProcess } from '../../support/app-process.js';
import { installation } from '../../support/installation.js';
import { LOSSES, toldIn, type Losing, type ToldIn } from '../../support/losses.js';
import { ownDatabase } from '../../support/own-database.postgres.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type As } from '../../support/tokens.js';
import { dalarnaEvents, sayerOf, type WireEvent } from '../../support/wire-events.js';

export const READERS_EACH = 16;
/** Later than all that is told. */
const NOW = '2026-02-03T08:00:00.000Z';
/** Answers that tell nothing yet, and say so. */
const NOT_NOW: ReadonlySet<number> = new Set([429, 503, 504]);
const AGAIN_MS = 20;
const AGAIN_TIMES_MAX = 3_000;

export interface WithdrawalWorld {
  readonly hub: string;
  readonly projectors: readonly string[];
  readonly as: As;
  readonly stop: () => Promise<void>;
}

/** What one loss came to. */
export interface WithdrawalRound {
  readonly loss: string;
  /** Readings that had begun before the receipt, and how many of them were told of it. */
  readonly before: number;
  readonly toldBefore: number;
  /** Readings that began after it: one of each reader. */
  readonly after: number;
  readonly wrong: readonly string[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts them over a database of their own on the server of `postgresUrl`; the agreement is in force. */
export async function startWithdrawalWorld(postgresUrl: string): Promise<WithdrawalWorld> {
  const folder = temporaryFolder();
  const [database, eventStore] = [await ownDatabase(postgresUrl), await startEventStoreProcess()];
  const { as, start } = installation({
    ...{ folder: join(folder, 'installation'), databaseUrl: database.url, eventStoreUrl: eventStore.url },
    ...{ simulationFrom: NOW, logLevel: 'warn' },
  });
  const hub = await start('hub');
  const projectors: AppProcess[] = [await start('projector'), await start('projector')];
  const world = {
    ...{ hub: hub.url, projectors: projectors.map(({ url }) => url), as },
    stop: async () => {
      for (const app of [hub, ...projectors]) await app.end('SIGTERM');
      await eventStore.stop();
      await database.drop();
    },
  };
  await tell(world, dalarnaEvents());
  return world;
}

/** Throws where one is not taken: nothing would be shown by the round. */
async function tell({ hub, as }: WithdrawalWorld, events: readonly WireEvent[]): Promise<void> {
  for (const event of events) {
    const headers = { 'content-type': 'application/cloudevents+json', ...(await as(sayerOf(event))) };
    const answer = await fetch(`${hub}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    const text = await answer.text();
    if (answer.status !== 202 || !text.includes('"accepted"')) throw new Error(`${event.type}: ${text}`);
  }
}

/** Asks until it is answered otherwise than "not now". */
async function asked(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  for (let times = 0; times < AGAIN_TIMES_MAX; times += 1) {
    const answer = await fetch(url, { headers });
    if (!NOT_NOW.has(answer.status)) return answer;
    await answer.arrayBuffer();
    await pause(AGAIN_MS);
  }
  throw new Error(`${url} was never answered`);
}

/** What tells the reader of it. */
async function tells({ as }: WithdrawalWorld, url: string, lost: Losing): Promise<readonly ToldIn[]> {
  const headers = await as(lost.reader);
  const page = await asked(`${url}/v1/${lost.list}?limit=1000`, headers);
  if (page.status !== 200) throw new Error(`${lost.list}: ${page.status} ${await page.text()}`);
  const items = (await page.json()) as readonly unknown[];
  const one = await asked(`${url}/v1/findings?of=${lost.of}`, headers);
  const body: unknown = await one.json();
  if (one.status !== 200 && one.status !== 404) throw new Error(`${lost.of}: ${one.status}`);
  return toldIn(lost, { items, byUuid: one.status === 200 ? (body as readonly unknown[]) : undefined });
}

interface Readings {
  before: number;
  toldBefore: number;
}

/** Reads again and again until a reading has begun after the receipt; what told of it by that one. */
async function readThrough(
  ask: () => ReturnType<typeof tells>,
  isAcknowledged: () => boolean,
  readings: Readings,
): ReturnType<typeof tells> {
  for (;;) {
    const isAfter = isAcknowledged();
    const told = await ask();
    if (isAfter) return told;
    readings.before += 1;
    if (told.length > 0) readings.toldBefore += 1;
  }
}

/** What is lost only when as many readings are over as there are readers: so there were some before. */
async function untilRead(readings: Readings, count: number): Promise<void> {
  for (let times = 0; readings.before < count; times += 1) {
    if (times > AGAIN_TIMES_MAX) throw new Error(`only ${readings.before} readings came to their end`);
    await pause(AGAIN_MS);
  }
}

/** One part is given and lost, while sixteen read at each projector. Throws where something is not taken, or is never answered. */
export async function playWithdrawal(
  world: WithdrawalWorld,
  loss: string,
  label: string,
  losses = LOSSES,
): Promise<WithdrawalRound> {
  const lost = losses[loss]?.(label);
  if (!lost) throw new Error(`${loss} is no way to lose a part`);
  await tell(world, lost.before);
  const first = await Promise.all(world.projectors.map((url) => tells(world, url, lost)));
  let acknowledged = false;
  const readings: Readings = { before: 0, toldBefore: 0 };
  const reading = world.projectors.flatMap((url) =>
    Array.from({ length: READERS_EACH }, () =>
      readThrough(
        () => tells(world, url, lost),
        () => acknowledged,
        readings,
      ),
    ),
  );
  const [, after] = await Promise.all([
    untilRead(readings, reading.length)
      .then(() => tell(world, lost.ends))
      .finally(() => (acknowledged = true)),
    Promise.all(reading),
  ]);
  const where = (at: number): string => `projector ${Math.floor(at / READERS_EACH)}`;
  const expected = lost.toldIn.join(', ');
  return {
    ...{ loss, ...readings, after: after.length },
    wrong: [
      ...first.flatMap((told, at) =>
        told.join(', ') === expected ? [] : [`projector ${at} told first in ${told.join(', ')}, not in ${expected}`],
      ),
      ...after.flatMap((told, at) => (told.length === 0 ? [] : [`${where(at)} told afterwards in ${told.join(', ')}`])),
    ],
  };
}
