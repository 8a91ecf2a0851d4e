/** Tampers with a log in every way at random, and looks whether each is found, where it was done, and by what. */
import { generateKeyPairSync } from 'node:crypto';
import { type StreamName } from '#contracts';
import { type Instant } from '#domain/facts';
import {
  EMPTY,
  grown,
  heldAgainst,
  keptLeaves,
  leafHash,
  leafRecord,
  logKey,
  openCheckpoint,
  rootOf,
  signCheckpoint,
  type Checkpoint,
  type Hash,
  type KeptLeaves,
  type LeafOf,
  type LogFound,
} from '#proof';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { TAMPERING_NAMES, TAMPERINGS, type TamperingName } from './tamperings.js';

export interface TamperOptions {
  readonly seed: number;
  readonly events: number;
  readonly rounds: number;
  /** Told after each round. */
  readonly onRound?: (done: number) => void;
}

export interface TamperPlayed extends Omit<TamperOptions, 'onRound'> {
  /** By what was done: rounds, how many were found at the very event, and how many between two checkpoints. */
  readonly byName: ReadonlyMap<
    TamperingName,
    { readonly rounds: number; readonly at: number; readonly between: number }
  >;
  /** Rewritten and signed anew by the key's holder: how many passed with no checkpoint of before, and how many were found with one. */
  readonly resigned: { readonly rounds: number; readonly passed: number; readonly found: number };
  /** What was missed, or found elsewhere than it was done. */
  readonly wrong: readonly string[];
}

const ORIGIN = 'hub.example/log/tampered/1';
const CHECKPOINTS = 10;
const BODY_BYTES = 300;
/** Of so many rounds one is signed anew by the key's holder, too. */
const RESIGNED_EACH = 10;

/** Plays them: every fault of what is found is told, none is thrown. */
export function playTamper({ seed, events, rounds, onRound }: TamperOptions): TamperPlayed {
  const random = seeded(seed);
  const log = honestLog(events, random);
  const leaves = log.map(hashOf);
  const signed = Array.from({ length: CHECKPOINTS }, (_, at) => Math.ceil((events * (at + 1)) / CHECKPOINTS));
  const key = generateKeyPairSync('ed25519').privateKey;
  const known = signCheckpoints(leaves, signed, key);
  const kept = keptLeaves(Buffer.concat(leaves), known);
  const none = keptLeaves(Buffer.alloc(0), known);
  const byName = new Map(TAMPERING_NAMES.map((name) => [name, { rounds: 0, at: 0, between: 0 }]));
  const resigned = { rounds: 0, passed: 0, found: 0 };
  const wrong: string[] = [];
  if (held(log, known, kept).kind !== 'asSigned') wrong.push('the honest log was accused');
  for (let round = 0; round < rounds; round += 1) {
    const name = TAMPERING_NAMES[round % TAMPERING_NAMES.length]!;
    const tampered = TAMPERINGS[name](log, random);
    const first = firstOther(log, tampered);
    const counts = byName.get(name)!;
    counts.rounds += 1;
    // The tiles beside the log are the operator's, too: in some rounds the tamperer has made them anew.
    const found = held(tampered, known, round % 2 === 0 ? kept : none);
    const place = placed(found, first, signed);
    if (place === undefined)
      wrong.push(`seed ${seed}, round ${round}: ${name} at ${first} was found as ${JSON.stringify(told(found))}`);
    else counts[place] += 1;
    if (round % RESIGNED_EACH === 0) signedAnew(tampered, { known, key, resigned, wrong, round });
    onRound?.(round + 1);
  }
  return { seed, events, rounds, byName, resigned, wrong };
}

/** Streams of one to five events, taken in turn, as the leaf sees them. */
function honestLog(events: number, random: Seeded): readonly LeafOf[] {
  const log: LeafOf[] = [];
  let ms = Date.parse('2026-01-01T00:00:00.000Z');
  while (log.length < events) {
    const stream = `case-${random.uuid()}` as StreamName;
    const count = Math.min(1 + random.integer(5), events - log.length);
    for (let revision = 0; revision < count; revision += 1) {
      ms += random.integer(60_000);
      const words = Array.from({ length: BODY_BYTES / 4 }, () => random.integer(2 ** 32));
      log.push({
        ...{ stream, revision, type: 'se.hvbhub.placement.registered.v1', eventId: random.uuid() },
        recordedAt: new Date(ms).toISOString() as Instant,
        body: Buffer.from(Uint32Array.from(words).buffer),
      });
    }
  }
  return log;
}

/** Signed by the key's holder at each size, and opened by the key's other half. */
function signCheckpoints(
  leaves: readonly Hash[],
  sizes: readonly number[],
  key: ReturnType<typeof generateKeyPairSync>['privateKey'],
): readonly Checkpoint[] {
  let edge = EMPTY;
  return sizes.map((size) => {
    edge = grown(edge, leaves.slice(edge.size, size), () => undefined);
    return openCheckpoint(signCheckpoint({ origin: ORIGIN, size, root: rootOf(edge) }, key), logKey(ORIGIN, key));
  });
}

const reckoned = new WeakMap<LeafOf, Hash>();
/** Of each event once: whatever is done to one makes another of it. */
function hashOf(event: LeafOf): Hash {
  const known = reckoned.get(event) ?? leafHash(leafRecord(event));
  reckoned.set(event, known);
  return known;
}

function held(log: readonly LeafOf[], known: readonly Checkpoint[], kept: KeptLeaves): LogFound {
  const holding = heldAgainst(known, kept, hashOf);
  for (const event of log) {
    const found = holding.take(event);
    if (found !== undefined) return found;
  }
  return holding.end();
}

/** The first place where another event stands than did; the length where the log was only cut. */
function firstOther(log: readonly LeafOf[], tampered: readonly LeafOf[]): number {
  const at = log.findIndex((event, place) => tampered[place] !== event);
  return at < 0 ? log.length : at;
}

/** Whether what is found is where it was done; undefined where it is elsewhere, or nothing. */
function placed(found: LogFound, first: number, signed: readonly number[]): 'at' | 'between' | undefined {
  if (found.kind === 'wrongAt') return found.at === first ? 'at' : undefined;
  if (found.kind === 'asSigned') return undefined;
  const after = Math.max(0, ...signed.filter((size) => size <= first));
  return found.after === after && found.upTo === signed.find((size) => size > first) ? 'between' : undefined;
}

const told = (found: LogFound): unknown => ({ ...found, event: undefined });

interface SignedAnew {
  readonly known: readonly Checkpoint[];
  readonly key: ReturnType<typeof generateKeyPairSync>['privateKey'];
  readonly resigned: { rounds: number; passed: number; found: number };
  readonly wrong: string[];
  readonly round: number;
}

/** Who holds the key signs the other log whole: by itself it is in order, and any checkpoint of before tells. */
function signedAnew(tampered: readonly LeafOf[], { known, key, resigned, wrong, round }: SignedAnew): void {
  const leaves = tampered.map(hashOf);
  const anew = signCheckpoints(leaves, [leaves.length], key);
  const kept = keptLeaves(Buffer.concat(leaves), anew);
  const alone = held(tampered, anew, kept);
  const withKnown = held(tampered, [...known, ...anew], keptLeaves(Buffer.concat(leaves), [...known, ...anew]));
  resigned.rounds += 1;
  if (alone.kind === 'asSigned') resigned.passed += 1;
  else wrong.push(`round ${round}: a log signed anew does not hold by itself`);
  if (withKnown.kind !== 'asSigned') resigned.found += 1;
  else wrong.push(`round ${round}: a log signed anew was not found by what was kept of it`);
}
