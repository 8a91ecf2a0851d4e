/** Tells a consumer that has stopped without saying so: something is there to be read, and nothing is read. */
import { type PartitionProgress } from '#engines';

export interface Look {
  /** Records that are there and not done with. */
  readonly lag: number;
  /** How long the slowest partition with records in it has stood still. */
  readonly stalledMs: number;
}

export interface StallWatch {
  /** Looks at how far the group has come. `isMine`: the partitions that this consumer answers for. */
  look(progress: readonly PartitionProgress[], isMine: IsMine, nowMs: number): Look;
  /** The time of all begins anew: the consumer was made anew, or is known to be waiting. */
  reset(): void;
}

export type IsMine = (topic: string, partition: number) => boolean;

interface Standing {
  readonly committed: number;
  readonly sinceMs: number;
}

export function stallWatch(): StallWatch {
  let standing = new Map<string, Standing>();
  return {
    look: (progress, isMine, nowMs) => {
      const now = new Map<string, Standing>();
      let lag = 0;
      let stalledMs = 0;
      for (const { topic, partition, committed, end } of progress) {
        if (!isMine(topic, partition) || end <= committed) continue;
        lag += end - committed;
        const place = `${topic}/${partition}`;
        const before = standing.get(place);
        const stands = before?.committed === committed ? before : { committed, sinceMs: nowMs };
        now.set(place, stands);
        stalledMs = Math.max(stalledMs, nowMs - stands.sinceMs);
      }
      standing = now;
      return { lag, stalledMs };
    },
    reset: () => {
      standing = new Map();
    },
  };
}
