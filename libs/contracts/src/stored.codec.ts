/** Between the domain's facts and the bytes in the log: the one place that knows both forms. */
import {
  type Day,
  type Derived,
  type Fact,
  type Instant,
  type Meta,
  type Said,
  type Subject,
  type SubjectKind,
  type Uuid,
} from '#domain/facts';
import { type TakenOut, cover, uncover } from './cover.js';
import { type Disclosure, FactMessage } from './disclosure.messages.js';
import { partyOfSource } from './envelope.js';
import { type StreamKey } from './keys.port.js';
import { type FactType, MESSAGE_TYPES, messageType, wireType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { type Message } from './read-message.js';
import { stockholmDay } from './stockholm.js';
import { type StoredBody, openPart, readBody, writeBody } from './stored-body.js';
import { DERIVED_TYPES, derivedOf, type ReadDerived } from './stored-derived.js';
import { type StreamName, idOf, subjectKindOf } from './streams.js';

/** An event as the log gives it. */
export interface StoredEvent {
  readonly stream: StreamName;
  readonly revision: number;
  /** `se.hvbhub.<kind>.<name>.v1` */
  readonly type: string;
  readonly eventId: Uuid;
  readonly recordedAt: Instant;
  readonly body: Uint8Array;
}

export interface StoredFact {
  readonly kind: 'fact';
  readonly said: Said<Fact>;
  /** Compared with `contentHashOf` of a message that comes again. */
  readonly contentHash: string;
  readonly disclosure: readonly Disclosure[];
  /** Opened only to be shown; empty until then and after erasure. */
  readonly correctionReason?: string;
  readonly traceparent?: string;
}

export interface StoredDerived {
  readonly kind: 'derived';
  readonly derived: Derived;
  /** What it is said about. */
  readonly subject: Subject;
  readonly traceparent?: string;
  readonly eventId: Uuid;
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly recordedOn: Day;
}

/** `assess` opens what the law reads (birth dates); `show` opens all. What stays closed is `''` or `'erased'`. */
export type Want = 'assess' | 'show';

interface OpenFact {
  readonly id: string;
  readonly source: string;
  readonly time: Instant;
  readonly corrects?: string;
  readonly correctionreason?: string;
  readonly traceparent?: string;
  /** HMAC of the message's content under the stream's key, base64. */
  readonly hash: string;
  readonly data: object;
  readonly disclosure?: readonly Disclosure[];
}

/** HMAC of a message's content under its stream's key, base64: equal exactly where the content is. */
export function contentHashOf(message: Message, key: StreamKey): string {
  return Buffer.from(key.mac(message.content)).toString('base64');
}

/** Body of a fact. `eventId` is bound to what is sealed, so that it opens in this event only. */
export function encodeFact(
  message: Message,
  eventId: Uuid,
  key: StreamKey,
  contentHash = contentHashOf(message, key),
): Uint8Array {
  const { open, out } = covered(message, contentHash);
  return writeBody(open, { a: out.assess, s: out.show }, eventId, key);
}

/** A fact's body, and what `decodeStored` will read in it to assess. */
export interface WrittenFact {
  readonly body: Uint8Array;
  readonly stored: StoredFact;
}

/** As `encodeFact`, for one who goes on with the fact at once: nothing is parsed and unsealed that was just written. */
export function writeFact(
  message: Message,
  event: Pick<StoredEvent, 'eventId' | 'revision' | 'recordedAt'>,
  key: StreamKey,
  contentHash: string,
): WrittenFact {
  const { open, out } = covered(message, contentHash);
  const body = writeBody(open, { a: out.assess, s: out.show }, event.eventId, key);
  uncover(open, out.assess);
  return { body, stored: factOf(message.fact.type, { ...event, subject: message.subject }, open) };
}

/** What of a message may lie in the open, and what was taken out of it. */
function covered(message: Message, hash: string): { readonly open: OpenFact; readonly out: TakenOut } {
  const { envelope, fact, disclosure } = message;
  const { id, source, time, correctionreason } = envelope;
  const messageClass = messageType(envelope.type)?.messageClass;
  if (messageClass === undefined) throw new ContractBroken(`no message class for ${envelope.type}`);
  const out: TakenOut = { assess: {}, show: {} };
  const data = cover(messageClass, fact.data, '/data', out) as object;
  const grounds = disclosure && (cover(FactMessage, { disclosure }, '', out) as { disclosure: readonly Disclosure[] });
  if (correctionreason !== undefined) out.show['/correctionreason'] = correctionreason;
  return { open: { id, source, time, ...openIfGiven(envelope), hash, data, ...grounds }, out };
}

/** Attributes that only some messages have; of a reason, which is free text, only that it was given. */
function openIfGiven({
  corrects,
  correctionreason,
  traceparent,
}: Message['envelope']): Pick<OpenFact, 'corrects' | 'correctionreason' | 'traceparent'> {
  return {
    ...(corrects === undefined ? {} : { corrects }),
    ...(correctionreason === undefined ? {} : { correctionreason: '' }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

type Stored =
  | { readonly kind: 'fact'; readonly type: FactType; readonly of: SubjectKind }
  | { readonly kind: 'derived'; readonly type: Derived['type']; readonly of: SubjectKind };

const STORED: ReadonlyMap<string, Stored> = new Map<string, Stored>([
  ...MESSAGE_TYPES.map(({ type, factType, kind }) => [type, { kind: 'fact', type: factType, of: kind }] as const),
  ...DERIVED_TYPES.map((type) => [wireType(type), { kind: 'derived', type, of: subjectKindOf(type) }] as const),
]);

/** A stored event in its domain form. Throws `ContractBroken` for a type or version never written, `SealBroken` by the key. */
export function decodeStored(event: StoredEvent, key: StreamKey | 'erased', want: Want): StoredFact | StoredDerived {
  const stored = STORED.get(event.type);
  if (stored === undefined) throw new ContractBroken(`stored type ${event.type} is not known`);
  const body = readBody(event.body);
  // Version 1 holds no subject: of its time is one subject of a kind in a stream, with the stream's uuid.
  const { eventId, stream, revision, recordedAt } = event;
  const placed: Placed = { eventId, subject: { kind: stored.of, id: idOf(stream) }, revision, recordedAt };
  switch (stored.kind) {
    case 'fact':
      return factOf(stored.type, placed, opened(event, body as StoredBody<OpenFact>, key, want));
    case 'derived':
      return sayingOf(placed, derivedOf(stored.type, body, key));
  }
}

/** Where an event stands, and what it is about. */
type Placed = Pick<StoredEvent, 'eventId' | 'revision' | 'recordedAt'> & { readonly subject: Subject };

function sayingOf(placed: Placed, { derived, traceparent }: ReadDerived): StoredDerived {
  const { eventId, subject, revision, recordedAt } = placed;
  const saying: Written<StoredDerived> = {
    kind: 'derived',
    derived,
    subject,
    eventId,
    revision,
    recordedAt,
    recordedOn: stockholmDay(recordedAt),
  };
  if (traceparent !== undefined) saying.traceparent = traceparent;
  return saying;
}

function opened(
  { eventId }: StoredEvent,
  { open, sealed }: StoredBody<OpenFact>,
  key: StreamKey | 'erased',
  want: Want,
): OpenFact {
  if (sealed === undefined || key === 'erased') return open;
  if (sealed.a !== undefined) uncover(open, openPart(sealed.a, `${eventId}/a`, key));
  if (sealed.s !== undefined && want === 'show') uncover(open, openPart(sealed.s, `${eventId}/s`, key));
  return open;
}

const NO_GROUNDS: readonly Disclosure[] = [];

function factOf(type: FactType, placed: Placed, open: OpenFact): StoredFact {
  const { eventId, subject, revision, recordedAt } = placed;
  const { id, source, time, corrects, correctionreason, traceparent, hash, data, disclosure } = open;
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
  const said = { type, data, meta } as unknown as Said<Fact>;
  const fact: Written<StoredFact> = { kind: 'fact', said, contentHash: hash, disclosure: disclosure ?? NO_GROUNDS };
  if (correctionreason !== undefined) fact.correctionReason = correctionreason;
  if (traceparent !== undefined) fact.traceparent = traceparent;
  return fact;
}

/** While it is being made; spreading optional members costs more than the rest of decoding. */
type Written<T> = { -readonly [Key in keyof T]: T[Key] };
