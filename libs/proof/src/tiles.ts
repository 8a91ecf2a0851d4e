/** The tree as tiles by C2SP tlog-tiles: 256 hashes side by side, of which every proof is made. */
import { HASH_BYTES, nodeHash, type Hash, type Node } from './merkle.js';
import { type ReadNodes } from './prove.js';

/** Levels of the tree between one level of tiles and the next. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
export const TILE_LEVEL_MAX = 6;

/** Where a tile stands: its hashes are of the subtrees of 256^`level` leaves, from the `index` × 256th. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
}

/** How many hashes a tile has in a tree of `size`: 256 of a whole one, 1 to 255 of the last, 0 of none. */
export const widthAt = ({ level, index }: TilePlace, size: number): number =>
  Math.min(TILE_WIDTH, Math.max(0, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH));

/** A whole tile's path, or that of the first `width` hashes of one: `<L>/<N>[.p/<W>]`, the index by threes (`x001/x234/067`). */
export function tilePath({ level, index }: TilePlace, width: number = TILE_WIDTH): string {
  const digits = String(index);
  const path = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').replaceAll(/\d{3}(?=\d)/g, 'x$&/');
  return `${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^(\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What a path names; undefined where it is no tile's, or not written as `tilePath` does. */
export function parseTilePath(path: string): (TilePlace & { readonly width: number }) | undefined {
  const [, level, index, width] = PATH.exec(path) ?? [];
  if (level === undefined || index === undefined) return undefined;
  const place = {
    level: Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: Number(width ?? TILE_WIDTH),
  };
  return place.level <= TILE_LEVEL_MAX && tilePath(place, place.width) === path ? place : undefined;
}

/** The tile that holds a subtree's hash, or those that it is made of, and where in it. */
function withinTile({ level, index }: Node): {
  readonly place: TilePlace;
  readonly from: number;
  readonly count: number;
} {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const tileIndex = Math.floor(first / TILE_WIDTH);
  return { place: { level: tileLevel, index: tileIndex }, from: first - tileIndex * TILE_WIDTH, count };
}

/** Where a completed subtree's hash is kept among the tiles; undefined where it is between their levels, and is made of others. */
export function keptIn(node: Node): (TilePlace & { readonly at: number }) | undefined {
  if (node.level % TILE_HEIGHT !== 0) return undefined;
  const { place, from } = withinTile(node);
  return { ...place, at: from };
}

/** The bytes of tiles, each as long as it has become, in the order asked for. */
export type ReadTiles = (places: readonly TilePlace[]) => Promise<readonly Uint8Array[]>;

/** A tile is shorter than the tree is: what is kept has been changed. */
export class TileDamaged extends Error {
  override readonly name = 'TileDamaged';
  constructor(readonly place: TilePlace) {
    super(`tile ${tilePath(place)} lacks hashes that the tree has`);
  }
}

/** Hashes of subtrees from tiles; each tile is read once. Fault: `TileDamaged`. */
export const fromTiles =
  (readTiles: ReadTiles): ReadNodes =>
  async (nodes) => {
    const wanted = nodes.map(withinTile);
    const places = new Map(wanted.map(({ place }) => [tilePath(place), place]));
    const bytes = await readTiles([...places.values()]);
    const tiles = new Map([...places.keys()].map((path, at) => [path, bytes[at]]));
    return wanted.map(({ place, from, count }) => {
      const tile = tiles.get(tilePath(place));
      if (tile === undefined || tile.length < (from + count) * HASH_BYTES) throw new TileDamaged(place);
      return rootWithin(tile.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES));
    });
  };

/** The root over hashes that stand side by side, a power of two of them. */
function rootWithin(bytes: Uint8Array): Hash {
  if (bytes.length === HASH_BYTES) return bytes;
  const half = bytes.length / 2;
  return nodeHash(rootWithin(bytes.subarray(0, half)), rootWithin(bytes.subarray(half)));
}
