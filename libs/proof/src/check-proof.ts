/** Proofs checked by RFC 9162, 2.1.3.2 and 2.1.4.2, from what a client holds alone: nothing here reads a log. */
import { HASH_BYTES, nodeHash, type Hash } from './merkle.js';

const isSame = (a: Hash, b: Hash): boolean => a.length === HASH_BYTES && Buffer.from(a).equals(b);
const half = (n: number): number => Math.floor(n / 2);

/**
 * Goes up from a node to the root along what stands beside it, and says whether just the root is reached. `left` is told
 * of what stands to the left, `right` of what stands to the right.
 */
function climbs(
  from: { readonly node: number; readonly last: number },
  path: readonly Hash[],
  left: (beside: Hash) => void,
  right: (beside: Hash) => void,
): boolean {
  let { node, last } = from;
  for (const beside of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      left(beside);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else right(beside);
    [node, last] = [half(node), half(last)];
  }
  return last === 0;
}

/** Whether `proof` shows that a leaf of this hash stands at `index` in the tree of `size` with this root. */
export function isIncluded(claim: {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}): boolean {
  const from = { node: claim.index, last: claim.size - 1 };
  if (!(from.node >= 0 && from.node <= from.last)) return false;
  let reached = claim.leaf;
  const isAtRoot = climbs(
    from,
    claim.proof,
    (beside) => (reached = nodeHash(beside, reached)),
    (beside) => (reached = nodeHash(reached, beside)),
  );
  return isAtRoot && isSame(reached, claim.root);
}

/** A tree by its size and root. */
export interface Head {
  readonly size: number;
  readonly root: Hash;
}

/** Whether `proof` shows that the second tree begins with the first: that nothing of it was removed, changed or reordered. */
export function isConsistent(first: Head, second: Head, proof: readonly Hash[]): boolean {
  if (!(first.size > 0 && first.size <= second.size)) return false;
  if (first.size === second.size) return proof.length === 0 && isSame(first.root, second.root);
  return isGrown(first, second, proof);
}

function isGrown(first: Head, second: Head, proof: readonly Hash[]): boolean {
  let [node, last] = [first.size - 1, second.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // Where the first tree is one complete subtree of the second, its root is not in the proof: who asks has it.
  const [start, ...path] = node === 0 ? [first.root, ...proof] : proof;
  if (start === undefined) return false;
  let [ofFirst, ofSecond] = [start, start];
  const isAtRoot = climbs(
    { node, last },
    path,
    (beside) => ([ofFirst, ofSecond] = [nodeHash(beside, ofFirst), nodeHash(beside, ofSecond)]),
    (beside) => (ofSecond = nodeHash(ofSecond, beside)),
  );
  return isAtRoot && isSame(ofFirst, first.root) && isSame(ofSecond, second.root);
}
