/** Tells a discharge in a few words, for specs: `aDischarge().admitted('2026-02-02 09:00').ready('2026-02-04 10:00')`. */
import { readInstant } from '#contracts';
import {
  assessDischarge,
  deadlineStatus,
  decideDischarge,
  findingStatus,
  ownDate,
  streamNamed,
  type AsSent,
  type Day,
  type DeadlineKind,
  type Decision,
  type DischargeAssessment,
  type DischargeData,
  type DischargeFact,
  type DischargeSaid,
  type Instant,
  type Meta,
  type RuleId,
  type Said,
  type Surroundings,
  type Uuid,
} from '#domain';
import { asJudged } from './as-judged.js';
import { dalarna, day, name } from './case-builder.js';
import { aRegistration, REGION, uuid } from './case-defaults.data.js';
import { type How } from './case-steps.js';
import { submissionOf } from './decision-on-last.js';
import { toldMeta } from './told-meta.js';

type Part<Name extends keyof DischargeData> = Partial<AsSent<DischargeData[Name]>>;

/** A fact of a discharge as its party sends it. */
export type SentOfDischarge = AsSent<DischargeFact> & Pick<Said<DischargeFact>, 'meta'>;

export interface DischargeBuilder {
  readonly dischargeId: Uuid;
  readonly facts: readonly Said<DischargeFact>[];
  /** The same facts, as the parties send them. */
  readonly sent: readonly SentOfDischarge[];
  readonly read: DischargeSaid;
  /** Any fact in full, by the region unless said. */
  readonly said: <T extends DischargeFact['type']>(
    type: T,
    data: AsSent<Extract<DischargeFact, { readonly type: T }>['data']>,
    how?: How,
  ) => DischargeBuilder;
  /** Of one registered in 2080 who is expected to need both; the notice is sent at once. `at`: `2026-02-02 09:00` in Stockholm. */
  readonly admitted: (at: string, data?: Part<'admitted'>, how?: How) => DischargeBuilder;
  readonly contact: (on: string, how?: How) => DischargeBuilder;
  /** Assessed and told at once, with open care there. */
  readonly ready: (at: string, data?: Part<'readyForDischarge'>, how?: How) => DischargeBuilder;
  readonly called: (at: string, how?: How) => DischargeBuilder;
  /** What is needed is handed on the same day. */
  readonly left: (at: string, data?: Part<'discharged'>, how?: How) => DischargeBuilder;
  /** By the kommun's nämnd, the notice of admission, unless said. */
  readonly opened: (on: string, data?: Part<'opened'>, how?: How) => DischargeBuilder;
  readonly annulled: (annulsId: string, how?: How) => DischargeBuilder;
  /** The same facts in another order of arrival. */
  readonly inOrder: (facts: readonly Said<DischargeFact>[]) => DischargeBuilder;
}

/** `2026-02-02 09:00` by the clock in Stockholm, in UTC. */
export function at(local: string): Instant {
  const [on = '', time = ''] = local.split(' ');
  const seconds = time.length === 5 ? `${time}:00` : time;
  const summer = on.slice(5) > '03-28' && on.slice(5) < '10-25';
  const read = readInstant(`${on}T${seconds}+0${summer ? 2 : 1}:00`);
  if (!read) throw new RangeError(`${local} is no time`);
  return read;
}

const { person } = aRegistration;

/** A discharge of which nothing has been said. `label` sets it apart from others in one spec. */
export const aDischarge = (label = 'U1'): DischargeBuilder => builder(uuid(`discharge/${label}`), [], []);

