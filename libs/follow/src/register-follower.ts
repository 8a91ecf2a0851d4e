/** The register of parties of a process: read whole from the log before anybody is let in, and kept up from then on. */
import { EMPTY_REGISTER, readRegisterFact, withFact, type Register } from '#access';
import { type Instant } from '#domain/facts';
import { REGISTER_STREAM, type EventLog } from '#event-log';
import { isFault } from './backoff.js';

/** What is said of a party in another process holds here within so long. */
export const REGISTER_LOOKED_AT_MS = 500;

/** The register, as far as this process has read. */
export interface FollowedRegister {
  /** Throws what was met where the log holds what was never written of a party: then nobody is let in. */
  current(): Register;
  /** When the last of it was recorded; null before anything is. */
  lastSaidAt(): Instant | null;
  /** Reads on to where the register ends now. Faults: `LogUnavailable`. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Reads what the log says of parties, and looks again every `everyMs`: the register's own stream from where it was read to,
 * and nothing that is said of subjects. A log that is away is asked again, and the register stays as it was; what cannot be
 * read stops it. Faults at the beginning: `LogUnavailable`.
 */
export async function followRegister(
  log: Pick<EventLog, 'readStream'>,
  everyMs: number = REGISTER_LOOKED_AT_MS,
): Promise<FollowedRegister> {
  let register = EMPTY_REGISTER;
  let lastSaidAt: Instant | null = null;
  let defect: Error | undefined;
  let turn: Promise<void> = Promise.resolve();

  const read = async (): Promise<void> => {
    // It is made of as many facts as its stream has, from revision 0 on.
    const events = await log.readStream(REGISTER_STREAM, { fromRevision: register.version });
    try {
      register = events.map(readRegisterFact).reduce(withFact, register);
    } catch (error) {
      defect = error as Error;
      throw error;
    }
    lastSaidAt = events.at(-1)?.recordedAt ?? lastSaidAt;
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
    lastSaidAt: () => lastSaidAt,
    look,
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
}
