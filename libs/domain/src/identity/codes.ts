/** Official codes of kommuner and län, and party ids that carry them. */
import { type KommunCode, type PartyId, type RegionCode } from '../kernel/index.js';
import { hasPartyIdForm, partyCode, partyKind } from '../kernel/index.js';
import { KOMMUNER } from './kommuner.data.js';
import { LAN } from './lan.data.js';

const kommunNames = new Map(KOMMUNER);
const lanByCode = new Map(LAN.map(([code, lan, region]) => [code, { lan, region }]));

/** Every kommun code, ascending. */
export const KOMMUN_CODES: readonly KommunCode[] = KOMMUNER.map(([code]) => code as KommunCode);
/** Every län code, ascending: a region carries that of its län. */
export const REGION_CODES: readonly RegionCode[] = LAN.map(([code]) => code as RegionCode);

/** True for one of the 290 kommun codes. */
export function isKommunCode(text: string): text is KommunCode {
  return kommunNames.has(text);
}

/** True for one of the 21 län codes. */
export function isRegionCode(text: string): text is RegionCode {
  return lanByCode.has(text);
}

/** True where `text` has the form of a party id and its code is official. */
export function isPartyId(text: string): text is PartyId {
  if (!hasPartyIdForm(text)) return false;
  const code = partyCode(text as PartyId);
  return partyKind(text as PartyId) === 'kommun' ? isKommunCode(code) : isRegionCode(code);
}

/** *Falun*; the code itself for one that has no name here. */
export function kommunName(code: KommunCode): string {
  return kommunNames.get(code) ?? code;
}

/** *Dalarnas län*; the code itself for one that has no name here. */
export function lanName(code: RegionCode): string {
  return lanByCode.get(code)?.lan ?? code;
}

/** *Region Dalarna*, by the code of its län; the code itself for one that has no name here. */
export function regionName(code: RegionCode): string {
  return lanByCode.get(code)?.region ?? code;
}

/** How a party is shown: *Falun*, *Falun, socialnamnden*, *Region Dalarna*. For a nämnd or unit, its id's own word. */
export function partyName(party: PartyId): string {
  const code = partyCode(party);
  const name = partyKind(party) === 'kommun' ? kommunName(code as KommunCode) : regionName(code as RegionCode);
  const dot = party.indexOf('.');
  return dot < 0 ? name : `${name}, ${party.slice(dot + 1)}`;
}
