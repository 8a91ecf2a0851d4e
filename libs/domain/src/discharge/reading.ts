/** A discharge read as of a day: the facts that count by then, who is concerned, and the agreement of a day between the two. */
import { compareText, covers, legalPerson, regionOf, speaksFor, areOneLegalPerson } from '../kernel/index.js';
import { type Day, type KommunCode, type NameUuid, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { stockholmDay } from '../calendar/index.js';
import { type Judging } from '../rules/index.js';
import { type AgreementState, type Surroundings } from '../saying/case.js';
import { inCanonicalOrder, standings, type Standing } from '../saying/effective.js';
import { ownDate } from '../saying/fact-entries.js';
import { agreementInForce, judgedUnder, type JudgingAgreement } from '../story/in-force.js';
import { type DischargeFact, type ExpectedNeed } from './facts/discharge.js';

export type DischargeFactOf<T extends DischargeFact['type']> = Said<Extract<DischargeFact, { readonly type: T }>>;
export type Admission = DischargeFactOf<'discharge.admitted'>;
export type Readiness = DischargeFactOf<'discharge.readyForDischarge'>;

/** What has been said of one discharge, in the order of its stream. */
export interface DischargeSaid {
  readonly dischargeId: Uuid;
  readonly stream: string;
  readonly facts: readonly Said<DischargeFact>[];
}

/** What stands of a discharge, whatever day is asked about. */
export interface StandingDischarge {
  /** In canonical order. */
  readonly facts: readonly Said<DischargeFact>[];
  /** Every message with what became of it. */
  readonly chains: readonly Standing<DischargeFact>[];
  /** null before it is told, and where it is taken back. */
  readonly admitted: Admission | null;
  /** The admission that was taken back; null where none was, or another stands. */
  readonly annulled: Admission | null;
}

/** Who is concerned by a discharge. */
export interface Concerned {
  /** The kommun where the person is registered: it may come to pay (lag 2017:612 5:2). */
  readonly kommun: PartyId;
  /** The region whose hospital it is. */
  readonly region: PartyId;
  /** The region whose open care the person is offered: it names the lasting contact, who calls (2:5, 4:3). */
  readonly homeRegion: PartyId;
}

/** A discharge as of a day. */
export interface DischargeReading extends Judging, Concerned {
  readonly dischargeId: Uuid;
  readonly admitted: Admission;
  /** The day of the notice of admission; null where none was sent by the day that is asked about. */
  readonly admissionNoticeOn: Day | null;
  /** By when those concerned were told, the first first: each stands until the next. */
  readonly readiness: readonly Readiness[];
  readonly contact: DischargeFactOf<'discharge.contactAppointed'> | null;
  readonly call: DischargeFactOf<'discharge.sipCalled'> | null;
  readonly discharged: DischargeFactOf<'discharge.discharged'> | null;
  readonly opened: readonly DischargeFactOf<'discharge.opened'>[];
  readonly chains: readonly Standing<DischargeFact>[];
  /** Days after the one asked about from which more counts, ascending. */
  readonly later: readonly Day[];
  /** The agreement between kommun and region in force on a day, if there is one. */
  readonly agreementOn: (day: Day) => JudgingAgreement | null;
  /** What falls on a day is judged by the agreement of that day. */
  readonly judgingOn: (day: Day) => Judging;
}

/** The facts of one type, in their order. */
export const dischargeFactsOf = <T extends DischargeFact['type']>(
  facts: readonly Said<DischargeFact>[],
  type: T,
): readonly DischargeFactOf<T>[] => facts.filter((fact): fact is DischargeFactOf<T> => fact.type === type);

/** Every admission among facts, whoever said it. */
export function admissionsIn<F extends DischargeFact>(
  facts: readonly F[],
): readonly Extract<F, { readonly type: 'discharge.admitted' }>[] {
  return facts.filter(
    (fact): fact is Extract<F, { readonly type: 'discharge.admitted' }> => fact.type === 'discharge.admitted',
  );
}

/** The kommun that an admission names. */
export const kommunOf = ({ registeredKommun }: { readonly registeredKommun: KommunCode }): PartyId =>
  `kommun-${registeredKommun}` as PartyId;

/** Who is concerned by what an admission says and who says it. */
export function concernedBy({ data, meta }: Admission): Concerned {
  const kommun = kommunOf(data);
  return { kommun, region: legalPerson(meta.party), homeRegion: regionOf(data.registeredKommun) };
}

/** Whether a party's word is a region's: its own, a unit's, or of Gotland, whose kommun has a region's duties (1:1). */
export const isWordOfRegion = (by: PartyId, region: PartyId): boolean =>
  speaksFor(by, region) || areOneLegalPerson([by, region]);

/** Whether one hears of it: the kommun with its nämnder, the regions with their units. */
export const isConcerned = ({ kommun, region, homeRegion }: Concerned, party: PartyId): boolean =>
  [kommun, region, homeRegion].some((one) => covers(one, party) || areOneLegalPerson([one, party]));

/** Pure: the same facts in any order of arrival stand alike. */
export function standingDischarge(all: readonly Said<DischargeFact>[]): StandingDischarge {
  const chains = standings(all);
  const facts = inCanonicalOrder(chains.flatMap(({ current }) => current ?? []));
  const [admitted = null] = admissionsIn(facts);
  const takenBack = chains.flatMap(({ original, annulment }) => (annulment ? [original] : []));
  const [gone = null] = admissionsIn(takenBack);
  return { facts, chains, admitted, annulled: admitted ? null : gone };
}

/** An agreement on payment is made between the kommun and the region whose hospital it is (4:5). */
const isBetween = ({ registered, approvals }: AgreementState, region: PartyId, day: Day): boolean =>
  registered.parties.some((party) => isWordOfRegion(party, region)) &&
  approvals.some(({ party, on }) => isWordOfRegion(party, region) && on <= day);

function agreementsBy(
  { agreements }: Surroundings,
  { kommun, region }: Concerned,
): (day: Day) => JudgingAgreement | null {
  return (day) => {
    const theirs = agreements.filter((agreement) => isBetween(agreement, region, day));
    return agreementInForce({ agreements: theirs, sips: [] }, kommun, day);
  };
}

export interface Asked {
  readonly surroundings: Surroundings;
  readonly asOf: Day;
  readonly name: NameUuid;
}

/** What is told of a day that has not come is not known yet on the day that is asked about. */
const by = (day: Day | null, asOf: Day): Day | null => (day !== null && day <= asOf ? day : null);

/** The facts that count by a day, and the later days from which more does. */
export function countingIn(
  facts: readonly Said<DischargeFact>[],
  asOf: Day,
): { readonly counting: readonly Said<DischargeFact>[]; readonly later: readonly Day[] } {
  const counting: Said<DischargeFact>[] = [];
  const later = new Set<Day>();
  for (const fact of facts) {
    const from = ownDate(fact);
    if (from === null || from <= asOf) counting.push(fact);
    for (const day of [from, ...daysWithin(fact)]) if (day !== null && day > asOf) later.add(day);
  }
  return { counting, later: [...later].sort() };
}

/** Days of a fact that count by themselves, after its own. */
function daysWithin(fact: Said<DischargeFact>): readonly (Day | null)[] {
  if (fact.type === 'discharge.admitted') return [noticeDayOf(fact)];
  return fact.type === 'discharge.discharged' ? [fact.data.informationTransferredOn] : [];
}

const noticeDayOf = ({ data: { noticeSentAt } }: Admission): Day | null =>
  noticeSentAt === null ? null : stockholmDay(noticeSentAt);

/** The discharge as of a day; null where nobody has been admitted by then. */
export function dischargeOn(
  { dischargeId, stream }: Pick<DischargeSaid, 'dischargeId' | 'stream'>,
  { facts, chains }: Pick<StandingDischarge, 'facts' | 'chains'>,
  { surroundings, asOf, name }: Asked,
): DischargeReading | null {
  const { counting, later } = countingIn(facts, asOf);
  const [admitted] = admissionsIn(counting);
  if (!admitted) return null;
  const concerned = concernedBy(admitted);
  const agreementOn = agreementsBy(surroundings, concerned);
  const judgingOn = (day: Day): Judging => ({ stream, asOf, name, judgedBy: judgedUnder(agreementOn(day)) });
  const first = <T extends DischargeFact['type']>(type: T) => dischargeFactsOf(counting, type)[0] ?? null;
  return {
    ...judgingOn(stockholmDay(admitted.data.admittedAt)),
    ...concerned,
    dischargeId,
    admitted,
    admissionNoticeOn: by(noticeDayOf(admitted), asOf),
    readiness: [...dischargeFactsOf(counting, 'discharge.readyForDischarge')].sort((a, b) =>
      compareText(a.data.noticeSentAt, b.data.noticeSentAt),
    ),
    contact: first('discharge.contactAppointed'),
    call: first('discharge.sipCalled'),
    discharged: first('discharge.discharged'),
    opened: dischargeFactsOf(counting, 'discharge.opened'),
    chains,
    later,
    agreementOn,
    judgingOn,
  };
}

/** The day on which those concerned were told of a readiness: from it times are counted. */
export const toldOn = ({ data }: Readiness): Day => stockholmDay(data.noticeSentAt);

/** The day on which the person left; undefined while in hospital. */
export const leftOn = ({ discharged }: Pick<DischargeReading, 'discharged'>): Day | undefined =>
  discharged ? stockholmDay(discharged.data.dischargedAt) : undefined;

/** What the person is expected to need, as far as it is the kommun's matter. */
const OF_KOMMUN: readonly ExpectedNeed[] = ['socialServices', 'municipalHealthcare'];

/** True where the kommun has something to plan for (lag 2017:612 2:6). */
export const needsTheKommun = ({ admitted: { data } }: Pick<DischargeReading, 'admitted'>): boolean =>
  data.expectedNeeds.some((need) => OF_KOMMUN.includes(need));

/** Lag 2017:612 2:1: the region's open care hears of it where it, or the kommun's health care, is expected to be needed. */
export const needsOpenCareToKnow = ({ admitted: { data } }: Pick<DischargeReading, 'admitted'>): boolean =>
  data.expectedNeeds.some((need) => need !== 'socialServices');

/**
 * Lag 2017:612 4:1: planning together is for who needs something of both region and kommun. In hospital nobody but the
 * region gives care, so that what is needed of it afterwards is its open care.
 */
export const isToBePlannedTogether = (reading: Pick<DischargeReading, 'admitted'>): boolean =>
  needsTheKommun(reading) && reading.admitted.data.expectedNeeds.includes('openCare');
