/** The register of parties of a process: read whole from the log before anybody is let in, and kept up from then on. */
import { EMPTY_REGISTER, readRegisterFact, withFact, type Register } from '#access';
import { REGISTER_PREFIX, type EventLog } from '#event-log';
import { isFault } from './backoff.js';

/** What is said of a party in another process holds here within so long. */
export const REGISTER_LOOKED_AT_MS = 500;
const EVENTS_PER_PAGE = 500;

/** The register, as far as this process has read. */
export interface FollowedRegister {
  /** Throws what was met where the log holds what was never written of a party: then nobody is let in. */
  current(): Register;
  /** Reads on to where the log ends now. Faults: `LogUnavailable`. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Reads what the log says of parties, and looks again every `everyMs`. A log that is away is asked again, and the register
 * stays as it was; what cannot be read stops it. Faults at the beginning: `LogUnavailable`.
 */
export async function followRegister(
  log: Pick<EventLog, 'readAll' | 'start'>,
  everyMs: number = REGISTER_LOOKED_AT_MS,
): Promise<FollowedRegister> {
  let register = EMPTY_REGISTER;
  let at = log.start;
  let defect: Error | undefined;
  let turn: Promise<void> = Promise.resolve();

  const read = async (): Promise<void> => {
    for (let atEnd = false; !atEnd;) {
      const page = await log.readAll(at, { limit: EVENTS_PER_PAGE, prefix: REGISTER_PREFIX });
      try {
        register = page.events.map(readRegisterFact).reduce(withFact, register);
      } catch (error) {
        defect = error as Error;
        throw error;
      }
      at = page.next;
      atEnd = page.atEnd;
    }
  };
  // One at a time: what is read is added to what was.
  const look = (): Promise<void> => {
    const next = turn.then(read);
    turn = next.catch(() => undefined);
    return next;
  };

  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      if (!isFault(error)) defect ??= error as Error;
    });
  }, everyMs);
  timer.unref();
  return {
    current: () => {
      if (defect) throw defect;
      return register;
    },
    look,
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
}
