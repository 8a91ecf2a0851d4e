/** At most so many within so long, for each who asks: in this process's memory. */

export interface Rate {
  /** Within `perMs`. */
  readonly max: number;
  readonly perMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
  /** Who asked longest ago is forgotten beyond so many. */
  readonly keptMax: number;
}

/** Says whether one more may be asked by whom, and counts it where it may. */
export function rateOf({ max, perMs, nowMs, keptMax }: Rate): (who: string) => boolean {
  const asked = new Map<string, readonly number[]>();
  return (who) => {
    const now = nowMs();
    const before = (asked.get(who) ?? []).filter((at) => now - at < perMs);
    const isWithin = before.length < max;
    asked.delete(who);
    asked.set(who, isWithin ? [...before, now] : before);
    const [oldest] = asked.keys();
    if (asked.size > keptMax && oldest !== undefined) asked.delete(oldest);
    return isWithin;
  };
}
