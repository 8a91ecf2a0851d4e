/** What facts give others to name, and what they name: versions, clarifications, costs, transfers, handovers, a SIP's consents and calls, and the start. */
import { type Uuid } from '../kernel/index.js';

export type Thing =
  | 'start'
  | 'end'
  | 'followUp'
  | 'clarification'
  | 'decision'
  | 'restriction'
  | 'version'
  | 'dispute'
  | 'contract'
  | 'cost'
  | 'claim'
  | 'transfer'
  | 'consent'
  | 'invitation'
  | 'plan'
  | 'split'
  | 'action'
  | 'handover'
  | 'ground'
  | 'access'
  | 'accessApproval'
  | 'accessReview';

/** A thing by its id or number, and where in the message that stands. */
export interface Name {
  readonly thing: Thing;
  readonly id: string;
  readonly pointer: string;
}

/** What another party has yet to say, all within the submission's own stream. */
export type WaitsFor =
  | { readonly what: 'placement' }
  | { readonly what: 'agreement' }
  | { readonly what: 'sip' }
  | { readonly what: 'plan' }
  | { readonly what: 'version'; readonly version: number }
  | { readonly what: 'dispute'; readonly version: number }
  | { readonly what: 'clarification'; readonly id: Uuid }
  | { readonly what: 'cost'; readonly id: Uuid }
  | { readonly what: 'transfer'; readonly id: Uuid }
  | { readonly what: 'consent'; readonly id: Uuid }
  | { readonly what: 'invitation'; readonly id: Uuid }
  | { readonly what: 'deviation' }
  | { readonly what: 'discharge' }
  | { readonly what: 'split'; readonly id: Uuid }
  | { readonly what: 'action'; readonly id: Uuid }
  | { readonly what: 'closure' }
  | { readonly what: 'handover'; readonly id: Uuid }
  | { readonly what: 'message'; readonly id: string };

/** A thing that a fact needs. `waitsFor` is set where another party may have yet to say it; else the sender should have. */
export interface Used extends Name {
  readonly waitsFor: WaitsFor | null;
}

/** `version 2`: one word and the id, by which a name is compared. */
export const nameOf = ({ thing, id }: Pick<Name, 'thing' | 'id'>): string => `${thing} ${id}`;
