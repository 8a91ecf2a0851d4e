/** Follows the log to keep the index of what is due, and to queue the cases of an agreement that moved. */
import { categoryOf, KeysUnavailable, type StreamName } from '#contracts';
import { type PartyId } from '#domain';
import { type AgreementBook } from '#cases';
import { LogUnavailable, type EventLog, type RecordedEvent } from '#event-log';
import { follow, type Follower, type FollowerState } from '#follow';
import { type Judge, type Outlook } from '../judge/judge.js';
import { type DueIndex, DUE_FOLLOWER } from './due-index.sqlite.js';

export interface DueFollowerDeps {
  readonly log: EventLog;
  readonly judge: Pick<Judge, 'look'>;
  readonly book: AgreementBook;
  readonly index: DueIndex;
  /** What this hub's own judging already knows of a stream. */
  readonly known: (stream: StreamName) => Outlook | undefined;
  /** Told after each batch: which streams moved. */
  readonly onBatch: (streams: readonly StreamName[]) => void;
  readonly onState?: (state: FollowerState) => void;
}

export function dueFollower(deps: DueFollowerDeps): Follower {
  const { log, index, onState } = deps;
  return follow({
    log,
    target: {
      name: DUE_FOLLOWER,
      checkpoint: () => index.checkpoint(),
      apply: async (events, next) => {
        const ends = endsOf(events);
        const [outlooks, movedFor] = await asFault(async () => [
          await outlooksOf(deps, ends),
          await partiesMoved(deps, ends),
        ]);
        index.commit(next, outlooks, movedFor);
        deps.onBatch([...ends.keys()]);
      },
    },
    ...(onState === undefined ? {} : { onState }),
  });
}

/** The last revision of each stream in a batch. */
function endsOf(events: readonly RecordedEvent[]): ReadonlyMap<StreamName, number> {
  return new Map(events.map(({ stream, revision }) => [stream, revision]));
}

async function outlooksOf(
  { judge, known }: DueFollowerDeps,
  ends: ReadonlyMap<StreamName, number>,
): Promise<Outlook[]> {
  const outlooks: Outlook[] = [];
  for (const [stream, revision] of ends) {
    const remembered = known(stream);
    outlooks.push(remembered && remembered.revision >= revision ? remembered : await judge.look(stream));
  }
  return outlooks;
}

/** The parties of the agreements that have moved: theirs are the cases that may now be judged otherwise. */
async function partiesMoved(
  { book }: DueFollowerDeps,
  ends: ReadonlyMap<StreamName, number>,
): Promise<readonly PartyId[]> {
  const moved = [...ends.keys()].filter((stream) => categoryOf(stream) === 'agreement');
  if (moved.length > 0) await book.refresh();
  return moved.flatMap((stream) => book.partiesEverOf(stream));
}

/** The follower knows the log's faults; the key store's are of the same sort. */
async function asFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeysUnavailable) throw new LogUnavailable(error.message, { cause: error });
    throw error;
  }
}
