import { type Day, type Instant, type PartyId, type Uuid } from './brand.js';
import { type Subject } from './subject.js';

/** Where and when a fact was said, and when the hub recorded it. */
export interface Meta {
  /** Stored id: uuidv5 of source, subject, id and keyed content hash. What `why.causedBy` names. */
  readonly eventId: Uuid;
  /** What it is about. */
  readonly subject: Subject;
  /** The publisher's own id of the message (CloudEvents `id`); for a correction its own, not the original's. */
  readonly messageId: string;
  /** CloudEvents `source`: `/party/<partyId>[/<system>]`. */
  readonly source: string;
  /** The party that said it: the one the credentials named. */
  readonly party: PartyId;
  /** CloudEvents `time`, in UTC. */
  readonly time: Instant;
  /** The day of `time` in Europe/Stockholm: the own date of a fact that carries none. */
  readonly saidOn: Day;
  /** The `messageId` of the party's own earlier message on this subject that this one replaces. */
  readonly corrects?: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** When the hub recorded it, and that day in Europe/Stockholm. */
  readonly recordedAt: Instant;
  readonly recordedOn: Day;
}

/** A fact with its circumstances. */
export type Said<F> = F & { readonly meta: Meta };

/**
 * Names a message within its subject: the publisher's own id, with the system it came from. As it stands, a correction has
 * its original's.
 */
export const messageKeyOf = ({ meta }: { readonly meta: Pick<Meta, 'source' | 'messageId'> }): string =>
  `${meta.source} ${meta.messageId}`;

/** A field that erasure has emptied: every fold must give an answer for it. */
export type Erased = 'erased';
