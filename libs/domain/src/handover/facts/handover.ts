/** A region hands care over to another: the facts of `handover/<placement uuid>`, with the names and fields of the wire. */
import { type DisclosingData } from '../../fact/disclosing.js';
import { type Day, type PartyId, type Sealed, type Uuid } from '../../kernel/index.js';

/** Why care is handed over. The wire has the same words. */
export const HANDOVER_REASONS = ['registrationChanged', 'placementElsewhere', 'ended'] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/** Each fact's data, by its name on the wire. `handoverId`: the region's own, or that of one which the hub has started. */
export interface HandoverData extends DisclosingData {
  /** By either of the two regions. The hub says it itself when the registration moves to another county. */
  initiated: {
    readonly handoverId: Uuid;
    readonly fromRegion: PartyId;
    readonly toRegion: PartyId;
    readonly reason: HandoverReason;
    readonly effectiveOn: Day;
  };
  /** By the sender: what the receiver needs to go on with the care. */
  materialSent: { readonly handoverId: Uuid; readonly on: Day; readonly refs: readonly Sealed[] };
  /** By the receiver. `unit`: which of its units has taken over. */
  accepted: { readonly handoverId: Uuid; readonly on: Day; readonly unit: string; readonly answers?: Uuid };
  rejected: { readonly handoverId: Uuid; readonly on: Day; readonly reason: Sealed; readonly answers?: Uuid };
  /** By the receiver: nothing is left to hand over. */
  completed: { readonly handoverId: Uuid; readonly on: Day };
  /** By the region that started it. The hub says it itself when the registration returns or moves on. */
  withdrawn: { readonly handoverId: Uuid; readonly on: Day; readonly reason: Sealed };
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

export type HandoverFact = {
  [Name in keyof HandoverData]: { readonly type: `handover.${Name}`; readonly data: HandoverData[Name] };
}[keyof HandoverData];
