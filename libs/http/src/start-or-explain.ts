/** Starts a process, and where it cannot be started says why in a sentence instead of a stack. */
import { notStarted } from './not-started.js';

/** Exit codes of a start that did not succeed, as the command line documents them. */
const EXIT_CODES = { settings: 2, unavailable: 3 } as const;

/** What `start` gives; where that cannot be had the sentence is said on standard error, and the process ends. */
export async function startOrExplain<Started>(start: () => Promise<Started>): Promise<Started> {
  try {
    return await start();
  } catch (error) {
    const explained = notStarted(error);
    if (explained === undefined) throw error;
    process.stderr.write(`${explained.sentence}\n`);
    return process.exit(EXIT_CODES[explained.reason]);
  }
}
