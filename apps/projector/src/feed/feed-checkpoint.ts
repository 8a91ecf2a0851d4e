/** The feeds' checkpoint over whatever keeps texts by name. */
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { FEEDS_FOLLOWER, type FedParties, type FeedCheckpoint } from './feed-checkpoint.port.js';

/** Under which name the parties are kept beside it. */
const FED_PARTIES = 'kafka-feeds parties';

const NOBODY_FED: FedParties = { fed: [], behind: {} };

export interface KeptTexts {
  /** Null before anything was kept. */
  read(name: string): Promise<string | null>;
  keep(name: string, text: string): Promise<unknown>;
  /** Keeps `next`, durably, where `before` is kept; false, and nothing done, where it is not. */
  move(name: string, before: string | null, next: string): Promise<boolean>;
  close(): Promise<void>;
}

export function feedCheckpointIn(texts: KeptTexts): FeedCheckpoint {
  return {
    read: async () => (await texts.read(FEEDS_FOLLOWER)) as Position | null,
    move: async (before, next) => {
      if (!(await texts.move(FEEDS_FOLLOWER, before, next)))
        throw new CheckpointMoved('the feeds are not where they were left');
    },
    parties: async () => {
      const kept = await texts.read(FED_PARTIES);
      return kept === null ? NOBODY_FED : (JSON.parse(kept) as FedParties);
    },
    keepParties: async (parties) => {
      await texts.keep(FED_PARTIES, JSON.stringify(parties));
    },
    close: () => texts.close(),
  };
}
