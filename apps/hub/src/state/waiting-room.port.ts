/** What was said before something that it names: kept, sealed, until that arrives or the time is up. */
import { type StreamName } from '#contracts';
import { type Day, type Instant, type PartyId } from '#domain';
import { type Receipt } from '../receipt/receipt.js';

export const WAITING_PER_PARTY_MAX = 1_000;
/** Of one party for one subject: another's messages take no room from those whose case it is. */
export const WAITING_PER_SUBJECT_MAX = 100;

/** By what a message is known: the same again is the same message. */
export interface MessageIdentity {
  readonly source: string;
  readonly subject: string;
  readonly id: string;
}

/** A message that waits, in whole. */
export interface WaitingMessage extends MessageIdentity {
  readonly party: PartyId;
  readonly stream: StreamName;
  /** The event in structured JSON, as it will be read again. */
  readonly event: Uint8Array;
  readonly until: Day;
}

export interface ToWait extends WaitingMessage {
  /** When it came. What takes the place of the same identity has waited since that came. */
  readonly keptAt: Instant;
}

export interface Waiting extends WaitingMessage {
  readonly sequence: number;
  /** Grows when new content takes the place of the old under the same identity. */
  readonly edition: number;
}

/** What is told of a message that waits, of its own open part: nothing is unsealed. */
export interface WaitingHead extends MessageIdentity {
  /** When it came; null where it came before this was kept. */
  readonly keptAt: Instant | null;
  readonly until: Day;
}

/** What waits, in numbers. */
export interface WaitingStanding {
  readonly byParty: ReadonlyMap<PartyId, number>;
  /** When what has waited longest came; null where nothing waits, or all of it came before this was kept. */
  readonly oldestAt: Instant | null;
}

/** Shared by all hubs over the same state; what is said here of one transaction holds between hubs too. Fault: `StateUnavailable`. */
export interface WaitingRoom {
  /**
   * Keeps a message durably; the same identity takes the place of the one that waits, and its time.
   * Gives the last day on which it waits, or `full` where its party has as many as may wait, in all or for the subject.
   */
  put(entry: ToWait): Promise<Day | 'full'>;
  /** True where something waits on the stream. Asked once for each accepted event: those asked at once share one look. */
  isWaitedOn(stream: StreamName): Promise<boolean>;
  /** What waits on a stream, in the order it came. */
  of(stream: StreamName): Promise<readonly Waiting[]>;
  /** What waits of a party, in the order it came. */
  ofParty(party: PartyId): Promise<readonly WaitingHead[]>;
  /** Streams on which something waits. */
  streams(): Promise<readonly StreamName[]>;
  /** Streams on which something waits whose last day is before `today`. */
  streamsExpired(today: Day): Promise<readonly StreamName[]>;
  /** The first day after `day` on which something has waited too long; null for none. */
  nextExpiryAfter(day: Day): Promise<Day | null>;
  /**
   * Takes a message out, its key destroyed, and keeps its final receipt, in one transaction; one that is rejected goes
   * into quarantine with it, under the receipt's `quarantineId`. Does nothing and answers `gone` where another hub was
   * first, or where new content has taken its place meanwhile.
   */
  leave(entry: Waiting, givenAt: Instant, receipt: Receipt): Promise<'left' | 'gone'>;
  /** Takes out what waits of this party under this identity, if anything: it has been said anew. */
  replaced(party: PartyId, identity: MessageIdentity): Promise<void>;
  /** How many wait. */
  size(): Promise<number>;
  standing(): Promise<WaitingStanding>;
}
