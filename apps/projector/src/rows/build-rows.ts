/** Builds all rows into an empty store, stream by stream, from any log that can be read by its port. */
import { ofSubjects, type Position } from '#event-log';
import { EVENTS_PER_BATCH_MAX, type RebuildProgress } from '#follow';
import { rowsTarget, type FoldDeps } from './fold.js';
import { foldLog, type FoldingLog } from './fold-log.js';
import { type ReadingLog } from './row-sources.js';
import { type RowStore } from './row-store.port.js';

export interface Building extends FoldingLog {
  /** Holds nothing yet. */
  readonly store: RowStore;
  /** In streams. */
  readonly progress: (progress: RebuildProgress) => void;
}

/** Resolves with the position that the rows then hold everything up to. In memory: the streams' names and one batch. */
export async function buildRows({ store, progress, ...folding }: Building): Promise<Position> {
  const upTo = await folding.log.head();
  for await (const part of foldLog(folding, upTo)) {
    if (part.folded.length > 0) await store.writeAhead(null, part.folded);
    progress(part.progress);
  }
  await store.commit({ before: null, next: upTo }, []);
  return upTo;
}

/** Follows from where the rows are to where the log ends when it is called; resolves with the position that they then go to. */
export async function followToHead(deps: FoldDeps & { readonly log: ReadingLog }, store: RowStore): Promise<Position> {
  const { log } = deps;
  const target = rowsTarget(deps, store);
  const head = await log.head();
  let at = (await target.checkpoint()) ?? log.start;
  while (log.compare(at, head) < 0) {
    const { events, next } = await log.readAll(at, { limit: EVENTS_PER_BATCH_MAX });
    if (next === at) break;
    await target.apply(ofSubjects(events), next);
    at = next;
  }
  return at;
}
