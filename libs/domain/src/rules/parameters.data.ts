/**
 * The numbers of the law, each with its unit and the days on which it holds. A number that changes is a new entry after
 * the one that ends; what an agreement sets stands in its pack.
 */
import { type Day } from '../kernel/index.js';
import { type RuleId } from './rule-id.js';

/** One value of a parameter, in the days on which it holds. */
export interface ParameterEntry {
  readonly value: number;
  readonly unit: 'hours' | 'days' | 'weeks' | 'months' | 'years' | 'yearsOfAge';
  readonly from: Day;
  /** The last day; absent while no end is known. */
  readonly to?: Day;
  /** The section that sets it, where it stands today; cited as the law is on the day that `by` names. */
  readonly statute?: string;
  /** The rule or reading that says it. */
  readonly rule?: RuleId;
  /** Whose day must lie in the validity: its own due day (an age: the birthday), or the decision that starts its clock. */
  readonly by: 'due' | 'decision';
}

export const PARAMETERS = {
  /** A-060 "Följs upp och övervägs var sjätte månad": a child's care by socialtjänstlagen. */
  considerationSoL: [
    { value: 6, unit: 'months', from: '2002-01-01' as Day, statute: 'SoL 2025:400 22:13', rule: 'A-060', by: 'due' },
  ],
  /** A-061 "Övervägs (2 § LVU) eller omprövas (3 § LVU)… minst var sjätte månad". */
  reviewLVU: [
    { value: 6, unit: 'months', from: '1990-07-01' as Day, statute: 'LVU 1990:52 13', rule: 'A-061', by: 'due' },
  ],
  /** A-062 "Max 6 månader", care by LVM, from when the person came to the home. */
  longestCareLVM: [
    { value: 6, unit: 'months', from: '1989-01-01' as Day, statute: 'LVM 1988:870 20', rule: 'A-062', by: 'decision' },
  ],
  /** LVU 7 § "skall beslutet underställas förvaltningsrätten inom en vecka från den dag då beslutet fattades". */
  lvuSubmission: [{ value: 1, unit: 'weeks', from: '1990-07-01' as Day, statute: 'LVU 1990:52 7', by: 'decision' }],
  /** LVU 7 § "skall prövningen ske inom en vecka från den dag då beslutet och handlingarna kom in till rätten". */
  lvuCourtExamination: [
    { value: 1, unit: 'weeks', from: '1990-07-01' as Day, statute: 'LVU 1990:52 7', by: 'decision' },
  ],
  /** LVU 8 § "inom fyra veckor från den dag då omhändertagandet verkställdes ansöka". */
  lvuApplication: [{ value: 4, unit: 'weeks', from: '1990-07-01' as Day, statute: 'LVU 1990:52 8', by: 'decision' }],
  /** LVU 34 § "inom två veckor från den dag då ansökan om vård … kom in". */
  lvuCourtDecision: [{ value: 2, unit: 'weeks', from: '1990-07-01' as Day, statute: 'LVU 1990:52 34', by: 'decision' }],
  /** LVM 15 § "utan dröjsmål och senast dagen efter beslutet". */
  lvmSubmission: [{ value: 1, unit: 'days', from: '1989-01-01' as Day, statute: 'LVM 1988:870 15', by: 'decision' }],
  /** LVM 17 § "senast inom fyra dagar från det att beslutet underställdes rätten". */
  lvmCourtExamination: [
    { value: 4, unit: 'days', from: '1989-01-01' as Day, statute: 'LVM 1988:870 17', by: 'decision' },
  ],
  /** LVM 17 § "Denna tid får förlängas till en vecka". */
  lvmCourtExaminationAtMost: [
    { value: 1, unit: 'weeks', from: '1989-01-01' as Day, statute: 'LVM 1988:870 17', by: 'decision' },
  ],
  /** LVM 18 § "inom en vecka från det att förvaltningsrätten meddelade beslut att omhändertagandet skulle bestå". */
  lvmApplication: [{ value: 1, unit: 'weeks', from: '1989-01-01' as Day, statute: 'LVM 1988:870 18', by: 'decision' }],
  /** LVM 38 § "inom en vecka från den dag då ansökan om vård kom in", and from two other days. */
  lvmCourtDecision: [
    { value: 1, unit: 'weeks', from: '1989-01-01' as Day, statute: 'LVM 1988:870 38', by: 'decision' },
  ],
  /** S-003 "upphör att gälla, om vården inte har påbörjats inom fyra veckor från den dag då beslutet vann laga kraft". */
  lvuOrderLapse: [
    { value: 4, unit: 'weeks', from: '1990-07-01' as Day, statute: 'LVU 1990:52 5', rule: 'S-003', by: 'decision' },
  ],
  /** S-003 "upphör att gälla, om vården inte har påbörjats inom fyra veckor": the same of care by LVM. */
  lvmOrderLapse: [
    { value: 4, unit: 'weeks', from: '1989-01-01' as Day, statute: 'LVM 1988:870 12', rule: 'S-003', by: 'decision' },
  ],
  /** S-008 "uppgår till sammanlagt minst sex månader i följd": time that is not counted. */
  lvmNotCountedInRow: [
    { value: 6, unit: 'months', from: '1989-01-01' as Day, statute: 'LVM 1988:870 12', rule: 'S-008', by: 'decision' },
  ],
  /** S-006 "minst en gång var tredje månad överväga om ett sådant beslut som avses i andra stycket fortfarande behövs". */
  contactRestrictionReview: [
    { value: 3, unit: 'months', from: '1990-07-01' as Day, statute: 'LVU 1990:52 14', rule: 'S-006', by: 'due' },
  ],
  /** S-011 "inte har verkställts inom tre månader från dagen för beslutet". */
  nonExecutionReport: [
    {
      value: 3,
      unit: 'months',
      from: '2006-07-01' as Day,
      statute: 'SoL 2025:400 34:1',
      rule: 'S-011',
      by: 'decision',
    },
  ],
  /** S-010 "ska ske senast när barnet har varit placerat i två år": the first revision of its care plan. */
  carePlanRevision: [
    { value: 2, unit: 'years', from: '2002-01-01' as Day, statute: 'SoL 2025:400 9:13', rule: 'S-010', by: 'due' },
  ],
  /** S-013 "senast sex månader från det att placeringen har upphört". */
  followUpAfterSoL: [
    { value: 6, unit: 'months', from: '2013-01-01' as Day, statute: 'SoL 2025:400 23:5', rule: 'S-013', by: 'due' },
  ],
  /** S-013 "Uppföljningen efter en placering ska avslutas senast sex månader": by LVU 21 c § from when it was begun. */
  followUpAfterLVU: [
    { value: 6, unit: 'months', from: '2022-07-01' as Day, statute: 'LVU 1990:52 21 c', rule: 'S-013', by: 'due' },
  ],
  /** S-020 "har svar inte kommit inom en månad": no time for the answer, but when IVO may be asked without one. */
  caseTransferWait: [
    {
      value: 1,
      unit: 'months',
      from: '2002-01-01' as Day,
      statute: 'SoL 2025:400 29:11',
      rule: 'S-020',
      by: 'decision',
    },
  ],
  /** S-020 "ska fatta beslut i ärendet inom tre månader från det att ansökan kom in". */
  caseTransferDecision: [
    {
      value: 3,
      unit: 'months',
      from: '2002-01-01' as Day,
      statute: 'SoL 2025:400 29:11',
      rule: 'S-020',
      by: 'decision',
    },
  ],
  /**
   * H-011 "En uppföljning räknas som den som ska göras före placeringens slut om den ligger inom 60 dagar från slutet".
   */
  followUpBeforeEnd: [{ value: 60, unit: 'days', from: '2002-01-01' as Day, rule: 'H-011', by: 'due' }],
  /** H-013 "Varje nödåtkomst granskas av den nämnd som placerar, inom sju dagar". */
  emergencyAccessReview: [{ value: 7, unit: 'days', from: '2002-01-01' as Day, rule: 'H-013', by: 'decision' }],
  /** SoL 16:1: a nämnd's file, after its last entry. */
  namndFileKept: [{ value: 5, unit: 'years', from: '2002-01-01' as Day, statute: 'SoL 2025:400 16:1', by: 'due' }],
  /** SoL 17:2: a private home's file, after its last entry. */
  homeFileKept: [{ value: 2, unit: 'years', from: '2002-01-01' as Day, statute: 'SoL 2025:400 17:2', by: 'due' }],
  /** PDL 3:17: a health record, after its last entry, at least. */
  healthRecordKept: [{ value: 10, unit: 'years', from: '2008-07-01' as Day, statute: 'PDL 2008:355 3:17', by: 'due' }],
  /** SoL 16:2 a (lag 2025:1501): an enquiry on a child. */
  enquiryKept: [
    { value: 30, unit: 'yearsOfAge', from: '2026-01-15' as Day, statute: 'SoL 2025:400 16:2 a', by: 'due' },
  ],
  /** D-014 "Processen börjar med en vårdbegäran…"; by lag 2017:612 2:3 a day and a night after the admission. */
  admissionNotice: [
    { value: 24, unit: 'hours', from: '2018-01-01' as Day, statute: 'Lag 2017:612 2:3', rule: 'D-014', by: 'decision' },
  ],
  /** D-014 "den fasta vårdkontakten kallar till SIP"; by lag 2017:612 4:3 from the notice of readiness. */
  dischargeSipCall: [
    { value: 3, unit: 'days', from: '2018-01-01' as Day, statute: 'Lag 2017:612 4:3', rule: 'D-014', by: 'decision' },
  ],
  /** S-015 "ska inträda vid en annan tidpunkt"; where nothing is agreed, from the notice (lag 2017:612 5:4). */
  dischargePayment: [
    { value: 3, unit: 'days', from: '2018-01-01' as Day, statute: 'Lag 2017:612 5:4', rule: 'S-015', by: 'decision' },
  ],
  /** S-015 "ska inträda vid en annan tidpunkt"; the same of a notice sent after noon. */
  dischargePaymentAfterNoon: [
    { value: 4, unit: 'days', from: '2018-01-01' as Day, statute: 'Lag 2017:612 5:4', rule: 'S-015', by: 'decision' },
  ],
  /** A-004 "från vårdnadshavare (barn upp till 18 år)… den enskilde individen (från 18 år)". */
  ofAge: [{ value: 18, unit: 'yearsOfAge', from: '1974-07-01' as Day, rule: 'A-004', by: 'due' }],
  /** H-001 "fyller år den 28 februari de år som inte är skottår": so many days before the first of March. */
  leapDayBirthday: [{ value: 1, unit: 'days', from: '1974-07-01' as Day, rule: 'H-001', by: 'due' }],
  /** G-03 "Barnets eget samtycke krävs från den dag barnet fyller 15 år", beside the guardians'. */
  childConsents: [{ value: 15, unit: 'yearsOfAge', from: '1990-07-01' as Day, rule: 'G-03', by: 'due' }],
  /** A-082 "till och med det år de fyller 19 år": the birthday whose calendar year is the last of it. */
  dentalCareOffered: [{ value: 19, unit: 'yearsOfAge', from: '2002-01-01' as Day, rule: 'A-082', by: 'due' }],
  /** A-003 "individer upp till och med 20 år": *vuxen* from the birthday on which one turns this. */
  adult: [{ value: 21, unit: 'yearsOfAge', from: '2002-01-01' as Day, rule: 'A-003', by: 'due' }],
} as const satisfies Readonly<Record<string, readonly ParameterEntry[]>>;
