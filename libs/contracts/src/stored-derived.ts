/** The stored form of what the hub itself says: in the open what it is about, whose key seals it and what caused it. */
import {
  type Controller,
  type Derived,
  type Subject,
  type SubjectKind,
  SAYING_TYPES,
  STREAM_CATEGORIES,
  type Uuid,
  kindOfStream,
  subjectOfText,
  subjectText,
} from '#domain/facts';
import { type BodyPlace, type SealedBody, commitmentOf, inItsForm, keyOf, openPart, writeBody } from './stored-body.js';
import {
  type ErasedDerived,
  type Opening,
  type Sealing,
  type StoredDerived,
  type StoredErasure,
  type StoredEvent,
} from './stored-form.js';
import { type ReadSaying, placedRead, sayingRead, sayingUnopened } from './stored-read.js';

/** The type of the event that tells of an erasure, by the kind that opens the stream. */
export function erasedType(kind: SubjectKind): `${SubjectKind}.erased` {
  return `${kind}.erased`;
}

/** Every type of such an event. */
export const ERASED_TYPES: readonly `${SubjectKind}.erased`[] = STREAM_CATEGORIES.map((category) =>
  erasedType(kindOfStream(category).subjects[0].kind),
);

interface OpenSaying {
  readonly subject: string;
  readonly key: Controller;
  readonly causedBy: readonly Uuid[];
  readonly commit?: string;
}

interface OpenErasure {
  readonly subject: string;
  readonly key: Controller | '';
  readonly erased: true;
}

const SAID: ReadonlySet<string> = new Set(SAYING_TYPES);

/** What is said, of what, and the trace of the message because of which it is said. */
export interface SayingToStore {
  readonly derived: Derived;
  readonly subject: Subject;
  readonly traceparent?: string | undefined;
}

/** Body of a derived event. A `RangeError` is a defect: nothing of that type is ever said, and nobody could read it again. */
export function encodeDerived(
  { derived, subject, traceparent }: SayingToStore,
  place: BodyPlace,
  { owner, key, isFirst }: Sealing,
): Uint8Array {
  const { type, ...said } = derived;
  if (!SAID.has(type)) throw new RangeError(`nothing is said as ${type}`);
  const open: OpenSaying = {
    subject: subjectText(subject),
    key: owner,
    causedBy: derived.why.causedBy,
    ...(isFirst ? { commit: commitmentOf(key) } : {}),
  };
  const a = traceparent === undefined ? said : { ...said, traceparent };
  return writeBody({ is: 'saying', open, a }, place, key);
}

/** Body of an event that tells of an erasure: nothing in it is sealed. */
export function encodeErasure(subject: Subject, owner: Controller | '', place: BodyPlace): Uint8Array {
  const open: OpenErasure = { subject: subjectText(subject), key: owner, erased: true };
  return writeBody({ is: 'saying', open }, place, null);
}

/** A derived event from its body; opened at once to be shown, else when it is asked for. */
export function derivedOf(
  type: Derived['type'],
  body: SealedBody,
  event: StoredEvent,
  { keys, want }: Opening,
): StoredDerived | ErasedDerived {
  const open = JSON.parse(body.open) as OpenSaying;
  const key = keyOf(keys, open.key, event.stream);
  const place = { event, subject: subjectOfText(open.subject), owner: open.key };
  if (key === 'erased') return { kind: 'erasedDerived', type, owner: open.key, ...placedRead(place) };
  // Without the bytes of the event: what is kept of a stream is bounded by how many events there are.
  const { stream, type: wireType, eventId, revision, recordedAt } = event;
  const sealed = { body, part: 'a', place: { stream, type: wireType, eventId }, key } as const;
  const opened = (): ReadSaying => openPart(sealed) as ReadSaying;
  if (want === 'show') return sayingRead(type, place, opened());
  const standing = { ...place, event: { eventId, revision, recordedAt } };
  return sayingUnopened(type, standing, () => inItsForm(wireType, opened));
}

/** The event that tells of an erasure, from its body. */
export function erasureOf(body: SealedBody, event: StoredEvent): StoredErasure {
  const { subject, key: owner } = JSON.parse(body.open) as OpenErasure;
  return { kind: 'erasure', owner, ...placedRead({ event, subject: subjectOfText(subject) }) };
}
