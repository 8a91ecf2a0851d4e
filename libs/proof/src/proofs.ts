/** What is answered of the tree: its newest signed checkpoint, and proofs against what was signed. */
import { type KeyObject } from 'node:crypto';
import { type Position } from '#event-log';
import { isIncluded } from './check-proof.js';
import { logKey, openCheckpoint, signCheckpoint } from './checkpoint.js';
import { eventOfLeaf, leafOfEvent, type LogRead } from './leaf-of-event.js';
import { leafRecord } from './leaf.js';
import { HASH_BYTES, leafHash, type Hash } from './merkle.js';
import { type NoteKey } from './note.js';
import { consistencyProof, inclusionProof, rootAt, type ReadNodes } from './prove.js';
import { fromTiles, TileDamaged, TILE_WIDTH, widthAt, type TilePlace } from './tiles.js';
import { type Witness } from './ask-witness.js';
import { witnessedBy, type WitnessedOptions } from './witnessed.js';
import { type SignedSize, type TreeHead, type TreeStore } from './tree-store.port.js';

/** The log, or the tree kept of it, is no longer what was signed: nothing more is signed, and somebody must look (decision A14). */
export class LogRewritten extends Error {
  override readonly name = 'LogRewritten';
}

export interface ProofsOptions {
  readonly store: TreeStore;
  readonly log: LogRead;
  /** Whose log it is, as its checkpoints begin: `<installation>/log/<log id>/<epoch>`. */
  readonly origin: string;
  /** Ed25519. */
  readonly secret: KeyObject;
  /** Milliseconds that a leaf has stood before it is signed: a cluster may lose what it has confirmed to an election. 0 on one disk. */
  readonly signAfterMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Who is asked to cosign what is signed; nobody where nothing is said. */
  readonly witnesses?: readonly Witness[];
  /** Told of a witness that did not cosign. */
  readonly onWitness?: WitnessedOptions['tell'];
}

/** An event's leaf, and the proof that it stands in the tree of `size`. */
export interface Included {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly proof: readonly Hash[];
}

export interface Proofs {
  /** The key by which checkpoints are believed, to be handed to whoever is to check them. */
  readonly key: NoteKey;
  /** The newest checkpoint, signed now where the tree has grown, with the lines of its witnesses. Throws `LogRewritten`; faults: the store's and the log's. */
  checkpoint(): Promise<SignedSize>;
  /** Undefined where no event is at `position`, or none of the tree of `size`, which was signed. */
  inclusion(position: Position, size: number): Promise<Included | undefined>;
  /** That the tree of `to`, at most what was signed, begins with that of `from`, 1 or more. */
  consistency(from: number, to: number): Promise<readonly Hash[]>;
  /** The first `width` hashes of a tile; undefined where what was signed has not so many. */
  tile(place: TilePlace, width: number): Promise<Uint8Array | undefined>;
  /** Breaks off what witnesses are asked. The store is closed by who opened it. */
  close(): Promise<void>;
}

/** Sizes that were seen and are not old enough to be signed yet, at most. */
const SEEN_MAX = 1_000;

