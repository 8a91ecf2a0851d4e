/** One full message per type, every optional field filled: what golden files, property specs and the bench start from. */
import { MESSAGE_TYPES, type FactType } from '#contracts';
import { FACT_ENTRIES } from '#domain';
import { theFirst } from '../../../test/support/pickers.js';

const id = (n: number): string => `0000000${n}-0000-4000-8000-00000000000${n}`;
export const PLACEMENT_ID = id(1);
export const AGREEMENT_ID = id(9);
const KOMMUN = 'kommun-2080.socialnamnden';
const REGION = 'region-20';

const legalBasis = { act: 'LVU', sections: ['2', '3'], interim: true };
const hvb = {
  hvbId: id(2),
  name: 'Provhemmet Björken',
  kind: 'private',
  kommun: '2061',
  ivoPermit: 'IVO prov 1',
  ivoNotified: true,
  providesHealthcare: true,
  inCaregiverRegister: false,
};
const consent = { by: 'guardian', ref: id(4), on: '2026-01-14' };
const annulled = { annulsId: 'msg-1', reason: 'Skickat av misstag' };

/** `data` of the types whose golden files were written from it. Skatteverket's test numbers only. */
const KEPT: Readonly<Partial<Record<FactType, object>>> = {
  'placement.registered': {
    person: {
      personId: id(3),
      birthDate: '2010-02-28',
      legalSex: 'female',
      protection: 'skyddadFolkbokforing',
      staysPermanentlyIn: '2081',
      identity: { personnummer: '198112189876', samordningsnummer: '197010632391' },
    },
    mode: 'emergency',
    legalBasis,
    hvb,
    healthcareSource: ['ownHvb', 'homeRegion'],
    plannedFrom: '2026-01-15',
    plannedTo: '2026-07-15',
    goals: ['Trygg vardag', 'Skolgång varje dag'],
    registeredKommun: '2080',
  },
  'placement.decided': {
    decisionId: id(4),
    decidedOn: '2026-01-14',
    decidedBy: 'ordforande',
    legalBasis,
    consents: [consent],
    custodyHolders: 2,
    bestInterestsAssessed: true,
    assessment: { covers: ['oralHealth', 'attitudes'] },
  },
  'placement.responsibilityClarified': {
    clarificationId: id(5),
    measures: [
      { measureId: id(6), kind: 'psychiatry', title: 'Samtal varje vecka', responsible: [REGION], basis: 'Vårdplan' },
      { measureId: id(7), kind: 'housing', title: 'Boende', responsible: [KOMMUN, REGION] },
    ],
    between: [KOMMUN, REGION],
  },
  'placement.responsibilityConfirmed': { clarificationId: id(5), on: '2026-02-01' },
  'placement.consentGiven': consent,
  'placement.consentWithdrawn': consent,
  'placement.childHeard': { on: '2026-01-14', how: 'Samtal på hemmet' },
  'placement.started': { startedOn: '2026-01-15' },
  'placement.moved': { movedOn: '2026-03-01', hvb, healthcareSource: ['hostRegion'] },
  'placement.legalBasisChanged': { legalBasis: { act: 'SoL', interim: false }, from: '2026-04-01' },
  'placement.registrationEstablished': { kommun: '2080', on: '2026-02-15' },
  'placement.registrationChanged': { kommun: '2081', from: '2026-05-01' },
  'placement.reviewed': { kind: 'reexamination', on: '2026-06-30', outcome: 'continue', decidedBy: 'utskott' },
  'placement.courtStep': { step: 'extensionGranted', on: '2026-02-10', decisionId: id(4), until: '2026-02-24' },
  'placement.careTimeNotCounted': { ground: 'unlawfulAbsence', from: '2026-03-05', to: '2026-03-09' },
  'placement.contactRestricted': {
    restrictionId: id(9),
    kind: 'contact',
    decidedOn: '2026-02-03',
    decidedBy: 'utskott',
  },
  'placement.contactRestrictionEnded': { restrictionId: id(9), on: '2026-05-03' },
  'placement.executionInterrupted': { on: '2026-04-10' },
  'placement.nonExecutionReported': { decisionId: id(4), on: '2026-07-10' },
  'placement.healthExamination': { step: 'offered', on: '2026-01-20' },
  'placement.dentalContact': { kind: 'acute', homeRegionContactedOn: '2026-02-03', on: '2026-02-02' },
  'placement.schooling': { phase: 'during', schoolKommun: '2061', on: '2026-02-05' },
  'placement.selfCareDecided': { measureId: id(6), decidedByRole: 'Sjuksköterska', on: '2026-02-06' },
  'placement.carePlan': { step: 'revised', on: '2026-02-07' },
  'placement.endPlanned': { plannedEnd: '2026-07-15', destination: 'guardian' },
  'placement.ended': { endedOn: '2026-07-15', destination: 'ownHome', ongoingMeasures: [id(6)] },
  'placement.annulled': annulled,
  'costAllocation.proposed': {
    version: 1,
    effectiveFrom: '2026-01-15',
    lines: [
      {
        lineId: id(8),
        category: 'housing',
        measureId: id(7),
        shares: [
          { party: KOMMUN, permille: 667 },
          { party: REGION, permille: 333 },
        ],
        ceilingOre: 500_000_00,
      },
    ],
    documentRef: 'Dnr 2026-17',
    between: [KOMMUN, REGION],
  },
  'costAllocation.approved': {
    version: 1,
    signedOn: '2026-02-10',
    signatory: { function: 'Verksamhetschef', hasMandate: true },
  },
  'costAllocation.disputed': { version: 1, reason: 'Fel andel för boende' },
  'costAllocation.disputeSettled': { version: 1, on: '2026-03-10' },
  'costAllocation.withdrawn': { version: 1, reason: 'Ersätts' },
  'costAllocation.contractRegistered': {
    contractId: id(4),
    hvbId: id(2),
    covers: ['housing', 'healthcare'],
    from: '2026-01-15',
    to: '2026-07-15',
    referralNotPossibleReason: 'Ingen remiss kunde vänta',
  },
  'costAllocation.costRecorded': {
    costId: id(5),
    category: 'housing',
    lineId: id(8),
    period: { from: '2026-01-15', to: '2026-01-31' },
    amountOre: 123_456_78,
    paidBy: KOMMUN,
  },
  'costAllocation.claimed': { claimId: id(6), costId: id(5), against: REGION },
  'costAllocation.annulled': annulled,
  'agreement.registered': {
    kind: 'regional',
    title: 'Överenskommelse om HVB',
    parties: ['kommun-2080', REGION],
    validFrom: '2025-01-01',
    validTo: '2028-12-31',
    rulePack: 'dalarna-hvb-2025',
    rulePackVersion: 1,
    settings: {
      retroactiveFrom: 'agreementDate',
      afterDeadline: 'lockToPlacer',
      plannedRetroactive: 'asWritten',
      emergencyMonths: 2,
      weekendRule: true,
      waitingDays: 7,
      reminderDays: [14, 3],
      handoverAnswerDays: 14,
      adultFollowUpMonths: 3,
      consentMonthsMax: 6,
      harmTestDays: 10,
      dischargePaymentDays: 5,
      dischargePaymentOre: 9_500_00,
    },
    supersedes: id(8),
    secrecyRoutine: {
      decidedOn: '2025-01-15',
      ground: 'necessaryForOwnActivity',
      statute: 'OSL 2009:400 10:2',
      classes: ['case', 'identity'],
    },
    header: {
      documentType: 'Överenskommelse',
      decidedBy: 'Regionfullmäktige',
      appliesTo: 'Alla nämnder',
      validFrom: '2025-01-01',
      responsible: 'Utvecklingschef',
      lastRevisedOn: '2024-12-01',
      lastReviewedOn: '2024-12-02',
    },
  },
  'agreement.approvedByParty': { on: '2024-12-10', decisionRef: 'KS 2024-5' },
  'agreement.superseded': { by: id(9) },
  'agreement.annulled': annulled,
};

