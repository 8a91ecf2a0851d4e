/** Identifiers of organisations and units: organisationsnummer, HSA-id. */
import { hasCheckDigit } from './check-digit.js';

const ORGANISATIONSNUMMER = /^\d{2}[2-9]\d{3}-?\d{4}$/;
const HSA_ID = /^SE(\d{10})-[A-Za-z0-9]{1,18}$/;

/** True for ten digits, a hyphen before the last four allowed: third digit at least 2, check digit right. */
export function isOrganisationsnummer(text: string): boolean {
  return ORGANISATIONSNUMMER.test(text) && hasCheckDigit(text.replace('-', ''));
}

/** True for `SE`, an organisationsnummer, a hyphen and 1 to 18 of A–Z, a–z, 0–9: at most 31 characters in all. */
export function isHsaId(text: string): boolean {
  const organisation = HSA_ID.exec(text)?.[1];
  return organisation !== undefined && isOrganisationsnummer(organisation);
}
