/** The CloudEvents 1.0 envelope, held strictly: known attributes only, each checked. */
import { type Instant, type PartyId, type Subject, type Uuid, subjectText } from '#domain/facts';
import { type Attribute, ATTRIBUTES, REASON_FORM, TIME_FORM } from './envelope.attributes.js';
import { type MessageType, messageType } from './message-types.js';
import { pointerToken } from './pointer.js';
import { isOpenTrace } from './open-values.js';
import { knownFields, problem, type Problem, type ProblemCode } from './problems.js';
import { readInstant } from './stockholm.js';

/** A checked envelope, in the one form that is kept. */
export interface Envelope {
  readonly id: string;
  /** `/party/<partyId>[/<system>]` */
  readonly source: string;
  /** The party that `source` names; whether the credentials name it too is the door's to check. */
  readonly party: PartyId;
  readonly type: string;
  /** `<kind>/<uuid>` */
  readonly subject: string;
  /** In UTC. */
  readonly time: Instant;
  readonly corrects?: string;
  readonly correctionreason?: string;
  /** None where it would lie in the open with a person number in it: a trace is the carrier's, and begins anew. */
  readonly traceparent?: string;
}

/** An envelope with what its type and subject say. */
export interface Addressed {
  readonly envelope: Envelope;
  readonly messageType: MessageType;
  readonly subject: Subject;
}

export type ReadEnvelope =
  { readonly ok: true; readonly addressed: Addressed } | { readonly ok: false; readonly problem: Problem };

const ENTRIES = Object.entries(ATTRIBUTES);
const KNOWN = new Set([...Object.keys(ATTRIBUTES), 'data']);

/**
 * Reads the envelope of an event. Refuses unknown attributes by their pointer, and attributes that do not hold. One that is
 * `null` is not set, as the JSON format of CloudEvents has it (2.2).
 */
export function readEnvelope(event: Readonly<Record<string, unknown>>): ReadEnvelope {
  const fault = findUnknown(event) ?? findAttributeFault(event) ?? findMissingReason(event);
  return fault === undefined ? addressed(event as unknown as Checked) : { ok: false, problem: fault };
}

function findUnknown(event: Readonly<Record<string, unknown>>): Problem | undefined {
  for (const name of Object.keys(event)) {
    if (!KNOWN.has(name) && event[name] !== null) {
      return problem('UnknownField', { pointer: `/${pointerToken(name)}`, expected: knownFields(KNOWN) });
    }
  }
  return undefined;
}

function findAttributeFault(event: Readonly<Record<string, unknown>>): Problem | undefined {
  for (const [name, attribute] of ENTRIES) {
    const code = codeOf(event[name], attribute, event);
    if (code !== undefined) return problem(code, { pointer: `/${name}`, expected: attribute.expected });
  }
  return undefined;
}

function codeOf(
  value: unknown,
  { required, fault }: Attribute,
  event: Readonly<Record<string, unknown>>,
): ProblemCode | undefined {
  if (!isSet(value)) return required ? 'MissingField' : undefined;
  return typeof value === 'string' ? fault(value, event) : 'WrongType';
}

const isSet = <Value>(value: Value | null | undefined): value is Value => value !== undefined && value !== null;

function findMissingReason({ corrects, correctionreason }: Readonly<Record<string, unknown>>): Problem | undefined {
  if (!isSet(corrects) || isSet(correctionreason)) return undefined;
  return problem('MissingField', { pointer: '/correctionreason', expected: REASON_FORM });
}

/** What `findAttributeFault` has let through. */
interface Checked {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly corrects?: string | null;
  readonly correctionreason?: string | null;
  readonly traceparent?: string | null;
}

function addressed(checked: Checked): ReadEnvelope {
  const { type, subject } = checked;
  const known = messageType(type);
  if (known === undefined) return refused('UnknownType', '/type', 'GET /v1/schemas');
  if (!subject.startsWith(`${known.kind}/`)) return refused('InvalidEnvelope', '/subject', `${known.kind}/<uuid>`);
  const about: Subject = { kind: known.kind, id: subject.slice(known.kind.length + 1).toLowerCase() as Uuid };
  const time = readInstant(checked.time);
  if (time === undefined) return refused('InvalidEnvelope', '/time', TIME_FORM);
  const envelope = envelopeOf(checked, subjectText(about), time);
  return { ok: true, addressed: { envelope, messageType: known, subject: about } };
}

function envelopeOf(checked: Checked, subject: string, time: Instant): Envelope {
  const { id, source, type, corrects, correctionreason, traceparent } = checked;
  return {
    id,
    source,
    party: partyOfSource(source),
    type,
    subject,
    time,
    ...(isSet(corrects) && { corrects }),
    ...(isSet(correctionreason) && { correctionreason }),
    ...(isSet(traceparent) && isOpenTrace(traceparent) && { traceparent }),
  };
}

function refused(code: 'UnknownType' | 'InvalidEnvelope', pointer: string, expected: string): ReadEnvelope {
  return { ok: false, problem: problem(code, { pointer, expected }) };
}

const PARTY_AT = '/party/'.length;

/** The party that a checked source names. */
export function partyOfSource(source: string): PartyId {
  const end = source.indexOf('/', PARTY_AT);
  return (end < 0 ? source.slice(PARTY_AT) : source.slice(PARTY_AT, end)) as PartyId;
}
