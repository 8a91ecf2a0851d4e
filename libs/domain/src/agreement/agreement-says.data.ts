/** What is said after the rules on an agreement's own record and approvals. */
import { type Sentence, type Sentences } from '../kernel/index.js';
import { type AgreementHeader } from './facts/agreement.js';

export const AGREEMENT_SAYS = {
  lacksEntries: { holes: ['entries'], sv: 'Det saknas: {entries}.', en: 'Missing: {entries}.' },
  notApproved: {
    holes: ['parties'],
    sv: 'Den gäller inte för {parties} förrän de har godkänt den.',
    en: 'It does not bind {parties} until they have approved it.',
  },
} as const satisfies Sentences;

/** The seven entries that an agreement's record needs (B-001), as words of a sentence. */
export const HEADER_ENTRIES: Readonly<Record<keyof AgreementHeader, Sentence>> = {
  documentType: { sv: 'dokumenttyp', en: 'documentType' },
  decidedBy: { sv: 'beslutad av', en: 'decidedBy' },
  appliesTo: { sv: 'gäller för', en: 'appliesTo' },
  validFrom: { sv: 'giltig från och med', en: 'validFrom' },
  responsible: { sv: 'dokumentansvarig', en: 'responsible' },
  lastRevisedOn: { sv: 'senast reviderad', en: 'lastRevisedOn' },
  lastReviewedOn: { sv: 'senast granskad', en: 'lastReviewedOn' },
};
