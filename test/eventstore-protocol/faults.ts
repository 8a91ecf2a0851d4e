/** What a test lets go wrong, and when: in process, or by messages to the server's process. */

/** What becomes of one append. */
export interface AppendFate {
  /** Done just before the write would be: another's append, say. */
  readonly first?: () => void;
  /** `late`: written `lateMs` after the answer, as a request that was under way when the connection broke. */
  readonly write: 'now' | 'never' | 'late';
  readonly lateMs?: number;
  /**
   * `dropped`: every connection to the node breaks. `none`: no answer at all. `timeout`, `notReady`, `busy`,
   * `cancelled`, `unforeseen`: the server says so, whether or not it wrote.
   */
  readonly answer: 'usual' | 'dropped' | 'none' | 'timeout' | 'notReady' | 'busy' | 'cancelled' | 'unforeseen';
}

export const USUAL: AppendFate = { write: 'now', answer: 'usual' };

export interface Faults {
  /** The fates of the next appends, in order; after them all is as usual. */
  nextAppends(...fates: readonly AppendFate[]): void;
  /** Those that have not come to pass will not. */
  forgetAppends(): void;
  /** Breaks the connection after so many events of the next read. */
  dropNextReadAfter(events: number): void;
  /** Ends all subscriptions: their connections break, or the server cancels them, or they are silent from now on. */
  endSubscriptions(how: 'dropped' | 'cancelled' | 'silent'): void;
  /** What a read looks at in a millisecond; 0, as at first, for at once. */
  readAtPace(recordsPerMs: number): void;
  /** Breaks every connection. */
  dropConnections(): void;
}

export type SubscriptionEnd = Parameters<Faults['endSubscriptions']>[0];

/** How the handlers learn of it. */
export interface Fate {
  ofAppend(): AppendFate;
  /** Undefined for a read that nothing befalls. */
  ofRead(): { readonly dropAfter: number } | undefined;
  /** `Infinity` where it takes no time. */
  recordsPerMs(): number;
  onSubscriptionsEnd(tell: (how: SubscriptionEnd) => void): () => void;
  dropConnections(): void;
}

export function faultsOver(dropConnections: () => void): Faults & Fate {
  const appends: AppendFate[] = [];
  const reads: number[] = [];
  let pace = 0;
  const subscriptions = new Set<(how: SubscriptionEnd) => void>();
  return {
    nextAppends: (...fates) => {
      appends.push(...fates);
    },
    forgetAppends: () => {
      appends.length = 0;
    },
    dropNextReadAfter: (events) => {
      reads.push(events);
    },
    endSubscriptions: (how) => {
      if (how === 'dropped') dropConnections();
      else for (const tell of [...subscriptions]) tell(how);
    },
    readAtPace: (recordsPerMs) => {
      pace = recordsPerMs;
    },
    recordsPerMs: () => (pace === 0 ? Infinity : pace),
    dropConnections,
    ofAppend: () => appends.shift() ?? USUAL,
    ofRead: () => {
      const dropAfter = reads.shift();
      return dropAfter === undefined ? undefined : { dropAfter };
    },
    onSubscriptionsEnd: (tell) => {
      subscriptions.add(tell);
      return () => subscriptions.delete(tell);
    },
  };
}
