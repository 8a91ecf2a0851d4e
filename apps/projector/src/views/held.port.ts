/** What the hub holds of a party's own messages in its own state, for a read side that stands in the same process. */
import { type Day, type Instant, type PartyId } from '#domain';

/** A message that names what another has yet to say. */
export interface HeldMessage {
  /** As its sender calls it. */
  readonly id: string;
  readonly subject: string;
  /** When it came; null of one that came before this was kept. */
  readonly keptAt: Instant | null;
  /** The last day on which it waits. */
  readonly until: Day;
}

/** A message that was refused. */
export interface HeldRefused {
  readonly quarantineId: string;
  readonly keptAt: Instant;
  /** The problem's code. */
  readonly code: string;
}

/** Both bounded by the hub, and as they are now: of earlier days nothing is kept. */
export interface HeldByHub {
  readonly waiting: (party: PartyId) => Promise<readonly HeldMessage[]>;
  readonly refused: (party: PartyId) => Promise<readonly HeldRefused[]>;
}
