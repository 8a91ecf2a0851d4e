/** What a SIP's facts name: whom it is about, in which placement, and its consents. */
import { consentNamed, streamNamed, type BearingName, type Uuid } from '../kernel/index.js';
import { type SipFact } from './facts/sip.js';

type OpeningSip = Extract<SipFact, { readonly data: { readonly personId: Uuid } }>;

/** What says whom a SIP is about, and perhaps in which placement. */
export function isOfAPerson<F extends SipFact>(fact: F): fact is F & OpeningSip {
  return 'personId' in fact.data;
}

/** The case that a SIP names. */
export const casesNamedBy = (fact: SipFact): readonly BearingName[] =>
  isOfAPerson(fact) && fact.data.placementId !== undefined ? [streamNamed('case', fact.data.placementId)] : [];

/** By its id a consent is found, wherever it was given. */
export const consentsGivenBy = (fact: SipFact): readonly BearingName[] =>
  fact.type === 'sip.consentGiven' ? [consentNamed(fact.data.consentId)] : [];
