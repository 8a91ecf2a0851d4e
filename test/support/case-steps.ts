/** What can be told of a case, each fact with data that is valid where the story does not say otherwise. */
import {
  type AsSent,
  type CaseFact,
  type CostAllocationData,
  type Day,
  type KommunCode,
  type PartyId,
  type PlacementData,
  type RegionCode,
} from '#domain';
import {
  aDecision,
  aLine,
  anHvb,
  aRegistration,
  measuresOfBoth,
  PLACING_PARTY,
  REGION,
  uuid,
} from './case-defaults.data.js';

/** Who says a fact and when; else the party whose fact it usually is, at eight on the fact's own day. */
export interface How {
  readonly by?: string;
  /** A day or an instant. */
  readonly at?: string;
  /** The message's own id; else `m1`, `m2`, … in the order told. */
  readonly id?: string;
  readonly corrects?: string;
  readonly system?: string;
  /** Of a subject of which several stand in a case: which, by its label; else the first. */
  readonly of?: string;
}

/** Facts told in one step, and how. */
export type Told = readonly { readonly fact: AsSent<CaseFact>; readonly how: How & { readonly by: string } }[];

/** Some of a fact's data, as its party sends it. */
type Part<T> = Partial<AsSent<T>>;
type DataOf<T extends CaseFact['type']> = AsSent<Extract<CaseFact, { readonly type: T }>['data']>;

export const day = (text: string): Day => text as Day;
export const party = (text: string): PartyId => text as PartyId;
export const kommun = (text: string): KommunCode => text as KommunCode;

const say = <T extends CaseFact['type']>(type: T, data: DataOf<T>, how: How, usually: string): Told => [
  { fact: { type, data } as unknown as AsSent<CaseFact>, how: { ...how, by: how.by ?? usually } },
];

/** A fact that is usually the placing party's to state. */
export const byKommun = <T extends CaseFact['type']>(type: T, data: DataOf<T>, how: How): Told =>
  say(type, data, how, PLACING_PARTY);

/** A region with no part in the case, whose people meet the person in an emergency. */
export const STRANGER = 'region-21';
const byParty = <T extends CaseFact['type']>(type: T, data: DataOf<T>, how: How): Told =>
  say(type, data, how, STRANGER);

/** A fact that is usually the region's to state. */
export const byRegion = <T extends CaseFact['type']>(type: T, data: DataOf<T>, how: How): Told =>
  say(type, data, how, REGION);

const signed = (signedOn: string, data: Part<CostAllocationData['approved']>, how: How): Told =>
  byKommun(
    'costAllocation.approved',
    { version: 1, signatory: { function: 'förvaltningschef', hasMandate: true }, ...data, signedOn: day(signedOn) },
    how,
  );

