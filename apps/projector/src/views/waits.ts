/** Reading one's own writes: a question waits, for a bounded time, until what answers it has seen a position. */
import { hear, stretchOf, type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { type RowKeeper } from '../rows/row-keeper.port.js';
import { neverGiven, positionAsked } from './reading-question.js';

/** Milliseconds that a question waits at most. */
export const WAIT_FOR_MS_MAX = 10_000;

interface Waited {
  readonly log: EventLog;
  /** A position, if the question names one. */
  readonly waitFor: string | undefined;
  /** Aborts when the process stops: then nobody waits any longer. */
  readonly stopping: AbortSignal;
}

/**
 * Waits for the log alone, which another process may write: for what is read from it. A position that an append has given is
 * the log's at once, or as late as the log says; one beyond that was never given, and is refused as no position of this log.
 */
export async function waitForLog({ log, waitFor, stopping }: Waited): Promise<void> {
  if (waitFor === undefined) return;
  const position = positionAsked(log, waitFor, 'waitFor');
  if (log.compare(await log.head(), position) >= 0) return;
  const shown = log.shownLateMsMax > 0 && (await shownInTime(log, position, stopping));
  if (stopping.aborted) throw refusal('PositionNotReached');
  if (!shown) neverGiven('waitFor');
}

/** False where the time is up, or the process stops. */
async function shownInTime(log: EventLog, position: Position, stopping: AbortSignal): Promise<boolean> {
  const { signal, end } = stretchOf(log.shownLateMsMax, stopping);
  try {
    for (let head = await log.head(); log.compare(head, position) < 0; head = await log.head()) {
      if (signal.aborted) return false;
      await log.waitForMore(head, signal);
    }
    return true;
  } finally {
    end();
  }
}

/** Waits for the rows: for the lists. Refuses with `PositionNotReached`, and as `waitForLog` what was never given. */
export async function waitForRows(
  { caughtUp }: Pick<RowKeeper, 'caughtUp'>,
  { log, waitFor, stopping }: Waited,
): Promise<void> {
  if (waitFor === undefined) return;
  const position = positionAsked(log, waitFor, 'waitFor');
  await waitForLog({ log, waitFor, stopping });
  const reached = await new Promise<boolean>((resolve, reject) => {
    const leave = hear(stopping, () => {
      resolve(false);
    });
    caughtUp(position, WAIT_FOR_MS_MAX).finally(leave).then(resolve, reject);
  });
  if (!reached) throw refusal('PositionNotReached');
}
