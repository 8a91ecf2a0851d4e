/** One round: a load, a fault in the midst of it, and then everything that must be so. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Queries } from '#engines';
import { type EventLog } from '#event-log';
import { seeded } from '../bench/seeded.js';
import { type Placed } from './broker.kafka.js';
import {
  doubledOrHalf,
  lostMessages,
  OUT_TOPICS,
  receiptsByMessage,
  refusedMessages,
  roundStreams,
  waitedMessages,
  wrongQuarantine,
  wrongReceipts,
  wrongRows,
  type Inside,
  type Wrong,
} from './checks.js';
import { FAULTS, type FaultName } from './faults.js';
import { wrongFeeds } from './feeds.js';
import { recordOf, roundLoad, type RoundLoad } from './load.js';
import { takenAsTheyCame, wrongOrder } from './order.js';
import { topicsOf, type World } from './world.js';

/** A story is at rest when nothing is left to be taken, told, published or folded. */
const REST_MS_MAX = 180_000;
const LOOK_MS = 100;
/** How often what was refused for coming too early is sent again. */
const RESENDS_MAX = 6;

export interface RoundOptions {
  readonly fault: FaultName;
  readonly label: string;
  readonly cases: number;
  readonly seed: number;
}

/** What was done and compared, and what was wrong. */
export interface RoundResult {
  readonly fault: FaultName;
  readonly happened: string;
  readonly seed: number;
  readonly records: number;
  readonly repeats: number;
  readonly poison: number;
  readonly resent: number;
  readonly events: number;
  readonly rowsCompared: number;
  /** From the end of the fault and of the sending until all was at rest. */
  readonly restMs: number;
  readonly wrong: Wrong;
}

export async function playRound(world: World, inside: Inside, options: RoundOptions): Promise<RoundResult> {
  const { fault, label, cases, seed } = options;
  const random = seeded(seed);
  const load = roundLoad(label, cases, seed);
  const strikesAt = Math.floor(load.records.length * (0.1 + 0.6 * random.next()));
  const placed: Placed[] = [...(await world.parties.send(load.records.slice(0, strikesAt)))];
  const [happened, rest] = await Promise.all([
    FAULTS[fault](world, random),
    world.parties.send(load.records.slice(strikesAt)),
  ]);
  placed.push(...rest);
  const begun = performance.now();
  await atRest(world, inside);
  const restMs = Math.round(performance.now() - begun);
  const resent = await sendAgain(world, inside, load);
  placed.push(...resent);
  const { wrong, events, rowsCompared } = await examine(world, inside, { load, placed });
  return {
    ...{ fault, happened, seed, restMs, wrong, events, rowsCompared },
    records: placed.length,
    repeats: load.records.filter(({ event }) => event).length - load.events.length,
    poison: load.records.filter(({ event }) => !event).length,
    resent: resent.length,
  };
}

/** A party reads its receipts, and says again, in order, what was refused for coming too early. */
async function sendAgain(world: World, inside: Inside, load: RoundLoad): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for (let times = 0; times < RESENDS_MAX; times += 1) {
    const streams = await roundStreams(inside, load);
    const missing = new Set(lostMessages(streams, load));
    const again = load.events.filter((event) => missing.has(`lost: ${event.type} ${event.subject} ${event.id}`));
    if (again.length === 0) break;
    placed.push(...(await world.parties.send(again.map(recordOf))));
    await atRest(world, inside);
  }
  return placed;
}

async function examine(
  world: World,
  inside: Inside,
  { load, placed }: { readonly load: RoundLoad; readonly placed: readonly Placed[] },
): Promise<Pick<RoundResult, 'wrong' | 'events' | 'rowsCompared'>> {
  const streams = await roundStreams(inside, load);
  const receipts = receiptsByMessage(await world.parties.readAll(OUT_TOPICS.receipts));
  const notes = await world.parties.readAll(OUT_TOPICS.notes);
  const feeds = await world.parties.readAll(OUT_TOPICS.feeds);
  const { lines, wrong: rows } = await wrongRows(inside);
  const otherwise = new Set([...(await refusedMessages(inside)), ...(await waitedMessages(inside))]);
  return {
    events: [...streams.values()].reduce((sum, { entries }) => sum + entries.length, 0),
    rowsCompared: lines,
    wrong: [
      ...lostMessages(streams, load),
      ...(await doubledOrHalf(inside, streams)),
      ...wrongReceipts(receipts, placed),
      ...(await wrongQuarantine(inside, notes, placed)),
      ...wrongOrder(streams, takenAsTheyCame(receipts, otherwise), { load, placed }),
      ...wrongFeeds(feeds, streams),
      ...rows,
    ],
  };
}

/** Submissions taken, nothing waits, final receipts told, rows and feeds at the log's end. */
async function atRest(world: World, inside: Inside): Promise<void> {
  const until = performance.now() + REST_MS_MAX;
  let unrest = '';
  for (let quiet = 0; quiet < 3;) {
    unrest = await unrestOf(world, inside).catch((error: unknown) => String(error));
    quiet = unrest === '' ? quiet + 1 : 0;
    if (performance.now() > until) throw new Error(`not at rest: ${unrest}\n${outputs(world)}`);
    await pause(LOOK_MS);
  }
}

async function unrestOf({ parties, group }: World, { log, state, database }: Inside): Promise<string> {
  const lag = await parties.lag(group, topicsOf('submissions'));
  if (lag > 0) return `${lag} records not taken`;
  const untold = await state.outbox.untold(1);
  if (untold.length > 0) return 'final receipts not told';
  const behind = await checkpointsBehind(database, log);
  return behind.length > 0 ? `behind the log: ${behind.join(', ')}` : '';
}

const CHECKPOINTS = [
  ['hvb_rows', 'rows'],
  ['hvb_feeds', 'kafka-feeds'],
  ['hvb_hub', 'due'],
] as const;

async function checkpointsBehind(database: Queries, log: EventLog): Promise<readonly string[]> {
  const head = await log.head();
  const behind: string[] = [];
  for (const [schema, follower] of CHECKPOINTS) {
    const asked = `SELECT position FROM ${schema}.checkpoint WHERE follower = $1`;
    const [row] = await database.query<{ position: string }>(asked, [follower]);
    const at = row && log.parsePosition(row.position);
    if (at === undefined || log.compare(at, head) < 0) behind.push(follower);
  }
  return behind;
}

function outputs({ apps }: World): string {
  return [...apps.hub, ...apps.projector].map((app) => app.output().slice(-2_000)).join('\n---\n');
}
