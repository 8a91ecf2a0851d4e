/** What the claims of a token say of who asks. Which claim says what is the issuer's own; this hub's are the default. */
import { type JWTPayload } from 'jose';
import { isOpenPartyId } from '#contracts';
import { type PartyId } from '#domain/facts';
import {
  isMachine,
  isOfPeople,
  isOpaqueId,
  isPartyRole,
  MACHINE_ROLES,
  principalOf,
  type OfParty,
  type PartyRole,
  type Principal,
} from './principal.js';

/** The claims of an issuer by what they say. */
export interface ClaimNames {
  /** The roles: a list of words, or words with spaces between. */
  readonly roles: string;
  /** Where its person works, within the party. */
  readonly unit: string;
  /** The id of the person who has signed in, where no `act` says who acts. */
  readonly person: string;
}

/** How this hub's own tokens say it. */
export const OWN_CLAIMS: ClaimNames & { readonly party: string } = {
  party: 'hvb_party',
  roles: 'hvb_roles',
  unit: 'hvb_unit',
  person: 'sub',
};
const MACHINE = 'machine';
const UNIT = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** The claims of a token of the hub's own: none of a party's system, whose subject says all. */
export function claimsOf(principal: Principal): JWTPayload {
  const { kind, person } = principal;
  if (kind !== 'party') return person === undefined ? {} : { [OWN_CLAIMS.roles]: [kind] };
  const { party, roles, unit } = principal;
  const isPlain = isMachine(principal) && roles.length === MACHINE_ROLES.length;
  if (isPlain && MACHINE_ROLES.every((role) => roles.includes(role))) return {};
  return {
    [OWN_CLAIMS.party]: party,
    [OWN_CLAIMS.roles]: [...roles],
    ...(unit === undefined ? {} : { [OWN_CLAIMS.unit]: unit }),
    ...(isMachine(principal) ? { [MACHINE]: true } : {}),
  };
}

/**
 * Who a token of the hub's own speaks for. One that names no roles is of a party's system, of an auditor's or an operator's,
 * by its subject: all tokens were, once. Undefined where it names nobody.
 */
export function ownPrincipal(claims: JWTPayload): Principal | undefined {
  const sub = textIn(claims.sub);
  if (claims[OWN_CLAIMS.roles] === undefined) return sub.includes('@') ? undefined : principalOf(sub);
  const [only] = wordsIn(claims[OWN_CLAIMS.roles]);
  if (only === 'auditor' || only === 'operator') return isOpaqueId(sub) ? { kind: only, person: sub } : undefined;
  const party = textIn(claims[OWN_CLAIMS.party]);
  return isOpenPartyId(party) ? partyIn(claims, party as PartyId, OWN_CLAIMS) : undefined;
}

/**
 * Who speaks for a party by a token's claims: its roles, the unit, and the person or none. A machine is told by `machine:
 * true`, or by a subject that is its own client (RFC 9068 2.2); `act` (RFC 8693 4.1) says who acts where a system asks for
 * somebody. What roles it has none of are left out; undefined where none is left, or where the person's id is no id that may
 * be kept.
 */
export function partyIn(claims: JWTPayload, party: PartyId, names: ClaimNames): OfParty | undefined {
  const person = personIn(claims, names);
  if (person !== undefined && !isOpaqueId(person)) return undefined;
  const roles = wordsIn(claims[names.roles])
    .filter(isPartyRole)
    .filter((role: PartyRole) => person !== undefined || !isOfPeople(role));
  if (roles.length === 0) return undefined;
  const unit = claims[names.unit];
  return {
    ...{ kind: 'party', party, roles },
    ...(typeof unit === 'string' && UNIT.test(unit) ? { unit } : {}),
    ...(person === undefined ? {} : { person }),
  };
}

/** The person behind a token; undefined of a machine's. */
function personIn(claims: JWTPayload, names: ClaimNames): string | undefined {
  const { act } = claims as { readonly act?: { readonly sub?: unknown } };
  if (act !== undefined) return textIn(act.sub);
  const { sub } = claims;
  if (claims[MACHINE] === true || sub === claims['client_id'] || sub === claims['azp']) return undefined;
  return textIn(claims[names.person]);
}

/** A claim that is a text; of any other nothing, which is nobody's name. */
const textIn = (claim: unknown): string => (typeof claim === 'string' ? claim : '');

function wordsIn(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}
