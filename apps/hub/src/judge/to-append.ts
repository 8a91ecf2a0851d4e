/** A fact, and what the hub says because of it, as events for one append; and the same as they stand once appended. */
import {
  stockholmDay,
  contentHashOf,
  encodeDerived,
  encodeFact,
  wireType,
  type Message,
  type StreamKey,
} from '#contracts';
import { type Derived, type Fact, type Instant, type Said, type Uuid } from '#domain';
import { uuidOf, type Entry, type OpenedStream } from '#cases';
import { type EventToAppend, type Position } from '#event-log';

/** Where and when an append goes: after what revision, at what time. */
export interface Occasion {
  readonly opened: OpenedStream;
  readonly key: StreamKey;
  readonly recordedAt: Instant;
}

/** An append in the making: the events, and how they will read. */
export interface Draft {
  readonly events: EventToAppend[];
  readonly entries: ((position: Position) => Entry)[];
}

/** The stored id of a fact: of its identity and its content, so that the same message has the same id everywhere. */
export function factId({ envelope }: Message, contentHash: string): Uuid {
  return uuidOf(envelope.source, envelope.subject, envelope.id, contentHash);
}

/**
 * The stored id of what the hub says. `revision` is that of the first event of the append: so what was said together
 * with a fact can be told from what was said later.
 */
export function sayingId(stream: string, { thing, type }: Derived, revision: number): Uuid {
  return uuidOf(stream, thing, type, String(revision));
}

/** The fact as it will stand at the end of the stream. */
export function saidAs(message: Message, eventId: Uuid, { opened, recordedAt }: Omit<Occasion, 'key'>): Said<Fact> {
  const { id, source, party, time, corrects } = message.envelope;
  const meta = {
    eventId,
    messageId: id,
    source,
    party,
    time,
    saidOn: message.saidOn,
    ...(corrects === undefined ? {} : { corrects }),
    revision: opened.revision + 1,
    recordedAt,
    recordedOn: stockholmDay(recordedAt),
  };
  return { ...message.fact, meta };
}

export function draftFact(message: Message, said: Said<Fact>, { key, recordedAt }: Occasion): Draft {
  const { eventId, revision } = said.meta;
  const { type, correctionreason, traceparent } = message.envelope;
  const event = { eventId, type, recordedAt, body: encodeFact(message, eventId, key) };
  const entry = {
    kind: 'fact',
    said,
    contentHash: contentHashOf(message, key),
    disclosure: message.disclosure ?? [],
    ...(correctionreason === undefined ? {} : { correctionReason: correctionreason }),
    ...(traceparent === undefined ? {} : { traceparent }),
  } as const;
  const entryAt = (position: Position): Entry => ({
    ...entry,
    place: { eventId, type, revision, position, recordedAt },
  });
  return { events: [event], entries: [entryAt] };
}

/** Adds what the hub says to an append. */
export function draftSayings(draft: Draft, sayings: readonly Derived[], { opened, key, recordedAt }: Occasion): Draft {
  const first = opened.revision + 1;
  for (const derived of sayings) {
    const revision = first + draft.events.length;
    const type = wireType(derived.type);
    const eventId = sayingId(opened.stream, derived, first);
    draft.events.push({ eventId, type, recordedAt, body: encodeDerived(derived, key) });
    draft.entries.push((position) => ({
      kind: 'derived',
      derived,
      eventId,
      revision,
      recordedAt,
      recordedOn: stockholmDay(recordedAt),
      place: { eventId, type, revision, position, recordedAt },
    }));
  }
  return draft;
}
