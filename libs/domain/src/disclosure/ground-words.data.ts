/** Each ground that a party decides on in words, Swedish first; those that are given have theirs in the law of them. */
import { type DisclosureGround } from '../fact/ground.js';
import { type Sentence } from '../kernel/index.js';

export const DECIDED_IN_WORDS: Readonly<Record<DisclosureGround, Sentence>> = {
  consent: { sv: 'Samtycke', en: 'Consent' },
  harmTest: { sv: 'Menprövning', en: 'Trial of harm' },
  duty: { sv: 'Uppgiftsskyldighet', en: 'Duty to tell' },
  under18: { sv: 'Nödvändig vård eller stöd, under 18 år', en: 'Necessary care or support, under 18' },
  misuse: { sv: 'Nödvändig vård eller stöd, fortgående missbruk', en: 'Necessary care or support, ongoing misuse' },
  compulsoryPsychiatricCare: {
    sv: 'Nödvändig vård eller stöd, psykiatrisk tvångsvård',
    en: 'Necessary care or support, compulsory psychiatric care',
  },
  pregnant: { sv: 'Nödvändig vård eller stöd, gravid', en: 'Necessary care or support, pregnant' },
  emergency: { sv: 'Nöd', en: 'Necessity' },
  necessaryForOwnActivity: { sv: 'Nödvändigt för den egna verksamheten', en: 'Necessary for one’s own activity' },
};
