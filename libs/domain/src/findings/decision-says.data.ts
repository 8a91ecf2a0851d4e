/** What is said after the rules on who decided, on what basis, and whether best interests were tried. */
import { type Sentence, type Sentences } from '../kernel/index.js';
import { type DecidedBy } from '../placement/facts/placement.js';

export const DECISION_SAYS = {
  noTrial: { sv: 'Prövningen är inte dokumenterad i beslutet.', en: 'The decision records no such trial.' },
  notForNamnd: {
    holes: ['body'],
    sv: 'Beslutet är fattat av {body}, som inte får besluta om det för nämnden.',
    en: 'The decision was made by {body}, which may not decide on it for the nämnd.',
  },
  startedUndecided: {
    sv: 'Placeringen började utan att ett beslut är inkommet.',
    en: 'The placement started and no decision has come in.',
  },
  interimBySection: {
    sv: 'Omedelbart omhändertagande (6 §) är alltid tillfälligt, vård enligt 2 eller 3 § aldrig.',
    en: 'Immediate custody (6 §) is always interim, care by 2 or 3 § never.',
  },
  interimByCourt: {
    sv: 'Ett tillfälligt omhändertagande beslutas av nämnden, inte av rätten.',
    en: 'Interim custody is decided by the nämnd, not by the court.',
  },
  notByCourt: { sv: 'Vården är inte beslutad av rätten.', en: 'The care was not decided by the court.' },
} as const satisfies Sentences;

/** Who decided, as a word of a sentence. */
export const BODIES: Readonly<Record<DecidedBy, Sentence>> = {
  socialnamnd: { sv: 'socialnämnden', en: 'socialnamnd' },
  utskott: { sv: 'ett utskott', en: 'utskott' },
  ordforande: { sv: 'ordföranden', en: 'ordforande' },
  delegate: { sv: 'en delegat', en: 'delegate' },
  forvaltningsratt: { sv: 'förvaltningsrätten', en: 'forvaltningsratt' },
  sis: { sv: 'Statens institutionsstyrelse', en: 'sis' },
};
