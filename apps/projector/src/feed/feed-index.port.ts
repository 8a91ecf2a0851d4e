/** The index of the parties' feeds: what has a number there, appended once, never renumbered, and nowhere else (A9). */
import { type PartyId, type StreamName } from '#domain';
import { type Position } from '#event-log';

/** The follower's name, its checkpoint's where that is kept, and its lease's. */
export const FEED_INDEX_FOLLOWER = 'feed-index';

/** An event that stands in a party's feed. Units are parties of their own: one that has asked for a feed has its own. */
export interface FeedEntry {
  readonly party: PartyId;
  /** From 1, without a gap. */
  readonly sequence: number;
  /** Of the entry before in this feed that is of the same stream; null of the first. */
  readonly previous: number | null;
  readonly position: Position;
  readonly stream: StreamName;
  readonly revision: number;
  /** Of the membership by which it stands here. */
  readonly version: number;
}

/** One that has no number yet. */
export type NewFeedEntry = Pick<FeedEntry, 'party' | 'position' | 'stream' | 'revision'>;

/** Since when a party has a feed: what stands after that position and reaches it is in it. */
export interface FeedOf {
  readonly party: PartyId;
  readonly after: Position;
}

/** From where a version of the membership counts, until the next does. */
export interface VersionSince {
  readonly version: number;
  readonly after: Position;
}

export interface FeedBatch {
  /** The checkpoint at which the batch was read; null before the first. */
  readonly before: Position | null;
  readonly next: Position;
  /** `before`, or where the log begins. */
  readonly after: Position;
  /** Of the membership that the entries are made by. */
  readonly version: number;
  /** The feeds for which entries were looked for, but those that begin with the batch. */
  readonly feeds: number;
  /** Feeds that begin with it. */
  readonly begun: readonly FeedOf[];
  /** In the order of the log, each event once for each party. */
  readonly entries: readonly NewFeedEntry[];
}

/** `test/contract/feed-index.contract.ts` holds every adapter to it. */
export interface FeedIndex {
  /** Null before anything was committed. */
  checkpoint(): Promise<Position | null>;
  /** Every feed there is. */
  feeds(): Promise<readonly FeedOf[]>;
  /**
   * Begins the feed of a party that has asked for it, where it has none: with what comes after the checkpoint, or after
   * `start` where there is none. Durable when it resolves.
   */
  begin(party: PartyId, start: Position): Promise<void>;
  /**
   * Numbers and keeps the entries with the checkpoint, durably, all or nothing. Throws `CheckpointMoved` where it does not
   * stand at `before`, and `RangeError` where a later version of the membership counts already. False, and nothing done,
   * where a feed has been begun meanwhile: who that is has to be looked for, too.
   */
  commit(batch: FeedBatch): Promise<boolean>;
  /** The entries after a number, at most `limit`. Throws where one of them is not what was written, or is missing. */
  page(party: PartyId, after: number, limit: number): Promise<readonly FeedEntry[]>;
  /** The entries of events, in the order of feeds and numbers. */
  of(positions: readonly Position[]): Promise<readonly FeedEntry[]>;
  /** The last number of each of these feeds; 0 of one that is empty, or that there is not. */
  last(parties: readonly PartyId[]): Promise<ReadonlyMap<PartyId, number>>;
  /** In the order in which they count. */
  versions(): Promise<readonly VersionSince[]>;
  close(): Promise<void>;
}

/** What is kept is not what was written: nothing is answered of it, and nothing renumbered. */
export class FeedIndexDamaged extends Error {
  override readonly name = 'FeedIndexDamaged';
  constructor(party: PartyId, sequence: number) {
    super(`entry ${sequence} of the feed of ${party} is not what was written`);
  }
}

/** The entries after `after`, up to `last`. Throws `FeedIndexDamaged` where any of the first `limit` is missing. */
export function unbroken(
  entries: readonly FeedEntry[],
  of: { readonly party: PartyId; readonly after: number; readonly limit: number; readonly last: number },
): readonly FeedEntry[] {
  const { party, after, limit, last } = of;
  const count = Math.max(0, Math.min(limit, last - after));
  for (let at = 0; at < count; at += 1)
    if (entries[at]?.sequence !== after + at + 1) throw new FeedIndexDamaged(party, after + at + 1);
  return entries;
}

/** This program is older than who has written last: it writes nothing. */
export const laterCounts = (newest: number, version: number): RangeError =>
  new RangeError(`version ${newest} of the membership counts already, not ${version}`);
