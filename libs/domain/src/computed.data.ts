/** What an assessment says beside deadlines and findings, which have their own tables: by member, what is told of it. */
import { type AgreementView } from './agreement/agreement-view.js';
import { type AgreementAssessment } from './agreement/assess-agreement.js';
import { type CaseAssessment } from './case/assessment.js';
import { type DeviationSummary } from './deviation/deviation-view.js';
import { type ConcernView } from './concern/concern-view.js';
import { type DischargeView } from './discharge/discharge-view.js';
import { type OpenedView } from './fact/opened.js';
import { type PaymentView } from './discharge/payment.js';
import {
  type ClaimView,
  type ContractView,
  type CostLine,
  type CostsView,
  type FixedAllocation,
} from './costs/costs-view.js';
import { type HandoverView } from './handover/handovers-view.js';
import { type LegalBasisView, type ResponsibilityRow } from './responsibility/responsibility-view.js';
import { type PlacementSummary } from './case/summary.js';
import { type RetainedDocument } from './retention/retention-view.js';
import { type ConsentView, type InvitationView, type SipMeasure, type SipView } from './sip/sip-view.js';
import { type Sayable } from './making/sayable.js';
import { type Disclosed } from './kernel/index.js';

type Members<T> = Readonly<Record<keyof T, Disclosed>>;

const ROUTING = { discloses: 'routing' } as const;
const CASE = { discloses: 'case' } as const;
const PLACE = { discloses: 'place' } as const;
const IDENTITY = { discloses: 'identity' } as const;
const COST = { discloses: 'cost' } as const;

/** Its parties are principals of the case; which kommun or home it follows from is not told. */
const BY_PLACE = {
  discloses: 'case',
  readsStricter: {
    classes: ['place'],
    because: 'It names who is principal of the case, not the kommun or the home that it follows from.',
  },
} as const;

const SUMMARY: Members<PlacementSummary> = {
  placementId: ROUTING,
  personId: IDENTITY,
  status: CASE,
  mode: CASE,
  placingParty: ROUTING,
  region: BY_PLACE,
  registeredKommun: PLACE,
  hvbId: PLACE,
  hvbKommun: PLACE,
  legalBasis: CASE,
  plannedFrom: CASE,
  plannedTo: CASE,
  startedOn: CASE,
  endedOn: CASE,
  principals: ROUTING,
  thirdPayers: ROUTING,
  masked: IDENTITY,
  handledBy: PLACE,
  agreement: CASE,
};

const AREA: Members<ResponsibilityRow> = {
  kind: CASE,
  measureId: ROUTING,
  responsible: BY_PLACE,
  acting: BY_PLACE,
  joint: CASE,
  status: CASE,
  from: CASE,
  to: CASE,
  why: CASE,
};

const LEGAL_BASIS: Members<LegalBasisView> = {
  act: CASE,
  sections: CASE,
  interim: CASE,
  holds: {
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because: 'It says whether the decision, the consents and the age limits hold, and no age or birthday.',
    },
  },
  why: CASE,
};

const COSTS: Members<CostsView> = {
  status: CASE,
  negotiation: CASE,
  lines: COST,
  recordedOre: COST,
  byParty: COST,
  claims: COST,
  contracts: COST,
  choices: CASE,
};

const COST_LINE: Members<CostLine> = {
  category: COST,
  lineId: ROUTING,
  version: COST,
  shares: COST,
  ceilingOre: COST,
  from: COST,
  to: COST,
  why: COST,
};

const CLAIM: Members<ClaimView> = {
  claimId: ROUTING,
  costId: ROUTING,
  against: COST,
  outcome: COST,
  byParty: COST,
  reason: COST,
  why: COST,
};

const CONTRACT: Members<ContractView> = {
  contractId: ROUTING,
  hvbId: PLACE,
  party: COST,
  covers: COST,
  from: COST,
  to: COST,
  referralNotPossibleReasonGiven: {
    discloses: 'cost',
    readsStricter: { classes: ['sensitive'], because: 'It says that a reason is given, never what it is.' },
  },
};

const FIXED: Members<FixedAllocation> = {
  version: CASE,
  fixedOn: CASE,
  effectiveFrom: CASE,
  days: CASE,
  why: CASE,
};

