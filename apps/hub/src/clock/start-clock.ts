/** Starts what moves by itself: the follower of what is due, and the clock, real or simulated. Of many hubs one at a time does it. */
import { type Bearing } from '#cases';
import { type Clock, type StreamName } from '#contracts';
import { type Instant } from '#domain';
import { type Lease } from '#engines';
import { type EventLog } from '#event-log';
import { followAloneOrInTurn, isReady, type Follower, type FollowerState } from '#follow';
import { type Logger, type SimulationClock } from '#http';
import { type Judge, type Outlook } from '../judge/judge.js';
import { type StreamQueues } from '../judge/stream-queues.js';
import { type HubIntegrity } from '../receive/receive.js';
import { type WaitingRoom } from '../state/waiting-room.port.js';
import { clockLoop, type ClockLoop } from './clock-loop.js';
import { dueFollower } from './due-follower.js';
import { DUE_FOLLOWER, type DueIndex } from './due-index.port.js';
import { hubClock, type HubClock } from './hub-clock.js';
import { waitingJudge, type WaitingJudge } from './waiting-judge.js';

export interface ClockParts {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly simulation?: SimulationClock | undefined;
  readonly logger: Logger;
  readonly index: DueIndex;
  /** Where many hubs share the index: whose turn it is. Without it, it is always this one's. */
  readonly lease?: Lease | undefined;
  readonly judge: Judge;
  readonly queues: StreamQueues;
  readonly room: WaitingRoom;
  readonly bearing: Bearing;
  /** Judges what waits on a stream, or gives it back. */
  readonly waiting: (stream: StreamName) => Promise<void>;
  readonly sweep: (now: Instant) => Promise<void>;
  readonly known: (stream: StreamName) => Outlook | undefined;
  readonly integrity?: HubIntegrity | undefined;
}

export interface StartedClock {
  readonly clock: HubClock;
  readonly follower: Follower;
  /** Throw where the part is not ready. */
  readonly checks: Readonly<Record<'dueIndex' | 'clock', () => void>>;
  /** Says no more by itself. */
  stopClock(): Promise<void>;
}

/** What runs while it is this hub's turn. */
interface Turn {
  readonly follower: Follower;
  readonly loop: ClockLoop;
  readonly waits: WaitingJudge;
}

/** Starts at once, or when the turn comes; what has fallen due since a hub last ran is said first. */
export function startClock(parts: ClockParts): StartedClock {
  const { log, clock, simulation, logger, judge, queues, index, room, waiting, sweep, lease, integrity } = parts;
  let turn: Turn | null = null;
  const onState = (followed: FollowerState): void => {
    if (followed.kind !== 'retrying' && followed.kind !== 'defect') return;
    integrity?.met(followed.error);
    logger.error({ err: followed.error }, 'the index of what is due is not kept');
  };
  const begin = (told: (state: FollowerState) => void): Follower => {
    const mine = beginTurn(parts, timely, told);
    turn = mine;
    return {
      ...mine.follower,
      stop: async () => {
        // The clock, which may wait for the follower, waits no longer when that stops.
        await Promise.all([mine.loop.stop(), mine.waits.stop(), mine.follower.stop()]);
        turn = null;
      },
    };
  };
  // Asked only after the follower below is there. In its turn of the turn's own, which ends with it: what waits for it too.
  const timely = hubClock({
    ...{ log, clock, judge, queues, index, room, waiting, sweep },
    follower: { caughtUp: (...asked) => (turn?.follower ?? follower).caughtUp(...asked) },
  });
  const checkpoint = () => index.checkpoint();
  const follower = followAloneOrInTurn({ name: DUE_FOLLOWER, lease, log, start: begin, checkpoint, onState });
  simulation?.haltAt((after) => timely.nextHalt(after));
  // A story may move any hub's clock, also of one that stands by: none says twice what another has said.
  simulation?.onAdvance(() => timely.run());
  return {
    clock: timely,
    follower,
    checks: {
      dueIndex: () => {
        if (!isReady(follower.state())) throw new Error('the index of what is due is not kept');
      },
      clock: () => {
        if (turn?.loop.healthy() === false) throw new Error('the last run of the clock failed');
      },
    },
    stopClock: async () => {
      if (lease) await follower.stop();
      else await Promise.all([turn?.loop.stop(), turn?.waits.stop()]);
    },
  };
}

function beginTurn(parts: ClockParts, timely: HubClock, onState: (state: FollowerState) => void): Turn {
  const { log, clock, logger, judge, bearing, index, room, waiting, known } = parts;
  const meet = (error: unknown): void => void parts.integrity?.met(error);
  const waits = waitingJudge({ ...{ room, waiting, logger }, onDefect: meet });
  const follower = dueFollower({
    ...{ log, judge, bearing, index, known, onState },
    onBatch: (streams) => {
      waits.moved(streams);
      void wakeIfQueued(parts, loop);
    },
  });
  const loop = clockLoop(timely, {
    ...{ clock, logger },
    onFailed: meet,
  });
  // The hub whose turn it was may have ended between keeping the index and judging what waited.
  if (parts.lease) waits.all();
  return { follower, loop, waits };
}

/** Where it cannot be told, the clock looks for itself, and goes on trying. */
async function wakeIfQueued({ index }: ClockParts, loop: ClockLoop): Promise<void> {
  const isQueued = await index.queued(1).then(
    ({ length }) => length > 0,
    () => true,
  );
  if (isQueued) loop.wake();
}
