/** Tells a partition that has stopped without saying so: something is there to be read, and nothing is done with. */
import { type PartitionProgress } from '#engines';

export interface Look {
  /** Records that are there and not done with. */
  readonly lag: number;
  /** How long the slowest partition with records in it has stood still though it should not; one that rests is waited for. */
  readonly stalledMs: number;
  /** How long the slowest has stood at the same place, whatever holds it. */
  readonly standsMs: number;
}

/**
 * Only a commit is progress: a place that is handed out again and again, or worked on for ever, stands still, and what is
 * done elsewhere does not hide it.
 */
export interface StallWatch {
  /** Looks at how far the group has come. `isMine`: the partitions that this consumer answers for. */
  look(progress: readonly PartitionProgress[], isMine: IsMine, nowMs: number): Look;
  /** The partition is known to be waiting: it is not the consumer that stands still there. */
  rested(topic: string, partition: number, nowMs: number): void;
  /** The consumer was made anew: its time begins. */
  reset(): void;
}

export type IsMine = (topic: string, partition: number) => boolean;

interface Standing {
  readonly committed: number;
  readonly sinceMs: number;
}

export function stallWatch(): StallWatch {
  let standing = new Map<string, Standing>();
  /** Since when a partition may be called stalled: its last rest, or that of the consumer. */
  let rests = new Map<string, number>();
  let resetMs: number | null = null;
  return {
    look: (progress, isMine, nowMs) => {
      const now = new Map<string, Standing>();
      const since = (resetMs ??= nowMs);
      let lag = 0;
      let stalledMs = 0;
      let standsMs = 0;
      for (const { topic, partition, committed, end } of progress) {
        if (!isMine(topic, partition) || end <= committed) continue;
        lag += end - committed;
        const place = placeOf(topic, partition);
        const before = standing.get(place);
        const stands = before?.committed === committed ? before : { committed, sinceMs: nowMs };
        now.set(place, stands);
        standsMs = Math.max(standsMs, nowMs - stands.sinceMs);
        stalledMs = Math.max(stalledMs, nowMs - Math.max(stands.sinceMs, since, rests.get(place) ?? 0));
      }
      standing = now;
      return { lag, stalledMs, standsMs };
    },
    rested: (topic, partition, nowMs) => void rests.set(placeOf(topic, partition), nowMs),
    reset: () => {
      rests = new Map();
      resetMs = null;
    },
  };
}

const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;