export const placementSteps = {
  /** Planned, SoL, a child of thirteen, registered in 2080; the paper came in on 2026-01-10. */
  registered: (data: Part<PlacementData['registered']> = {}, how: How = {}): Told =>
    byKommun('placement.registered', { ...aRegistration, ...data }, { at: '2026-01-10', ...how }),
  /** The same as an emergency placement. */
  emergency: (data: Part<PlacementData['registered']> = {}, how: How = {}): Told =>
    byKommun('placement.registered', { ...aRegistration, mode: 'emergency', ...data }, { at: '2026-01-10', ...how }),
  decided: (decidedOn: string, data: Part<PlacementData['decided']> = {}, how: How = {}): Told =>
    byKommun('placement.decided', { ...aDecision(day(decidedOn)), ...data }, how),
  clarified: (data: Part<PlacementData['responsibilityClarified']> = {}, how: How = {}): Told =>
    byKommun(
      'placement.responsibilityClarified',
      { clarificationId: uuid('clarification/K1'), measures: measuresOfBoth, ...data },
      how,
    ),
  confirmed: (data: Part<PlacementData['responsibilityConfirmed']> = {}, how: How = {}): Told =>
    byRegion('placement.responsibilityConfirmed', { clarificationId: uuid('clarification/K1'), ...data }, how),
  consentGiven: (on: string, data: Part<PlacementData['consentGiven']> = {}, how: How = {}): Told =>
    byKommun('placement.consentGiven', { by: 'guardian', ref: uuid('person/G1'), ...data, on: day(on) }, how),
  consentWithdrawn: (on: string, data: Part<PlacementData['consentWithdrawn']> = {}, how: How = {}): Told =>
    byKommun('placement.consentWithdrawn', { by: 'guardian', ref: uuid('person/G1'), ...data, on: day(on) }, how),
  childHeard: (on: string, how: How = {}): Told =>
    byKommun('placement.childHeard', { on: day(on), how: 'samtal' }, how),
  started: (startedOn: string, how: How = {}): Told =>
    byKommun('placement.started', { startedOn: day(startedOn) }, how),
  moved: (movedOn: string, data: Part<PlacementData['moved']> = {}, how: How = {}): Told =>
    byKommun('placement.moved', { hvb: { ...anHvb, hvbId: uuid('hvb/H2') }, ...data, movedOn: day(movedOn) }, how),
  legalBasisChanged: (
    from: string,
    legalBasis: PlacementData['legalBasisChanged']['legalBasis'],
    how: How = {},
  ): Told => byKommun('placement.legalBasisChanged', { legalBasis, from: day(from) }, how),
  registrationEstablished: (code: string, on: string, how: How = {}): Told =>
    byKommun('placement.registrationEstablished', { kommun: kommun(code), on: day(on) }, how),
  /** One who by law is never folkbokförd stays in a region, by its code. */
  notRegistered: (code: string, on: string, how: How = {}): Told =>
    byKommun(
      'placement.registrationEstablished',
      { notRegistered: 'byLaw', region: code as RegionCode, on: day(on) },
      how,
    ),
  registrationChanged: (code: string, from: string, how: How = {}): Told =>
    byKommun('placement.registrationChanged', { kommun: kommun(code), from: day(from) }, how),
  reviewed: (on: string, data: Part<PlacementData['reviewed']> = {}, how: How = {}): Told =>
    byKommun('placement.reviewed', { kind: 'consideration', outcome: 'continue', ...data, on: day(on) }, how),
  courtStep: (
    step: PlacementData['courtStep']['step'],
    on: string,
    data: Part<PlacementData['courtStep']> = {},
    how: How = {},
  ): Told => byKommun('placement.courtStep', { step, ...data, on: day(on) }, how),
  /** By its two days, the last of which may be left out: `2026-02-01/2026-02-09`. */
  careTimeNotCounted: (days: string, data: Part<PlacementData['careTimeNotCounted']> = {}, how: How = {}): Told => {
    const [from = '', to] = days.split('/');
    const period = { from: day(from), ...(to === undefined ? {} : { to: day(to) }) };
    return byKommun('placement.careTimeNotCounted', { ground: 'unlawfulAbsence', ...data, ...period }, how);
  },
  contactRestricted: (decidedOn: string, data: Part<PlacementData['contactRestricted']> = {}, how: How = {}): Told =>
    byKommun(
      'placement.contactRestricted',
      {
        restrictionId: uuid('restriction/R1'),
        kind: 'contact',
        decidedBy: 'utskott',
        ...data,
        decidedOn: day(decidedOn),
      },
      how,
    ),
  contactRestrictionEnded: (
    on: string,
    data: Part<PlacementData['contactRestrictionEnded']> = {},
    how: How = {},
  ): Told =>
    byKommun('placement.contactRestrictionEnded', { restrictionId: uuid('restriction/R1'), ...data, on: day(on) }, how),
  executionInterrupted: (on: string, how: How = {}): Told =>
    byKommun('placement.executionInterrupted', { on: day(on) }, how),
  nonExecutionReported: (on: string, data: Part<PlacementData['nonExecutionReported']> = {}, how: How = {}): Told =>
    byKommun('placement.nonExecutionReported', { decisionId: uuid('decision/B1'), ...data, on: day(on) }, how),
  healthExamination: (step: PlacementData['healthExamination']['step'], on: string, how: How = {}): Told =>
    say('placement.healthExamination', { step, on: day(on) }, how, step === 'done' ? REGION : PLACING_PARTY),
  dentalContact: (on: string, data: Part<PlacementData['dentalContact']> = {}, how: How = {}): Told =>
    byRegion('placement.dentalContact', { kind: 'planned', ...data, on: day(on) }, how),
  schooling: (on: string, data: Part<PlacementData['schooling']> = {}, how: How = {}): Told =>
    byKommun('placement.schooling', { phase: 'during', schoolKommun: kommun('2081'), ...data, on: day(on) }, how),
  selfCareDecided: (on: string, data: Part<PlacementData['selfCareDecided']> = {}, how: How = {}): Told =>
    byRegion(
      'placement.selfCareDecided',
      { measureId: uuid('measure/M2'), decidedByRole: 'behandlingsansvarigLakare', ...data, on: day(on) },
      how,
    ),
  carePlan: (step: PlacementData['carePlan']['step'], on: string, how: How = {}): Told =>
    byKommun('placement.carePlan', { step, on: day(on) }, how),
  implementationPlan: (step: PlacementData['carePlan']['step'], on: string, how: How = {}): Told =>
    byKommun('placement.carePlan', { kind: 'genomforandeplan', step, on: day(on) }, how),
  socialSecretaryNamed: (on: string, how: How = {}): Told =>
    byKommun('placement.socialSecretaryNamed', { ref: uuid('person/S1'), on: day(on) }, how),
  endPlanned: (plannedEnd: string, data: Part<PlacementData['endPlanned']> = {}, how: How = {}): Told =>
    byKommun('placement.endPlanned', { destination: 'ownHome', ...data, plannedEnd: day(plannedEnd) }, how),
  ended: (endedOn: string, data: Part<PlacementData['ended']> = {}, how: How = {}): Told =>
    byKommun('placement.ended', { destination: 'ownHome', ongoingMeasures: [], ...data, endedOn: day(endedOn) }, how),
  followUpStarted: (on: string, basis: PlacementData['followUpStarted']['basis'] = 'SoL23', how: How = {}): Told =>
    byKommun('placement.followUpStarted', { basis, on: day(on) }, how),
  followUpClosed: (on: string, reason: PlacementData['followUpClosed']['reason'] = 'notNeeded', how: How = {}): Told =>
    byKommun('placement.followUpClosed', { on: day(on), reason }, how),
  emergencyAccess: (data: Part<PlacementData['emergencyAccess']> = {}, how: How = {}): Told =>
    byParty(
      'placement.emergencyAccess',
      {
        ...{ accessId: uuid('access/E1'), reason: 'Livlös på akuten', minutes: 60 },
        by: { party: party(how.by ?? STRANGER), unit: 'akuten', person: uuid('person/P1') },
        ...data,
      },
      how,
    ),
  emergencyAccessApproved: (data: Part<PlacementData['emergencyAccessApproved']> = {}, how: How = {}): Told =>
    byParty(
      'placement.emergencyAccessApproved',
      {
        accessId: uuid('access/E1'),
        by: { party: party(how.by ?? STRANGER), unit: 'akuten', person: uuid('person/P2') },
        ...data,
      },
      how,
    ),
  emergencyAccessReviewed: (
    on: string,
    result: PlacementData['emergencyAccessReviewed']['result'] = 'justified',
    how: How = {},
  ): Told => byKommun('placement.emergencyAccessReviewed', { accessId: uuid('access/E1'), result, on: day(on) }, how),
  handledBy: (unit: string, from: string, how: How = {}): Told =>
    byKommun('placement.handledBy', { unit, from: day(from) }, how),
  protectionChanged: (
    protection: PlacementData['protectionChanged']['protection'],
    from: string,
    data: Part<PlacementData['protectionChanged']> = {},
    how: How = {},
  ): Told => byKommun('placement.protectionChanged', { protection, ...data, from: day(from) }, how),
  /** Takes back a message about the placement. */
  annulled: (annulsId: string, how: How = {}): Told =>
    byKommun('placement.annulled', { annulsId, reason: 'Felregistrering' }, how),
};

