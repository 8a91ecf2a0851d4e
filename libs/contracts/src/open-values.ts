/** Checks of values that are stored in the open and so may carry no person number. */
import { holdsPersonNumber, isPartyId } from '#domain/facts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GENERATED_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const DATE_DIGITS = /\d{6}/;
const PUBLISHER_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** True for a uuid. One that no generator makes (RFC 9562 version and variant) is refused if it holds a person number. */
export function isOpenUuid(text: string): boolean {
  return GENERATED_UUID.test(text) || (UUID.test(text) && !holdsPersonNumber(text));
}

/** As `holdsPersonNumber`, at less cost for the many texts that have no date in them. */
export function holdsNumber(text: string): boolean {
  return DATE_DIGITS.test(text) && holdsPersonNumber(text);
}

const PARTIES_KEPT_MAX = 5000;
/** Ids found right before: the parties are few and named in every message. */
const knownParties = new Set<string>();

/** True for a party id with an official code; the name of a nämnd or unit holds no person number. */
export function isOpenPartyId(text: string): boolean {
  if (knownParties.has(text)) return true;
  if (!isPartyId(text) || (text.includes('.') && holdsNumber(text.slice(text.indexOf('.'))))) return false;
  if (knownParties.size >= PARTIES_KEPT_MAX) knownParties.clear();
  knownParties.add(text);
  return true;
}

/** True where a text has the form of a message id or a system's name. */
export function hasPublisherIdForm(text: string): boolean {
  return PUBLISHER_ID.test(text);
}

/** True for a message id or a system's name that holds no person number. */
export function isPublisherId(text: string): boolean {
  return hasPublisherIdForm(text) && !holdsNumber(text);
}
