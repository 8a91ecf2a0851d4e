/** A fact, and what the hub says because of it, as events for one append; and the same as they stand once appended. */
import {
  stockholmDay,
  encodeDerived,
  idOf,
  subjectKindOf,
  wireType,
  writeFact,
  type Message,
  type StreamKey,
} from '#contracts';
import { type Derived, type Fact, type Instant, type Said, type Uuid } from '#domain';
import { uuidOf, type Entry, type OpenedStream } from '#cases';
import { type ReceiptFinding } from '../receive/receipt.js';
import { type EventToAppend, type Position } from '#event-log';

/** Where an append goes, under which key, at what time. */
export interface Where {
  readonly opened: OpenedStream;
  readonly key: StreamKey;
  readonly recordedAt: Instant;
  /** Of the message that is the cause, where it has one. */
  readonly traceparent?: string | undefined;
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

/** A fact as the one event of an append, and as it will be read from there. */
export interface DraftedFact {
  readonly draft: Draft;
  readonly said: Said<Fact>;
}

/**
 * The fact is judged in the form in which every hub will read it from the log, free text closed, and not as it came: else
 * the one that took it could say what the others would take back.
 */
export function draftFact(message: Message, contentHash: string, { opened, key, recordedAt }: Where): DraftedFact {
  const { type } = message.envelope;
  const eventId = factId(message, contentHash);
  const revision = opened.revision + 1;
  const { body, stored } = writeFact(message, { eventId, revision, recordedAt }, key, contentHash);
  const entryAt = (position: Position): Entry => ({
    ...stored,
    place: { eventId, type, revision, position, recordedAt },
  });
  return { draft: { events: [{ eventId, type, recordedAt, body }], entries: [entryAt] }, said: stored.said };
}

/** The findings that are raised among what the hub says. */
export function findingsAmong(sayings: readonly Derived[]): readonly ReceiptFinding[] {
  return sayings.flatMap(({ data }) => {
    if (!('message_sv' in data)) return [];
    const { rule, severity, message_sv, message_en } = data;
    return [{ rule, severity, message_sv, message_en }];
  });
}

/** Adds what the hub says to an append. */
export function draftSayings(draft: Draft, sayings: readonly Derived[], where: Where): Draft {
  const { opened, key, recordedAt, traceparent } = where;
  const first = opened.revision + 1;
  for (const derived of sayings) {
    const revision = first + draft.events.length;
    const type = wireType(derived.type);
    const eventId = sayingId(opened.stream, derived, first);
    draft.events.push({ eventId, type, recordedAt, body: encodeDerived(derived, key, traceparent) });
    draft.entries.push((position) => ({
      kind: 'derived',
      derived,
      subject: { kind: subjectKindOf(derived.type), id: idOf(opened.stream) },
      ...(traceparent === undefined ? {} : { traceparent }),
      eventId,
      revision,
      recordedAt,
      recordedOn: stockholmDay(recordedAt),
      place: { eventId, type, revision, position, recordedAt },
    }));
  }
  return draft;
}
