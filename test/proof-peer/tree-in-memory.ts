/** A tree of leaves whose hashes are kept as tiles in memory. */
import {
  EMPTY,
  fromTiles,
  grown,
  keptIn,
  tilePath,
  type Edge,
  type Hash,
  type ReadNodes,
  type TilePlace,
} from '#proof';

export interface TreeInMemory {
  readonly edge: Edge;
  readonly tiles: readonly { readonly place: TilePlace; readonly hashes: readonly Hash[] }[];
  readonly read: ReadNodes;
}

export function treeInMemory(leaves: readonly Hash[]): TreeInMemory {
  const tiles = new Map<string, { readonly place: TilePlace; readonly hashes: Hash[] }>();
  const edge = grown(EMPTY, leaves, (node, hash) => {
    const place = keptIn(node);
    if (place === undefined) return;
    const tile = tiles.get(tilePath(place)) ?? { place, hashes: [] };
    tiles.set(tilePath(place), tile);
    tile.hashes.push(hash);
  });
  const read = fromTiles((places) =>
    Promise.resolve(places.map((place) => Buffer.concat(tiles.get(tilePath(place))?.hashes ?? []))),
  );
  return { edge, tiles: [...tiles.values()], read };
}
