/** What the hub's own key stores can do beyond the port that the codec needs: destroy and close. */
import { type KeyOwner, type Keys, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';

/** Keys at their home. `test/contract/keys.contract.ts` holds every store to it. */
export interface KeyStore extends Keys {
  /**
   * Destroys the keys of one owner that are filed under a person, durably, and tells which streams they were of, also
   * those destroyed before: from then on they are `erased` to every process that uses the store. Nobody else's key of
   * the person is touched. A `StreamKey` already handed out works until it is let go.
   */
  destroy(owner: KeyOwner, person: Uuid): Promise<readonly StreamName[]>;
  close(): Promise<void>;
}
