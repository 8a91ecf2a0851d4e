/** The rows when a story moves the clock: they hold what time brought before the story goes on. */
import { type EventLog } from '#event-log';
import { type DoorFrameOptions } from '#http';
import { type RowKeeper } from './row-keeper.port.js';

const WAIT_MS_MAX = 30_000;

/** To be called after whatever appends when time moves has asked for the same. Nothing by the machine's clock. */
export function rowsInStoryTime(
  time: DoorFrameOptions['time'],
  rows: Pick<RowKeeper, 'caughtUp'>,
  log: Pick<EventLog, 'head'>,
): void {
  if (!('simulation' in time)) return;
  time.simulation.onAdvance(async () => {
    await rows.caughtUp(await log.head(), WAIT_MS_MAX);
  });
}
