/** Which topics are there, by more than one look: a broker that has just started, or is cut off, lists some and not others. */

/** A topic that was there is gone when so many looks in a row have not shown it, over so long. */
const LOOKS_MIN = 3;
const GONE_AFTER_MS = 30_000;

export interface StandingTopics {
  /** Counts these as there though no look has shown them yet, as what is made together with one that was shown. */
  expect(topics: readonly string[]): void;
  /** Takes in what a look has shown, and gives all that stand. */
  seen(listed: readonly string[], nowMs: number): readonly string[];
}

interface Missing {
  readonly looks: number;
  readonly sinceMs: number;
}

/** `before`: what is known to have been there, as from an earlier run. */
export function standingTopics(before: readonly string[] = []): StandingTopics {
  /** Null while it is listed. */
  const standing = new Map<string, Missing | null>(before.map((topic) => [topic, null]));
  return {
    expect: (topics) => {
      for (const topic of topics) if (!standing.has(topic)) standing.set(topic, null);
    },
    seen: (listed, nowMs) => {
      const there = new Set(listed);
      for (const [topic, missing] of standing) {
        if (there.has(topic)) continue;
        const { looks, sinceMs } = missing ?? { looks: 0, sinceMs: nowMs };
        if (looks + 1 >= LOOKS_MIN && nowMs - sinceMs >= GONE_AFTER_MS) standing.delete(topic);
        else standing.set(topic, { looks: looks + 1, sinceMs });
      }
      for (const topic of there) standing.set(topic, null);
      return [...standing.keys()];
    },
  };
}
