/** Whether the log of a bundle goes on from what somebody has kept of it. */
import { isConsistent, NoteRefused, openCheckpoint, type Checkpoint, type NoteKey } from '#proof';
import { rootsAt } from './entries.js';
import { FILES, type ConsistencyGiven } from './format.js';
import { type Known, type WentOn, type Wrong } from './verdict.js';

export interface KnownToTry {
  readonly known: readonly Known[];
  readonly key: NoteKey;
  readonly head: Checkpoint | null;
  /** Of every leaf, where the bundle has them. */
  readonly records: readonly Uint8Array[] | null;
  readonly consistency: readonly ConsistencyGiven[];
}

/** From which the log goes on, and of which that cannot be told. */
export function verifyKnown(
  { known, key, head, records, consistency }: KnownToTry,
  tell: (wrong: Wrong) => void,
): { readonly goesOnFrom: readonly WentOn[]; readonly unknown: readonly string[] } {
  const goesOnFrom: WentOn[] = [];
  const unknown: string[] = [];
  for (const { name, note } of known) {
    const before = openedOrTold({ name, note }, key, tell);
    // Every log begins with nothing: that shows nothing of this one.
    if (before === null || head === null || before.size === 0) continue;
    const isGone = goneOn(before, head, { records, consistency });
    if (isGone === undefined) unknown.push(name);
    else if (isGone) goesOnFrom.push({ name, size: before.size });
    else tell({ code: 'notGoneOn', file: FILES.checkpoint, known: name, between: [0, before.size] });
  }
  return { goesOnFrom, unknown };
}

function openedOrTold({ name, note }: Known, key: NoteKey, tell: (wrong: Wrong) => void): Checkpoint | null {
  try {
    return openCheckpoint(note, key);
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    tell({ code: 'knownForged', file: FILES.checkpoint, known: name });
    return null;
  }
}

/** Undefined where nothing in the bundle tells: what was kept is of later, or no proof from it was exported. */
function goneOn(
  before: Checkpoint,
  head: Checkpoint,
  { records, consistency }: Pick<KnownToTry, 'records' | 'consistency'>,
): boolean | undefined {
  if (before.size > head.size) return undefined;
  if (before.size === head.size) return isConsistent(before, head, []);
  if (records !== null) {
    const root = rootsAt(records, [before.size]).get(before.size);
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
