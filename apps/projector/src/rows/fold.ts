/** The follower's target that keeps the list rows: the streams a batch touches are read on and their rows replaced. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { streamCache, type Bearing, type OpenDeps, type StreamCache } from '#cases';
import { type StreamName } from '#contracts';
import { bearsOnOthers, heedsOf, isPartyName, isStreamName, streamNamed, type NameUuid } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { type FollowTarget } from '#follow';
import { foldStream } from './fold-stream.js';
import { ROWS_FOLLOWER, type FoldedStream, type RowStore } from './row-store.port.js';

/** Streams read at once, which servers answer together, and assessed in one go: then others on this thread get their turn. */
const STREAMS_PER_TURN_MAX = 20;
/** Streams held in memory and written at once: more of them are in a batch where an agreement moved, or of many cases. */
export const STREAMS_PER_COMMIT_MAX = 500;

export interface FoldDeps extends OpenDeps {
  readonly bearing: Pick<Bearing, 'at' | 'took' | 'namesOf'>;
  readonly name: NameUuid;
}

/** What rows are made from: `cache` may remember streams from batch to batch, or read each anew. */
export interface Reading {
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly name: NameUuid;
}

type Writing = Pick<RowStore, 'check' | 'checkpoint' | 'casesPlacedBy' | 'streamsJudgedFor' | 'writeAhead' | 'commit'>;

/**
 * Keeps the rows of `store`. A stream's rows are those of it and its surroundings up to the checkpoint, nothing else.
 * Where more streams are touched than one transaction should hold, the first of them are written
 * ahead: the checkpoint moves with the last, and after a crash in between the batch is folded again to the same rows.
 * Throws `CheckpointMoved` where another has moved the checkpoint since it was asked for.
 */
export function rowsTarget(deps: FoldDeps, store: Writing, perCommit: number = STREAMS_PER_COMMIT_MAX): FollowTarget {
  // A case that is spoken of now was mostly spoken of a moment ago: only what is new of it is opened.
  const reading: Reading = { cache: streamCache(deps), bearing: deps.bearing, name: deps.name };
  let at: Position | null | undefined;
  let checked: Promise<void> | undefined;
  const checkpoint = async (): Promise<Position | null> => {
    await (checked ??= store.check());
    return (at = await store.checkpoint());
  };
  return {
    name: ROWS_FOLLOWER,
    checkpoint,
    apply: async (events, next) => {
      const before = at === undefined ? await checkpoint() : at;
      await deps.bearing.took(events, { from: before, next });
      const touched = await touchedStreams(deps.bearing, store, events);
      const atOnce = Math.min(STREAMS_PER_TURN_MAX, perCommit);
      let folded: FoldedStream[] = [];
      for await (const some of foldStreams(reading, touched, { upTo: next, atOnce })) {
        if (folded.length + some.length > perCommit) {
          await store.writeAhead(before, folded);
          folded = [];
        }
        folded.push(...some);
      }
      await store.commit({ before, next }, folded);
      at = next;
    },
  };
}

export interface FoldAt {
  readonly upTo: Position;
  readonly atOnce?: number;
}

/** The rows of streams up to a position, some at a time. */
export async function* foldStreams(
  reading: Reading,
  streams: ReadonlySet<StreamName>,
  { upTo, atOnce = STREAMS_PER_TURN_MAX }: FoldAt,
): AsyncGenerator<readonly FoldedStream[]> {
  const all = [...streams];
  for (let from = 0; from < all.length; from += atOnce) {
    if (from > 0) await nextTurn();
    const some = all.slice(from, from + atOnce);
    yield await Promise.all(some.map((stream) => folded(reading, stream, upTo)));
  }
}

async function folded({ cache, bearing, name }: Reading, stream: StreamName, upTo: Position): Promise<FoldedStream> {
  const opened = await cache.upToDate(stream, upTo);
  const { surroundings } = await bearing.at(heedsOf(opened), upTo);
  return foldStream(opened, { surroundings, name });
}

/** The streams of the batch, and the cases and SIPs that an agreement which moved may judge, or did before it was corrected or annulled. */
async function touchedStreams(
  bearing: Pick<Bearing, 'namesOf'>,
  store: Writing,
  events: readonly RecordedEvent[],
): Promise<ReadonlySet<StreamName>> {
  const touched = new Set<StreamName>(events.map(({ stream }) => stream));
  const bearers = [...touched].filter((stream) => bearsOnOthers(stream));
  const names = new Set((await Promise.all(bearers.map((stream) => bearing.namesOf(stream)))).flat());
  const parties = [...names].filter(isPartyName);
  for (const caseId of await store.casesPlacedBy(parties)) touched.add(streamNamed('case', caseId));
  for (const stream of await store.streamsJudgedFor(parties)) touched.add(stream);
  for (const name of names) if (isStreamName(name)) touched.add(name);
  return touched;
}
