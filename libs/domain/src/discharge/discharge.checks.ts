/** Conditions on what is said of a discharge: who may say it, and in which order its times can have been. */
import { stockholmDay } from '../calendar/index.js';
import { compareText, isOfGotland, partyKind, regionOf, type Day, type Instant } from '../kernel/index.js';
import { hasHappened, type Check } from '../saying/check.js';
import { rejected, waiting } from '../saying/decision.js';
import { refusedAsNotSent } from '../saying/opened.js';
import { type DischargeFact } from './facts/discharge.js';
import {
  concernedBy,
  dischargeFactsOf,
  isConcerned,
  isWordOfRegion,
  type DischargeFactOf,
  type StandingDischarge,
} from './reading.js';

/** A discharge as its decider sees it: all that stands, whenever it counts from. */
export interface DischargeSoFar extends StandingDischarge {
  readonly today: Day;
}

type FactByType = { readonly [T in DischargeFact['type']]: DischargeFactOf<T> };
export type DischargeCheck<T extends DischargeFact['type'] = DischargeFact['type']> = Check<
  FactByType[T],
  DischargeSoFar
>;

export const isNotAnnulled: DischargeCheck = (_fact, { annulled }) =>
  annulled ? rejected({ code: 'SubjectAnnulled' }) : null;

/** What else is said of it waits for the admission, which another region may have yet to tell. */
export const isAdmitted: DischargeCheck = (_fact, { admitted }) => (admitted ? null : waiting({ what: 'discharge' }));

export const isAdmittedOnce: DischargeCheck<'discharge.admitted'> = (_fact, { admitted }) =>
  admitted ? rejected({ code: 'AlreadyRegistered' }) : null;

/** D-014 "Processen börjar med en vårdbegäran…", and the notice is the hospital’s (lag 2017:612 2:1): a region’s word, or Gotland's, whose kommun has a region's duties. */
export const isSaidByARegion: DischargeCheck<'discharge.admitted'> = ({ data, meta }) =>
  partyKind(meta.party) === 'region' || isOfGotland(meta.party)
    ? null
    : rejected({
        code: 'NotYourFactToState',
        by: meta.party,
        allowed: [regionOf(data.registeredKommun)],
        rule: 'D-014',
      });

/** What has been said is its author's to correct. */
const isItsAuthors = ({ meta }: DischargeFactOf<DischargeFact['type']>): boolean => meta.corrects !== undefined;

/** D-014 "Processen börjar med en vårdbegäran…": what the hospital does in it is told by its region. */
export const isSaidByTheHospital: DischargeCheck = (fact, { admitted }) => {
  if (!admitted || isItsAuthors(fact)) return null;
  const { region } = concernedBy(admitted);
  return isWordOfRegion(fact.meta.party, region)
    ? null
    : rejected({ code: 'NotYourFactToState', by: fact.meta.party, allowed: [region], rule: 'D-014' });
};

/** D-014 "den fasta vårdkontakten kallar till SIP": what open care does, by the region where the person lives, or by that of the hospital for it. */
export const isSaidByOpenCare: DischargeCheck = (fact, { admitted }) => {
  if (!admitted || isItsAuthors(fact)) return null;
  const { region, homeRegion } = concernedBy(admitted);
  const allowed = [...new Set([homeRegion, region])];
  return allowed.some((one) => isWordOfRegion(fact.meta.party, one))
    ? null
    : rejected({ code: 'NotYourFactToState', by: fact.meta.party, allowed, rule: 'D-014' });
};

/** D-015 "indikation på att förvaltningen behöver ta kontakt": whoever the notices go to opens them, each for itself. */
export const isSaidByARecipient: DischargeCheck<'discharge.opened'> = (fact, { admitted }) => {
  if (!admitted || isItsAuthors(fact)) return null;
  const concerned = concernedBy(admitted);
  const allowed = [...new Set([concerned.kommun, concerned.homeRegion, concerned.region])];
  return isConcerned(concerned, fact.meta.party)
    ? null
    : rejected({ code: 'NotYourFactToState', by: fact.meta.party, allowed, rule: 'D-015' });
};

/** What has a notice: that one is admitted, is ready, or is called to plan. */
const NOTICES: readonly DischargeFact['type'][] = [
  'discharge.admitted',
  'discharge.readyForDischarge',
  'discharge.sipCalled',
];

/** A notice that stands, as it was told or as it is corrected; what was opened has been sent. */
export const opensANotice: DischargeCheck<'discharge.opened'> = ({ data }, { chains }) =>
  refusedAsNotSent(data, chains, NOTICES);

