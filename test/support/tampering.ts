/** What a tamperer does with a bundle who has the program, and perhaps the key. */
import {
  entryOf,
  filesDerived,
  FILES,
  lineOf,
  recordsIn,
  sha256Of,
  type BundleEvent,
  type FileName,
  type Manifest,
} from '#bundle';
import { inclusionProof, leafHash, leafRecordOf, rootAt, signCheckpoint, type Hash } from '#proof';
import { treeInMemory } from '../proof-peer/tree-in-memory.js';

export type Made = Map<string, Uint8Array>;

export const manifestOf = (files: Made): Manifest => JSON.parse(text(files, FILES.manifest)) as Manifest;
export const text = (files: Made, name: FileName): string => Buffer.from(files.get(name)!).toString('utf8');
export const eventsIn = (files: Made): BundleEvent[] =>
  text(files, FILES.events)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as BundleEvent);

/** What a tamperer does who has the program: all that follows is made again, and each checksum reckoned anew. */
export function sealedAnew(files: Made, events: Uint8Array, { rederive = true } = {}): Made {
  const made = new Map(files).set(FILES.events, events);
  const { files: _old, ...manifest } = manifestOf(files);
  if (rederive) {
    try {
      for (const [name, one] of filesDerived({ manifest, events: eventsIn(made) })) made.set(name, Buffer.from(one));
    } catch {
      // What nothing follows from is handed over as it was.
    }
  }
  const listed = Object.values(FILES).filter((name) => name !== FILES.manifest && made.has(name));
  const told = listed.map((name) => ({ name, bytes: made.get(name)!.length, sha256: sha256Of(made.get(name)!) }));
  return made.set(FILES.manifest, Buffer.from(JSON.stringify({ ...manifest, files: told })));
}
export const linesOf = (events: readonly BundleEvent[]): Buffer =>
  Buffer.from(events.map((one) => `${lineOf(one)}\n`).join(''));

/** One saying is another's, and the whole log signed anew by the holder of its key. */
export async function rewrittenBy(files: Made, secret: Parameters<typeof signCheckpoint>[1]): Promise<Made> {
  const events = eventsIn(files);
  const records = recordsIn(files.get(FILES.entries)!)!.map((one): Uint8Array => one);
  const { origin, size } = manifestOf(files);
  const chosen = events.find(({ message }) => message === undefined)!;
  const moved = { ...chosen, leaf: { ...chosen.leaf, eventId: '00000000-0000-4000-8000-000000000000' } };
  records[moved.index] = leafRecordOf(moved.leaf);
  const { read } = treeInMemory(records.map((record): Hash => leafHash(record)));
  const root = await rootAt(size, read);
  const proved = await Promise.all(
    events.with(events.indexOf(chosen), moved).map(async (event) => ({
      ...event,
      proof: (await inclusionProof(event.index, size, read)).map((hash) => Buffer.from(hash).toString('base64')),
    })),
  );
  const made = new Map(files)
    .set(FILES.entries, Buffer.concat(records.map(entryOf)))
    .set(FILES.checkpoint, Buffer.from(signCheckpoint({ origin, size, root }, secret)));
  return sealedAnew(made, linesOf(proved));
}
