/** A log held against what was signed of it, event by event: what is another than it was is named where the kept leaves are those that were signed, else between which two checkpoints it stands (decision A13). */
import { type Checkpoint } from './checkpoint.js';
import { leafRecord, type LeafOf } from './leaf.js';
import { EMPTY, grown, HASH_BYTES, leafHash, rootOf, type Edge, type Hash } from './merkle.js';

/** How the first event that is another differs, as far as its neighbour tells. */
export type Difference = 'changed' | 'removed' | 'added' | 'moved';

export type LogFound =
  /** All that was signed, up to the largest `size`, is as it was; `events` in all. */
  | { readonly kind: 'asSigned'; readonly size: number; readonly events: number }
  /** Leaf `at`, from 0, is another. `event` is the one that stands there now; absent where the log has ended. */
  | { readonly kind: 'wrongAt'; readonly at: number; readonly how: Difference; readonly event?: LeafOf }
  /** Some one of the events after the first `after`, up to the `upTo`-th, is another or is missing. */
  | { readonly kind: 'wrongBetween'; readonly after: number; readonly upTo: number };

/** The hashes of leaves that were kept beside the log, 32 bytes each, and how many of them are those that were signed. */
export interface KeptLeaves {
  readonly hashes: Uint8Array;
  readonly believed: number;
}

const noted = (): void => undefined;
/** By size, from the smallest: of one size there may be two that contradict each other. */
function bySize(signed: readonly Checkpoint[]): ReadonlyMap<number, readonly Checkpoint[]> {
  const sizes = signed.filter(({ size }) => size > 0).toSorted((one, other) => one.size - other.size);
  return new Map(sizes.map(({ size }) => [size, sizes.filter((one) => one.size === size)]));
}
const areRoots = (edge: Edge, signed: readonly Checkpoint[]): boolean => {
  const root = Buffer.from(rootOf(edge));
  return signed.every((one) => root.equals(one.root));
};

/**
 * Kept hashes are worth what they make: as many are believed as the largest checkpoint whose root they make, where they make
 * those of all before it. A key's holder may have signed anew what was kept, too.
 */
export function keptLeaves(hashes: Uint8Array, signed: readonly Checkpoint[]): KeptLeaves {
  let [edge, believed] = [EMPTY, 0];
  for (const [size, same] of bySize(signed)) {
    if (size * HASH_BYTES > hashes.length) break;
    edge = grown(edge, hashesOf(hashes, edge.size, size), noted);
    if (!areRoots(edge, same)) break;
    believed = size;
  }
  return { hashes, believed };
}

const hashAt = (hashes: Uint8Array, at: number): Hash => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
const hashesOf = (hashes: Uint8Array, from: number, to: number): readonly Hash[] =>
  Array.from({ length: to - from }, (_, at) => hashAt(hashes, from + at));

export interface Holding {
  /** The next event of the log. What has been found, as soon as it is known: no more need be taken. */
  take(event: LeafOf): LogFound | undefined;
  /** What is found where the log has ended. */
  end(): LogFound;
}

const leafOf = (event: LeafOf): Hash => leafHash(leafRecord(event));

/**
 * Begins at the log's first event. `signed` are believed, and of this log, in any order. `hashOf`: for who holds the same
 * events many times.
 */
export function heldAgainst(signed: readonly Checkpoint[], kept: KeptLeaves, hashOf = leafOf): Holding {
  const checkpoints = bySize(signed);
  const sizes = [...checkpoints.keys()];
  const largest = sizes.at(-1) ?? 0;
  let [events, edge, good] = [0, EMPTY, 0];
  let waiting: Hash[] = [];
  let first: { readonly event: LeafOf; readonly leaf: Hash } | undefined;

  /** Where the kept leaves are believed, each is compared; its neighbour tells how the first that differs does. */
  const compared = (event: LeafOf, leaf: Hash): LogFound | undefined => {
    if (first !== undefined) return wrongAt(events - 1, first, leaf);
    if (!Buffer.from(hashAt(kept.hashes, events)).equals(leaf)) first = { event, leaf };
    return undefined;
  };
  const wrongAt = (at: number, { event, leaf }: NonNullable<typeof first>, next: Hash | undefined): LogFound => {
    const [here, after] = [at, at + 1].map((one) => Buffer.from(one < kept.believed ? hashAt(kept.hashes, one) : []));
    return {
      kind: 'wrongAt',
      at,
      event,
      how: difference(after?.equals(leaf), next !== undefined && here?.equals(next)),
    };
  };
  /** Beyond them only the roots tell, at each size that was signed. */
  const gathered = (leaf: Hash): LogFound | undefined => {
    waiting.push(leaf);
    const size = events + 1;
    const same = checkpoints.get(size);
    if (same === undefined) return undefined;
    [edge, waiting] = [grown(edge, waiting, noted), []];
    if (!areRoots(edge, same)) return { kind: 'wrongBetween', after: good, upTo: size };
    good = size;
    return undefined;
  };
  return {
    take: (event) => {
      const leaf = hashOf(event);
      const isCompared = first !== undefined || events < kept.believed;
      let found = isCompared ? compared(event, leaf) : undefined;
      if (first === undefined && largest > kept.believed && events < largest) found = gathered(leaf);
      events += 1;
      return found;
    },
    end: () => {
      if (first !== undefined) return wrongAt(events - 1, first, undefined);
      if (events < kept.believed) return { kind: 'wrongAt', at: events, how: 'removed' };
      if (events >= largest) return { kind: 'asSigned', size: largest, events };
      return {
        kind: 'wrongBetween',
        after: good,
        upTo: sizes.find((size) => size > events) ?? largest,
      };
    },
  };
}

/** `isNext`: the one that stands here stood after it; `isBefore`: the one after it stood here. */
function difference(isNext: boolean | undefined, isBefore: boolean | undefined): Difference {
  if (isNext === true) return isBefore === true ? 'moved' : 'removed';
  return isBefore === true ? 'added' : 'changed';
}
