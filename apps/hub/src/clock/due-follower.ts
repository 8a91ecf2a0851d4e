/** Follows the log to keep the index of what is due, and to queue the cases of an agreement that moved. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { KeysUnavailable, type StreamName } from '#contracts';
import { bearsOnOthers, type PartyId } from '#domain';
import { type AgreementBook } from '#cases';
import { LogUnavailable, type EventLog, type Position, type RecordedEvent } from '#event-log';
import { follow, type Follower, type FollowerState } from '#follow';
import { type Judge, type Outlook } from '../judge/judge.js';
import { DUE_FOLLOWER, type DueIndex } from './due-index.port.js';

/** Milliseconds of looking at cases after which requests have their turn: all looks of a batch in one would hold them up. */
const LOOKING_MS_MAX = 8;

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

/** Where many hubs share the index, one follower at a time gets anywhere: the others throw `CheckpointMoved`. */
export function dueFollower(deps: DueFollowerDeps): Follower {
  const { log, index, onState } = deps;
  let before: Position | null = null;
  return follow({
    log,
    target: {
      name: DUE_FOLLOWER,
      checkpoint: async () => (before = await index.checkpoint()),
      apply: async (events, next) => {
        const ends = endsOf(events);
        const batch = await asFault(async () => {
          // First the agreements: by them the cases are looked at.
          const movedFor = await partiesMoved(deps, ends);
          return { movedFor, outlooks: await outlooksOf(deps, ends) };
        });
        await index.commit({ before, next, ...batch });
        before = next;
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
  { judge, book, known }: DueFollowerDeps,
  ends: ReadonlyMap<StreamName, number>,
): Promise<Outlook[]> {
  const outlooks: Outlook[] = [];
  const { version } = book.current();
  let turnBegan = performance.now();
  for (const [stream, revision] of ends) {
    const remembered = known(stream);
    if (remembered && remembered.revision >= revision && remembered.bookVersion === version) {
      outlooks.push(remembered);
      continue;
    }
    outlooks.push(await judge.look(stream));
    if (performance.now() - turnBegan < LOOKING_MS_MAX) continue;
    await nextTurn();
    turnBegan = performance.now();
  }
  return outlooks;
}

/** The parties of the agreements that have moved: theirs are the cases that may now be judged otherwise. */
async function partiesMoved(
  { book }: DueFollowerDeps,
  ends: ReadonlyMap<StreamName, number>,
): Promise<readonly PartyId[]> {
  const moved = [...ends.keys()].filter((stream) => bearsOnOthers(stream));
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
