/** Stored events of the samples, as specs of the stored form write, alter and read them. */
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { type KeyOwner, type StreamKey, type StreamKeys } from '../src/keys.port.js';
import { type FactType } from '../src/message-types.js';
import { type Message, readMessage } from '../src/read-message.js';
import { type Sealing, type StoredEvent } from '../src/stored-form.js';
import { contentHashOf, writeFact } from '../src/stored.codec.js';
import { fixedKey } from './fixed-key.js';
import { sampleEvent } from './samples.js';

export const KOMMUN = 'kommun-2080.socialnamnden' as Controller;
export const key = fixedKey(1);
export const eventId = '0000000f-0000-5000-8000-00000000000f' as Uuid;
export const recordedAt = '2026-01-14T23:30:01.000Z' as Instant;

export const keysWith = (of: StreamKey | 'erased', owner: KeyOwner = KOMMUN): StreamKeys => new Map([[owner, of]]);
export const sealedBy = (under: StreamKey, isFirst = false): Sealing => ({ owner: KOMMUN, key: under, isFirst });

export function taken(event: unknown): Message {
  const read = readMessage(event);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.message;
}

export function storedMessage(message: Message, sealing: Sealing = sealedBy(key)): StoredEvent {
  const place = { eventId, revision: 4, recordedAt };
  const { body } = writeFact(message, place, sealing, contentHashOf(message, sealing.key));
  return { ...place, stream: message.stream, type: message.envelope.type, body };
}

export const stored = (type: FactType, under: StreamKey = key): StoredEvent =>
  storedMessage(taken(sampleEvent(type)), sealedBy(under));

export const textOf = (event: StoredEvent): string => Buffer.from(event.body).toString('utf8');
export const rewritten = (event: StoredEvent, change: (text: string) => string): StoredEvent => ({
  ...event,
  body: Buffer.from(change(textOf(event))),
});