export function proofsOver(options: ProofsOptions): Proofs {
  const { store, log, origin, secret } = options;
  const key = logKey(origin, secret);
  const read = fromTiles(store.readTiles);
  const settled = settledSizes(options);
  const { holdsStill, leafHoldsStill } = holding(options, key, read);
  let signing: Promise<SignedSize> | undefined;

  const sign = async (): Promise<SignedSize> => {
    const last = await store.lastSigned();
    const head = await store.head();
    if (last !== null) refuseShorter(last, head);
    const size = settled(head);
    if (last !== null && size <= last.size) return last;
    if (last !== null) await holdsStill(last);
    await leafHoldsStill(size);
    const note = signCheckpoint({ origin, size, root: await rootAt(size, read) }, secret);
    await store.keepSigned({ size, note });
    // Of two processes that sign one size one is kept: what is handed out is what is kept.
    return (await store.lastSigned()) ?? { size, note };
  };
  const consistency = (from: number, to: number): Promise<readonly Hash[]> => consistencyProof(from, to, read);
  const { witnesses = [], onWitness: tell = () => undefined, now } = options;
  const witnessed = witnessedBy({ witnesses, store, consistency, tell, now });
  return {
    key,
    checkpoint: async () =>
      witnessed.of(
        await (signing ??= sign().finally(() => {
          signing = undefined;
        })),
      ),
    inclusion: async (position, size) => {
      const found = await leafOfEvent(position, { log, store, size });
      if (found === undefined) return undefined;
      const [index, leaf] = [found.index, leafHash(leafRecord(found.event))];
      const proof = await inclusionProof(index, size, read);
      if (!isIncluded({ leaf, index, size, root: await rootAt(size, read), proof }))
        throw new LogRewritten(`event ${index + 1} of the log is not the one that stands in the tree`);
      return { index, size, leaf, proof };
    },
    consistency,
    tile: async (place, width) => {
      const last = await store.lastSigned();
      const there = widthAt(place, last?.size ?? 0);
      // A part of a tile exists as long as the whole is not there; the whole tile has it as its beginning (tlog-tiles).
      if (width > there || width < 1) return undefined;
      const [bytes] = await store.readTiles([place]);
      if (bytes === undefined || bytes.length < width * HASH_BYTES) throw new TileDamaged(place);
      return bytes.subarray(0, Math.min(width, TILE_WIDTH) * HASH_BYTES);
    },
    close: () => witnessed.stop(),
  };
}

interface Holding {
  /** Throws `LogRewritten` where what was signed of a size is another in the tree, or in the log. */
  readonly holdsStill: (signed: SignedSize) => Promise<void>;
  /** The same of the last leaf of a size alone. */
  readonly leafHoldsStill: (size: number) => Promise<void>;
}

function holding({ log, store }: ProofsOptions, key: NoteKey, read: ReadNodes): Holding {
  const holdsStill = async ({ size, note }: SignedSize): Promise<void> => {
    if (!Buffer.from(openCheckpoint(note, key).root).equals(await rootAt(size, read)))
      throw new LogRewritten(`the first ${size} events are not those whose checkpoint was signed`);
    // The tree is not the log: the last event that was signed is read again, too (decision A14).
    await leafHoldsStill(size);
  };
  const leafHoldsStill = async (size: number): Promise<void> => {
    if (size === 0) return;
    const event = await eventOfLeaf(size - 1, log, store);
    const [kept] = await read([{ level: 0, index: size - 1 }]);
    if (!event || !kept || !Buffer.from(kept).equals(leafHash(leafRecord(event))))
      throw new LogRewritten(`event ${size} of the log is not the one that stands in the tree`);
  };

  return { holdsStill, leafHoldsStill };
}

/** What was signed stood in the tree before it was: a shorter tree is another log's, or an older one put back (decision A11). */
function refuseShorter({ size }: SignedSize, head: TreeHead | null): void {
  if ((head?.size ?? 0) < size)
    throw new LogRewritten(`the log had ${size} events when it was signed, and its tree has ${head?.size ?? 0}`);
}

/** The largest size that has stood for long enough, as far as this process has seen; the tree's own where none has to. */
function settledSizes({ signAfterMs, now }: ProofsOptions): (head: TreeHead | null) => number {
  if (signAfterMs === 0) return (head) => head?.size ?? 0;
  const seen: { readonly size: number; readonly atMs: number }[] = [{ size: 0, atMs: -Infinity }];
  return (head) => {
    const [size, atMs] = [head?.size ?? 0, now()];
    if (seen.length < SEEN_MAX && seen.at(-1)?.size !== size) seen.push({ size, atMs });
    // Those before the newest that is old enough are of no more use.
    seen.splice(
      0,
      seen.findLastIndex((each) => atMs - each.atMs >= signAfterMs),
    );
    return seen[0]?.size ?? 0;
  };
}
