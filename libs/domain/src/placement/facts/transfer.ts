/** Transfer of a case to another kommun: asked for, answered, tried by IVO and by court (SoL 29:10–12). */
import { type Day, type PartyId, type Uuid } from '../../kernel/index.js';

/** Each fact's data, by its name on the wire; a part of what can happen to a placement. */
export interface TransferData {
  /** By the placing kommun. `inWriting`: as the act asks; told otherwise it is flagged (H-010). */
  caseTransferRequested: {
    readonly transferId: Uuid;
    readonly toKommun: PartyId;
    readonly requestedOn: Day;
    readonly inWriting: boolean;
  };
  /** By the kommun that was asked. */
  caseTransferAnswered: {
    readonly transferId: Uuid;
    readonly answer: 'accepted' | 'refused';
    readonly answeredOn: Day;
    readonly answers?: Uuid;
  };
  /** By the kommun that asked: when the application came in to IVO. */
  caseTransferApplied: { readonly transferId: Uuid; readonly on: Day };
  /** By either kommun, as often as it is decided: of several the newest `on` counts. */
  caseTransferDecided: {
    readonly transferId: Uuid;
    readonly by: 'ivo' | 'court';
    readonly outcome: 'accepted' | 'refused';
    readonly on: Day;
  };
}

/** A fact of a transfer. */
export type TransferFact = {
  [Name in keyof TransferData]: { readonly type: `placement.${Name}`; readonly data: TransferData[Name] };
}[keyof TransferData];
