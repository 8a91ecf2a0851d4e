/** Naming a person at work without a name: what the ledger holds of whoever asked. */
import { hash } from 'node:crypto';
import { isOpenUuid } from '#contracts';
import { type Brand, type PartyId } from '#domain/facts';

/** The authority that somebody asks for, or a role that stands for none. */
export type AskingParty = PartyId | 'auditor' | 'operator';

/** A uuid: the person's own in its party's directory, or one made of its id there. */
export type StaffId = Brand<'StaffId'>;

/** Stands between the parts, so that no two pairs read alike: no party's id holds one. */
const SEPARATOR = '\n';
/** RFC 9562: version 8, of one's own making; variant 10. */
const VERSION = '8';
const VARIANT_BITS = 0x8;

/**
 * The id of whom a party's tokens name `person`. A uuid stays as it is, so that the party knows its own; of any other id
 * (a user name, a mail address) it is a uuid made of it, the same each time, which the party can make of its directory and
 * nobody reads a name from.
 */
export function staffIdOf(party: AskingParty, person: string): StaffId {
  const given = person.toLowerCase();
  if (isOpenUuid(given)) return given as StaffId;
  const digest = hash('sha256', ['hvb-hub staff', party, person].join(SEPARATOR));
  const variant = ((parseInt(digest.charAt(16), 16) & 0x3) | VARIANT_BITS).toString(16);
  const middle = [`${VERSION}${digest.slice(13, 16)}`, variant + digest.slice(17, 20)];
  return [digest.slice(0, 8), digest.slice(8, 12), ...middle, digest.slice(20, 32)].join('-') as StaffId;
}
