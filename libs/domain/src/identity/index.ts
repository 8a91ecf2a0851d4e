export { type PersonNumber, type PersonNumberKind, readPersonNumber } from './person-number.js';
export { holdsPersonNumber } from './hidden-number.js';
export { isPersonnummer, isSamordningsnummer } from './person-number.js';
export { isHsaId, isOrganisationsnummer } from './organisation.js';
export { KOMMUN_CODES, REGION_CODES, isKommunCode, isPartyId, isRegionCode } from './codes.js';
export { kommunName, lanName, partyName, regionName } from './codes.js';
