/** Whether every leaf of the log is there, and so whether each stream of the bundle is whole (decision A13). */
import { leafRecordOf, streamOfRecord, type Checkpoint } from '#proof';
import { recordsIn, rootsAt } from './entries.js';
import { FILES, type Manifest } from './format.js';
import { type EventLine, type Files } from './read.js';
import { isOfRegister } from './told.js';
import { type Kept, type RootsOfLog } from './verify-known.js';
import { wrongWith, type Wrong } from './verdict.js';

export interface EntriesToTry {
  readonly files: Files;
  readonly manifest: Manifest;
  readonly head: Checkpoint | null;
  readonly lines: readonly EventLine[];
  readonly kept: readonly Kept[];
}

/** The roots of the log, where all leaves are those that were signed; null where they are not there, or are others. */
export function verifyEntries(
  { files, manifest, head, lines, kept }: EntriesToTry,
  tell: (wrong: Wrong) => void,
): RootsOfLog | null {
  const bytes = files.get(FILES.entries);
  if (!manifest.complete || bytes === undefined || head === null) return null;
  const records = recordsIn(bytes);
  const file = FILES.entries;
  if (records === null) {
    tell({ code: 'malformed', file });
    return null;
  }
  const before = kept.flatMap(({ checkpoint }) => checkpoint ?? []);
  const sizes = [head, ...before].map(({ size }) => size);
  const roots = rootsAt(
    records,
    sizes.filter((size) => size <= records.length),
  );
  if (records.length !== head.size || !isRootIn(roots, head)) {
    tell({ code: 'entriesChanged', file, between: changedBetween(roots, head, before) });
    return null;
  }
  tryStreams(records, lines, tell);
  return roots;
}

/** Between which two checkpoints the first leaf stands that is another than it was, by what was kept of earlier ones. */
function changedBetween(
  roots: RootsOfLog,
  head: Checkpoint,
  kept: readonly Checkpoint[],
): readonly [from: number, to: number] {
  const inOrder = [...kept.filter(({ size }) => size < head.size), head].sort((a, b) => a.size - b.size);
  const wrong = inOrder.find((one) => !isRootIn(roots, one)) ?? head;
  const before = inOrder.filter(({ size }) => size < wrong.size).map(({ size }) => size);
  return [Math.max(0, ...before), wrong.size];
}

const isRootIn = (roots: RootsOfLog, { size, root }: Checkpoint): boolean =>
  Buffer.from(roots.get(size) ?? []).equals(root);

/** Each event as its record says, and of each stream as many as there are. */
function tryStreams(records: readonly Uint8Array[], lines: readonly EventLine[], tell: (wrong: Wrong) => void): void {
  const inLog = countsIn(records);
  const last = new Map<string, EventLine>();
  for (const line of lines) {
    const { index, leaf } = line.event;
    const record = records[index];
    if (record === undefined || !Buffer.from(record).equals(leafRecordOf(leaf))) tell(wrongWith(line, 'notIncluded'));
    // Of the register stands what gave the mandates alone.
    if (!isOfRegister(leaf.stream)) last.set(leaf.stream, line);
  }
  for (const [stream, line] of last)
    if ((inLog.get(stream) ?? 0) > line.event.leaf.revision + 1) tell(wrongWith(line, 'cutStream'));
}

/** How many leaves each stream has. */
function countsIn(records: readonly Uint8Array[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const record of records) {
    const stream = streamOfRecord(record);
    if (stream !== undefined) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  }
  return counts;
}
