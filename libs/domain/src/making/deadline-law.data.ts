/** What each kind of deadline is in law: its rule, the time or duty that sets it, whether it rolls, and what it tells. */
import { type Disclosed, type Sentence } from '../kernel/index.js';
import { type RuleId, type TimeId } from '../rules/index.js';
import { type ByFact, type ByName, type Nothing } from './answering.js';

/** One kind of deadline. */
export interface DeadlineLaw extends Disclosed {
  readonly rule: RuleId;
  /** The parameter that reckons its due day from its start, and says what is cited. */
  readonly time?: TimeId;
  /** The time of the law, from its start, after which another may be asked for what has not been done. */
  readonly escalation?: TimeId;
  /** Which facts meet it, or that nothing that is told does, and why: answered by those responsible. */
  readonly metBy: Nothing | ByFact | ByName;
  /** Whose act is due where it is no party's: nobody is `responsible` then. */
  readonly actor?: 'court' | 'ivo' | 'sis';
  /** The section that is cited where no parameter reckons it, where it stands today: as the law is on the due day. */
  readonly statute?: string;
  /**
   * Lag 1930:173 2 §: for an act due by statute at the end of a time; never for a maximum, nor where no time is counted;
   * else as the agreement has it.
   */
  readonly rolls: 'always' | 'never' | 'asAgreed';
  /** What a birthday may set of it: its end only, or all its dates. These dates are sealed at rest. */
  readonly fromBirthDate?: 'end' | 'all';
  /** What is said, after the rule's own sentence, when it is missed; none where no act is due. */
  readonly missed?: Sentence;
  /** How much a miss weighs, where the strength of the rule does not tell it. */
  readonly missedIs?: { readonly is: 'info' | 'warning' | 'breach'; readonly because: string };
  /** Set of a duty that begins, which is the legal person’s: whichever nämnd of it asks, it is found as that one’s too. */
  readonly laidOn?: 'legalPerson';
  /** Whom a miss concerns: both principals of the day it is raised, or the placing party; else those whose act was due. */
  readonly missedBy?: 'principals' | 'placer';
}

const CHILD_ONLY = {
  classes: ['identity'],
  because: 'That it is set says that the person is a child; a day that a birthday sets is marked and stays identity.',
} as const;

/** A-055 "det förvaltningsrätten som prövar": the court's own time. A miss is told to the placing party, whose it is not. */
const BY_COURT = {
  metBy: { by: 'nothing', because: 'the act is the court’s, and no party’s' },
  rule: 'A-055',
  rolls: 'always',
  actor: 'court',
  missedBy: 'placer',
  missedIs: { is: 'info', because: 'the act was the court’s: no party has missed it' },
  discloses: 'case',
} as const;

const ENDS_BY_AGE = {
  classes: ['identity'],
  because: 'That it has ended may say that the person has reached an age; the day, which a birthday sets, is marked.',
} as const;

