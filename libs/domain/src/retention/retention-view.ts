/** What the law says of how long each document of a case is kept, in the shapes of the API. */
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type StatuteRef } from '../rules/index.js';
import { type RETENTION_LAW } from './retention.data.js';

/** `unknown` where the birth date that would tell is erased: nothing is weeded on a guess. */
export type RetentionClass = keyof typeof RETENTION_LAW | 'unknown';

/** One document: a message that a party has sent, or a private home's own file, which is not in the hub. */
export interface RetainedDocument {
  /** The type of the message, `placement.decided`; `homeFile` of a home's own. */
  readonly what: string;
  /** Who keeps it: the authority that sent it; none of a private home's own, whose `hvbId` stands instead. */
  readonly keeper?: PartyId;
  readonly hvbId?: Uuid;
  readonly eventId?: Uuid;
  readonly class: RetentionClass;
  readonly then: 'kept' | 'weeded' | 'handedToNamnd';
  /** The last entry of the keeper's file: its newest message, or the last day at the home. Absent while one stays there. */
  readonly lastEntryOn?: Day;
  /** When it is to be weeded or handed over, and until when it is kept at least; absent where it is kept for ever. */
  readonly dueOn?: Day;
  /** The last day of the calendar year by which weeding is finished. */
  readonly doneBy?: Day;
  readonly handedTo?: PartyId;
  readonly statute?: StatuteRef;
  /** Set where class or days come from the birth date: they are that person's, and the keeper's to read. */
  readonly fromBirthDate?: true;
}

/** Documents by their keeper's id, then in the order they came; the homes' last. */
export interface RetentionView {
  readonly documents: readonly RetainedDocument[];
}
