/** Where the tree is kept: its tiles, how far it goes, and what has been signed of it. */
import { type Position } from '#event-log';
import { type Hash } from './merkle.js';
import { type ReadTiles, type TilePlace } from './tiles.js';

/** The tree's last leaf is of the last event up to `position` of the log. */
export interface TreeHead {
  readonly position: Position;
  readonly size: number;
}

/** Hashes that have come to a tile, from its `at`-th on. */
export interface GrownTile extends TilePlace {
  readonly at: number;
  readonly hashes: readonly Hash[];
}

export interface Growth {
  readonly next: TreeHead;
  readonly tiles: readonly GrownTile[];
  /** By tile of leaves, the position of the event that is its first leaf. */
  readonly starts: readonly { readonly tile: number; readonly position: Position }[];
}

/** A checkpoint that was signed, as it was handed out. */
export interface SignedSize {
  readonly size: number;
  readonly note: string;
}

/** A witness's line under the checkpoint of a size. */
export interface Cosigned {
  readonly size: number;
  /** The witness's name. */
  readonly by: string;
  readonly line: string;
}

/**
 * `test/contract/tree-store.contract.ts` holds every adapter to it. Fault: the store's own (`LogUnavailable`,
 * `DatabaseUnavailable`). `TileDamaged` of a tile that is not as long as the tree has made it.
 */
export interface TreeStore {
  /** Null before the first batch. */
  head(): Promise<TreeHead | null>;
  /** All or nothing. Throws `CheckpointMoved` where the tree is not at `before`: another has let it grow. */
  grow(before: TreeHead | null, growth: Growth): Promise<void>;
  readonly readTiles: ReadTiles;
  /** The position of the first leaf of a tile of leaves; undefined where there is none yet. */
  startOf(tile: number): Promise<Position | undefined>;
  /** The largest that was signed; null before any. */
  lastSigned(): Promise<SignedSize | null>;
  /** Durable when it resolves; what was signed for a size before stays as it is. */
  keepSigned(signed: SignedSize): Promise<void>;
  /** What witnesses have added to the checkpoint of a size, by their names. */
  cosigned(size: number): Promise<readonly Cosigned[]>;
  /** The first line of a witness under a size stays. */
  keepCosigned(cosigned: Cosigned): Promise<void>;
  close(): Promise<void>;
}
