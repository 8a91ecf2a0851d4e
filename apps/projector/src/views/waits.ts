/** Reading one's own writes: a question waits, for a bounded time, until what answers it has seen a position. */
import { type EventLog } from '#event-log';
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
  const late = AbortSignal.timeout(log.shownLateMsMax);
  const ending = AbortSignal.any([stopping, late]);
  for (let head = await log.head(); log.compare(head, position) < 0; head = await log.head()) {
    if (stopping.aborted) throw refusal('PositionNotReached');
    if (log.shownLateMsMax === 0 || late.aborted) return neverGiven('waitFor');
    await log.waitForMore(head, ending);
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
  const reached = await Promise.race([caughtUp(position, WAIT_FOR_MS_MAX), aborted(stopping)]);
  if (!reached) throw refusal('PositionNotReached');
}

function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve(false);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
