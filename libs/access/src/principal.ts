/** Who asks: what a verified credential comes down to. What each may do stands in `doors.data.ts`. */
import { holdsNumber, isOpenPartyId } from '#contracts';
import { type DisclosureClass, type PartyId } from '#domain/facts';
import { type Purpose } from './purposes.js';
import { type MandateInForce } from './register.js';

/** What one who speaks for a party may have been given to do there. A system has the first two, people the others. */
export const PARTY_ROLES = ['publisher', 'subscriber', 'caseWorker', 'costMandate', 'coordinator'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** Every role there is. An auditor says nothing; an operator runs the hub, says nothing and reads no case. */
export const ROLES = [...PARTY_ROLES, 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that only a person has: a machine is given none of them. */
const OF_PEOPLE: ReadonlySet<Role> = new Set<Role>(['caseWorker', 'costMandate', 'coordinator']);

/** Who stands behind a request, and what for. */
interface Behind {
  /**
   * A person, by an id that means something to its party alone: `sub` of its sign-in, or `act` (RFC 8693) where a system acts
   * for it. Left out of a machine, which asks unattended.
   */
  readonly person?: string;
  /** Whom a machine says that it shows the answer to (`HVB-User`): its own word, which no issuer has signed. */
  readonly shownTo?: string;
  /** Of a machine, the disclosure classes that it is shown only where it names a user; absent where there are none (A6). */
  readonly userRequiredFor?: readonly DisclosureClass[];
  /** What is asked for (`HVB-Purpose`); a door that reads nothing of anybody has none. */
  readonly purpose?: Purpose;
}

/**
 * - `party` speaks as itself and nobody else, and reads the cases it takes part in (`visibility.ts`); `unit` is the part of
 *   it that the person works in.
 * - `auditor` reads as far as its mandate goes, also metrics, and says nothing; `auditor` is its id in the register,
 *   `mandates` those of today; the auditor of the hub's own tokens has no id, and needs none.
 * - `operator` runs the hub: metrics, and the clock in simulation mode. It reads no case and says nothing.
 */
export type Principal =
  | (Behind & {
      readonly kind: 'party';
      readonly party: PartyId;
      readonly unit?: string;
      readonly roles: readonly PartyRole[];
    })
  | (Behind & { readonly kind: 'auditor'; readonly auditor?: string; readonly mandates?: readonly MandateInForce[] })
  | (Behind & { readonly kind: 'operator' });

/** What may be the id of a person, in a pattern that every dialect reads; none of it may be a person number. */
export const OPAQUE_ID = '^[A-Za-z0-9_.:@|+/=-]{1,128}$';
const PERSON = new RegExp(OPAQUE_ID);
/** One who speaks for a party. */
export type OfParty = Extract<Principal, { readonly kind: 'party' }>;

const AT_PARTY = /^([^@]+)@([A-Za-z]+)(?:\/([a-z0-9][a-z0-9-]{0,39}))?$/;

/** Who has a role of people in the demonstration: in each another, so that a second person can be asked. */
const demoPersonIn = (role: PartyRole): string => `demo-${role}`;

/** What a party's own system may do: tell facts, and read what they come to. */
export const MACHINE_ROLES: readonly PartyRole[] = ['publisher', 'subscriber'];

/** A party's own system. */
export function machineOf(party: PartyId, roles: readonly PartyRole[] = MACHINE_ROLES): OfParty {
  return { kind: 'party', party, roles };
}

/** The roles by which somebody is let in at a door. */
export function rolesOf(principal: Principal): readonly Role[] {
  return principal.kind === 'party' ? principal.roles : [principal.kind];
}

/** True of a request that no person stands behind. */
export function isMachine({ person }: Principal): boolean {
  return person === undefined;
}

/** The disclosure classes that are closed to whoever asks, since it is a machine that names no user. */
export function closedUnattended({ person, shownTo, userRequiredFor = [] }: Principal): readonly DisclosureClass[] {
  return person === undefined && shownTo === undefined ? userRequiredFor : [];
}

/** True for a word that is a role of a party. */
export function isPartyRole(word: string): word is PartyRole {
  return (PARTY_ROLES as readonly string[]).includes(word);
}

/** True for a role that is given to people only. */
export function isOfPeople(role: Role): boolean {
  return OF_PEOPLE.has(role);
}

/** True for what may be kept as the id of a person: 1 to 128 characters, none of it a person number. */
export function isOpaqueId(text: string): boolean {
  return PERSON.test(text) && !holdsNumber(text);
}

/** For whom a principal speaks, as what it does is counted and logged by: the party id, `auditor` or `operator`. Never the person. */
export function nameOf(principal: Principal): string {
  return principal.kind === 'party' ? principal.party : principal.kind;
}

/**
 * The principal of a name: a party id is that party's system, `<party id>@caseWorker` somebody in that role there,
 * `<party id>@caseWorker/barn-och-unga` in that unit of it, `auditor` and `operator` themselves. Undefined where it names none:
 * a party has an official code, and no person number in its name. A person in a role of people is `person`.
 */
export function principalOf(name: string, person?: string): Principal | undefined {
  if (name === 'auditor' || name === 'operator') return { kind: name };
  const [, party = name, role, unit] = AT_PARTY.exec(name) ?? [];
  if (!isOpenPartyId(party)) return undefined;
  return role === undefined ? machineOf(party as PartyId) : inRole({ party: party as PartyId, role, unit }, person);
}

interface Named {
  readonly party: PartyId;
  readonly role: string;
  readonly unit: string | undefined;
}

/** Only people work in a unit. */
function inRole({ party, role, unit }: Named, person: string | undefined): Principal | undefined {
  if (!isPartyRole(role)) return undefined;
  const machine = machineOf(party, [role]);
  if (isOfPeople(role))
    return { ...machine, person: person ?? demoPersonIn(role), ...(unit === undefined ? {} : { unit }) };
  return unit === undefined ? machine : undefined;
}
