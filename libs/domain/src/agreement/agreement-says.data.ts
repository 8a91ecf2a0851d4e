/** What is said after the rules on an agreement's own record and approvals. */
import { type Sentence, type Sentences } from '../kernel/index.js';
import { type AgreementHeader } from './facts/agreement.js';
import { type MeetingGroup } from './facts/meeting-group.js';

export const AGREEMENT_SAYS = {
  lacksEntries: { holes: ['entries'], sv: 'Det saknas: {entries}.', en: 'Missing: {entries}.' },
  notApproved: {
    holes: ['parties'],
    sv: 'Den gäller inte för {parties} förrän de har godkänt den.',
    en: 'It does not bind {parties} until they have approved it.',
  },
  lacksSecrecyRoutine: {
    sv: 'Överenskommelsen anger ingen rutin för vad en huvudman får se på grund av sin roll; till dess gäller 10 kap. 2 § OSL, som tillämpas restriktivt.',
    en: 'The agreement gives no routine for what a principal may see by its role; until then OSL 10:2 holds, which is read restrictively.',
  },
  notFollowedUp: {
    sv: 'Den lokala överenskommelsen är inte uppföljd i tid.',
    en: 'The local agreement was not followed up in time.',
  },
  notRevised: {
    sv: 'Ingen utvärdering och revidering har påbörjats.',
    en: 'No evaluation and revision has begun.',
  },
  tooFewMeetings: {
    holes: ['group', 'held', 'perYear', 'year'],
    sv: 'Under {year} har {held} av minst {perYear} möten berättats: {group}.',
    en: 'Of {year}, {held} of at least {perYear} meetings have been told: {group}.',
  },
} as const satisfies Sentences;

/** The groups that meet, as words of a sentence. */
export const GROUP_WORDS: Readonly<Record<MeetingGroup, Sentence>> = {
  steeringGroup: { sv: 'styrgruppen', en: 'the steering group' },
  coordinationGroup: { sv: 'samordningsgruppen', en: 'the coordination group' },
  operativeGroupChildren: { sv: 'operativa gruppen barn och unga', en: 'the operative group children and young' },
  operativeGroupAdults: { sv: 'operativa gruppen vuxna', en: 'the operative group adults' },
  operativeGroupViolence: { sv: 'operativa gruppen våld', en: 'the operative group violence' },
  workingGroup: { sv: 'arbetsgruppen', en: 'the working group' },
  workplaceMeeting: { sv: 'arbetsplatsträff (APT)', en: 'the workplace meeting (APT)' },
  unionCooperation: { sv: 'samverkansgrupp (FSG)', en: 'the cooperation group (FSG)' },
  managementMeeting: { sv: 'ledningsmöte', en: 'the management meeting' },
  tripartite: { sv: 'trepartsmöte', en: 'the tripartite meeting' },
  socialEmergency: { sv: 'socialjouren', en: 'the meeting on socialjour' },
  barnahusReference: { sv: 'Barnahus referensgrupp', en: 'the reference group of Barnahus' },
  other: { sv: 'en annan grupp', en: 'another group' },
};

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
