/** The register of parties: what the facts of its stream come to, in memory. Few, and read whole by every process. */
import { isPartyId, type Day, type PartyId } from '#domain/facts';
import { type JWTPayload } from 'jose';
import {
  MANDATE_CLASSES,
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

/** Of whom an auditor reads: of everybody, or of what these parties see. */
export type Reach = 'all' | readonly PartyId[];

/**
 * Of whom an auditor may read on the day, by its mandates in force, both ends of their time included: each party once, in the
 * order of their ids. A mandate that is not of all classes opens nothing yet: it fails on the safe side.
 */
export function reachOn({ mandates }: Register, auditor: string, on: Day): Reach {
  const inForce = [...mandates.values()].filter(
    (one) => one.auditor === auditor && !one.isEnded && isOfAllClasses(one) && one.from <= on && on <= one.to,
  );
  const parties = inForce.flatMap((one) => (one.parties === 'all' ? [] : one.parties));
  return inForce.some((one) => one.parties === 'all') ? 'all' : ([...new Set(parties)].sort() as PartyId[]);
}

const isOfAllClasses = ({ classes }: Mandate): boolean => MANDATE_CLASSES.every((one) => classes.includes(one));
