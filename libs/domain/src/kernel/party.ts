/** Parties by their id: which kommun or region an id speaks for, and who stands on the same side. */
import { type KommunCode, type PartyId, type RegionCode } from './brand.js';

export type PartyKind = 'kommun' | 'region';

const PARTY_ID = /^(kommun-\d{4}|region-\d{2})(\.[a-z0-9][a-z0-9-]{0,39})?$/;

/** True where `text` has the form of a party id. Whether its code is official is checked against the code lists. */
export function hasPartyIdForm(text: string): boolean {
  return PARTY_ID.test(text);
}

/** `kommun` or `region`, by the id's first word. */
export function partyKind(party: PartyId): PartyKind {
  return party.startsWith('kommun-') ? 'kommun' : 'region';
}

/** The code within a party id: four digits of a kommun or two of a region. */
export function partyCode(party: PartyId): string {
  const [body = ''] = party.split('.', 1);
  return body.slice(body.indexOf('-') + 1);
}

/** The legal person: `kommun-2080.socialnamnden` belongs to `kommun-2080`. Two nämnder are two authorities (D-026). */
export function legalPerson(party: PartyId): PartyId {
  const dot = party.indexOf('.');
  return dot < 0 ? party : (party.slice(0, dot) as PartyId);
}

/** True where `whole` is `part` or the legal person that `part` is a nämnd or unit of. */
export function covers(whole: PartyId, part: PartyId): boolean {
  return whole === part || whole === legalPerson(part);
}

/** The län of a kommun: the first two digits of its code. */
export function regionCodeOf(kommun: KommunCode): RegionCode {
  return kommun.slice(0, 2) as RegionCode;
}

/** The region whose health care a resident of `kommun` is offered (HSL 8:1). */
export function regionOf(kommun: KommunCode): PartyId {
  return `region-${regionCodeOf(kommun)}` as PartyId;
}

const GOTLAND_KOMMUN = '0980';

/** Gotland's kommun has a region's duties and is one legal person with it (SoL 4:4): there is no other side to confirm. */
export function isGotland(kommun: KommunCode): boolean {
  return kommun === GOTLAND_KOMMUN;
}
