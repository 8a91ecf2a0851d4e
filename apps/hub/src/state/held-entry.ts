/** What lies in the hub's own state, as who asks whether it is to be erased is shown it. */
import { type StreamName } from '#contracts';
import { type Instant, type PartyId } from '#domain';

/** An entry, as far as it tells whom it is about. */
export interface HeldEntry {
  readonly party: PartyId;
  /** When it came; null of what came before that was kept. */
  readonly cameAt: Instant | null;
  /** On which stream it waits; null of what does not wait. */
  readonly stream: StreamName | null;
  /** What is sealed in it, as text: what is no UTF-8 of it is not what was written. Opened when it is asked for. */
  readonly text: () => string;
}

export type IsToErase = (entry: HeldEntry) => boolean;