const HANDOVER: Members<HandoverView> = {
  handoverId: ROUTING,
  fromRegion: BY_PLACE,
  toRegion: BY_PLACE,
  reason: {
    discloses: 'case',
    readsStricter: { classes: ['sensitive'], because: 'It is one of three words of why care moves, and no free text.' },
  },
  startedBy: CASE,
  effectiveOn: CASE,
  initiatedOn: CASE,
  answerBy: CASE,
  opened: CASE,
  materialSentOn: CASE,
  acceptedOn: CASE,
  rejectedOn: CASE,
  completedOn: CASE,
  withdrawnOn: CASE,
  withdrawnBecause: CASE,
  legalResponsible: BY_PLACE,
  acting: BY_PLACE,
  why: CASE,
};

const BY_KEEPER = {
  discloses: 'case',
  readsStricter: {
    classes: ['identity'],
    because: 'What a birth date sets of it is marked, and shown to its keeper and the auditor alone.',
  },
} as const;

const RETENTION: Members<RetainedDocument> = {
  what: ROUTING,
  keeper: ROUTING,
  hvbId: PLACE,
  eventId: ROUTING,
  class: BY_KEEPER,
  then: BY_KEEPER,
  lastEntryOn: CASE,
  dueOn: BY_KEEPER,
  doneBy: BY_KEEPER,
  handedTo: ROUTING,
  statute: BY_KEEPER,
  fromBirthDate: BY_KEEPER,
};

const AGREEMENT: Members<Omit<AgreementAssessment, keyof Sayable> & AgreementView> = {
  ...{ status: CASE, missingApprovals: CASE, extended: CASE, validThrough: CASE, approvals: CASE },
  ...{ supersededBy: ROUTING, revisionStartedOn: CASE, minorChanges: CASE, followUps: CASE },
  ...{ activities: CASE, meetings: CASE, sipGuideline: ROUTING, why: ROUTING },
};

/** Which birthday ends it is marked where it is told. */
const BY_AGE = {
  discloses: 'case',
  readsStricter: {
    classes: ['identity'],
    because:
      'A birthday may have ended it, and nothing says so: a consent that has expired is that, whatever ended it.',
  },
} as const;

const SIP: Members<SipView> = {
  sipId: ROUTING,
  kind: CASE,
  status: CASE,
  personId: IDENTITY,
  placementId: ROUTING,
  measures: CASE,
  overallResponsible: ROUTING,
  invitations: CASE,
  consents: CASE,
  nextFollowUpOn: CASE,
  why: CASE,
};

const MEASURE: Members<SipMeasure> = { measureId: ROUTING, kind: CASE, responsible: ROUTING };

const INVITATION: Members<InvitationView> = {
  invitationId: ROUTING,
  invitee: CASE,
  status: CASE,
  meetingOn: CASE,
  redirectTo: ROUTING,
  opened: CASE,
};

const CONSENT: Members<ConsentView> = {
  consentId: ROUTING,
  status: BY_AGE,
  validFrom: CASE,
  validTo: CASE,
  form: CASE,
  documentedIn: CASE,
  givers: CASE,
  custodyHolders: CASE,
  recipients: ROUTING,
  categories: CASE,
  excludedCategories: CASE,
  excludedRecipients: CASE,
  reviewOn: CASE,
  coveredMeasures: ROUTING,
  why: CASE,
};

const DEVIATION: Members<DeviationSummary> = {
  deviationId: ROUTING,
  placementId: ROUTING,
  kind: CASE,
  raisedBy: CASE,
  reportedBy: CASE,
  occurredOn: CASE,
  status: CASE,
  concerns: CASE,
  temporary: CASE,
  actions: CASE,
  confirmedBy: CASE,
  closedOn: CASE,
  why: CASE,
};

/** Notices at discharge are to the kommun where somebody is registered, protected or not: where she stays is not told. */
const BY_NOTICE = {
  discloses: 'case',
  readsStricter: {
    classes: ['place'],
    because: 'It names the kommun that the notices are to and that comes to pay, not where the person stays.',
  },
} as const;

const DISCHARGE: Members<DischargeView> = {
  dischargeId: ROUTING,
  status: CASE,
  personId: IDENTITY,
  placementId: ROUTING,
  region: ROUTING,
  homeRegion: BY_PLACE,
  registeredKommun: BY_NOTICE,
  admittedAt: CASE,
  admissionNoticeSentAt: CASE,
  estimatedDischargeOn: CASE,
  expectedNeeds: CASE,
  contactAppointedOn: CASE,
  plannedTogether: CASE,
  readyAt: CASE,
  readinessNoticeSentAt: CASE,
  sipCalledAt: CASE,
  dischargedAt: CASE,
  informationTransferredOn: CASE,
  opened: CASE,
  payment: COST,
  why: CASE,
};

