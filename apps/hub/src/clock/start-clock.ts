/** Starts what moves by itself: the follower of what is due, and the clock, real or simulated. */
import { type AgreementBook } from '#cases';
import { type Clock, type StreamName } from '#contracts';
import { type Instant } from '#domain';
import { type EventLog } from '#event-log';
import { isReady, type Follower } from '#follow';
import { type Logger, type SimulationClock } from '#http';
import { type Judge, type Outlook } from '../judge/judge.js';
import { type StreamQueues } from '../judge/stream-queues.js';
import { type WaitingRoom } from '../state/waiting-room.sqlite.js';
import { clockLoop } from './clock-loop.js';
import { dueFollower } from './due-follower.js';
import { openDueIndex, type DueIndex } from './due-index.sqlite.js';
import { hubClock, type HubClock } from './hub-clock.js';

export interface ClockParts {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly simulation?: SimulationClock | undefined;
  readonly logger: Logger;
  readonly dueFile: string;
  readonly judge: Judge;
  readonly queues: StreamQueues;
  readonly room: WaitingRoom;
  readonly book: AgreementBook;
  /** Judges what waits on a stream, or gives it back. */
  readonly waiting: (stream: StreamName) => Promise<void>;
  readonly sweep: (now: Instant) => void;
  readonly known: (stream: StreamName) => Outlook | undefined;
}

export interface StartedClock {
  readonly clock: HubClock;
  readonly follower: Follower;
  readonly index: DueIndex;
  /** Throw where the part is not ready. */
  readonly checks: Readonly<Record<'dueIndex' | 'clock', () => void>>;
  /** Says no more by itself. */
  stopClock(): Promise<void>;
}

/** Starts at once; what has fallen due since the hub last ran is said first. */
export function startClock(parts: ClockParts): StartedClock {
  const { log, clock, simulation, logger, judge, queues, room, book, waiting, sweep, known } = parts;
  const index = openDueIndex(parts.dueFile);
  const follower = dueFollower({
    log,
    judge,
    book,
    index,
    known,
    onBatch: (streams) => {
      if (index.queued(1).length > 0) loop.wake();
      for (const stream of streams) if (room.isWaitedOn(stream)) judgeWaiting(parts, stream);
    },
    onState: (followed) => {
      if (followed.kind !== 'retrying' && followed.kind !== 'defect') return;
      logger.error({ err: followed.error }, 'the index of what is due is not kept');
    },
  });
  const timely = hubClock({ log, clock, judge, queues, index, follower, room, waiting, sweep });
  const loop = clockLoop(timely, { clock, logger });
  simulation?.haltAt((after) => timely.nextHalt(after));
  simulation?.onAdvance(() => timely.run());
  return {
    clock: timely,
    follower,
    index,
    checks: {
      dueIndex: () => {
        if (!isReady(follower.state())) throw new Error('the index of what is due is not kept');
      },
      clock: () => {
        if (!loop.healthy()) throw new Error('the last run of the clock failed');
      },
    },
    stopClock: () => loop.stop(),
  };
}

/** What waits here may wait for what another hub has accepted. */
function judgeWaiting({ waiting, logger }: ClockParts, stream: StreamName): void {
  waiting(stream).catch((error: unknown) => {
    logger.warn({ err: error }, 'what waits was not judged now; it will be when more is said on its stream');
  });
}
