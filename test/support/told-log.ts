/** Appends messages to a log as a hub would, each as it stands after those before it, and nothing that the hub would say. */
import { contentHashOf, readMessage, writeFact, type Keys, type Message, type Sealing } from '#contracts';
import { controllerOf, type Controller, type Instant, type StreamName, type Uuid } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { uuidOf } from '#cases';
import { aRegistration } from './case-builder.js';
import { type WireEvent } from './wire-events.js';

export interface ToldLog {
  readonly log: Pick<EventLog, 'append' | 'readStream'>;
  readonly keys: Pick<Keys, 'ensure'>;
}

export function messageOf(event: WireEvent): Message {
  const result = readMessage(event);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.message;
}

/** The key of an owner on a stream, as one that something is sealed under already. */
export async function sealingOf(
  { keys }: Pick<ToldLog, 'keys'>,
  stream: StreamName,
  owner: Controller,
  person: Uuid | null = aRegistration.person.personId,
): Promise<Sealing> {
  const key = await keys.ensure(stream, owner, person);
  if (key === 'erased') throw new Error('erased');
  return { owner, key, isFirst: false };
}

export async function appendTold(told: ToldLog, event: WireEvent, recordedAt = event.time): Promise<Position> {
  const message = messageOf(event);
  const { stream, envelope, personId } = message;
  const sealing = await sealingOf(told, stream, controllerOf(envelope.party), personId);
  const contentHash = contentHashOf(message, sealing.key);
  const eventId = uuidOf(envelope.id, contentHash);
  const place = { eventId, revision: 0, recordedAt: recordedAt as Instant };
  const { body } = writeFact(message, place, sealing, contentHash);
  const { length } = await told.log.readStream(stream);
  const toAppend = { eventId, type: event.type, recordedAt: recordedAt as Instant, body };
  return (await told.log.append(stream, [toAppend], length - 1)).position;
}
