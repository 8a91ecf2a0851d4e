/** Checks of values that are stored in the open and so may carry no person number. */
import { holdsPersonNumber, isPartyId } from '#domain/facts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}$/i;
const PUBLISHER_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** True for a uuid. One that no generator makes (RFC 9562 version and variant) is refused if it holds a person number. */
export function isOpenUuid(text: string): boolean {
  const parts = UUID.exec(text);
  if (parts === null) return false;
  const [, version = '', variant = ''] = parts;
  return (/[1-8]/.test(version) && /[89ab]/i.test(variant)) || !holdsPersonNumber(text);
}

/** True for a party id with an official code; the name of a nämnd or unit holds no person number. */
export function isOpenPartyId(text: string): boolean {
  return isPartyId(text) && !(text.includes('.') && holdsPersonNumber(text.slice(text.indexOf('.'))));
}

/** True where a text has the form of a message id or a system's name. */
export function hasPublisherIdForm(text: string): boolean {
  return PUBLISHER_ID.test(text);
}

/** True for a message id or a system's name that holds no person number. */
export function isPublisherId(text: string): boolean {
  return hasPublisherIdForm(text) && !holdsPersonNumber(text);
}
