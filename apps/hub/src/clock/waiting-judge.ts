/** Has what waits judged when its stream has moved, whichever hub moved it, and tries again until it is done. */
import { type StreamName } from '#contracts';
import { backoffMs, isFault, sleep } from '#follow';
import { type Logger } from '#http';
import { TooManyUnderWay } from '../judge/stream-queues.js';
import { StateUnavailable } from '../state/hub-state.port.js';
import { type WaitingRoom } from '../state/waiting-room.port.js';

/** Streams looked at side by side. */
const SIDE_BY_SIDE_MAX = 64;
/** Streams kept in mind; beyond it all that waits is judged instead. */
const STREAMS_IN_MIND_MAX = 10_000;

export interface WaitingJudge {
  /** These streams have moved. Returns at once. */
  moved(streams: readonly StreamName[]): void;
  /** Streams may have moved unseen. Returns at once. */
  all(): void;
  /** Lets the work at hand end, and begins no more. */
  stop(): Promise<void>;
}

export interface WaitingJudgeDeps {
  readonly room: Pick<WaitingRoom, 'isWaitedOn' | 'streams'>;
  /** Judges what waits on a stream, or gives it back. */
  readonly waiting: (stream: StreamName) => Promise<void>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Told of what does not pass by itself. */
  readonly onDefect?: (error: unknown) => void;
}

interface InMind {
  readonly streams: Set<StreamName>;
  everything: boolean;
}

export function waitingJudge(deps: WaitingJudgeDeps): WaitingJudge {
  const inMind: InMind = { streams: new Set(), everything: false };
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    let attempts = 0;
    while (!stopping.signal.aborted && (inMind.everything || inMind.streams.size > 0)) {
      const failed = await someOf(deps, inMind);
      attempts = failed === undefined ? 0 : attempts + 1;
      if (failed === undefined) continue;
      if (attempts === 1) deps.logger.warn({ err: failed }, 'what waits was not judged now; it is tried again');
      await sleep(backoffMs(attempts), stopping.signal);
    }
  };
  const wake = (): void => {
    if (stopping.signal.aborted) return;
    running ??= work().finally(() => {
      running = null;
    });
  };
  return {
    moved: (streams) => {
      for (const stream of streams) inMind.streams.add(stream);
      if (inMind.streams.size > STREAMS_IN_MIND_MAX) {
        inMind.streams.clear();
        inMind.everything = true;
      }
      wake();
    },
    all: () => {
      inMind.everything = true;
      wake();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Judges some of what is in mind; gives the fault that stopped it, if one did. What met it stays in mind. */
async function someOf(deps: WaitingJudgeDeps, inMind: InMind): Promise<unknown> {
  if (inMind.everything) {
    const streams = await deps.room.streams().catch((error: unknown) => ({ error }));
    if ('error' in streams) return streams.error;
    inMind.everything = false;
    for (const stream of streams) inMind.streams.add(stream);
  }
  const some = [...inMind.streams].slice(0, SIDE_BY_SIDE_MAX);
  for (const stream of some) inMind.streams.delete(stream);
  const failures = await Promise.all(some.map((stream) => judged(deps, inMind, stream)));
  return failures.find((failure) => failure !== undefined);
}

async function judged(deps: WaitingJudgeDeps, inMind: InMind, stream: StreamName) {
  const { room, waiting, logger, onDefect } = deps;
  try {
    if (await room.isWaitedOn(stream)) await waiting(stream);
    return undefined;
  } catch (error) {
    if (isFault(error) || error instanceof StateUnavailable || error instanceof TooManyUnderWay) {
      inMind.streams.add(stream);
      return error;
    }
    onDefect?.(error);
    logger.error({ err: error }, 'what waits on a stream cannot be judged');
    return undefined;
  }
}
