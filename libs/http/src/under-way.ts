/** How much is under way at once: counted for each who asks and in all, so that nobody's bytes crowd out the rest. */

export interface Bounds {
  /** Bytes of one who asks. */
  readonly each: number;
  /** Bytes of all together. */
  readonly all: number;
  /** Of these, what is left for the small: a large one finds no room in it. */
  readonly keptForSmall: number;
  /** Bytes above which one is large. */
  readonly largeAbove: number;
}

export interface UnderWay {
  /** Takes so many bytes more, or tells which bound they would break: then nothing is taken. `whole`: bytes of the whole that they are of. */
  readonly take: (who: string, bytes: number, whole?: number) => 'each' | 'all' | null;
  readonly give: (who: string, bytes: number) => void;
  /** In all. */
  readonly bytes: () => number;
}

export function underWay({ each, all, keptForSmall, largeAbove }: Bounds): UnderWay {
  const byWho = new Map<string, number>();
  let total = 0;
  return {
    take: (who, bytes, whole = bytes) => {
      const own = (byWho.get(who) ?? 0) + bytes;
      if (own > each) return 'each';
      if (total + bytes > (whole > largeAbove ? all - keptForSmall : all)) return 'all';
      byWho.set(who, own);
      total += bytes;
      return null;
    },
    give: (who, bytes) => {
      const left = (byWho.get(who) ?? 0) - bytes;
      if (left > 0) byWho.set(who, left);
      else byWho.delete(who);
      total -= bytes;
    },
    bytes: () => total,
  };
}
