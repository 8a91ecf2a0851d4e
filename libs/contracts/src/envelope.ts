/** The CloudEvents 1.0 envelope, held strictly: known attributes only, each checked. */
import { type Instant, type PartyId, type Uuid, holdsPersonNumber } from '#domain/facts';
import { isUtf8 } from './media-types.js';
import { type MessageType, messageType } from './message-types.js';
import { hasPublisherIdForm, isOpenPartyId, isOpenUuid } from './open-values.js';
import { pointerToken } from './pointer.js';
import { problem, type Problem } from './problems.js';
import { schemaId } from './schemas.js';
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
  readonly traceparent?: string;
}

/** An envelope with what its type and subject say. */
export interface Addressed {
  readonly envelope: Envelope;
  readonly messageType: MessageType;
  readonly subjectId: Uuid;
}

export type ReadEnvelope =
  { readonly ok: true; readonly addressed: Addressed } | { readonly ok: false; readonly problem: Problem };

const SOURCE = /^\/party\/([^/]+)(?:\/([^/]+))?$/;
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const REASON_CHARS_MAX = 500;
const ID_FORM = 'A–Z a–z 0–9 . _ : -, 1–64';

type Attributes = Readonly<Record<string, string>>;

interface Attribute {
  readonly required: boolean;
  readonly expected: string;
  /** The code to refuse with; undefined where the value will do. */
  readonly fault: (value: string, all: Attributes) => 'InvalidEnvelope' | 'PersonNumberNotAllowed' | undefined;
}

const attribute = (
  required: boolean,
  expected: string,
  holds: (value: string, all: Attributes) => boolean,
): Attribute => ({
  required,
  expected,
  fault: (value, all) => (holds(value, all) ? undefined : 'InvalidEnvelope'),
});

const withoutPersonNumber = (inner: Attribute, part: (value: string) => string): Attribute => ({
  ...inner,
  fault: (value, all) =>
    inner.fault(value, all) ?? (holdsPersonNumber(part(value)) ? 'PersonNumberNotAllowed' : undefined),
});

const whole = (value: string): string => value;
const isJson = (value: string): boolean => {
  const [type = '', ...parameters] = value.toLowerCase().split(';');
  return type.trim() === 'application/json' && isUtf8(parameters);
};
const isSource = (value: string): boolean => {
  const [, party = '', system] = SOURCE.exec(value) ?? [];
  return isOpenPartyId(party) && (system === undefined || hasPublisherIdForm(system));
};
const isSubject = (value: string): boolean => {
  const slash = value.indexOf('/');
  return slash > 0 && isOpenUuid(value.slice(slash + 1));
};
const isReason = (value: string): boolean => value.trim() !== '' && [...value].length <= REASON_CHARS_MAX;
const namesItsSubject = (value: string, { subject = '' }: Attributes): boolean =>
  value.toLowerCase() === subject.slice(subject.indexOf('/') + 1).toLowerCase();

/** Every attribute that is taken, in the order in which it is checked; `data` beside them. */
const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  specversion: attribute(true, '1.0', (value) => value === '1.0'),
  type: attribute(true, 'se.hvbhub.<kind>.<fact>.v1', (value) => value !== ''),
  id: withoutPersonNumber(attribute(true, ID_FORM, hasPublisherIdForm), whole),
  source: withoutPersonNumber(attribute(true, `/party/<partyId>[/<system: ${ID_FORM}>]`, isSource), (value) =>
    value.slice(value.indexOf('/', 1)),
  ),
  subject: attribute(true, '<kind>/<uuid>', isSubject),
  time: attribute(true, 'RFC 3339, 2026-01-15T09:00:00+01:00', (value) => readInstant(value) !== undefined),
  datacontenttype: attribute(false, 'application/json', isJson),
  dataschema: attribute(false, schemaId('<type>'), (value, { type = '' }) => value === schemaId(type)),
  partitionkey: attribute(false, '<uuid>, samma som i subject / the same as in subject', namesItsSubject),
  corrects: withoutPersonNumber(attribute(false, ID_FORM, hasPublisherIdForm), whole),
  correctionreason: attribute(
    false,
    `text, 1–${REASON_CHARS_MAX}, tillsammans med corrects / together with corrects`,
    (value, all) => isReason(value) && all['corrects'] !== undefined,
  ),
  traceparent: attribute(false, 'W3C traceparent', (value) => TRACEPARENT.test(value)),
};
const KNOWN = new Set([...Object.keys(ATTRIBUTES), 'data']);

/** Reads the envelope of an event. Refuses unknown attributes by their pointer, and attributes that do not hold. */
export function readEnvelope(event: Readonly<Record<string, unknown>>): ReadEnvelope {
  const fault = findUnknown(event) ?? findAttributeFault(event) ?? findMissingReason(event);
  return fault === undefined ? addressed(event as Attributes) : { ok: false, problem: fault };
}

function findUnknown(event: Readonly<Record<string, unknown>>): Problem | undefined {
  for (const name of Object.keys(event)) {
    if (!KNOWN.has(name)) {
      return problem('UnknownField', { pointer: `/${pointerToken(name)}`, expected: [...KNOWN].join(', ') });
    }
  }
  return undefined;
}

function findAttributeFault(event: Readonly<Record<string, unknown>>): Problem | undefined {
  for (const [name, { required, expected, fault }] of ENTRIES) {
    const value = event[name];
    const at = { pointer: `/${name}`, expected };
    if (value === undefined) {
      if (required) return problem('MissingField', at);
      continue;
    }
    if (typeof value !== 'string') return problem('WrongType', at);
    const code = fault(value, event as Attributes);
    if (code !== undefined) return problem(code, at);
  }
  return undefined;
}
const ENTRIES = Object.entries(ATTRIBUTES);

function findMissingReason({ corrects, correctionreason }: Readonly<Record<string, unknown>>): Problem | undefined {
  if (corrects === undefined || correctionreason !== undefined) return undefined;
  return problem('MissingField', { pointer: '/correctionreason', expected: `text, 1–${REASON_CHARS_MAX}` });
}

function addressed(all: Attributes): ReadEnvelope {
  const { id = '', source = '', type = '', subject = '', time = '', corrects, correctionreason, traceparent } = all;
  const known = messageType(type);
  if (known === undefined) return refused('UnknownType', '/type', 'GET /v1/schemas');
  const subjectId = subject.slice(subject.indexOf('/') + 1).toLowerCase() as Uuid;
  if (!subject.startsWith(`${known.kind}/`)) return refused('InvalidEnvelope', '/subject', `${known.kind}/<uuid>`);
  const envelope: Envelope = {
    id,
    source,
    party: partyOfSource(source),
    type,
    subject: `${known.kind}/${subjectId}`,
    time: readInstant(time) ?? ('' as Instant),
    ...(corrects === undefined ? {} : { corrects }),
    ...(correctionreason === undefined ? {} : { correctionreason }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  return { ok: true, addressed: { envelope, messageType: known, subjectId } };
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
