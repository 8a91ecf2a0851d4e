/** How far the feeds have been published, to whom, and who is behind. */
import { type PartyId } from '#domain';
import { type Position } from '#event-log';

/** The follower's name, and its checkpoint's where that is kept. */
export const FEEDS_FOLLOWER = 'kafka-feeds';

/** Kept whole. */
export interface FedParties {
  /** Those that have a feed. */
  readonly fed: readonly PartyId[];
  /** Whose topic could not be written when the others' was: the place up to which its feed is published. */
  readonly behind: Readonly<Record<PartyId, Position>>;
}

/** `test/contract/feed-checkpoint.contract.ts` holds every adapter to it. */
export interface FeedCheckpoint {
  /** Null before anything was published. */
  read(): Promise<Position | null>;
  /** Moves from `before` to `next`, durably. Throws `CheckpointMoved` where it does not stand at `before`: another has moved it. */
  move(before: Position | null, next: Position): Promise<void>;
  /** Nobody before anything was kept. */
  parties(): Promise<FedParties>;
  /** Durable before any later move is. */
  keepParties(parties: FedParties): Promise<void>;
  close(): Promise<void>;
}