/** Nobody is discharged twice: who comes back is admitted anew, under another uuid. */
export const isDischargedOnce: DischargeCheck<'discharge.discharged'> = ({ data: { dischargedAt } }, { facts }) =>
  dischargeFactsOf(facts, 'discharge.discharged').length > 0
    ? rejected({ code: 'AlreadySaid', pointer: '/data/dischargedAt', names: dischargedAt })
    : null;

/** What is told as done has been done: no instant of it lies on a day to come. */
export const haveHappened = <F extends { readonly data: unknown }>(
  instantsOf: (data: F['data']) => Readonly<Record<string, Instant | null>>,
): Check<F, { readonly today: Day }> =>
  hasHappened<F>((data) =>
    Object.fromEntries(
      Object.entries(instantsOf(data)).map(([pointer, at]) => [pointer, at === null ? undefined : stockholmDay(at)]),
    ),
  );

/** An instant of one fact that cannot lie before one of another: both by pointer, the later first. */
interface Follows {
  readonly pointer: string;
  readonly at: Instant;
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

function refusedOutOfOrder({ pointer, at, from, until }: Follows) {
  if (from !== undefined && at < from) return rejected({ code: 'DateInconsistent', pointer, expected: `>= ${from}` });
  if (until !== undefined && at > until)
    return rejected({ code: 'DateInconsistent', pointer, expected: `<= ${until}` });
  return null;
}

const earliestOf = (instants: readonly Instant[]): Instant | undefined => [...instants].sort(compareText)[0];

/** An admission lies before whatever else is told of the stay, and the estimated discharge no earlier than it. */
export const isTheFirst: DischargeCheck<'discharge.admitted'> = ({ data }, { facts }) => {
  const { admittedAt, noticeSentAt, estimatedDischargeOn } = data;
  const day = stockholmDay(admittedAt);
  if (estimatedDischargeOn < day)
    return rejected({ code: 'DateInconsistent', pointer: '/data/estimatedDischargeOn', expected: `>= ${day}` });
  const until = earliestOf([
    ...dischargeFactsOf(facts, 'discharge.readyForDischarge').map((ready) => ready.data.assessedAt),
    ...dischargeFactsOf(facts, 'discharge.sipCalled').map((call) => call.data.sentAt),
    ...dischargeFactsOf(facts, 'discharge.discharged').map((left) => left.data.dischargedAt),
  ]);
  return (
    refusedOutOfOrder({ pointer: '/data/admittedAt', at: admittedAt, until }) ??
    (noticeSentAt === null
      ? null
      : refusedOutOfOrder({ pointer: '/data/noticeSentAt', at: noticeSentAt, from: admittedAt }))
  );
};

/** Assessed during the stay, and told no earlier than it was assessed. */
export const isAssessedInHospital: DischargeCheck<'discharge.readyForDischarge'> = ({ data }, { admitted, facts }) => {
  const { assessedAt, noticeSentAt } = data;
  const [left] = dischargeFactsOf(facts, 'discharge.discharged');
  return (
    refusedOutOfOrder({
      pointer: '/data/assessedAt',
      at: assessedAt,
      from: admitted?.data.admittedAt,
      until: left?.data.dischargedAt,
    }) ?? refusedOutOfOrder({ pointer: '/data/noticeSentAt', at: noticeSentAt, from: assessedAt })
  );
};

/** A call to plan for what comes after this stay; it may be sent when the person has left. */
export const isCalledForThisStay: DischargeCheck<'discharge.sipCalled'> = ({ data }, { admitted }) =>
  refusedOutOfOrder({ pointer: '/data/sentAt', at: data.sentAt, from: admitted?.data.admittedAt });

/** After the admission, and after whatever readiness was assessed. */
export const leavesLast: DischargeCheck<'discharge.discharged'> = ({ data }, { admitted, facts }) => {
  const assessed = dischargeFactsOf(facts, 'discharge.readyForDischarge').map((ready) => ready.data.assessedAt);
  const from = [...assessed, ...(admitted ? [admitted.data.admittedAt] : [])].sort(compareText).at(-1);
  return refusedOutOfOrder({ pointer: '/data/dischargedAt', at: data.dischargedAt, from });
};

/** What has been handed on is told of when it has been, and was so during this stay or after it. */
export const isHandedOn: DischargeCheck<'discharge.discharged'> = ({ data }, { today, admitted }) => {
  const on = data.informationTransferredOn;
  const pointer = '/data/informationTransferredOn';
  if (on > today) return rejected({ code: 'DateInTheFuture', pointer, on, today });
  const from = admitted && stockholmDay(admitted.data.admittedAt);
  return from && on < from ? rejected({ code: 'DateInconsistent', pointer, expected: `>= ${from}` }) : null;
};
