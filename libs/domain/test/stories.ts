/** Cases told to the end, each with much in it: what is not the point of any one spec is seen together in these. */
import { type LegalBasis } from '#domain';
import {
  aCase,
  aLine,
  aRegistration,
  anHvb,
  dalarna,
  day,
  kommun,
  measuresOfBoth,
  noAgreement,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
} from '../../../test/support/case-builder.js';
import { type Lived } from './in-words.js';
import { CONCERN_STORIES } from './concern-stories.js';
import { DEVIATION_STORIES } from './deviation-stories.js';
import { DISCHARGE_STORIES } from './discharge-stories.js';
import { HANDOVER_STORIES } from './handover-stories.js';
import { SIP_STORIES } from './sip-stories.js';

const LVU = (interim: boolean, ...sections: ('2' | '3' | '6')[]): LegalBasis => ({ act: 'LVU', sections, interim });
const LVM = (interim: boolean): LegalBasis => ({ act: 'LVM', interim });
const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const FAR = [party('kommun-2081.socialnamnden'), party('region-03')] as const;

/** A child whose two custody holders agree late, one of whom withdraws; moved to another county in between. */
const plannedChild = aCase('planned')
  .registered(bornOn('2011-03-04'))
  .decided('2026-01-12', { custodyHolders: 2, bestInterestsAssessed: false, decidedBy: 'sis' })
  .clarified({}, { at: '2026-01-13' })
  .consentGiven('2026-01-20', { ref: uuid('person/G2') })
  .started('2026-01-15')
  .carePlan('established', '2026-01-20')
  .healthExamination('notified', '2026-01-19')
  .confirmed({}, { at: '2026-01-22' })
  .schooling('2026-02-01')
  .consentWithdrawn('2026-02-10')
  .consentGiven('2026-02-20')
  .dentalContact('2026-02-25', {}, { by: 'region-21' })
  .selfCareDecided('2026-02-26', { decidedByRole: 'sjuksköterska' })
  .registrationChanged('0380', '2026-03-01')
  .proposed('2026-02-01', {}, { at: '2026-02-05', id: 'v1' })
  .approved('2026-02-12')
  .approved('2026-02-14', {}, { by: REGION })
  .cost('K1', 300_000, '2026-01-15/2026-01-31')
  .cost('K2', 90_001, '2026-02-01/2026-02-28', { category: 'healthcare' })
  .claim('C1', 'K2', REGION, { at: '2026-03-05' })
  .moved('2026-04-01', { hvb: { ...anHvb, hvbId: uuid('hvb/H2'), kommun: kommun('2080') } })
  .reviewed('2026-06-01')
  .endPlanned('2026-08-01')
  .ended('2026-08-03', { ongoingMeasures: [uuid('measure/M2')] });

/** An emergency at a home with faults; nobody knows where the child is registered, and the money is cleared too late. */
const emergency = aCase('emergency')
  .emergency({
    registeredKommun: null,
    hvb: { ...anHvb, ivoNotified: false, providesHealthcare: true, inCaregiverRegister: false },
  })
  .started('2026-01-15')
  .decided('2026-01-19', { consents: [], custodyHolders: 0 })
  .contract('V1', { from: day('2026-01-20') })
  .cost('K1', 500_001, '2026-01-15/2026-02-13')
  .cost('K3', 70_000, '2026-02-20/2026-03-01', { category: 'transport', paidBy: REGION })
  .proposed(
    '2026-01-15',
    { lines: [aLine('housing', { [PLACING_PARTY]: 700, [REGION]: 300 }, { ceilingOre: 100_000 })] },
    { at: '2026-02-20', id: 'v1' },
  )
  .approved('2026-03-01')
  .disputed(1, { at: '2026-03-05' })
  .disputeSettled('2026-03-20')
  .approved('2026-04-02', {}, { by: REGION, id: 'a2' })
  .registrationEstablished('2081', '2026-03-20')
  .claim('C1', 'K1', REGION, { at: '2026-04-10' })
  .claim('C2', 'K3', REGION, { at: '2026-04-11' })
  .proposed(
    '2026-06-01',
    {
      version: 2,
      lines: [aLine('housing', { [PLACING_PARTY]: 1000 }), aLine('schooling', { [PLACING_PARTY]: 500, [FAR[0]]: 500 })],
    },
    { at: '2026-05-20', id: 'v2' },
  )
  .approved('2026-05-25', { version: 2 })
  .withdrawn(2, { at: '2026-06-10' })
  .ended('2026-07-01');

