/** Proofs by RFC 9162, 2.1.3.1 and 2.1.4.1, made of hashes that are read where they are kept. */
import { joined, levelIn, subtreesOf, type Hash, type Node } from './merkle.js';

/** The hashes of complete subtrees, in the order asked for. */
export type ReadNodes = (nodes: readonly Node[]) => Promise<readonly Hash[]>;

/** Leaves from the first up to, not with, the second. */
type Range = readonly [from: number, to: number];

/** The largest power of two that is smaller than `count`, which is 2 or more. */
const split = (count: number): number => 2 ** levelIn(count - 1);

/**
 * That the leaf at `index` is in the tree of `size`: at most 53 hashes, from the leaf's sibling to the root's child.
 * A `RangeError` is a defect: no such leaf.
 */
export async function inclusionProof(index: number, size: number, read: ReadNodes): Promise<readonly Hash[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      ranges.unshift([middle, to]);
      to = middle;
    } else {
      ranges.unshift([from, middle]);
      from = middle;
    }
  }
  return hashesOf(ranges, read);
}

/**
 * That the tree of `size` begins with the tree of `first`: empty where they are one size.
 * A `RangeError` is a defect: the first is empty, or larger.
 */
export async function consistencyProof(first: number, size: number, read: ReadNodes): Promise<readonly Hash[]> {
  if (!(first > 0 && first <= size)) throw new RangeError(`no tree of ${size} goes on from one of ${first}`);
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (first < to) {
    const middle = from + split(to - from);
    if (first <= middle) {
      ranges.unshift([middle, to]);
      to = middle;
    } else {
      ranges.unshift([from, middle]);
      from = middle;
    }
  }
  // The first tree's own root, where it is a complete subtree of the second, is known to whoever asks.
  if (from > 0) ranges.unshift([from, to]);
  return hashesOf(ranges, read);
}

/** The root of the first `size` leaves. */
export const rootAt = async (size: number, read: ReadNodes): Promise<Hash> => joined(await read(subtreesOf(0, size)));

/** The hash of each range, with one read for all. */
async function hashesOf(ranges: readonly Range[], read: ReadNodes): Promise<readonly Hash[]> {
  const parts = ranges.map(([from, to]) => subtreesOf(from, to));
  const hashes = await read(parts.flat());
  let at = 0;
  return parts.map((nodes) => joined(hashes.slice(at, (at += nodes.length))));
}
