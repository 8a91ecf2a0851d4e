/** The tree of the log, kept by a follower: constant work an event, and the same again from the log whenever it is lost. */
import { type Position, type RecordedEvent } from '#event-log';
import { type FollowTarget } from '#follow';
import { leafRecord } from './leaf.js';
import { EMPTY, grown, leafHash, subtreesOf, type Edge, type Hash, type Node } from './merkle.js';
import { fromTiles, keptIn, TILE_WIDTH, tilePath } from './tiles.js';
import { type GrownTile, type TreeHead, type TreeStore } from './tree-store.port.js';

/** The follower's name in health and metrics. */
export const TREE_FOLLOWER = 'proofs';

/** What lets the tree in `store` grow by every event of the log that it is handed. It must be handed all of them, the register's too. */
export function treeTarget(store: TreeStore): FollowTarget {
  let known: { readonly head: TreeHead | null; readonly edge: Edge } | undefined;
  return {
    name: TREE_FOLLOWER,
    // Read anew each time that following begins: another process may have let the tree grow meanwhile.
    checkpoint: async () => {
      const head = await store.head();
      known = { head, edge: await edgeOf(store, head?.size ?? 0) };
      return head?.position ?? null;
    },
    apply: async (events, next) => {
      const before = known ?? { head: null, edge: EMPTY };
      const { edge, growth } = grownBy(before.edge, events, next);
      await store.grow(before.head, growth);
      known = { head: growth.next, edge };
    },
  };
}

/** The right edge of the kept tree of `size`. Fault: `TileDamaged`. */
export const edgeOf = async ({ readTiles }: TreeStore, size: number): Promise<Edge> => ({
  size,
  subtrees: await fromTiles(readTiles)(subtreesOf(0, size)),
});

function grownBy(before: Edge, events: readonly RecordedEvent[], next: Position) {
  const tiles = new Map<string, GrownTile & { readonly hashes: Hash[] }>();
  const keep = (node: Node, hash: Hash): void => {
    const place = keptIn(node);
    if (place === undefined) return;
    const path = tilePath(place);
    const tile = tiles.get(path);
    if (tile === undefined) tiles.set(path, { ...place, hashes: [hash] });
    else tile.hashes.push(hash);
  };
  const edge = grown(
    before,
    events.map((event) => leafHash(leafRecord(event))),
    keep,
  );
  const starts = events.flatMap(({ position }, at) =>
    (before.size + at) % TILE_WIDTH === 0 ? [{ tile: (before.size + at) / TILE_WIDTH, position }] : [],
  );
  return { edge, growth: { next: { position: next, size: edge.size }, tiles: [...tiles.values()], starts } };
}
