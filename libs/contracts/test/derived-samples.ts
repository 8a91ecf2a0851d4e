/** One of each thing that the hub says, every optional field filled and every date computed from a birth date. */
import { type Derived, type DerivedData, SAYING_TYPES } from '#domain/facts';

const THING = '0000000d-0000-5000-8000-00000000000d';
const REGION = 'region-20';

const why = {
  rule: 'A-060',
  statute: { act: 'LVU 1990:52', section: '13' },
  agreement: '00000009-0000-4000-8000-000000000009',
  rulePackVersion: 'dalarna-hvb-2025@1',
  causedBy: ['0000000e-0000-5000-8000-00000000000e'],
  readFrom: [{ stream: 'agreement-00000009-0000-4000-8000-000000000009', revision: 3 }],
};

const deadline = { deadlineId: THING, kind: 'reviewLVU3' };
const DATA: Readonly<Record<keyof DerivedData, object>> = {
  deadlineSet: {
    ...deadline,
    startsOn: '2026-01-15',
    dueOn: '2026-07-15',
    latestLawfulOn: '2026-07-16',
    responsible: [REGION],
  },
  deadlineReminder: { ...deadline, dueOn: '2026-07-15', stageDays: 14 },
  deadlineMet: { ...deadline, metOn: '2026-07-16', onTime: false },
  deadlineMissed: { ...deadline, dueOn: '2026-07-15' },
  deadlineCancelled: deadline,
  findingRaised: {
    findingId: THING,
    rule: 'A-060',
    severity: 'warning',
    raisedOn: '2026-07-16',
    parties: [REGION],
    message_sv: 'Den unge fyllde 20 den 16 juli 2026.',
    message_en: 'The young person turned 20 on 16 July 2026.',
  },
  findingResolved: { findingId: THING, rule: 'A-060', resolvedOn: '2026-07-20' },
  fixed: { version: 1, fixedOn: '2026-02-10', effectiveFrom: '2026-01-15' },
  fixedTakenBack: { version: 1 },
  claimDecided: {
    claimId: THING,
    outcome: 'partlyCovered',
    byParty: [{ party: REGION, amountOre: 100 }],
    reason: 'ceilingReached',
  },
  claimDecisionTakenBack: { claimId: THING },
  consentExpired: { consentId: THING, expiredOn: '2026-07-16' },
  extended: { validTo: '2034-06-30' },
  extensionTakenBack: { validTo: '2034-06-30' },
  disclosureWidened: {
    disclosureId: THING,
    recipient: REGION,
    discloser: 'kommun-2080.socialnamnden',
    groundId: '0000000b-0000-4000-8000-00000000000b',
    messages: ['m-1'],
    classes: ['case', 'sensitive'],
    from: '2026-01-20',
  },
  disclosureRecalled: {
    disclosureId: THING,
    recipient: REGION,
    discloser: 'kommun-2080.socialnamnden',
    groundId: '0000000b-0000-4000-8000-00000000000b',
    classes: ['case', 'sensitive'],
    on: '2026-02-19',
    because: 'expired',
  },
  boundToPlacement: { placementId: '00000001-0000-4000-8000-000000000001' },
  initiated: {
    handoverId: THING,
    fromRegion: REGION,
    toRegion: 'region-21',
    reason: 'registrationChanged',
    effectiveOn: '2026-02-01',
  },
  withdrawn: { handoverId: THING, on: '2026-02-10', reason: 'registrationReturned' },
};

/** One of every type that the table of streams names. */
export const SAMPLE_DERIVED: readonly Derived[] = SAYING_TYPES.map((type) => {
  const data = DATA[type.slice(type.indexOf('.') + 1) as keyof DerivedData];
  return { type, thing: THING, data, why, fromBirthDate: true } as unknown as Derived;
});
