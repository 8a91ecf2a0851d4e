/** From what was read in a body, of any version, to the domain's form. */
import {
  type Controller,
  type Derived,
  type Fact,
  type Instant,
  type Meta,
  type Said,
  type Subject,
} from '#domain/facts';
import { type Disclosure } from './disclosure.messages.js';
import { partyOfSource } from './envelope.js';
import { type FactType } from './message-types.js';
import { stockholmDay } from './stockholm.js';
import {
  type PlacedSaying,
  type StoredDerived,
  type StoredEvent,
  type StoredFact,
  type Written,
} from './stored-form.js';

/** Where an event stands, what it is about, and whose key seals it. */
export interface ReadPlace {
  readonly event: Pick<StoredEvent, 'eventId' | 'revision' | 'recordedAt'>;
  readonly subject: Subject;
  readonly owner?: Controller;
}

/** What the open part says of a fact, in every version. */
export interface ReadHead {
  readonly id: string;
  readonly source: string;
  readonly time: Instant;
  readonly corrects?: string;
  /** HMAC of the message's content, base64. */
  readonly hash: string;
}

/** What was sealed of a fact. */
export interface ReadFact {
  readonly data: object;
  readonly disclosure?: readonly Disclosure[];
  readonly correctionreason?: string;
  readonly traceparent?: string;
}

export type ReadSaying = Omit<Derived, 'type'> & { readonly traceparent?: string };

export function metaRead({ event, subject }: ReadPlace, { id, source, time, corrects }: ReadHead): Meta {
  const { eventId, revision, recordedAt } = event;
  const meta: Written<Meta> = {
    eventId,
    subject,
    messageId: id,
    source,
    party: partyOfSource(source),
    time,
    saidOn: stockholmDay(time),
    revision,
    recordedAt,
    recordedOn: stockholmDay(recordedAt),
  };
  if (corrects !== undefined) meta.corrects = corrects;
  return meta;
}

const NO_GROUNDS: readonly Disclosure[] = [];

export function factRead(type: FactType, place: ReadPlace, head: ReadHead, read: ReadFact): StoredFact {
  const { data, disclosure, correctionreason, traceparent } = read;
  const said = { type, data, meta: metaRead(place, head) } as unknown as Said<Fact>;
  const fact: Written<StoredFact> = {
    kind: 'fact',
    said,
    contentHash: head.hash,
    disclosure: disclosure ?? NO_GROUNDS,
  };
  if (place.owner !== undefined) fact.owner = place.owner;
  if (correctionreason !== undefined) fact.correctionReason = correctionreason;
  if (traceparent !== undefined) fact.traceparent = traceparent;
  return fact;
}

export function sayingRead(
  type: Derived['type'],
  place: ReadPlace,
  { traceparent, ...said }: ReadSaying,
): StoredDerived {
  const saying: Written<StoredDerived> = {
    kind: 'derived',
    derived: { type, ...said } as unknown as Derived,
    ...placedRead(place),
  };
  if (place.owner !== undefined) saying.owner = place.owner;
  if (traceparent !== undefined) saying.traceparent = traceparent;
  return saying;
}

/**
 * The same, opened when somebody asks what was said. Until then it is known where it stands, of what it is and whose key
 * seals it; what does not open throws then.
 */
export function sayingUnopened(type: Derived['type'], place: ReadPlace, open: () => ReadSaying): StoredDerived {
  let opened: StoredDerived | null = null;
  const saying = (): StoredDerived => (opened ??= sayingRead(type, place, open()));
  const { subject, eventId, revision, recordedAt, recordedOn } = placedRead(place);
  return {
    kind: 'derived',
    get derived() {
      return saying().derived;
    },
    subject,
    eventId,
    revision,
    recordedAt,
    recordedOn,
    ...(place.owner === undefined ? {} : { owner: place.owner }),
    get traceparent() {
      return saying().traceparent;
    },
  };
}

/** Where a thing that the hub said stands. */
export function placedRead({ event, subject }: ReadPlace): PlacedSaying {
  const { eventId, revision, recordedAt } = event;
  return { subject, eventId, revision, recordedAt, recordedOn: stockholmDay(recordedAt) };
}
