/** Which authority answers for what a party says: the personal data of an event are its controller's to keep and to erase. */
import { GOTLAND, isOfGotland, legalPerson, partyKind, type PartyId } from '../kernel/index.js';

/** The hub's own word, where no party answers for it: about agreements, parties, and itself. Never erased. */
export const HUB_CONTROLLER = 'hub';

/** The personuppgiftsansvarig of an event (GDPR art. 4.7, SoLPUL 6 §): a party, or the hub. */
export type Controller = PartyId | typeof HUB_CONTROLLER;

/**
 * A nämnd answers for itself (two nämnder are two authorities, D-026), a kommun that names none for the whole of it; a
 * unit's region answers for the unit. Gotland's kommun and region are one (SoL 4:4), its nämnder their own.
 */
export function controllerOf(party: PartyId): PartyId {
  if (partyKind(party) === 'kommun') return party;
  return isOfGotland(party) ? GOTLAND : legalPerson(party);
}
