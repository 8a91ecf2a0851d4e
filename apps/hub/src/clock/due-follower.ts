/** Follows the log to keep the index of what is due, and to queue the cases of an agreement that moved. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { KeysUnavailable, type StreamName } from '#contracts';
import { bearsOnOthers, type BearingName } from '#domain';
import { type Bearing } from '#cases';
import { LogUnavailable, type EventLog, type Position, type RecordedEvent } from '#event-log';
import { follow, type Follower, type FollowerState } from '#follow';
import { type Judge, type Outlook } from '../judge/judge.js';
import { DUE_FOLLOWER, type DueIndex } from './due-index.port.js';

/** Milliseconds of looking at cases after which requests have their turn: all looks of a batch in one would hold them up. */
const LOOKING_MS_MAX = 8;

export interface DueFollowerDeps {
  readonly log: EventLog;
  readonly judge: Pick<Judge, 'look'>;
  readonly bearing: Pick<Bearing, 'of' | 'took' | 'namesOf'>;
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
          // First what bears on others: by that the others are looked at.
          await deps.bearing.took(events, { from: before, next });
          const movedFor = await namesMoved(deps, ends);
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
  { judge, bearing, known }: DueFollowerDeps,
  ends: ReadonlyMap<StreamName, number>,
): Promise<Outlook[]> {
  const outlooks: Outlook[] = [];
  let turnBegan = performance.now();
  for (const [stream, revision] of ends) {
    const remembered = known(stream);
    if (remembered && remembered.revision >= revision && (await isStillSurrounded(bearing, remembered))) {
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

/** Nothing that bears on it has moved since. */
async function isStillSurrounded(bearing: Pick<Bearing, 'of'>, { heeds, surroundedBy }: Outlook): Promise<boolean> {
  return (await bearing.of(heeds)).key === surroundedBy;
}

/** The names that what has moved bears on: theirs are the cases that may now be judged otherwise. */
async function namesMoved(
  { bearing }: DueFollowerDeps,
  ends: ReadonlyMap<StreamName, number>,
): Promise<readonly BearingName[]> {
  const moved = [...ends.keys()].filter((stream) => bearsOnOthers(stream));
  const names = await Promise.all(moved.map((stream) => bearing.namesOf(stream)));
  return [...new Set(names.flat())];
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
