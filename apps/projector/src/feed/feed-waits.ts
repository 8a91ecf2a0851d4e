/** Those who wait until something comes into their feed: one look at the index for all of them, however many there are. */
import { type PartyId } from '#domain';
import { type EventLog } from '#event-log';
import { type Follower, isFault, sleep } from '#follow';
import { type FeedIndex } from './feed-index.port.js';

/** How often the index is looked at, at most, while anybody waits. */
const LOOK_EVERY_MS = 50;
/** Milliseconds that the index is waited for, once the log has more, before it is looked at again. */
const BEHIND_MS_MAX = 2_000;

/** Waits of one party at once; of all together. */
export const WAITS_OF_PARTY_MAX = 20;
export const WAITS_MAX = 2_000;

/** How long is waited at most, and what ends it before. */
export interface Until {
  readonly ms: number;
  readonly signal: AbortSignal;
}

export interface FeedWaits {
  /**
   * Resolves when the feed has more than `after`, when the time is up, or when the signal aborts, whichever is first: true for
   * the first of these. Null at once, where as many wait already as may.
   */
  wait(party: PartyId, after: number, until: Until): Promise<boolean> | null;
  /** The same for whoever bounds by himself how many wait: they are not counted. */
  hear(party: PartyId, after: number, until: Until): Promise<boolean>;
  /** How many wait, those who only hear left out. */
  waiting(): number;
  /** Ends all waits, now and later. */
  stop(): Promise<void>;
}

export interface FeedWaitsDeps {
  readonly log: Pick<EventLog, 'head' | 'waitForMore'>;
  readonly index: Pick<FeedIndex, 'last'>;
  readonly follower: Pick<Follower, 'caughtUp'>;
  readonly onError: (error: unknown) => void;
}

interface Wait {
  readonly party: PartyId;
  readonly after: number;
  readonly isCounted: boolean;
  readonly end: (isThere: boolean) => void;
}

interface Waiting {
  readonly deps: FeedWaitsDeps;
  readonly waits: Set<Wait>;
  readonly stopping: AbortController;
  /** Aborts when nobody waits any longer; null while nobody does. */
  looking: AbortController | null;
  ended: Promise<void>;
}

export function feedWaits(deps: FeedWaitsDeps): FeedWaits {
  const waiting: Waiting = {
    ...{ deps, waits: new Set(), stopping: new AbortController(), looking: null, ended: Promise.resolve() },
  };
  const { waits, stopping } = waiting;
  return {
    wait: (party, after, until) => {
      const counted = [...waits].filter(({ isCounted }) => isCounted);
      const own = counted.filter((wait) => wait.party === party);
      if (counted.length >= WAITS_MAX || own.length >= WAITS_OF_PARTY_MAX) return null;
      return heard(waiting, { party, after, isCounted: true }, until);
    },
    hear: (party, after, until) => heard(waiting, { party, after, isCounted: false }, until),
    waiting: () => [...waits].filter(({ isCounted }) => isCounted).length,
    stop: async () => {
      stopping.abort();
      for (const wait of [...waits]) wait.end(false);
      await waiting.ended;
    },
  };
}

function heard(waiting: Waiting, who: Omit<Wait, 'end'>, { ms, signal }: Until): Promise<boolean> {
  const { waits, stopping } = waiting;
  if (signal.aborted || stopping.signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isThere: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      waits.delete(wait);
      if (waits.size === 0) waiting.looking?.abort();
      resolve(isThere);
    };
    const giveUp = (): void => {
      end(false);
    };
    const wait: Wait = { ...who, end };
    const timer = setTimeout(giveUp, ms);
    signal.addEventListener('abort', giveUp, { once: true });
    waits.add(wait);
    // What came between the page that was empty and now is not announced again.
    void endIfThere(waiting, [wait]);
    lookOn(waiting);
  });
}

/** As long as anybody waits; one at a time. */
function lookOn(waiting: Waiting): void {
  if (waiting.looking) return;
  const looking = new AbortController();
  waiting.looking = looking;
  waiting.ended = lookWhileWaited(waiting, looking.signal).finally(() => {
    waiting.looking = null;
    // Somebody may have come while the last look was ending.
    if (waiting.waits.size > 0 && !waiting.stopping.signal.aborted) lookOn(waiting);
  });
}

async function lookWhileWaited(waiting: Waiting, nobodyWaits: AbortSignal): Promise<void> {
  const { log, follower, onError } = waiting.deps;
  while (!nobodyWaits.aborted) {
    try {
      const head = await log.head();
      const isThere = await follower.caughtUp(head, BEHIND_MS_MAX);
      await endIfThere(waiting, [...waiting.waits]);
      if (isThere) await log.waitForMore(head, nobodyWaits);
    } catch (error) {
      if (!isFault(error)) onError(error);
    }
    await sleep(LOOK_EVERY_MS, nobodyWaits);
  }
}

/** Ends the waits of those whose feed has more. */
async function endIfThere({ deps: { index, onError } }: Waiting, some: readonly Wait[]): Promise<void> {
  try {
    const last = await index.last([...new Set(some.map(({ party }) => party))]);
    for (const wait of some) if ((last.get(wait.party) ?? 0) > wait.after) wait.end(true);
  } catch (error) {
    if (!isFault(error)) onError(error);
  }
}
