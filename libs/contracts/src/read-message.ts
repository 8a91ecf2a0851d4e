/** One event as it arrived, to the message that the law can judge. */
import { type Day, type Fact, type Subject, type Uuid } from '#domain/facts';
import { type Disclosure, DisclosureMessage, FIELD_OF_GROUND } from './disclosure.messages.js';
import { type Addressed, type Envelope, readEnvelope } from './envelope.js';
import { EVENT_BYTES_MAX } from './limits.js';
import { formOf, OBJECT } from './message-class.js';
import { isOpenUuid } from './open-values.js';
import { problem, type Problem, type ProblemCode, type ProblemFacts } from './problems.js';
import { settle } from './settle.js';
import { stockholmDay } from './stockholm.js';
import { type StreamName, streamOf } from './streams.js';
import { findDataFault } from './validate.js';

/** A validated message. Ids are in lower case, `time` in UTC. */
export interface Message {
  readonly envelope: Envelope;
  /** What it is about. */
  readonly subject: Subject;
  readonly fact: Fact;
  /** The person concerned, where the message itself names one. */
  readonly personId?: Uuid;
  readonly stream: StreamName;
  /** The Stockholm day of `time`. */
  readonly saidOn: Day;
  /** What is compared when the same identity comes again: the RFC 8785 form, without trace and redundant attributes. */
  readonly content: Uint8Array;
  /** `data.disclosure`, taken out of the fact's own data. */
  readonly disclosure?: readonly Disclosure[];
}

export type ReadMessage =
  { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly problem: Problem };

/** Judges the form of one event: envelope, then data, strictly. What it means is the domain's to judge. */
export function readMessage(value: unknown): ReadMessage {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused('WrongType', { pointer: '', expected: OBJECT });
  }
  const event = value as Readonly<Record<string, unknown>>;
  const read = readEnvelope(event);
  if (!read.ok) return read;
  const { data } = event;
  if (data === undefined) return refused('MissingField', { pointer: '/data', expected: OBJECT });
  const fault = findDataFault(read.addressed.envelope.type, data) ?? findGroundFault(data);
  return fault === undefined ? messageOf(read.addressed, data) : { ok: false, problem: fault };
}

function messageOf({ envelope, messageType, subject }: Addressed, data: unknown): ReadMessage {
  const settled = settle(messageType.messageClass, data) as Readonly<Record<string, unknown>>;
  const content = contentOf(envelope, settled);
  if (content.byteLength > EVENT_BYTES_MAX) return refused('TooLarge', { expected: `≤ ${EVENT_BYTES_MAX} bytes` });
  const { disclosure, ...own } = settled;
  const personId = (own['person'] as { personId?: Uuid } | undefined)?.personId;
  const message: Message = {
    envelope,
    subject,
    fact: { type: messageType.factType, data: own } as unknown as Fact,
    ...(personId === undefined ? {} : { personId }),
    stream: streamOf(subject, own),
    saidOn: stockholmDay(envelope.time),
    content,
    ...(disclosure === undefined ? {} : { disclosure: disclosure as readonly Disclosure[] }),
  };
  return { ok: true, message };
}

const encoder = new TextEncoder();

/** Members stand in the order of RFC 8785, and so do those of settled data: the text is canonical as it is written. */
function contentOf(
  { id, source, type, subject, time, corrects, correctionreason }: Envelope,
  data: object,
): Uint8Array {
  return encoder.encode(JSON.stringify({ correctionreason, corrects, data, id, source, subject, time, type }));
}

/** What a ground of disclosure must say beside who and when (D-023, E-010). */
function findGroundFault(data: unknown): Problem | undefined {
  const { disclosure = [] } = data as { readonly disclosure?: readonly Disclosure[] };
  for (const [index, grounds] of disclosure.entries()) {
    const field = FIELD_OF_GROUND[grounds.ground];
    if (field === null) continue;
    const pointer = `/data/disclosure/${index}/${field}`;
    const value = grounds[field];
    if (value === undefined) return problem('MissingField', { pointer, expected: formOf(DisclosureMessage, field) });
    if (field === 'reference' && !isOpenUuid(value))
      return problem('InvalidValue', { pointer, expected: 'consentId: uuid' });
  }
  return undefined;
}

function refused(code: ProblemCode, facts: ProblemFacts): ReadMessage {
  return { ok: false, problem: problem(code, facts) };
}
