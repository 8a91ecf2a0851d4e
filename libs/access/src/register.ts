/** The register of parties: what the facts of its stream come to, in memory. Few, and read whole by every process. */
import { isPartyId, type Day, type DisclosureClass, type PartyId, type StatuteRef, type Uuid } from '#domain/facts';
import { type JWTPayload } from 'jose';
import { statuteOfMandate } from './mandate-statute.js';
import {
  USER_REQUIRED_FOR,
  type MandateData,
  type PartyData,
  type PinnedClaim,
  type RegisterFact,
} from './register.facts.js';

/** A party as it is now. */
export interface RegisteredParty extends PartyData {
  readonly isClosed: boolean;
}

/** A mandate as it is now. */
export interface Mandate extends MandateData {
  readonly isEnded: boolean;
}

/** - `open`, `closed`: it is registered, or a kommun or region, whose official codes are known from the start.
 *  - `unknown`: a nämnd, a unit or another that nobody has registered. */
export type Standing = 'open' | 'closed' | 'unknown';

/** What the register says after some facts. Never changed: each fact gives another. */
export interface Register {
  /** How many facts it is made of: another number, another register. */
  readonly version: number;
  readonly parties: ReadonlyMap<string, RegisteredParty>;
  readonly mandates: ReadonlyMap<string, Mandate>;
}

export const EMPTY_REGISTER: Register = { version: 0, parties: new Map(), mandates: new Map() };

/** The register with one more fact. A fact of what is not there changes nothing but the version. */
export function withFact(register: Register, fact: RegisterFact): Register {
  const parties = new Map(register.parties);
  const mandates = new Map(register.mandates);
  const change = (id: string, by: Partial<RegisteredParty>): void => {
    const before = parties.get(id) ?? (isBuiltIn(id) ? builtIn(id) : undefined);
    if (before) parties.set(id, { ...before, ...by });
  };
  switch (fact.type) {
    case 'hub.partyRegistered':
      parties.set(fact.data.partyId, { ...fact.data, isClosed: false });
      break;
    case 'hub.partyChanged':
      change(fact.data.partyId, fact.data);
      break;
    case 'hub.partyClosed':
      change(fact.data.partyId, { isClosed: true });
      break;
    case 'hub.mandateGranted':
      mandates.set(fact.data.mandateId, { ...fact.data, isEnded: false });
      break;
    case 'hub.mandateEnded': {
      const granted = mandates.get(fact.data.mandateId);
      if (granted) mandates.set(granted.mandateId, { ...granted, isEnded: true });
      break;
    }
  }
  return { version: register.version + 1, parties, mandates };
}

/** A kommun or a region as a whole, by its official code: there without being registered. */
export function isBuiltIn(partyId: string): boolean {
  return !partyId.includes('.') && isPartyId(partyId);
}

const builtIn = (partyId: string): RegisteredParty => ({
  ...{ partyId, kind: partyId.startsWith('kommun-') ? 'kommun' : 'region', name: partyId, controller: true },
  ...{ issuers: [], certificates: [], alertAddresses: [], isClosed: false },
});

/** Where the people of parties that are open are told, as their data has it (E-012); of those that have said so. */
export const alertAddressesIn = ({ parties }: Register): ReadonlyMap<PartyId, readonly string[]> =>
  new Map(
    [...parties.values()].flatMap(({ partyId, alertAddresses, isClosed }) =>
      !isClosed && alertAddresses.length > 0 && isPartyId(partyId) ? [[partyId, alertAddresses]] : [],
    ),
  );

/** Whether a party may speak. */
export function standingOf({ parties }: Register, partyId: string): Standing {
  const found = parties.get(partyId);
  if (found) return found.isClosed ? 'closed' : 'open';
  return isBuiltIn(partyId) ? 'open' : 'unknown';
}

/**
 * The party that a token's claims name, by what the parties' data say of that issuer; undefined where none does. One that is
 * closed is named only where nobody else is, so that it can be told.
 */
export function namedIn({ parties }: Register, iss: string, claims: JWTPayload): RegisteredParty | undefined {
  const named = [...parties.values()].filter(({ issuers }) =>
    issuers.some((one) => one.iss === iss && claims[one.claim] === one.value),
  );
  return named.find(({ isClosed }) => !isClosed) ?? named[0];
}

/** Whom an issuer's claim and value are pinned to, where somebody who is not closed has it. */
export function pinnedTo({ parties }: Register, pin: PinnedClaim): string | undefined {
  return [...parties.values()].find(({ issuers, isClosed }) => !isClosed && issuers.some((one) => isSamePin(one, pin)))
    ?.partyId;
}

/** True where two pins are of one issuer, claim and value. */
export const isSamePin = (a: PinnedClaim, b: PinnedClaim): boolean =>
  a.iss === b.iss && a.claim === b.claim && a.value === b.value;

/** True for a token that is let in no more: its `jti` or its client is denied, by whichever party's data. */
export function isDenied({ parties }: Register, iss: string, claims: JWTPayload): boolean {
  return [...parties.values()].some(({ denied = [] }) =>
    denied.some((one) => one.iss === iss && claims[one.claim] === one.value),
  );
}

/** The classes that a registered party's systems are shown only where they name a user. */
export const userRequiredFor = ({ requireUser }: Pick<PartyData, 'requireUser'>): readonly DisclosureClass[] =>
  (requireUser ?? USER_REQUIRED_FOR) as readonly DisclosureClass[];

/** A mandate as it opens something: whose cases, which classes of them, by which section. */
export interface MandateInForce {
  readonly mandateId: Uuid;
  /** `all`, or what these parties see: each by itself, a kommun is not its nämnder (D-026). */
  readonly parties: 'all' | readonly PartyId[];
  readonly classes: readonly DisclosureClass[];
  readonly statute: StatuteRef;
  /** Its first and last day. */
  readonly from: Day;
  readonly to: Day;
}

/**
 * The mandates of an auditor that are in force on the day, both ends of their time included, in the order of their ids. One
 * of no class opens nothing, nor does one whose section cannot be entered in the ledger: they fail on the safe side.
 */
export function mandatesOn({ mandates }: Register, auditor: string, on: Day): readonly MandateInForce[] {
  return [...mandates.values()]
    .filter((one) => one.auditor === auditor && !one.isEnded && one.from <= on && on <= one.to)
    .flatMap(inForce)
    .sort((a, b) => (a.mandateId < b.mandateId ? -1 : 1));
}

function inForce({ mandateId, parties, classes, statute: named, from, to }: Mandate): readonly MandateInForce[] {
  const statute = statuteOfMandate(named);
  if (statute === undefined || classes.length === 0) return [];
  const what = { mandateId, parties, classes, statute, from, to };
  return [what as MandateInForce];
}
