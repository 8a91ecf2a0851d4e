/** Parties by their id: which kommun or region an id is of, who speaks for whom, and who stands on the same side. */
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

/**
 * Who may say what a side is to say: the side itself, or a unit of the region that is. Two nämnder of one kommun, and a
 * nämnd and its kommun, are two authorities (D-026). What is told is judged by this.
 */
export function speaksFor(party: PartyId, side: PartyId): boolean {
  return party === side || (partyKind(party) === 'region' && covers(side, party));
}

/**
 * True where two ids stand on one side: the same, or the legal person and a nämnd or unit of it. What was told is read by
 * this: a nämnd's word counts for its kommun, and the kommun's for its nämnd.
 */
export function sameSide(a: PartyId, b: PartyId): boolean {
  return covers(a, b) || covers(b, a);
}

/** True where the two stand on one side each of the principals: neither is nobody, nor both the same. */
export function standOnBothSides(principals: readonly PartyId[], one: PartyId, other: PartyId): boolean {
  const sideOf = (party: PartyId): number => principals.findIndex((principal) => sameSide(principal, party));
  const first = sideOf(one);
  const second = sideOf(other);
  return first >= 0 && second >= 0 && first !== second;
}

/** The län of a kommun: the first two digits of its code. */
export function regionCodeOf(kommun: KommunCode): RegionCode {
  return kommun.slice(0, 2) as RegionCode;
}

/** The region whose health care a resident of `kommun` is offered (HSL 8:1). */
export function regionOf(kommun: KommunCode): PartyId {
  return `region-${regionCodeOf(kommun)}` as PartyId;
}

/** The kommun that is no part of a region: it has a region's duties itself (SoL 4:4). */
export const GOTLAND = 'kommun-0980' as PartyId;

const REGION_OF_GOTLAND = regionOf(partyCode(GOTLAND) as KommunCode);

/** Gotland's kommun or region, which are one legal person (SoL 4:4), or a nämnd or unit of either. */
export function isOfGotland(party: PartyId): boolean {
  const whole = legalPerson(party);
  return whole === GOTLAND || whole === REGION_OF_GOTLAND;
}

/** True where two principals are both Gotland (SoL 4:4): there is no other side to confirm. Of nobody it is never said. */
export function areOneLegalPerson(principals: readonly PartyId[]): boolean {
  return principals.length > 0 && principals.every(isOfGotland);
}

/**
 * Whose signature binds a side: any that stands on it, and across Gotland, where kommun and region are one legal person
 * (SoL 4:4): what the one has signed, the other has. Two of Gotland's nämnder are still two.
 */
export function signsFor(signing: PartyId, side: PartyId): boolean {
  return sameSide(signing, side) || (areOneLegalPerson([signing, side]) && partyKind(signing) !== partyKind(side));
}
