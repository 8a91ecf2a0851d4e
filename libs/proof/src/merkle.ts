/** The Merkle tree of RFC 6962 and RFC 9162, 2.1: hashes of leaves and nodes, and how a tree grows at its right edge. */
import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;
export const HASH_BYTES = 32;

/** A complete subtree: its 2^`level` leaves begin at leaf `index` × 2^`level`. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

const LEAF = Uint8Array.of(0);
const INNER = Uint8Array.of(1);

/** The hash of a leaf's record (RFC 9162, 2.1.1). */
export const leafHash = (record: Uint8Array): Hash => hash('sha256', Buffer.concat([LEAF, record]), 'buffer');

/** The hash of a node over its two children. */
export const nodeHash = (left: Hash, right: Hash): Hash =>
  hash('sha256', Buffer.concat([INNER, left, right]), 'buffer');

/** The hash of a range of leaves from those of the complete subtrees that it is made of, left to right; of none, that of the empty tree. */
export const joined = (subtrees: readonly Hash[]): Hash =>
  subtrees.length === 0
    ? hash('sha256', new Uint8Array(), 'buffer')
    : subtrees.reduceRight((right, left) => nodeHash(left, right));

/** The right edge of a tree, which is all that it takes to let it grow: the hashes of the complete subtrees of its size, largest first. */
export interface Edge {
  readonly size: number;
  readonly subtrees: readonly Hash[];
}

export const EMPTY: Edge = { size: 0, subtrees: [] };

/** The root of the tree that has this edge. */
export const rootOf = ({ subtrees }: Edge): Hash => joined(subtrees);

/**
 * The edge after these leaves, in order. `made` is told of each subtree that they complete, leaves among them, as it is
 * completed: two a leaf on the whole, however large the tree.
 */
export function grown(edge: Edge, leaves: readonly Hash[], made: (node: Node, hash: Hash) => void): Edge {
  const subtrees = [...edge.subtrees];
  let size = edge.size;
  for (const leaf of leaves) {
    let [level, index, whole] = [0, size, leaf];
    made({ level, index }, whole);
    while (index % 2 === 1) {
      whole = nodeHash(subtrees.pop() ?? missing(), whole);
      [level, index] = [level + 1, (index - 1) / 2];
      made({ level, index }, whole);
    }
    subtrees.push(whole);
    size += 1;
  }
  return { size, subtrees };
}

/** A defect: an edge whose subtrees are not those of its size. */
function missing(): never {
  throw new RangeError('the edge lacks a subtree that its size has');
}

/** The level of the largest complete subtree that `count` leaves, one or more, can hold. */
export function levelIn(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) level += 1;
  return level;
}

/** The complete subtrees that leaves `from` up to `to` are made of, left to right. `from` is a multiple of the largest of them. */
export function subtreesOf(from: number, to: number): readonly Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to;) {
    const level = levelIn(to - at);
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}
