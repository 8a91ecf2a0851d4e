/** How far a SIP has come as of a day: its calls and what became of them, its plan and follow-ups, its consents. */
import { compareText, speaksFor, type Day, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { maxDay } from '../calendar/index.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { dayOf } from '../saying/fact-entries.js';
import { noticesNamed } from '../saying/opened.js';
import { type SipFact } from './facts/sip.js';
import { consentsIn, type Consent } from './consent.js';
import { sipFactsOf, type SipFactOf, type SipReading } from './reading.js';

export type SipStatus =
  'considered' | 'needed' | 'invited' | 'held' | 'established' | 'declined' | 'closed' | 'annulled';

type Invited = SipFactOf<'sip.invited'>;
type Answered = SipFactOf<'sip.invitationAnswered'>;
export type Plan = SipFactOf<'sip.established'>;

/** A call with the answers to it that work, by their days. */
export interface Call {
  readonly invited: Invited;
  readonly answers: readonly Answered[];
  readonly status: 'open' | 'accepted' | 'redirected';
  /** Who has said that it has opened it. */
  readonly opened: readonly SipFactOf<'sip.opened'>[];
  /** Whose turn it is to take part: the one called, else the one sent on to last; null where the one called is no party. */
  readonly party: PartyId | null;
}

/** An answer to a call that was not so any more, and why. */
export interface VainAnswer {
  readonly answered: Answered;
  readonly undone: Undone<SipFact>;
}

export interface SipCourse {
  readonly reading: SipReading;
  readonly status: SipStatus;
  readonly calls: readonly Call[];
  readonly vainAnswers: readonly VainAnswer[];
  /** The plan as last established. */
  readonly plan: Plan | null;
  readonly plans: readonly Plan[];
  readonly followUps: readonly SipFactOf<'sip.followedUp'>[];
  readonly consents: readonly Consent[];
  /** The last day on which it goes on: it is closed, or declined and not taken up again. */
  readonly endedOn: Day | null;
}

export function sipCourseOf(reading: SipReading): SipCourse {
  const { facts } = reading;
  const plans = sipFactsOf(facts, 'sip.established');
  const status = statusOf(reading);
  const { calls, vainAnswers } = callsIn(reading);
  return {
    reading,
    status,
    calls,
    vainAnswers,
    plan: plans.at(-1) ?? null,
    plans,
    followUps: sipFactsOf(facts, 'sip.followedUp'),
    consents: consentsIn(reading),
    endedOn: ENDS.has(status)
      ? (facts.flatMap((fact) => (stepOf(fact) === status ? [dayOf(fact)] : [])).at(-1) ?? null)
      : null,
  };
}

/** The steps of a SIP in their order. */
const STEPS = ['considered', 'needed', 'invited', 'held', 'established'] as const;
const ENDS: ReadonlySet<SipStatus> = new Set(['declined', 'closed']);

const STEP_OF: Readonly<Partial<Record<SipFact['type'], SipStatus>>> = {
  'sip.considered': 'considered',
  'sip.needIdentified': 'needed',
  'sip.invited': 'invited',
  'sip.meetingHeld': 'held',
  'sip.established': 'established',
  'sip.declined': 'declined',
  'sip.closed': 'closed',
};

const stepOf = ({ type }: SipFact): SipStatus | undefined => STEP_OF[type];

/** A-052 "SIP processen fortsätter så länge ett behov av samordning": closed by its parties' word alone. One that was declined goes on where it is taken up again on a later day. */
function statusOf({ facts }: SipReading): SipStatus {
  const steps = facts.flatMap((fact) => {
    const step = stepOf(fact);
    return step === undefined ? [] : [{ step, on: dayOf(fact) }];
  });
  if (steps.some(({ step }) => step === 'closed')) return 'closed';
  const declined = steps.findLast(({ step }) => step === 'declined')?.on;
  const standing = declined === undefined ? steps : steps.filter(({ on }) => on > declined);
  const furthest = STEPS.findLast((step) => standing.some((one) => one.step === step));
  return furthest ?? 'declined';
}

/** A-050 "åligger det huvudmannen att hitta rätt instans/verksamhet": a call is accepted, or sent on until one accepts it. */
function callsIn({ facts, sip }: SipReading): Pick<SipCourse, 'calls' | 'vainAnswers'> {
  const answers = sipFactsOf(facts, 'sip.invitationAnswered').flatMap((answered) => {
    const answer = answerOf<SipFact>(answered, sip.chains, facts);
    return answer ? [{ answered, ...answer }] : [];
  });
  const calls = sipFactsOf(facts, 'sip.invited').map((invited) => {
    const own = answers.filter(({ to, undone }) => to.current === invited && undone === null);
    const answered = own.map((one) => one.answered);
    const opened = sipFactsOf(facts, 'sip.opened').filter(({ data }) =>
      noticesNamed<SipFact>(data, sip.chains, ['sip.invited']).some(({ current }) => current === invited),
    );
    return { ...callOf(invited, answered), opened };
  });
  return {
    calls,
    vainAnswers: answers.flatMap(({ answered, undone }) => (undone ? [{ answered, undone }] : [])),
  };
}

function callOf(invited: Invited, answers: readonly Answered[]): Omit<Call, 'opened'> {
  const last = answers.at(-1);
  const sentOn = answers.findLast(({ data }) => data.redirectTo !== undefined)?.data.redirectTo;
  return { invited, answers, status: last?.data.answer ?? 'open', party: sentOn ?? invited.data.invitee.party ?? null };
}

/** The day on which a follow-up is due next: as the plan says, or the last follow-up of it. */
export interface FollowUpDue {
  readonly dueOn: Day;
  readonly said: Plan | SipFactOf<'sip.followedUp'>;
  readonly startsOn: Day;
}

/** Who has the overall responsibility by the plan of a day, whoever has it by a later one; nobody where there is no plan. */
export function overallResponsibleOn({ plans }: SipCourse, day: Day): readonly PartyId[] {
  const plan = plans.findLast(({ data }) => data.establishedOn <= day) ?? plans[0];
  return plan ? [plan.data.overallResponsible] : [];
}

/** Every follow-up that has been set, in the order of the days on which it was. */
export function followUpsDue({ plans, followUps }: SipCourse): readonly FollowUpDue[] {
  const set: FollowUpDue[] = [
    ...plans.map((said) => ({ dueOn: said.data.followUpOn, said, startsOn: said.data.establishedOn })),
    ...followUps.flatMap((said) => {
      const { on, nextOn } = said.data;
      return nextOn === undefined ? [] : [{ dueOn: nextOn, said, startsOn: on }];
    }),
  ];
  return set.sort((a, b) => compareText(a.startsOn, b.startsOn));
}

/** True where a party is among those that have taken part in a meeting. */
export const tookPart = (facts: readonly Said<SipFact>[], party: PartyId): boolean =>
  sipFactsOf(facts, 'sip.meetingHeld').some(({ data }) =>
    data.participants.some(
      (one: PartyId | Uuid) => speaksFor(one as PartyId, party) || speaksFor(party, one as PartyId),
    ),
  );

/** The first of some days, no earlier than `from`, on which something holds; undefined where none by `until` does. */
export function firstDay(
  days: readonly Day[],
  { from, until }: { readonly from: Day; readonly until: Day },
  holds: (day: Day) => boolean,
): Day | undefined {
  const asked = [...new Set([from, ...days.map((day) => maxDay(day, from))])].filter((day) => day <= until).sort();
  return asked.find(holds);
}