/** The young under LVU: taken into custody, cared for by both grounds, reexamined and not, past the birthdays. */
const compulsory = aCase('compulsory')
  .registered({ ...bornOn('2008-05-01'), legalBasis: LVU(true, '6') }, { at: '2026-01-12' })
  .decided('2026-01-12', { legalBasis: LVU(true, '6'), decidedBy: 'ordforande', consents: [] })
  .started('2026-01-12')
  .legalBasisChanged('2026-02-20', LVU(false, '2', '3'))
  .decided('2026-02-20', {
    decisionId: uuid('decision/B2'),
    legalBasis: LVU(false, '2', '3'),
    decidedBy: 'socialnamnd',
    consents: [],
  })
  .reviewed('2026-07-01')
  .reviewed('2026-09-10', { kind: 'reexamination' })
  .carePlan('revised', '2027-12-01')
  .ended('2029-05-10');

/** Care by LVM that goes on too long, of an adult whose home region is another. */
const addicted = aCase('addicted')
  .registered({ ...bornOn('1990-03-07'), legalBasis: LVM(true), registeredKommun: kommun('0380') })
  .decided('2026-01-12', { legalBasis: LVM(true), decidedBy: 'delegate', consents: [] })
  .started('2026-01-15')
  .legalBasisChanged('2026-01-25', LVM(false))
  .decided('2026-01-25', {
    decisionId: uuid('decision/B2'),
    legalBasis: LVM(false),
    decidedBy: 'forvaltningsratt',
    consents: [],
  })
  .ended('2026-07-20');

/** What was said wrong, said right, and taken back; the registration itself last. */
const corrected = aCase('corrected')
  .emergency({}, { id: 'r' })
  .started('2026-01-15', { id: 's' })
  .decided('2026-01-14', {}, { id: 'd' })
  .started('2026-01-20', { id: 's2', corrects: 's', at: '2026-01-22' })
  .moved('2026-02-01', {}, { id: 'flytt' })
  .annulled('flytt', { at: '2026-02-03' })
  .clarified(
    { measures: measuresOfBoth.slice(0, 1).map((one) => ({ ...one, responsible: [PLACING_PARTY, REGION] })) },
    { at: '2026-02-04' },
  )
  .confirmed({}, { at: '2026-02-05' })
  .annulled('r', { at: '2026-05-01' });

/** Care that began while an older act was law. */
const before2025 = aCase('before')
  .registered({ plannedFrom: day('2024-01-15'), plannedTo: day('2025-12-31') }, { at: '2024-01-10' })
  .decided('2024-01-12')
  .started('2024-01-15')
  .reviewed('2024-07-10')
  .reviewed('2025-01-09')
  .registrationChanged('0380', '2025-03-01')
  .reviewed('2025-07-08');

const EMERGENCY_DAYS = [
  '2026-01-14',
  '2026-01-15',
  '2026-02-13',
  '2026-03-14',
  '2026-03-16',
  '2026-04-02',
  '2026-04-12',
  '2026-06-11',
  '2026-08-01',
];

export const STORIES: Readonly<Record<string, Lived>> = {
  'a planned placement of a child': {
    story: plannedChild,
    surroundings: dalarna(),
    days: [
      '2026-01-11',
      '2026-01-15',
      '2026-01-20',
      '2026-02-10',
      '2026-02-26',
      '2026-03-04',
      '2026-03-05',
      '2026-07-15',
      '2026-08-03',
      '2026-09-01',
    ],
  },
  'an emergency': { story: emergency, surroundings: dalarna(), days: EMERGENCY_DAYS },
  'the same on other terms': {
    story: emergency,
    surroundings: dalarna({ retroactiveFrom: 'agreementDate', afterDeadline: 'lockToPlacer', weekendRule: true }),
    days: EMERGENCY_DAYS.slice(3),
  },
  'the same with no agreement': { story: emergency, surroundings: noAgreement, days: EMERGENCY_DAYS.slice(5) },
  'compulsory care of the young': {
    story: compulsory,
    surroundings: dalarna(),
    days: [
      '2026-01-12',
      '2026-02-20',
      '2026-04-30',
      '2026-05-01',
      '2026-07-02',
      '2026-08-21',
      '2026-09-10',
      '2028-02-22',
      '2029-05-01',
      '2029-05-11',
    ],
  },
  'care by LVM': {
    story: addicted,
    surroundings: dalarna(),
    days: ['2026-01-12', '2026-01-26', '2026-07-14', '2026-07-16', '2026-07-21'],
  },
  'what was corrected and taken back': {
    story: corrected,
    surroundings: dalarna(),
    days: ['2026-01-10', '2026-01-15', '2026-01-22', '2026-02-02', '2026-02-05', '2026-04-01', '2026-05-02'],
  },
  'care that began before 2025': {
    story: before2025,
    surroundings: dalarna(),
    days: ['2024-01-15', '2024-07-16', '2025-03-01', '2025-07-01', '2025-07-16', '2026-01-20'],
  },
  ...SIP_STORIES,
  ...DEVIATION_STORIES,
  ...HANDOVER_STORIES,
  ...DISCHARGE_STORIES,
  ...CONCERN_STORIES,
};
