/** A follower of which many processes have one each and only the one that holds the lease follows; the others stand by. */
import { once } from 'node:events';
import { type HeldLease, type Lease } from '#engines';
import { type EventLog, heardByMany, type Position } from '#event-log';
import { isFault, sleep } from './backoff.js';
import { type Follower } from './follower.js';
import { type FollowerState, isReady } from './follower-state.js';

/** How often one who stands by looks how far the active one has come, while somebody waits for it. */
const LOOK_MS = 50;

/**
 * The result's checkpoint is not the one that this follower left: another has written it, or it was rebuilt. Thrown by
 * `FollowTarget.apply`, which then has written nothing; the follower begins anew from the checkpoint that is there.
 */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

export interface InTurnOptions {
  /** Names the follower in health and metrics. */
  readonly name: string;
  readonly lease: Lease;
  readonly log: Pick<EventLog, 'compare' | 'head' | 'start'>;
  /** Follows from the stored checkpoint on; called each time the lease is taken. It must tell each of its states. */
  readonly start: (onState: (state: FollowerState) => void) => Follower;
  /** How far the stored result goes, whoever keeps it. */
  readonly checkpoint: () => Promise<Position | null>;
  readonly onState?: (state: FollowerState) => void;
}

/** Follows alone where the result is this process's own, else whenever it holds the lease. */
export function followAloneOrInTurn({
  lease,
  ...options
}: Omit<InTurnOptions, 'lease'> & { readonly lease?: Lease | undefined }): Follower {
  return lease ? followInTurn({ ...options, lease }) : options.start(options.onState ?? (() => undefined));
}

interface Turns {
  readonly options: InTurnOptions;
  readonly stopping: AbortController;
  /** The follower while it is this process's turn. */
  active: Follower | null;
  state: FollowerState;
  position: Position;
  /** Monotonic milliseconds when the result last stood at the head, as seen from here. */
  atHeadMs: number;
}

/** Stands by, and follows whenever it holds the lease. */
export function followInTurn(options: InTurnOptions): Follower {
  const turns: Turns = {
    options,
    // Every question that waits while another process keeps the result listens to it.
    stopping: heardByMany(),
    active: null,
    state: { kind: 'standby' },
    position: options.log.start,
    atHeadMs: performance.now(),
  };
  const ended = takeTurns(turns);
  return {
    name: options.name,
    position: () => turns.active?.position() ?? turns.position,
    state: () => turns.state,
    ready: () => isReady(turns.state),
    lag: () => turns.active?.lag() ?? lagOf(turns),
    caughtUp: (position, timeoutMs) => caughtUp(turns, position, performance.now() + timeoutMs),
    stop: async () => {
      turns.stopping.abort();
      await ended;
    },
  };
}

async function takeTurns(turns: Turns): Promise<void> {
  const { lease } = turns.options;
  const { signal } = turns.stopping;
  while (!signal.aborted && turns.state.kind !== 'defect') {
    become(turns, { kind: 'standby' });
    const held = await lease.take(signal);
    if (!held) break;
    while (await followOnce(turns, held)) become(turns, { kind: 'starting' });
    await held.release();
  }
  if (turns.state.kind !== 'defect') become(turns, { kind: 'stopped' });
}

/** Follows until the lease is lost, the process stops, or the follower ends. True where it is to begin anew at once. */
async function followOnce(turns: Turns, { lost }: HeldLease): Promise<boolean> {
  const { options, stopping } = turns;
  const ending = new AbortController();
  const moved = new AbortController();
  const follower = options.start((state) => {
    // That it stops, or begins anew, is this function's own doing.
    if (state.kind === 'defect' && isMoved(state.error)) moved.abort();
    else if (state.kind === 'defect') ending.abort();
    if (state.kind !== 'stopped' && !moved.signal.aborted) become(turns, state);
  });
  turns.active = follower;
  await aborted(AbortSignal.any([lost, stopping.signal, ending.signal, moved.signal]));
  await follower.stop();
  turns.position = follower.position();
  turns.active = null;
  return moved.signal.aborted && !lost.aborted && !stopping.signal.aborted;
}

const isMoved = (error: Error): boolean => error.name === CheckpointMoved.name;

async function caughtUp(turns: Turns, position: Position, untilMs: number): Promise<boolean> {
  const { compare } = turns.options.log;
  for (;;) {
    const leftMs = untilMs - performance.now();
    if (turns.active) {
      if (await turns.active.caughtUp(position, leftMs)) return true;
    } else if (compare(await look(turns), position) >= 0) return true;
    if (turns.stopping.signal.aborted || turns.state.kind === 'defect' || performance.now() >= untilMs) return false;
    await sleep(LOOK_MS, turns.stopping.signal);
  }
}

/** How far the active one has come; as last seen where the store does not answer. */
async function look(turns: Turns): Promise<Position> {
  try {
    turns.position = (await turns.options.checkpoint()) ?? turns.options.log.start;
  } catch (error) {
    if (!isFault(error)) throw error;
  }
  return turns.position;
}

async function lagOf(turns: Turns): ReturnType<Follower['lag']> {
  const { log } = turns.options;
  const [position, head] = [await look(turns), await log.head()];
  const behind = log.compare(position, head) < 0;
  if (!behind) turns.atHeadMs = performance.now();
  return { position, head, behindMs: behind ? performance.now() - turns.atHeadMs : 0 };
}

function become(turns: Turns, state: FollowerState): void {
  turns.state = state;
  turns.options.onState?.(state);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