export const DEADLINE_LAW = {
  // A-099 "bör vara klarlagd senast 2 månader efter placeringen": the cost allocation.
  emergencyCostAllocation: {
    metBy: { by: 'fact', types: ['costAllocation.proposed', 'costAllocation.approved'] },
    rule: 'A-099',
    rolls: 'asAgreed',
    missed: { sv: 'Kostnadsfördelningen är inte klarlagd i tid.', en: 'The cost allocation was not cleared in time.' },
    missedBy: 'principals',
    discloses: 'case',
    readsStricter: {
      classes: ['cost'],
      because: 'It says when an allocation was fixed, and nothing of what is in it.',
    },
  },
  // A-099 "bör vara klarlagd senast 2 månader efter placeringen": the kommun of registration.
  emergencyRegistration: {
    metBy: { by: 'fact', types: ['placement.registrationEstablished'] },
    rule: 'A-099',
    rolls: 'asAgreed',
    missed: {
      sv: 'Folkbokföringskommunen är inte klarlagd i tid.',
      en: 'The registration kommun was not cleared in time.',
    },
    missedBy: 'principals',
    discloses: 'case',
    readsStricter: { classes: ['place'], because: 'It says that the registration is clear, not where it is.' },
  },
  // A-060 "Följs upp och övervägs var sjätte månad": a child's care.
  reviewSoL: {
    metBy: { by: 'fact', types: ['placement.reviewed'] },
    rule: 'A-060',
    time: 'considerationSoL',
    rolls: 'always',
    fromBirthDate: 'end',
    missed: { sv: 'Övervägandet är inte gjort i tid.', en: 'The consideration was not made in time.' },
    discloses: 'case',
    readsStricter: CHILD_ONLY,
  },
  // A-061 "Övervägs (2 § LVU)… minst var sjätte månad"; S-004 "det som ska göras återkommande under vården upphör med den".
  reviewLVU2: {
    metBy: { by: 'fact', types: ['placement.reviewed'] },
    rule: 'A-061',
    time: 'reviewLVU',
    rolls: 'always',
    fromBirthDate: 'end',
    missed: { sv: 'Övervägandet är inte gjort i tid.', en: 'The consideration was not made in time.' },
    discloses: 'case',
    readsStricter: ENDS_BY_AGE,
  },
  // A-061 "omprövas (3 § LVU)… minst var sjätte månad"; S-004 "det som ska göras återkommande under vården upphör med den".
  reviewLVU3: {
    metBy: { by: 'fact', types: ['placement.reviewed'] },
    rule: 'A-061',
    time: 'reviewLVU',
    rolls: 'always',
    fromBirthDate: 'end',
    missed: { sv: 'Omprövningen är inte gjord i tid.', en: 'The reexamination was not made in time.' },
    discloses: 'case',
    readsStricter: ENDS_BY_AGE,
  },
  // G-10 "för vuxna finns ingen lagstadgad sexmånadersprövning": the agreement's table is followed by contract.
  followUpByAgreement: {
    metBy: { by: 'fact', types: ['placement.reviewed'] },
    rule: 'G-10',
    rolls: 'never',
    fromBirthDate: 'all',
    missed: {
      sv: 'Uppföljningen enligt överenskommelsen är inte gjord i tid.',
      en: 'The follow-up by the agreement was not made in time.',
    },
    missedIs: { is: 'warning', because: 'the table binds by contract: no act asks for it' },
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because: 'That it is set says that the person has turned eighteen; a date that the birthday sets is marked.',
    },
  },
  // A-062 "Max 6 månader".
  lvmMaximum: {
    metBy: { by: 'fact', types: ['placement.legalBasisChanged', 'placement.ended'] },
    rule: 'A-062',
    time: 'longestCareLVM',
    rolls: 'never',
    missed: { sv: 'Vården har pågått längre än så.', en: 'The care has gone on for longer.' },
    discloses: 'case',
  },
  // A-071 "har rätt till hälsoundersökning i samband med att vården inleds"; S-018 "ingen tid räknas för detta".
  healthExamination: {
    metBy: { by: 'fact', types: ['placement.healthExamination'] },
    rule: 'A-071',
    statute: 'SoL 2025:400 22:7',
    rolls: 'never',
    missed: {
      sv: 'Regionen är inte underrättad om hälsoundersökningen.',
      en: 'The region has not been told of the health examination.',
    },
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because: 'That it is set says that the person is under twenty-one; its dates are those of the care.',
    },
  },
  // A-078 "följa upp placeringen regelbundet"; S-010 "ska ske senast när barnet har varit placerat i två år".
  carePlanRevision: {
    metBy: { by: 'fact', types: ['placement.carePlan'] },
    rule: 'A-078',
    time: 'carePlanRevision',
    rolls: 'always',
    fromBirthDate: 'end',
    missed: { sv: 'Vårdplanen är inte reviderad i tid.', en: 'The care plan was not revised in time.' },
    discloses: 'case',
    readsStricter: CHILD_ONLY,
  },
  // S-013 "Uppföljningen efter en placering ska avslutas senast sex månader": the longest it may go on.
  aftercareFollowUp: {
    metBy: { by: 'fact', types: ['placement.followUpClosed'] },
    rule: 'S-013',
    rolls: 'never',
    fromBirthDate: 'end',
    missed: { sv: 'Uppföljningen är inte avslutad i tid.', en: 'The follow-up was not closed in time.' },
    discloses: 'case',
    readsStricter: CHILD_ONLY,
  },
  // S-019 "Den andra kommunen ska genast skriftligen meddela sin inställning": no time is counted.
  caseTransferAnswer: {
    metBy: { by: 'fact', types: ['placement.caseTransferAnswered'] },
    rule: 'S-019',
    statute: 'SoL 2025:400 29:10',
    escalation: 'caseTransferWait',
    rolls: 'never',
    missed: {
      sv: 'Den tillfrågade kommunen har inte meddelat sin inställning genast.',
      en: 'The kommun that was asked did not say at once where it stands.',
    },
    missedIs: {
      is: 'warning',
      because: 'at once is no time that is counted: that it was not the same day is to be seen',
    },
    discloses: 'case',
  },
  // S-020 "ska fatta beslut i ärendet inom tre månader från det att ansökan kom in".
  caseTransferDecision: {
    metBy: { by: 'nothing', because: 'it is IVO’s to decide, and no party’s' },
    rule: 'S-020',
    time: 'caseTransferDecision',
    actor: 'ivo',
    rolls: 'always',
    missed: {
      sv: 'Beslut om överflyttningen har inte kommit i tid.',
      en: 'The transfer was not decided in time.',
    },
    missedIs: { is: 'info', because: 'special reasons may let it take longer, and it is no act of a party' },
    missedBy: 'principals',
    discloses: 'case',
  },
  // A-055 "interimistiskt beslut (tillfälligt)": not submitted in time, custody ends (LVU 7 §).
  lvuSubmission: {
    metBy: { by: 'fact', types: ['placement.courtStep'] },
    rule: 'A-055',
    time: 'lvuSubmission',
    rolls: 'always',
    missed: {
      sv: 'Omhändertagandet är inte underställt rätten i tid och har upphört.',
      en: 'The custody was not submitted to the court in time, and has ended.',
    },
    discloses: 'case',
  },
  lvuCourtExamination: {
    ...BY_COURT,
    time: 'lvuCourtExamination',
    missed: {
      sv: 'Rätten har inte prövat omhändertagandet i tid.',
      en: 'The court has not tried the custody in time.',
    },
  },
  // A-055 "interimistiskt beslut (tillfälligt)": nor where care was not applied for in time (LVU 9 §).
  lvuApplication: {
    metBy: { by: 'fact', types: ['placement.courtStep'] },
    rule: 'A-055',
    time: 'lvuApplication',
    rolls: 'always',
    missed: {
      sv: 'Ansökan om vård är inte gjord i tid och omhändertagandet har upphört.',
      en: 'Care was not applied for in time, and the custody has ended.',
    },
    discloses: 'case',
  },
  lvuCourtDecision: {
    ...BY_COURT,
    time: 'lvuCourtDecision',
    missed: { sv: 'Rätten har inte avgjort målet om vård i tid.', en: 'The court has not decided on care in time.' },
  },
  // A-055 "interimistiskt beslut (tillfälligt)": not submitted in time, custody ends (LVM 18 a §).
  lvmSubmission: {
    metBy: { by: 'fact', types: ['placement.courtStep'] },
    rule: 'A-055',
    time: 'lvmSubmission',
    rolls: 'always',
    missed: {
      sv: 'Omhändertagandet är inte underställt rätten i tid och har upphört.',
      en: 'The custody was not submitted to the court in time, and has ended.',
    },
    discloses: 'case',
  },
  lvmCourtExamination: {
    ...BY_COURT,
    time: 'lvmCourtExamination',
    missed: {
      sv: 'Rätten har inte prövat omhändertagandet i tid.',
      en: 'The court has not tried the custody in time.',
    },
  },
  // A-055 "interimistiskt beslut (tillfälligt)": nor where care was not applied for in time (LVM 18 a §).
  lvmApplication: {
    metBy: { by: 'fact', types: ['placement.courtStep'] },
    rule: 'A-055',
    time: 'lvmApplication',
    rolls: 'always',
    missed: {
      sv: 'Ansökan om vård är inte gjord i tid och omhändertagandet har upphört.',
      en: 'Care was not applied for in time, and the custody has ended.',
    },
    discloses: 'case',
  },
  lvmCourtDecision: {
    ...BY_COURT,
    time: 'lvmCourtDecision',
    missed: { sv: 'Rätten har inte avgjort målet om vård i tid.', en: 'The court has not decided on care in time.' },
  },
  // S-003 "upphör att gälla, om vården inte har påbörjats inom fyra veckor": time ends it, no act is due.
  careOrderLapse: {
    metBy: { by: 'fact', types: ['placement.started'] },
    rule: 'S-003',
    rolls: 'never',
    discloses: 'case',
  },
  // S-004 "ska upphöra senast när den unge fyller 18 år" · "21 år"; that it goes on is found by A-058.
  lvuAgeLimit: {
    metBy: { by: 'fact', types: ['placement.legalBasisChanged', 'placement.ended'] },
    rule: 'S-004',
    statute: 'LVU 1990:52 21',
    rolls: 'never',
    fromBirthDate: 'all',
    discloses: 'identity',
  },
  // S-006 "minst en gång var tredje månad överväga om ett sådant beslut som avses i andra stycket fortfarande behövs".
  contactRestrictionReview: {
    metBy: { by: 'fact', types: ['placement.reviewed'] },
    rule: 'S-006',
    time: 'contactRestrictionReview',
    rolls: 'always',
    fromBirthDate: 'end',
    missed: {
      sv: 'Det är inte övervägt i tid om beslutet fortfarande behövs.',
      en: 'Whether the decision is still needed was not considered in time.',
    },
    discloses: 'case',
    readsStricter: ENDS_BY_AGE,
  },
  // S-011 "inte har verkställts inom tre månader från dagen för beslutet".
  nonExecutionReport: {
    metBy: { by: 'fact', types: ['placement.nonExecutionReported'] },
    rule: 'S-011',
    time: 'nonExecutionReport',
    rolls: 'never',
    missed: { sv: 'Beslutet är inte rapporterat.', en: 'The decision has not been reported.' },
    missedIs: { is: 'warning', because: 'what has waited is reported once a quarter, not on the day itself' },
    discloses: 'case',
  },
  // D-013 "regelbundet eller vid behov": on the day that the plan, or the last follow-up, names.
  sipFollowUp: { metBy: { by: 'fact', types: ['sip.followedUp'] }, rule: 'D-013', rolls: 'never', discloses: 'case' },
  // D-032 "bör också omprövas regelbundet": on the day that the consent names.
  consentReview: {
    metBy: { by: 'fact', types: ['sip.consentGiven'] },
    rule: 'D-032',
    rolls: 'never',
    fromBirthDate: 'end',
    discloses: 'case',
    readsStricter: ENDS_BY_AGE,
  },
  // A-040 "tidsbegränsat (gäller i max ett år)": time ends it, no act is due.
  consentExpiry: {
    metBy: { by: 'nothing', because: 'time ends it, and no act is due' },
    rule: 'A-040',
    rolls: 'never',
    fromBirthDate: 'all',
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because: 'That it is set says that there is a consent; a last day that a birthday sets is marked.',
    },
  },
  // A-108 "en tillfällig ansvarsfördelning": time ends it, no act is due; that none is in force then is found.
  temporaryResponsibility: {
    metBy: { by: 'nothing', because: 'time ends it, and no act is due; that no split is in force then is found' },
    rule: 'A-108',
    rolls: 'never',
    discloses: 'case',
  },
  // D-014 "den fasta vårdkontakten kallar till SIP": by lag 2017:612 4:3, the act of the region's open care; found there when missed.
  sipCall: {
    metBy: { by: 'fact', types: ['discharge.sipCalled'] },
    rule: 'D-014',
    time: 'dischargeSipCall',
    rolls: 'always',
    discloses: 'case',
  },
  // S-015 "ska inträda vid en annan tidpunkt": by lag 2017:612 5:4, or as agreed (4:5). A duty begins, no act is due.
  dischargePaymentResponsibility: {
    metBy: { by: 'nothing', because: 'a duty begins, and no act is due' },
    rule: 'S-015',
    rolls: 'never',
    laidOn: 'legalPerson',
    discloses: 'case',
    readsStricter: {
      classes: ['place'],
      because: 'It names the kommun that pays, which is told of the admission itself, and nothing else of where.',
    },
  },
  // A-126 "20250701 – 20330630".
  agreementExpiry: {
    metBy: { by: 'nothing', because: 'time ends it, and no act is due' },
    rule: 'A-126',
    rolls: 'never',
    discloses: 'routing',
  },
  // A-116 "bör följas upp årligen": a local agreement.
  agreementFollowUp: {
    metBy: { by: 'fact', types: ['agreement.followedUp'] },
    rule: 'A-116',
    rolls: 'asAgreed',
    discloses: 'routing',
  },
  // A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": a receiver answers, so that the sender knows.
  handoverAnswer: {
    metBy: { by: 'fact', types: ['handover.accepted', 'handover.rejected'] },
    rule: 'A-075',
    rolls: 'asAgreed',
    missed: {
      sv: 'Överlämningen är inte besvarad i tid; den som lämnar över fortsätter.',
      en: 'The handover was not answered in time; the sender goes on.',
    },
    missedIs: { is: 'warning', because: 'the days are the pack’s own: the source says none' },
    discloses: 'case',
    readsStricter: {
      classes: ['place'],
      because: 'It names the region that is to answer, not the kommun that it follows from.',
    },
  },
  // D-024 "Exempel på sekretessbrytande regler": what is necessary for somebody's care is tried again, or opens nothing more.
  disclosureReview: {
    metBy: { by: 'factNamed', names: ['disclosureDecided', 'disclosureEnded'] },
    rule: 'D-024',
    rolls: 'never',
    discloses: 'case',
    readsStricter: {
      classes: ['sensitive'],
      because: 'It says when a ground is tried again, and neither which of them it is nor what need it names.',
    },
  },
  // H-013 "Varje nödåtkomst granskas av den nämnd som placerar, inom sju dagar".
  emergencyAccessReview: {
    metBy: { by: 'fact', types: ['placement.emergencyAccessReviewed'] },
    rule: 'H-013',
    time: 'emergencyAccessReview',
    rolls: 'never',
    missed: { sv: 'En nödåtkomst är inte granskad i tid.', en: 'An emergency access was not reviewed in time.' },
    missedBy: 'placer',
    discloses: 'case',
  },
} as const satisfies Readonly<Record<string, DeadlineLaw>>;
