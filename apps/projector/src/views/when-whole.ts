/** What is asked of the rows, where they may be behind the log. */
import { refusal } from '#http';
import { GroundsBehind, RowsIncomplete } from '../rows/whole-rows.js';
import { POSITION_HEADER } from './answered.js';

/** Seconds after which who met rows that are being made may ask again. */
export const RETRY_AFTER_S = '2';

/**
 * Refuses with how far the rows have come: with `RowsIncomplete` while they are made anew, with `GroundsBehind` where they do
 * not come to what the log held when they were asked.
 */
export async function whenWhole<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RowsIncomplete || error instanceof GroundsBehind)) throw error;
    const headers = { [POSITION_HEADER]: error.at, 'retry-after': RETRY_AFTER_S };
    throw refusal(error.name, { expected: `${error.at} / ${error.upTo}` }, headers);
  }
}