const OPENED: Members<OpenedView> = { eventId: ROUTING, party: ROUTING, unit: PLACE, on: CASE };

const PAYMENT: Members<PaymentView> = {
  kommun: BY_NOTICE,
  status: CASE,
  lacks: CASE,
  beginsOn: CASE,
  dayBy: CASE,
  amountBy: CASE,
  orePerDay: COST,
  days: COST,
  amountOre: COST,
  why: CASE,
};

const CONCERN: Members<ConcernView> = {
  concernId: ROUTING,
  status: CASE,
  about: IDENTITY,
  reportedBy: ROUTING,
  to: ROUTING,
  on: CASE,
  urgent: CASE,
  opened: CASE,
  why: CASE,
};

/** What stands within a member: a part of its own, each of a list or by itself; each the word of the party that it names. */
export interface Within {
  readonly of: ComputedName | readonly string[];
  readonly isOne?: true;
  readonly isEachWord?: true;
}

/** A part of what is computed, by its name in Swedish and English. */
export interface ComputedPart {
  readonly sv: string;
  readonly en: string;
  readonly members: Readonly<Record<string, Disclosed>>;
  readonly within?: Readonly<Record<string, Within>>;
}

/** What an assessment of a case has beside what may be said of any stream, and the parts within these. */
export type ComputedName =
  | Exclude<keyof CaseAssessment, keyof Sayable>
  | 'legalBasis'
  | 'costLine'
  | 'claim'
  | 'contract'
  | 'agreement'
  | 'retention'
  | 'sip'
  | 'sipMeasure'
  | 'invitation'
  | 'consent'
  | 'discharge'
  | 'concern'
  | 'openedNotice'
  | 'dischargePayment';

/** Who has opened it: each the word of that party. */
const WITH_OPENED = { opened: { of: 'openedNotice', isEachWord: true } } as const;

/** Every part that views show. A member that is added without a class does not compile. */
export const COMPUTED: Readonly<Record<ComputedName, ComputedPart>> = {
  // D-028: which of its units has the case is each party's own word.
  placement: {
    sv: 'placeringens huvud',
    en: "the placement's head",
    members: SUMMARY,
    within: { handledBy: { of: ['party', 'unit', 'from'], isEachWord: true } },
  },
  responsibility: { sv: 'ansvarsområde', en: 'area of responsibility', members: AREA },
  legalBasis: { sv: 'rättslig grund', en: 'legal basis', members: LEGAL_BASIS },
  costs: {
    sv: 'kostnader',
    en: 'costs',
    members: COSTS,
    within: { lines: { of: 'costLine' }, claims: { of: 'claim' }, contracts: { of: 'contract', isEachWord: true } },
  },
  costLine: { sv: 'kostnadsrad', en: 'cost line', members: COST_LINE },
  claim: { sv: 'krav', en: 'claim', members: CLAIM },
  contract: { sv: 'kontrakt', en: 'contract', members: CONTRACT },
  fixed: { sv: 'fastställd fördelning', en: 'fixed allocation', members: FIXED },
  deviations: { sv: 'avvikelse', en: 'deviation', members: DEVIATION },
  handovers: { sv: 'överlämning', en: 'handover', members: HANDOVER, within: WITH_OPENED },
  agreement: { sv: 'överenskommelse', en: 'agreement', members: AGREEMENT },
  sip: {
    sv: 'samordnad individuell plan',
    en: 'individual plan',
    members: SIP,
    within: { measures: { of: 'sipMeasure' }, invitations: { of: 'invitation' }, consents: { of: 'consent' } },
  },
  sipMeasure: { sv: 'insats i planen', en: 'measure of the plan', members: MEASURE },
  invitation: { sv: 'kallelse', en: 'call', members: INVITATION, within: WITH_OPENED },
  consent: { sv: 'samtycke', en: 'consent', members: CONSENT },
  discharge: {
    sv: 'utskrivning',
    en: 'discharge',
    members: DISCHARGE,
    within: { ...WITH_OPENED, payment: { of: 'dischargePayment', isOne: true } },
  },
  concern: { sv: 'orosanmälan', en: 'report of concern', members: CONCERN, within: WITH_OPENED },
  openedNotice: { sv: 'öppnat meddelande', en: 'opened notice', members: OPENED },
  dischargePayment: { sv: 'betalning efter utskrivningsklar', en: 'payment after readiness', members: PAYMENT },
  retention: { sv: 'bevarande och gallring', en: 'keeping and weeding', members: RETENTION },
};
