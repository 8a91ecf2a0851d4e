/** The hub's own state: what waits, what was refused, the last word on what waited. Primary: it is nowhere else, and all hubs share it. */
import { type IsToErase } from './held-entry.js';
import { type Quarantine } from './quarantine.port.js';
import { type FinalReceiptOutbox, type Receipts } from './receipts.port.js';
import { type WaitingRoom } from './waiting-room.port.js';

/** A fault: the hub's own state cannot be read or written now. Nothing was kept; try again later. */
export class StateUnavailable extends Error {
  override readonly name = 'StateUnavailable';
}

/** A defect: what the store keeps is not what was written. It must be restored. */
export class StateDamaged extends Error {
  override readonly name = 'StateDamaged';
}

/** The stores of the hub's own state. `test/contract/hub-state.contract.ts` holds every adapter to it. Fault of all: `StateUnavailable`. */
export interface HubStateStores {
  readonly room: WaitingRoom;
  readonly quarantine: Quarantine;
  readonly receipts: Receipts;
  readonly outbox: FinalReceiptOutbox;
  /**
   * Destroys what waits, what was refused and final receipts that `isToErase` tells, with their keys, and gives how many;
   * each is opened for that. One that is damaged nobody can open, and it stays. Fault: also the master's, `KeysUnavailable`.
   */
  erase(isToErase: IsToErase): Promise<number>;
  /** Once a day, after the sweeps: makes what has left hard to find also where the store keeps its past. */
  forget(): Promise<void>;
  /** Writes what waits to be written; nothing more is taken. */
  close(): Promise<void>;
}
