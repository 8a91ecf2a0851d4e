/** Checks of values that are stored in the open and so may carry no person number. */
import { holdsPersonNumber, isPartyId } from '#domain/facts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GENERATED_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const TEN_WITHOUT_LETTER = /[0-9-]{10}/;
const TRACE_VERSION_CHARS = 3;
const TRACE_FLAGS_CHARS = 3;
const PUBLISHER_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** True for a uuid. One that no generator makes (RFC 9562 version and variant) is refused if it holds a person number. */
export function isOpenUuid(text: string): boolean {
  return GENERATED_UUID.test(text) || (UUID.test(text) && !holdsPersonNumber(text, true));
}

/**
 * What a generator makes, standing alone in an id: a uuid of RFC 9562 with or without hyphens, a ULID of the years 2004 to
 * 2109. Digits in them are chance. In a ULID twelve in a row of a century are not, ten may be.
 */
const GENERATED =
  /(?<![0-9a-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9a-f]{12}[1-8][0-9a-f]{3}[89ab][0-9a-f]{15}|(?![0-9a-z]*(?:18|19|20)\d{10})0[1-3][0-9a-hjkmnp-tv-z]{24})(?![0-9a-z])/gi;

/** True where a text holds a person number, in whatever form, outside what a generator made. */
export function holdsNumber(text: string): boolean {
  return !GENERATED_UUID.test(text) && holdsPersonNumber(text) && holdsPersonNumber(text.replace(GENERATED, 'x'));
}

/** True where a trace holds no person number, whatever other digits it is filled up with. */
export function isOpenTrace(traceparent: string): boolean {
  return (
    !TEN_WITHOUT_LETTER.test(traceparent) ||
    !holdsPersonNumber(traceparent.slice(TRACE_VERSION_CHARS, -TRACE_FLAGS_CHARS), true)
  );
}

/** True where a text may be repeated to whoever sent it, and so into what others keep: none of it is a person number. */
export function isRepeatable(text: string): boolean {
  return !holdsNumber(text) && text.split('/').every((part) => !UUID.test(part) || isOpenUuid(part));
}

const PARTIES_KEPT_MAX = 5000;
/** Ids found right before: the parties are few and named in every message. */
const knownParties = new Set<string>();

/** True for a party id with an official code; the name of a nämnd or unit holds no person number. */
export function isOpenPartyId(text: string): boolean {
  if (knownParties.has(text)) return true;
  if (!isPartyId(text) || (text.includes('.') && holdsNumber(text))) return false;
  if (knownParties.size >= PARTIES_KEPT_MAX) knownParties.clear();
  knownParties.add(text);
  return true;
}

/** True for a party id, or for the reference of a person: a uuid. */
export const isPartyOrRef = (text: string): boolean => isOpenPartyId(text) || isOpenUuid(text);

/** True where a text has the form of a message id or a system's name. */
export function hasPublisherIdForm(text: string): boolean {
  return PUBLISHER_ID.test(text);
}

/** True for a message id or a system's name that holds no person number. */
export function isPublisherId(text: string): boolean {
  return hasPublisherIdForm(text) && !holdsNumber(text);
}
