/** Random histories of a log whose tree's keeper is broken off at any moment: what was signed of it is never found to be another. */
import { generateKeyPairSync } from 'node:crypto';
import { type StreamName } from '#contracts';
import { type Instant } from '#domain/facts';
import { LogUnavailable, memoryLog, NO_STREAM, type EventLog } from '#event-log';
import { follow } from '#follow';
import {
  heldAgainst,
  keptLeaves,
  openCheckpoint,
  proofsOver,
  sqliteTreeStore,
  treeTarget,
  type Checkpoint,
  type LeafOf,
  type Proofs,
  type TreeStore,
} from '#proof';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { temporaryFile } from '../../support/temporary-folder.js';

export interface HonestPlayed {
  readonly histories: number;
  readonly crashes: number;
  readonly signed: number;
  /** What was said of a log to which nothing had been done. */
  readonly accused: readonly string[];
}

const ORIGIN = 'hub.example/log/honest/1';
const STEPS_MAX = 12;
const EVENTS_A_STEP_MAX = 60;
const CAUGHT_UP_MS_MAX = 60_000;

/** Plays so many, each from a seed of its own. */
export async function playHonest({
  seed,
  histories,
}: {
  readonly seed: number;
  readonly histories: number;
}): Promise<HonestPlayed> {
  const all = { crashes: 0, signed: 0 };
  const accused: string[] = [];
  for (let history = 0; history < histories; history += 1) {
    const played = await playOne(seeded(seed + history));
    all.crashes += played.crashes;
    all.signed += played.signed;
    if (played.accused !== undefined) accused.push(`seed ${seed + history}: ${played.accused}`);
  }
  return { histories, ...all, accused };
}

async function playOne(random: Seeded): Promise<{ crashes: number; signed: number; accused?: string }> {
  const [log, path, secret] = [memoryLog(), temporaryFile('proofs.db'), generateKeyPairSync('ed25519').privateKey];
  const signed: Checkpoint[] = [];
  let [store, crashes] = [sqliteTreeStore(path), 0];
  const proofs = (): Proofs => proofsOver({ store, log, origin: ORIGIN, secret, signAfterMs: 0, now: () => 0 });
  try {
    for (let step = 1 + random.integer(STEPS_MAX); step > 0; step -= 1) {
      await append(log, random);
      crashes += await followed(store, log, random);
      if (random.integer(3) > 0) signed.push(openCheckpoint((await proofs().checkpoint()).note, proofs().key));
      await store.close();
      store = sqliteTreeStore(path);
    }
    const accused = await heldByAll(store, log, signed);
    return { crashes, signed: signed.length, ...(accused === undefined ? {} : { accused }) };
  } catch (error) {
    return { crashes, signed: signed.length, accused: String(error) };
  } finally {
    await store.close();
  }
}

async function append(log: EventLog, random: Seeded): Promise<void> {
  for (let left = random.integer(EVENTS_A_STEP_MAX); left > 0; left -= 1)
    await log.append(
      `case-${random.uuid()}` as StreamName,
      [
        {
          eventId: random.uuid(),
          type: 'se.hvbhub.placement.registered.v1',
          recordedAt: '2026-11-30T08:00:00.000Z' as Instant,
          body: Buffer.from(`event ${random.next()}`),
        },
      ],
      NO_STREAM,
    );
}

/** A store that breaks off at some batch, and from then on: before it is written, or when it stands and nobody has heard of it. */
function breakingOff(
  store: TreeStore,
  random: Seeded,
): { readonly store: TreeStore; readonly isBroken: () => boolean } {
  const [breaksAt, isWritten] = [random.integer(6), random.integer(2) === 1];
  let batches = 0;
  const grow: TreeStore['grow'] = async (before, growth) => {
    const batch = batches++;
    if (batch < breaksAt || (batch === breaksAt && isWritten)) await store.grow(before, growth);
    if (batch >= breaksAt) throw new LogUnavailable('broken off');
  };
  return { store: { ...store, grow }, isBroken: () => batches > breaksAt };
}

/** Follows on to the head, or is broken off. How often it was. */
async function followed(store: TreeStore, log: EventLog, random: Seeded): Promise<number> {
  const breaking = breakingOff(store, random);
  const follower = follow({
    log,
    target: treeTarget(breaking.store),
    withRegister: true,
    batch: 1 + random.integer(20),
  });
  const head = await log.head();
  while (!breaking.isBroken() && !(await follower.caughtUp(head, 1))) continue;
  await follower.stop();
  return breaking.isBroken() ? 1 : 0;
}

/** By its kept tiles and without them, by all that was signed. */
async function heldByAll(store: TreeStore, log: EventLog, signed: readonly Checkpoint[]): Promise<string | undefined> {
  const follower = follow({ log, target: treeTarget(store), withRegister: true });
  const isThere = await follower.caughtUp(await log.head(), CAUGHT_UP_MS_MAX);
  await follower.stop();
  if (!isThere) return 'the tree does not come to the head of the log';
  const { events } = await log.readAll(log.start, { limit: STEPS_MAX * EVENTS_A_STEP_MAX });
  const size = (await store.head())?.size ?? 0;
  if (size !== events.length) return `the tree has ${size} leaves of ${events.length} events`;
  const tiles = await store.readTiles(
    Array.from({ length: Math.ceil(size / 256) }, (_, index) => ({ level: 0, index })),
  );
  return accusedOf(events, signed, Buffer.concat(tiles)) ?? accusedOf(events, signed, Buffer.alloc(0));
}

function accusedOf(events: readonly LeafOf[], signed: readonly Checkpoint[], hashes: Uint8Array): string | undefined {
  const holding = heldAgainst(signed, keptLeaves(hashes, signed));
  for (const event of events) {
    const found = holding.take(event);
    if (found !== undefined) return JSON.stringify({ ...found, event: undefined });
  }
  const found = holding.end();
  return found.kind === 'asSigned' ? undefined : JSON.stringify(found);
}
