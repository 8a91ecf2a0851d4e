/** How far the feeds have been published. */
import { type Position } from '#event-log';

/** The checkpoint's name where it is kept. */
export const FEEDS_FOLLOWER = 'kafka-feeds';

/** `test/contract/feed-checkpoint.contract.ts` holds every adapter to it. */
export interface FeedCheckpoint {
  /** Null before anything was published. */
  read(): Promise<Position | null>;
  /** Moves from `before` to `next`, durably. Throws `CheckpointMoved` where it does not stand at `before`: another has moved it. */
  move(before: Position | null, next: Position): Promise<void>;
  close(): Promise<void>;
}
