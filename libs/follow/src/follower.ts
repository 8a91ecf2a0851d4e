/** The follower: reads the log on from a checkpoint in bounded batches and hands them to a target that keeps both. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { OfAnotherLog, ofSubjects, type EventLog, type Page, type Position, type RecordedEvent } from '#event-log';
import { backoffMs, isFault, sleep } from './backoff.js';
import { type FollowerState, isReady } from './follower-state.js';
import { waitingRoom } from './caught-up.js';

/** Events handed over at once: small enough that a fold on the main thread holds nobody up for long. */
export const EVENTS_PER_BATCH_MAX = 500;
/** The same on a thread of one's own, where nobody is held up: what is said of a stream in one batch is folded once. */
export const EVENTS_PER_BATCH_APART_MAX = 2_000;

/** What a follower feeds. `apply` is called by one follower, one batch at a time, in order. */
export interface FollowTarget {
  /** Names the checkpoint, and the follower in health and metrics. */
  readonly name: string;
  /** How far the result goes; null before the first batch. */
  checkpoint(): Position | null | Promise<Position | null>;
  /**
   * Takes the events and keeps `next` as checkpoint in one transaction with their result: all or nothing.
   * `events` may be empty where none matched the prefix. Throw a fault to be called again with the same batch;
   * anything else thrown is a defect and stops the follower at the event that causes it.
   */
  apply(events: readonly RecordedEvent[], next: Position): void | Promise<void>;
}

/** How long a follower at the head rests after a batch before it looks for more, unless somebody waits for what comes. */
export interface Rest {
  /** For each millisecond of work. */
  readonly perWork: number;
  /** Milliseconds at most. */
  readonly msMax: number;
}

export interface FollowOptions {
  readonly log: Pick<EventLog, 'readAll' | 'waitForMore' | 'head' | 'start' | 'compare'>;
  readonly target: FollowTarget;
  /** Only streams whose name begins so. */
  readonly prefix?: string;
  /** Also what tells of parties and of the log itself; else only what is said of subjects. */
  readonly withRegister?: boolean;
  readonly batch?: number;
  /** What is said meanwhile is taken at once, and others have the processor. Absent: it looks again at once. */
  readonly rest?: Rest | undefined;
  /** Told of every change of state, for the log and the metrics. */
  readonly onState?: (state: FollowerState) => void;
}

export interface Follower {
  readonly name: string;
  /** The last position whose events are in the result. */
  position(): Position;
  state(): FollowerState;
  /** Ready to be asked: not stopped, and not failing for long. */
  ready(): boolean;
  /** How far behind the log: `behindMs` is how long ago the follower last stood at the head, 0 if it stands there. */
  lag(): Promise<{ readonly position: Position; readonly head: Position; readonly behindMs: number }>;
  /** True once the result holds everything up to `position`; false when `timeoutMs` passes or the follower stops first. */
  caughtUp(position: Position, timeoutMs: number): Promise<boolean>;
  /** Finishes the batch at hand and stops. */
  stop(): Promise<void>;
}

interface Following {
  readonly options: FollowOptions;
  readonly limit: number;
  readonly stopping: AbortController;
  readonly waiting: ReturnType<typeof waitingRoom>;
  position: Position;
  state: FollowerState;
  /** The checkpoint has been read. */
  begun: boolean;
  /** Monotonic milliseconds when the follower last stood at the head. */
  atHeadMs: number;
  /** Milliseconds that the last batch took. */
  workMs: number;
  /** Events to be applied one by one, to find which of them is the defect. */
  singly: number;
}

/** Starts following at once. Never rejects: what goes wrong is in `state()`. */
export function follow(options: FollowOptions): Follower {
  const { log, target } = options;
  const following: Following = {
    options,
    limit: Math.min(options.batch ?? EVENTS_PER_BATCH_MAX, EVENTS_PER_BATCH_APART_MAX),
    stopping: new AbortController(),
    waiting: waitingRoom(log),
    position: log.start,
    state: { kind: 'starting' },
    begun: false,
    atHeadMs: performance.now(),
    workMs: 0,
    singly: 0,
  };
  const ended = run(following);
  return {
    name: target.name,
    position: () => following.position,
    state: () => following.state,
    ready: () => isReady(following.state),
    lag: async () => {
      const head = await log.head();
      const behind = log.compare(following.position, head) < 0;
      return { position: following.position, head, behindMs: behind ? performance.now() - following.atHeadMs : 0 };
    },
    caughtUp: (position, timeoutMs) => following.waiting.wait(position, timeoutMs),
    stop: async () => {
      following.stopping.abort();
      following.waiting.hurry();
      await ended;
    },
  };
}

async function run(following: Following): Promise<void> {
  const { signal } = following.stopping;
  let attempts = 0;
  while (!signal.aborted) {
    try {
      if (!following.begun) await begin(following);
      await step(following);
      attempts = 0;
    } catch (error) {
      if (isFault(error)) {
        attempts += 1;
        become(following, { kind: 'retrying', error: error as Error, attempts });
        await sleep(backoffMs(attempts), signal);
      } else if (!lookCloser(following)) {
        become(following, { kind: 'defect', error: error as Error, after: following.position });
        return;
      }
    }
  }
  become(following, { kind: 'stopped' });
}

async function begin(following: Following): Promise<void> {
  const { log, target } = following.options;
  const checkpoint = (await target.checkpoint()) ?? log.start;
  const head = await log.head();
  if (log.compare(checkpoint, head) > 0) {
    throw new OfAnotherLog(target.name, `it is at ${checkpoint}, the log only at ${head}`);
  }
  moveTo(following, checkpoint);
  following.begun = true;
}

/** One batch, or a wait for one. */
async function step(following: Following): Promise<void> {
  const { log, target, rest } = following.options;
  const begunMs = performance.now();
  const page = await read(following);
  if (page.next !== following.position) {
    await target.apply(page.events, page.next);
    following.workMs = performance.now() - begunMs;
    moveTo(following, page.next);
    following.singly = Math.max(0, following.singly - 1);
  }
  if (!page.atEnd) {
    become(following, { kind: 'catchingUp' });
    await nextTurn();
    return;
  }
  following.atHeadMs = performance.now();
  following.singly = 0;
  become(following, { kind: 'atHead' });
  const { signal } = following.stopping;
  if (rest && !signal.aborted) await following.waiting.rest(Math.min(following.workMs * rest.perWork, rest.msMax));
  following.workMs = 0;
  if (!signal.aborted) await log.waitForMore(following.position, signal);
}

async function read({ options, position, limit, singly }: Following): Promise<Page> {
  const { log, prefix, withRegister } = options;
  const page = await log.readAll(position, {
    limit: singly > 0 ? 1 : limit,
    ...(prefix === undefined ? {} : { prefix }),
  });
  return withRegister ? page : { ...page, events: ofSubjects(page.events) };
}

/** After a defect in a batch, goes on one by one, so that the follower stops at the very event. False if it did already. */
function lookCloser(following: Following): boolean {
  if (following.singly > 0 || !following.begun) return false;
  following.singly = following.limit;
  return true;
}

function moveTo(following: Following, position: Position): void {
  following.position = position;
  following.waiting.arrived(position);
}

function become(following: Following, state: FollowerState): void {
  const changed = state.kind !== following.state.kind || state.kind === 'retrying';
  following.state = state;
  if (state.kind === 'defect' || state.kind === 'stopped') following.waiting.close();
  if (changed) following.options.onState?.(state);
}