/** `data` by fact type: as kept, else the first sample of the fact's entry. */
export const SAMPLE_DATA = Object.fromEntries(
  MESSAGE_TYPES.map(({ factType }) => [factType, KEPT[factType] ?? FACT_ENTRIES[factType].sample(theFirst)]),
) as Readonly<Record<FactType, object>>;

const disclosure = [
  {
    recipient: REGION,
    ground: 'under18',
    reference: 'Prövning 12',
    decidedBy: 'Socialsekreterare',
    decidedOn: '2026-01-15',
    note: 'Gäller vårdplaneringen',
    need: 'Psykiatrisk vård',
  },
];

/** A whole event of a type: a correction with trace and disclosure, so that nothing that can be stored is left out. */
export function sampleEvent(type: FactType): Record<string, unknown> {
  const kind = type.slice(0, type.indexOf('.'));
  return {
    specversion: '1.0',
    id: `sample:${type}`,
    source: `/party/${KOMMUN}/treserva-1`,
    type: `se.hvbhub.${type}.v1`,
    subject: `${kind}/${kind === 'agreement' ? AGREEMENT_ID : PLACEMENT_ID}`,
    partitionkey: kind === 'agreement' ? AGREEMENT_ID : PLACEMENT_ID,
    time: '2026-01-15T00:30:00.250+01:00',
    datacontenttype: 'application/json',
    dataschema: `https://hvbhub.se/schemas/se.hvbhub.${type}.v1`,
    corrects: 'sample:before',
    correctionreason: 'Felskrivning i första versionen',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    data: { ...SAMPLE_DATA[type], disclosure },
  };
}
