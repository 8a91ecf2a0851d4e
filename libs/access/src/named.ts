/** Whom the claims of a verified token name: by this hub's own names, or by what the parties' data say of its issuer. */
import { type JWTPayload } from 'jose';
import { ownPrincipal, partyIn, type ClaimNames } from './claims.js';
import { isMachine, type OfParty, type Principal } from './principal.js';
import { type Purpose } from './purposes.js';
import { namedIn, standingOf, userRequiredFor, type Register, type RegisteredParty } from './register.js';
import { TokenRefused } from './tokens.port.js';
import { type PartyId } from '#domain/facts';

/** A machine's token of an issuer elsewhere holds at most so long: who has one by theft has it for an hour. */
export const MACHINE_TOKEN_S_MAX = 3_600;

/** An issuer elsewhere: it speaks for those parties alone whose data name it. */
export interface ElsewhereNames extends ClaimNames {
  readonly kind: 'elsewhere';
  /** What its clients ask for, by `client_id`, where they do not say. */
  readonly purposes: Readonly<Record<string, Purpose>>;
}

/** The hub's own issuer names any party; `unregistered`: also a nämnd or a unit that nobody has registered. */
export interface OwnNames {
  readonly kind: 'own';
  readonly unregistered: (party: PartyId) => boolean;
}

export type WhoIsNamed = OwnNames | ElsewhereNames;

interface Beside {
  readonly register: Register;
  /** The certificate that the token is bound to. */
  readonly boundTo: string | undefined;
}

interface NamingIssuer {
  readonly issuer: string;
  readonly names: WhoIsNamed;
}

/** Who asks. Throws `TokenRefused` where that is nobody, or nobody any more. */
export function principalOf(claims: JWTPayload, { issuer, names }: NamingIssuer, beside: Beside): Principal {
  if (names.kind === 'own') return byOwn(claims, names, beside.register);
  const party = namedIn(beside.register, issuer, claims);
  if (party === undefined) throw new TokenRefused('namesNobody');
  if (party.isClosed) throw new TokenRefused('partyClosed');
  const principal = byElsewhere(claims, party, names);
  if (principal === undefined) throw new TokenRefused('namesNobody');
  if (isMachine(principal)) refuseLoose(claims, party, beside.boundTo);
  return withUser(principal, party);
}

function byOwn(claims: JWTPayload, names: OwnNames, register: Register): Principal {
  const principal = ownPrincipal(claims);
  if (principal === undefined) throw new TokenRefused('namesNobody');
  return principal.kind === 'party' ? partyByOwn(principal, names, register) : principal;
}

function partyByOwn(principal: OfParty, { unregistered }: OwnNames, register: Register): Principal {
  const { party } = principal;
  const standing = standingOf(register, party);
  if (standing === 'closed') throw new TokenRefused('partyClosed');
  const registered = register.parties.get(party);
  if (registered) return withUser(principal, registered);
  // Where one that nobody has registered is let in to be tried, nothing has been said of whose eyes are to be told.
  if (unregistered(party)) return principal;
  if (standing === 'unknown') throw new TokenRefused('partyUnknown');
  return withUser(principal, {});
}

function byElsewhere(claims: JWTPayload, party: RegisteredParty, names: ElsewhereNames): Principal | undefined {
  // Who it is and whether a person is read as of a party; the role of an auditor or an operator is the party's own kind.
  const { kind, partyId } = party;
  if (kind === 'hvb') return undefined;
  const asRoles = kind === 'auditor' || kind === 'operator' ? { ...claims, [names.roles]: 'subscriber' } : claims;
  const found = partyIn(asRoles, partyId as PartyId, names);
  if (found === undefined) return undefined;
  const purpose = purposeOf(claims, names);
  if (kind !== 'auditor' && kind !== 'operator') return { ...found, ...purpose };
  return { kind, ...(kind === 'auditor' ? { auditor: partyId } : {}), ...personOf(found), ...purpose };
}

/** Of a machine, what it is shown only where it names a user. */
function withUser(principal: Principal, party: Parameters<typeof userRequiredFor>[0]): Principal {
  const classes = userRequiredFor(party);
  const reads = principal.kind !== 'operator' && isMachine(principal);
  return reads && classes.length > 0 ? { ...principal, userRequiredFor: classes } : principal;
}

const personOf = ({ person }: OfParty): Pick<Principal, 'person'> => (person === undefined ? {} : { person });

function purposeOf(claims: JWTPayload, { purposes }: ElsewhereNames): Pick<Principal, 'purpose'> {
  const client = claims['client_id'] ?? claims['azp'];
  const purpose = typeof client === 'string' ? purposes[client] : undefined;
  return purpose === undefined ? {} : { purpose };
}

/** A machine's token is short, and where its party has certificates bound to one of them. */
function refuseLoose({ iat, exp }: JWTPayload, { certificates }: RegisteredParty, boundTo: string | undefined): void {
  if (iat === undefined || exp === undefined || exp - iat > MACHINE_TOKEN_S_MAX) throw new TokenRefused('holdsTooLong');
  if (certificates.length > 0 && (boundTo === undefined || !certificates.includes(boundTo)))
    throw new TokenRefused('otherCertificate');
}
