/** When a custody ends, and why: not submitted or applied for in time, lifted, decided, or by remand (LVU 7 and 9 §§, LVM 18 a–b §§). */
import { earliest } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type Causes, type Duty, type RuleId } from '../rules/index.js';
import { type Course } from '../story/course.js';
import { factsOf } from '../story/story.js';
import { applicationOf, appliedInTime, missedFrom, submissionOf, submittedInTime } from './custody-clocks.js';
import { dayOf, firstStep, ordersBy, type Order } from './orders.js';

/** The first day on which an order no longer holds, by which rule, and where that stands. */
export interface End {
  readonly on: Day;
  readonly rule: RuleId;
  readonly duty: Duty;
  readonly causedBy: Causes;
}

type EndedBy = (course: Course, order: Order) => End | null;

/** A-055 "interimistiskt beslut (tillfälligt)": until it is tried, and no longer than the law has it stand untried. */
const ended = (on: Day | undefined, duty: Duty, causedBy: Causes, rule: RuleId = 'A-055'): End | null =>
  on === undefined ? null : { on, rule, duty, causedBy };

/** LVU 7 § "Om beslutet inte har underställts förvaltningsrätten inom föreskriven tid, upphör omhändertagandet"; LVM 18 a § 1. */
const unsubmitted: EndedBy = (_course, order) => {
  const clock = submissionOf(order);
  if (!clock || submittedInTime(order)) return null;
  return ended(missedFrom(clock), order.law.custodyLaw.ends, [order.decision]);
};

/** LVU 9 § first para 1, LVM 18 a § 2; by LVU not while more time is asked for. */
const unappliedFor: EndedBy = (course, order) => {
  const clock = applicationOf(course, order);
  if (!clock || clock.askedOn !== undefined || appliedInTime(course, order)) return null;
  return ended(missedFrom(clock), order.law.custodyLaw.ends, [order.decision]);
};

/** LVU 9 § third para, LVM 17 and 18 b §§: from that day. */
const lifted: EndedBy = (_course, order) => {
  const step = firstStep(order, 'lifted');
  return ended(step?.data.on, order.law.custodyLaw.lifting, step ? [step] : []);
};

/** LVU 9 § first para 2, LVM 18 a § 3 "när rätten avgör frågan om vård": refused, nothing takes its place. */
const refused: EndedBy = (_course, order) => {
  const step = firstStep(order, 'careRefused');
  return ended(step?.data.on, order.law.custodyLaw.ends, step ? [step] : []);
};

/** S-005 "om den omhändertagne häktas": an adult's custody ends on the day of it. */
const remanded: EndedBy = (course, order) => {
  const { remand, remandSays } = order.law.custodyLaw;
  if (remand !== 'ends') return null;
  const detained = factsOf(course.story.facts, 'placement.careTimeNotCounted').find(
    ({ data }) => data.ground === 'detained' && data.from >= order.decision.data.decidedOn,
  );
  return ended(detained?.data.from, remandSays, detained ? [detained] : [], 'S-005');
};

/** Each way in which custody ends; a deadline is not ended by that it was itself missed. */
export const CUSTODY_ENDS = { unsubmitted, unappliedFor, lifted, refused, remanded } as const;
export type CustodyEnd = keyof typeof CUSTODY_ENDS;

/** The earliest end of a custody by some ways; null while it stands. */
export function firstEnd(course: Course, order: Order, ways: readonly CustodyEnd[]): End | null {
  let first: End | null = null;
  for (const way of ways) {
    const end = CUSTODY_ENDS[way](course, order);
    if (end && (first === null || end.on < first.on)) first = end;
  }
  return first;
}

const ALL = Object.keys(CUSTODY_ENDS) as readonly CustodyEnd[];

/** The end of a custody; null while it stands. A day that has not come is the day on which it will have been missed. */
export const endOfCustody = (course: Course, order: Order): End | null => firstEnd(course, order, ALL);

/** The day on which the court decided on care: as told of its decision, or as it decided. */
export function decidedOnCare(course: Course, { decision, ...order }: Order): Day | undefined {
  const { legalBasis, decidedOn } = decision.data;
  const byDecision = course.decisions.find(
    ({ data }) =>
      data.decidedBy === 'forvaltningsratt' &&
      !data.legalBasis.interim &&
      data.legalBasis.act === legalBasis.act &&
      data.decidedOn >= decidedOn,
  )?.data.decidedOn;
  const custody = { decision, ...order };
  return earliest(dayOf(custody, 'careOrdered'), dayOf(custody, 'careRefused'), byDecision);
}

/** Care by another act has taken the place of an order, or the placement has ended. */
export function replacedOn({ bases, ended }: Course, { decision }: Order): Day | undefined {
  const { decidedOn, legalBasis } = decision.data;
  const other = bases.find(({ basis, from }) => from !== null && from > decidedOn && basis.act !== legalBasis.act);
  return earliest(other?.from, ended?.data.endedOn);
}

/** Every order of a case with its steps; empty where none is by an act of the court. */
export const ordersOf = (course: Course): readonly Order[] =>
  ordersBy(course, (custody, day) => {
    const end = endOfCustody(course, custody);
    const decided = decidedOnCare(course, custody);
    return (end === null || day < end.on) && (decided === undefined || day < decided);
  });
