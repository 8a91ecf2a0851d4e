/** Keeps the hub's clock going by the real time: at start, at every Swedish midnight, and whenever something is queued. */
import { type Logger } from '#http';
import { type Clock } from '#contracts';
import { type Day } from '#domain';
import { ClockBehind, type HubClock } from './hub-clock.js';

/** How often the day is looked at, and how soon a run that met a fault is tried again. */
const TICK_MS = 5_000;

export interface ClockLoop {
  /** Something may be due or queued now. */
  wake(): void;
  /** The last run did what it had to. */
  healthy(): boolean;
  /** Lets the run at hand end, and starts no more. */
  stop(): Promise<void>;
}

export interface ClockLoopOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tickMs?: number;
  /** Told of each run that failed. */
  readonly onFailed?: (error: unknown) => void;
}

/** Starts at once. A run that fails is logged and tried again at the next tick; what it had done stays done. */
export function clockLoop(
  hubClock: HubClock,
  { clock, logger, tickMs = TICK_MS, onFailed }: ClockLoopOptions,
): ClockLoop {
  let lastDay: Day | null = null;
  let failed = false;
  let told: unknown = null;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    const today = clock.today();
    try {
      await hubClock.run();
      lastDay = today;
      failed = false;
    } catch (error) {
      // While the index is made, days go by unsaid; they are said when it has come up.
      failed = !(error instanceof ClockBehind);
      lastDay = null;
      if (failed) onFailed?.(error);
      // Runs asked for at once share one outcome: it is told once.
      if (error !== told) logger.error({ err: error }, 'the clock did not do what is due');
      told = error;
    }
  };
  const wake = (): void => {
    if (!stopped) running = run();
  };
  const ticking = setInterval(() => {
    if (clock.today() !== lastDay) wake();
  }, tickMs);
  ticking.unref();
  wake();

  return {
    wake,
    healthy: () => !failed,
    stop: async () => {
      stopped = true;
      clearInterval(ticking);
      await running;
    },
  };
}
