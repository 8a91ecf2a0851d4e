/** Keeps this hub's book of agreements up to what other hubs write: each hub judges by its own book. */
import { type AgreementBook } from '#cases';
import { prefixOf } from '#domain';
import { LogUnavailable, type EventLog, type Position } from '#event-log';
import { follow, type Follower } from '#follow';

const AGREEMENTS = prefixOf('agreement');
/** How long one who is about to be refused waits for the book. */
const CAUGHT_UP_MS_MAX = 5_000;

export interface AgreementsFollower extends Follower {
  /** Resolves when the book holds all that is in the log now. Fault: `LogUnavailable`. */
  bookCaughtUp(): Promise<void>;
}

/** Reads the book on whenever an agreement moves. `from`: up to which it has been read; nothing is stored. */
export function agreementsFollower(log: EventLog, book: AgreementBook, from: Position): AgreementsFollower {
  const follower = follow({
    log,
    prefix: AGREEMENTS,
    target: {
      name: 'agreements',
      checkpoint: () => from,
      apply: async (events) => {
        if (events.length > 0) await book.refresh();
      },
    },
  });
  return {
    ...follower,
    bookCaughtUp: async () => {
      if (!(await follower.caughtUp(await log.head(), CAUGHT_UP_MS_MAX)))
        throw new LogUnavailable('the agreements are behind the log');
    },
  };
}
