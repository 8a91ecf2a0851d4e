/** What is said after the rules on who decided, on what basis, and whether best interests were tried. */
import { type Sentence, type Sentences } from '../kernel/index.js';
import { type DecidedBy } from '../placement/facts/deciding-bodies.js';

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
    holes: ['custody', 'care'],
    sv: 'Omedelbart omhändertagande ({custody} §) är alltid tillfälligt, vård enligt {care} § aldrig.',
    en: 'Immediate custody ({custody} §) is always interim, care by {care} § never.',
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
