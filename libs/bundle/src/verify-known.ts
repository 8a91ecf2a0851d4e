/** Whether the log of a bundle goes on from what somebody has kept of it. */
import { isConsistent, NoteRefused, openCheckpoint, type Checkpoint, type Hash, type NoteKey } from '#proof';
import { FILES, type ConsistencyGiven } from './format.js';
import { type Known, type WentOn, type Wrong } from './verdict.js';

/** What was kept, opened; null where the key has not signed it. */
export interface Kept {
  readonly name: string;
  readonly checkpoint: Checkpoint | null;
}

export const openedBy = (known: readonly Known[], key: NoteKey): readonly Kept[] =>
  known.map(({ name, note }) => ({ name, checkpoint: signedBy(note, key) }));

/** The checkpoint of a note; null where the key has not signed it. */
export function signedBy(note: string, key: NoteKey): Checkpoint | null {
  try {
    return openCheckpoint(note, key);
  } catch (error) {
    if (error instanceof NoteRefused) return null;
    throw error;
  }
}

/** The roots of the log, by size, at the sizes that were kept of it and are in it. */
export type RootsOfLog = ReadonlyMap<number, Hash>;

export interface KnownToTry {
  readonly kept: readonly Kept[];
  readonly head: Checkpoint | null;
  /** Where the bundle has every leaf. */
  readonly roots: RootsOfLog | null;
  readonly consistency: readonly ConsistencyGiven[];
}

/** From which the log goes on, and of which that cannot be told. */
export function verifyKnown(
  { kept, head, roots, consistency }: KnownToTry,
  tell: (wrong: Wrong) => void,
): { readonly goesOnFrom: readonly WentOn[]; readonly unknown: readonly string[] } {
  const goesOnFrom: WentOn[] = [];
  const unknown: string[] = [];
  for (const { name, checkpoint: before } of kept) {
    if (before === null) tell({ code: 'knownForged', file: FILES.checkpoint, known: name });
    // Every log begins with nothing: that shows nothing of this one.
    if (before === null || head === null || before.size === 0) continue;
    const isGone = goneOn(before, head, { roots, consistency });
    if (isGone === undefined) unknown.push(name);
    else if (isGone) goesOnFrom.push({ name, size: before.size });
    else tell({ code: 'notGoneOn', file: FILES.checkpoint, known: name, between: [0, before.size] });
  }
  return { goesOnFrom, unknown };
}

/** Undefined where nothing in the bundle tells: what was kept is of later, or no proof from it was exported. */
function goneOn(
  before: Checkpoint,
  head: Checkpoint,
  { roots, consistency }: Pick<KnownToTry, 'roots' | 'consistency'>,
): boolean | undefined {
  if (before.size > head.size) return undefined;
  if (before.size === head.size) return isConsistent(before, head, []);
  if (roots !== null) {
    const root = roots.get(before.size);
    return root !== undefined && isConsistent(before, { size: before.size, root }, []);
  }
  const given = consistency.find(({ from }) => from === before.size);
  if (given === undefined) return undefined;
  return isConsistent(
    before,
    head,
    given.proof.map((one) => Buffer.from(one, 'base64')),
  );
}
