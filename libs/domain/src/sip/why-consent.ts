/** Why a consent to a SIP stands as it does on a day: by what it is held to, or by what makes it permit nothing. */
import { whyOf, type Causes, type Why } from '../rules/index.js';
import {
  consentFacts,
  consentStatusOn,
  endsByBirthday,
  isMissingGuardians,
  type Consent,
  type ConsentStatus,
} from './consent.js';
import { type SipReading } from './reading.js';

type WhyOfConsent = (reading: SipReading, consent: Consent) => Why;

/** As it stands on the reading's day, from all that is told of it. */
export const whyConsent: WhyOfConsent = (reading, consent) =>
  WHY_BY_STATUS[consentStatusOn(consent, reading.asOf)](reading, consent);

/** A-034 "Samtycket kan aldrig vara generellt formulerat": by what it covers. */
const whyScoped: WhyOfConsent = (reading, consent) => whyOf(reading, 'A-034', consentFacts(consent));

/** A-041 "när som helst rätt att dra tillbaka sitt samtycke": from then it permits nothing. */
const whyWithdrawn: WhyOfConsent = (reading, consent) => whyOf(reading, 'A-041', consentFacts(consent));

/** A-040 "tidsbegränsat (gäller i max ett år)"; A-042 "barnets vårdnadshavare som ger samtycke": of a child only. */
export const whyEnded = (reading: SipReading, consent: Consent, causes: Causes): Why =>
  whyOf(reading, endsByBirthday(consent) ? 'A-042' : 'A-040', causes);

/**
 * A-043 "Finns två vårdnadshavare måste båda ge sitt samtycke", A-042 "barnets vårdnadshavare som ger samtycke"; of one who
 * is no child A-032 "skriftligen, muntligen eller genom att den enskilde på annat sätt visar".
 */
const whyPartial: WhyOfConsent = (reading, consent) => {
  const facts = consentFacts(consent);
  const missing = isMissingGuardians(consent, reading.asOf);
  if (missing === null) return whyOf(reading, 'A-032', facts);
  return whyOf(reading, missing === 'some' ? 'A-043' : 'A-042', facts);
};

const WHY_BY_STATUS: Readonly<Record<ConsentStatus, WhyOfConsent>> = {
  notYet: whyScoped,
  valid: whyScoped,
  voided: whyScoped,
  partial: whyPartial,
  withdrawn: whyWithdrawn,
  expired: (reading, consent) => whyEnded(reading, consent, consentFacts(consent)),
};
