/** A fact, and what the hub says because of it, as events for one append; and the same as they stand once appended. */
import {
  contentHashOf,
  stockholmDay,
  encodeDerived,
  idOf,
  subjectKindOf,
  wireType,
  writeFact,
  type Message,
  type Sealing,
} from '#contracts';
import { type Derived, type Fact, type GroundOnMessage, type Instant, type Said, type Uuid } from '#domain';
import { uuidOf, type Entry, type OpenedStream } from '#cases';
import { type ReceiptFinding } from '../receipt/receipt.js';
import { type EventToAppend, type Position } from '#event-log';

/** Where an append goes, at what time. */
export interface Where {
  readonly opened: OpenedStream;
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
 * The stored id of what the hub says: of the first revision of its append and its place in it, 0 for the first event. So
 * what was said together with a fact can be told from what was said later, and the id tells nobody what was said.
 */
export function sayingId(stream: string, first: number, place: number): Uuid {
  return uuidOf(stream, 'said', String(first), String(place));
}

/** A fact as the one event of an append, and as it will be read from there. */
export interface DraftedFact {
  readonly draft: Draft;
  readonly said: Said<Fact>;
  /** The grounds that the message names for itself. */
  readonly disclosure: readonly GroundOnMessage[];
}

/**
 * The fact is judged in the form in which every hub will read it from the log, free text closed, and not as it came: else
 * the one that took it could say what the others would take back.
 */
export function draftFact(message: Message, { opened, recordedAt }: Where, sealing: Sealing): DraftedFact {
  const { type } = message.envelope;
  const contentHash = contentHashOf(message, sealing.key);
  const eventId = factId(message, contentHash);
  const revision = opened.revision + 1;
  const { body, stored } = writeFact(message, { eventId, revision, recordedAt }, sealing, contentHash);
  const entryAt = (position: Position): Entry => ({
    ...stored,
    place: { eventId, type, revision, position, recordedAt },
  });
  const { said, disclosure } = stored;
  return { draft: { events: [{ eventId, type, recordedAt, body }], entries: [entryAt] }, said, disclosure };
}

/** The findings that are raised among what the hub says. */
export function findingsAmong(sayings: readonly Derived[]): readonly ReceiptFinding[] {
  return sayings.flatMap(({ data }) => {
    if (!('message_sv' in data)) return [];
    const { rule, severity, message_sv, message_en } = data;
    return [{ rule, severity, message_sv, message_en }];
  });
}

/** Adds what the hub says to an append, all of it under one key. */
export function draftSayings(draft: Draft, sayings: readonly Derived[], where: Where, sealing: Sealing): Draft {
  for (const [index, derived] of sayings.entries())
    draftSaying(draft, derived, where, index === 0 ? sealing : { ...sealing, isFirst: false });
  return draft;
}

function draftSaying(
  draft: Draft,
  derived: Derived,
  { opened, recordedAt, traceparent }: Where,
  sealing: Sealing,
): void {
  const { stream } = opened;
  const first = opened.revision + 1;
  const place = draft.events.length;
  const revision = first + place;
  const type = wireType(derived.type);
  const eventId = sayingId(stream, first, place);
  const subject = { kind: subjectKindOf(derived.type), id: idOf(stream) };
  const body = encodeDerived({ derived, subject, traceparent }, { stream, type, eventId }, sealing);
  draft.events.push({ eventId, type, recordedAt, body });
  draft.entries.push((position) => ({
    kind: 'derived',
    derived,
    subject,
    owner: sealing.owner,
    ...(traceparent === undefined ? {} : { traceparent }),
    eventId,
    revision,
    recordedAt,
    recordedOn: stockholmDay(recordedAt),
    place: { eventId, type, revision, position, recordedAt },
  }));
}