function builder(
  dischargeId: Uuid,
  facts: readonly Said<DischargeFact>[],
  sent: readonly SentOfDischarge[],
): DischargeBuilder {
  const say = (type: DischargeFact['type'], data: object, how: How = {}): DischargeBuilder => {
    const fact = { type, data } as unknown as AsSent<DischargeFact>;
    const judged = said(dischargeId, fact, facts, how);
    return builder(dischargeId, [...facts, judged], [...sent, { ...fact, meta: judged.meta }]);
  };
  return {
    dischargeId,
    facts,
    sent,
    read: { dischargeId, stream: streamNamed('discharge', dischargeId), facts },
    said: say,
    admitted: (when, data = {}, how) =>
      say(
        'discharge.admitted',
        {
          person,
          hospital: 'Falu lasarett',
          registeredKommun: '2080',
          admittedAt: at(when),
          noticeSentAt: at(when),
          estimatedDischargeOn: when.slice(0, 10),
          expectedNeeds: ['socialServices', 'openCare'],
          ...data,
        },
        how,
      ),
    contact: (on, how) => say('discharge.contactAppointed', { on }, how),
    ready: (when, data = {}, how) =>
      say(
        'discharge.readyForDischarge',
        { assessedAt: at(when), noticeSentAt: at(when), openCareAvailable: true, ...data },
        how,
      ),
    called: (when, how) => say('discharge.sipCalled', { sentAt: at(when) }, how),
    left: (when, data = {}, how) =>
      say(
        'discharge.discharged',
        { dischargedAt: at(when), informationTransferredOn: when.slice(0, 10), ...data },
        how,
      ),
    opened: (on, data = {}, how = {}) =>
      say(
        'discharge.opened',
        { eventId: facts[0]?.meta.eventId ?? uuid('event/none'), unit: 'bistand', on, ...data },
        { by: 'kommun-2080.socialnamnden', ...how },
      ),
    annulled: (annulsId, how) => say('discharge.annulled', { annulsId, reason: 'Felregistrering' }, how),
    inOrder: (order) =>
      builder(
        dischargeId,
        order,
        order.flatMap(({ meta }) => sent.filter((one) => one.meta.eventId === meta.eventId)),
      ),
  };
}

/** Told on `how.at`, else on the fact's own day, else on the day of the fact before. */
function said(
  dischargeId: Uuid,
  sent: AsSent<DischargeFact>,
  before: readonly Said<DischargeFact>[],
  how: How,
): Said<DischargeFact> {
  const latest = before.at(-1)?.meta.saidOn ?? day('2026-02-02');
  const fact = asJudged(sent);
  const subject = { kind: 'discharge', id: dischargeId } as const;
  const metaAt = (on: string): Meta => toldMeta(subject, before.length, { by: REGION, ...how, at: on });
  const own = ownDate({ ...fact, meta: metaAt(latest) });
  return { ...fact, meta: metaAt(how.at ?? own ?? latest) };
}

/** The discharge as of a day, by the Dalarna terms unless said. */
export const dischargeOnDay = (
  { read }: DischargeBuilder,
  asOf: string,
  surroundings: Surroundings = dalarna(),
): DischargeAssessment => assessDischarge(read, surroundings, asOf as Day, name);

/** What the kommun comes to pay, as of a day. */
export const paymentOn = (story: DischargeBuilder, asOf: string, surroundings?: Surroundings) =>
  dischargeOnDay(story, asOf, surroundings).discharge?.payment;

/** The deadlines of a kind, each with its status on the day. */
export const dueIn = (story: DischargeBuilder, kind: DeadlineKind, asOf: string, surroundings?: Surroundings) =>
  dischargeOnDay(story, asOf, surroundings)
    .deadlines.filter((one) => one.kind === kind)
    .map((one) => ({ ...one, status: deadlineStatus(one, day(asOf)) }));

/** The findings of a rule, each with whether it is open on the day. */
export const foundIn = (story: DischargeBuilder, rule: RuleId, asOf: string, surroundings?: Surroundings) =>
  dischargeOnDay(story, asOf, surroundings)
    .findings.filter((one) => one.rule === rule)
    .map((one) => ({ ...one, status: findingStatus(one, day(asOf)) }));

/** The answer to the last message. `today` is the hub's day, else the day it was said. */
export function dischargeAnswer({ facts }: DischargeBuilder, today?: string): Decision {
  const last = facts.at(-1);
  if (!last) throw new Error('nothing was told');
  return decideDischarge(submissionOf(last, today), facts.slice(0, -1));
}

/** The broken rule's code and facts; what is not refused as the law answers it. */
export function dischargeRefusal(story: DischargeBuilder, today?: string): unknown {
  const answer = dischargeAnswer(story, today);
  return answer.outcome === 'rejected' ? answer.rejection : answer;
}
