/** What is said after the rules on discharge: which step it is that has not been taken. */
import { type Sentences } from '../kernel/index.js';

export const DISCHARGE_SAYS = {
  noticeNotSent: {
    sv: 'Inskrivningsmeddelandet är inte skickat inom 24 timmar.',
    en: 'The notice of admission was not sent within 24 hours.',
  },
  noContact: {
    sv: 'Ingen fast vårdkontakt var utsedd när patienten skrevs ut.',
    en: 'No lasting contact in open care had been named when the patient was discharged.',
  },
  notCalled: {
    sv: 'Den fasta vårdkontakten har inte kallat till samordnad individuell planering i tid.',
    en: 'The lasting contact has not called to joint planning in time.',
  },
  notTold: {
    sv: 'Patienten skrevs ut utan att de berörda hade underrättats om att hon eller han var utskrivningsklar.',
    en: 'The patient was discharged with nobody told that she or he was ready for it.',
  },
  notOpened: {
    sv: 'Kommunen har inte öppnat inskrivningsmeddelandet när patienten är utskrivningsklar.',
    en: 'The kommun has not opened the notice of admission when the patient is ready for discharge.',
  },
} as const satisfies Sentences;