export const costSteps = {
  /** Version 1 by default: housing on the kommun, health care on the region. */
  proposed: (effectiveFrom: string, data: Part<CostAllocationData['proposed']> = {}, how: How = {}): Told =>
    byKommun(
      'costAllocation.proposed',
      {
        version: 1,
        lines: [aLine('housing', { [PLACING_PARTY]: 1000 }), aLine('healthcare', { [REGION]: 1000 })],
        documentRef: 'KF-2026-1',
        ...data,
        effectiveFrom: day(effectiveFrom),
      },
      how,
    ),
  approved: (signedOn: string, data: Part<CostAllocationData['approved']> = {}, how: How = {}): Told =>
    signed(signedOn, data, how),
  /** Signed by the placing party and by the region, in that order. */
  approvedByBoth: (signedOn: string, data: Part<CostAllocationData['approved']> = {}): Told => [
    ...signed(signedOn, data, {}),
    ...signed(signedOn, data, { by: REGION }),
  ],
  disputed: (version = 1, how: How = {}): Told =>
    byRegion('costAllocation.disputed', { version, reason: 'Andelarna' }, how),
  disputeSettled: (on: string, version = 1, how: How = {}): Told =>
    byRegion('costAllocation.disputeSettled', { version, on: day(on) }, how),
  withdrawn: (version = 1, how: How = {}): Told =>
    byKommun('costAllocation.withdrawn', { version, reason: 'Nytt förslag kommer' }, how),
  contract: (label: string, data: Part<CostAllocationData['contractRegistered']> = {}, how: How = {}): Told =>
    byRegion(
      'costAllocation.contractRegistered',
      {
        contractId: uuid(`contract/${label}`),
        hvbId: anHvb.hvbId,
        covers: ['healthcare'],
        from: day('2026-01-15'),
        ...data,
      },
      how,
    ),
  /** A cost of housing, paid by the placing party; `span` is `from/to`, a period in days with both ends included. */
  cost: (label: string, amountOre: number, span: string, data: Part<CostAllocationData['costRecorded']> = {}): Told => {
    const [from = '', to = from] = span.split('/');
    const paidBy = data.paidBy ?? PLACING_PARTY;
    return byKommun(
      'costAllocation.costRecorded',
      {
        costId: uuid(`cost/${label}`),
        category: 'housing',
        period: { from: day(from), to: day(to) },
        amountOre,
        ...data,
        paidBy,
      },
      { by: paidBy },
    );
  },
  /** The placing party's claim that `against` bears a cost. */
  claim: (label: string, costLabel: string, against: string = REGION, how: How = {}): Told =>
    byKommun(
      'costAllocation.claimed',
      { claimId: uuid(`claim/${label}`), costId: uuid(`cost/${costLabel}`), against: party(against) },
      how,
    ),
  /** Takes back a message about the costs. */
  costAnnulled: (annulsId: string, how: How = {}): Told =>
    byKommun('costAllocation.annulled', { annulsId, reason: 'Felregistrering' }, how),
};
