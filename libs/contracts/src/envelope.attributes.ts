/** The attributes of the envelope that are taken, and what each may be. */
import { isUtf8 } from './media-types.js';
import { hasPublisherIdForm, holdsNumber, isOpenPartyId, isOpenUuid } from './open-values.js';
import { isReadableText } from './readable-text.js';
import { schemaId } from './schemas.js';

const SOURCE = /^\/party\/([^/]+)(?:\/([^/]+))?$/;
export const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
export const REASON_CHARS_MAX = 500;
export const TIME_FORM = 'tidpunkt / instant, RFC 3339: 2026-01-15T09:00:00+01:00';
const CHARACTERS = 'tecken / characters';
export const REASON_FORM = `text, 1–${REASON_CHARS_MAX} ${CHARACTERS}`;
const ID_FORM = `A–Z a–z 0–9 . _ : -, 1–64 ${CHARACTERS}`;

/** An envelope's attributes by name: texts, where they are what they should be. */
export type Attributes = Readonly<Record<string, unknown>>;

export interface Attribute {
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
  fault: (value, all) => inner.fault(value, all) ?? (holdsNumber(part(value)) ? 'PersonNumberNotAllowed' : undefined),
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
const isReason = (value: string): boolean => isReadableText(value, REASON_CHARS_MAX);
/** The case's uuid, else the subject's: what stands with a placement names it in its data. */
const namesItsSubject = (value: string, { subject, data }: Attributes): boolean => {
  const { placementId } = (data ?? {}) as { readonly placementId?: unknown };
  const own = typeof subject === 'string' ? subject.slice(subject.indexOf('/') + 1) : undefined;
  return [own, placementId].some((id) => typeof id === 'string' && id.toLowerCase() === value.toLowerCase());
};

/** Every attribute that is taken, in the order in which it is checked; `data` beside them. */
export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  specversion: attribute(true, 'text: 1.0', (value) => value === '1.0'),
  type: attribute(true, 'text: se.hvbhub.<kind>.<fact>.v1', (value) => value !== ''),
  id: withoutPersonNumber(attribute(true, `id, ${ID_FORM}`, hasPublisherIdForm), whole),
  source: withoutPersonNumber(
    attribute(true, `text: /party/<partyId>[/<system>], system: ${ID_FORM}`, isSource),
    (value) => value.slice(value.indexOf('/', 1)),
  ),
  subject: attribute(true, 'text: <kind>/<uuid>', isSubject),
  time: attribute(true, TIME_FORM, (value) => value !== ''),
  datacontenttype: attribute(false, 'text: application/json', isJson),
  dataschema: attribute(
    false,
    `text: ${schemaId('<type>')}`,
    (value, { type }) => typeof type === 'string' && value === schemaId(type),
  ),
  partitionkey: attribute(
    false,
    'uuid, samma som i subject eller placementId / the same as in subject or placementId',
    namesItsSubject,
  ),
  corrects: withoutPersonNumber(attribute(false, `id, ${ID_FORM}`, hasPublisherIdForm), whole),
  correctionreason: attribute(
    false,
    `${REASON_FORM}, tillsammans med corrects / together with corrects`,
    (value, all) => isReason(value) && typeof all['corrects'] === 'string',
  ),
  traceparent: attribute(false, 'text: W3C traceparent', isTraceparent),
  // Taken, and not kept: what vendors write in it is theirs, and nobody's who reads the hub.
  tracestate: attribute(false, 'text: W3C tracestate', () => true),
};

/** True for a valid `traceparent` of W3C Trace Context. */
export function isTraceparent(text: string): boolean {
  return TRACEPARENT.test(text);
}
