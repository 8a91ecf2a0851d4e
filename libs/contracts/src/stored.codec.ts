/** Between the domain's facts and the bytes in the log: the one place that knows both forms. */
import { type Controller, subjectOfText } from '#domain/facts';
import { type Sealables, type TakenOut, cover, uncover } from './cover.js';
import { type Disclosure, FactMessage } from './disclosure.messages.js';
import { type StreamKey, type StreamKeys } from './keys.port.js';
import { type FactType, type MessageType, messageType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { type Message } from './read-message.js';
import {
  type SealedBody,
  commitmentOf,
  inItsForm,
  isWrittenVersion,
  keyOf,
  openPart,
  readBody,
  writeBody,
} from './stored-body.js';
import { derivedOf, erasureOf } from './stored-derived.js';
import {
  type ErasedFact,
  type Opening,
  type Sealing,
  type Stored,
  type StoredEvent,
  type StoredFact,
  type Want,
} from './stored-form.js';
import { type ReadFact, type ReadHead, factRead, metaRead } from './stored-read.js';
import { storedType, type StoredType } from './stored-types.js';
import { factOfV1, sayingOfV1 } from './stored-v1.js';
import { idOf } from './streams.js';

interface OpenFact extends ReadHead {
  /** As on the wire: `placement/<uuid>`. */
  readonly subject: string;
  readonly key: Controller;
  readonly commit?: string;
}

/** What is opened to assess: a reason for a correction, which is free text, only as a cover. */
type PartA = ReadFact;

/** HMAC of a message's content under its publisher's key, base64: equal exactly where the content is. */
export function contentHashOf(message: Message, key: Pick<StreamKey, 'mac'>): string {
  return Buffer.from(key.mac(message.content)).toString('base64');
}

/** Where a fact is written. */
export type FactPlace = Pick<StoredEvent, 'eventId' | 'revision' | 'recordedAt'>;

/** A fact's body, and what `decodeStored` will read in it to assess. */
export interface WrittenFact {
  readonly body: Uint8Array;
  readonly stored: StoredFact;
}

/** Writes a fact, for one who goes on with it at once: nothing is parsed and unsealed that was just written. */
export function writeFact(message: Message, event: FactPlace, sealing: Sealing, contentHash: string): WrittenFact {
  const { envelope, subject, stream, fact } = message;
  const { id, source, time, corrects } = envelope;
  const { owner, key } = sealing;
  const head = { id, source, subject: envelope.subject, time, hash: contentHash, key: owner };
  const open: OpenFact = {
    ...head,
    ...(corrects === undefined ? {} : { corrects }),
    ...(sealing.isFirst ? { commit: commitmentOf(key) } : {}),
  };
  const { a, s } = parted(message);
  const place = { stream, type: envelope.type, eventId: event.eventId };
  const body = writeBody({ is: 'fact', open, a, s }, place, key);
  return { body, stored: factRead(fact.type, { event, subject, owner }, open, a) };
}

/** What is opened to assess, and what is taken out of it to be opened only to show. */
function parted(message: Message): { readonly a: PartA; readonly s: Sealables | undefined } {
  const { envelope, fact, disclosure } = message;
  const { correctionreason, traceparent } = envelope;
  const out: TakenOut = { assess: {}, show: {} };
  const data = cover(classOf(envelope.type), fact.data, '/data', out) as object;
  const grounds = disclosure && (cover(FactMessage, { disclosure }, '', out) as { disclosure: readonly Disclosure[] });
  if (correctionreason !== undefined) out.show['/correctionreason'] = correctionreason;
  const a: PartA = {
    data,
    ...grounds,
    ...(correctionreason === undefined ? {} : { correctionreason: '' }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  uncover(a, out.assess);
  return { a, s: Object.keys(out.show).length === 0 ? undefined : out.show };
}

function classOf(type: string): MessageType['messageClass'] {
  const messageClass = messageType(type)?.messageClass;
  if (messageClass === undefined) throw new ContractBroken(`no message class for ${type}`);
  return messageClass;
}

/**
 * A stored event in its domain form; to assess, what the hub said is opened, and may throw, when it is asked for. Throws `ContractBroken` for a type, a version or a form never written, `KeyMissing`
 * where the stream has no such key, `SealBroken` by the key. No body, whoever wrote it, makes it throw anything else.
 */
export function decodeStored(event: StoredEvent, keys: StreamKeys, want: Want): Stored {
  return inItsForm(event.type, () => decoded(event, keys, want));
}

function decoded(event: StoredEvent, keys: StreamKeys, want: Want): Stored {
  if (!isWrittenVersion(event.body)) return decodeV1(storedType(event.type, undefined), event, keys, want);
  const body = readBody(event.body);
  const stored = storedType(event.type, body.is);
  switch (stored.kind) {
    case 'fact':
      return factOf(stored.type, body, event, { keys, want });
    case 'saying':
      return derivedOf(stored.type, body, event, { keys, want });
    case 'erasure':
      return erasureOf(body, event);
  }
}

/** Version 1 holds no subject: of its time is one subject of a kind in a stream, with the stream's uuid. */
function decodeV1(stored: StoredType, event: StoredEvent, keys: StreamKeys, want: Want): Stored {
  const subject = { kind: stored.of, id: idOf(event.stream) };
  switch (stored.kind) {
    case 'fact':
      return factOfV1(stored.type, { subject, event, keys }, want);
    case 'saying':
      return sayingOfV1(stored.type, { subject, event, keys });
    case 'erasure':
      throw new ContractBroken(`${event.type} was never written in version 1`);
  }
}

function factOf(
  type: FactType,
  body: SealedBody,
  event: StoredEvent,
  { keys, want }: Opening,
): StoredFact | ErasedFact {
  const open = JSON.parse(body.open) as OpenFact;
  const owner = open.key;
  const place = { event, subject: subjectOfText(open.subject), owner };
  const key = keyOf(keys, owner, event.stream);
  if (key === 'erased') return { kind: 'erasedFact', type, meta: metaRead(place, open), owner, contentHash: open.hash };
  const a = openPart({ body, part: 'a', place: event, key }) as PartA;
  if (want === 'show' && body.s !== undefined)
    uncover(a, openPart({ body, part: 's', place: event, key }) as Readonly<Record<string, unknown>>);
  return factRead(type, place, open, a);
}
