/** What was refused, with its reason, as it was sent: so that its sender can see what went wrong. Kept for a bounded time. */
import { type Problem } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';

/** Days that a refused message is kept. */
export const QUARANTINE_DAYS = 30;
/** Refused messages kept per party; the oldest make room. With 256 KiB an event, at most 128 MiB. */
export const QUARANTINE_PER_PARTY_MAX = 500;
/** Bytes kept of one message: what is larger than an event may be is kept by its reason alone. */
export const QUARANTINE_BYTES_MAX = 256 * 1024;
export const QUARANTINE_PER_PAGE_MAX = 100;

export interface Refused {
  /** Where the very same may be refused again: it is kept once under this id. Else a new one is made. */
  readonly id?: Uuid;
  readonly party: PartyId;
  readonly keptAt: Instant;
  readonly problem: Problem;
  /** The bytes as they came; null where they were not read. */
  readonly content: Uint8Array | null;
}

export interface QuarantinedHead {
  readonly quarantineId: Uuid;
  readonly sequence: number;
  readonly keptAt: Instant;
  readonly code: string;
}

export interface Quarantined extends QuarantinedHead {
  readonly problem: Problem;
  /** The message as text where it is UTF-8, else in base64; null where it was too large to keep. */
  readonly content: string | null;
  readonly encoding: 'utf-8' | 'base64';
}

/** What lies in quarantine, in numbers. */
export interface QuarantineStanding {
  readonly byParty: ReadonlyMap<PartyId, number>;
  /** When the oldest and the newest were kept; null where there is none. */
  readonly oldestAt: Instant | null;
  readonly newestAt: Instant | null;
}

/** Shared by all hubs over the same state. Fault: `StateUnavailable`. */
export interface Quarantine {
  /** Keeps a refused message durably, and gives the id under which it lies. */
  keep(refused: Refused): Promise<Uuid>;
  /** The party's own, after a sequence number. What is kept later stands after all that a page has shown. */
  list(party: PartyId, after: number, limit: number): Promise<readonly QuarantinedHead[]>;
  read(party: PartyId, id: string): Promise<Quarantined | undefined>;
  standing(): Promise<QuarantineStanding>;
  /** Destroys what is older than `QUARANTINE_DAYS`; gives how many. */
  sweep(now: Instant): Promise<number>;
}
