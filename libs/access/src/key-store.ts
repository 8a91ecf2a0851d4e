/** What the hub's own key stores can do beyond the port that the codec needs: destroy and close. */
import { type Keys, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';

/** Keys at their home. `test/contract/keys.contract.ts` holds every store to it. */
export interface KeyStore extends Keys {
  /**
   * Destroys all keys filed under a person, durably, and tells which streams they were: from then on these are `erased`
   * to every process that uses the store. A `StreamKey` already handed out works until it is let go.
   */
  destroy(person: Uuid): Promise<readonly StreamName[]>;
  close(): Promise<void>;
}
