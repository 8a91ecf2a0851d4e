/** The clocks of custody and of the court's order of care (A-055, S-003; LVU 5, 7, 8 and 34 §§, LVM 12, 15, 17, 18 and 38 §§). */
import { addDays, earliest, maxDay } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { deadline, type Deadline, type DeadlineKind } from '../making/deadline.js';
import { DEADLINE_LAW, type DeadlineLaw } from '../making/deadline-law.data.js';
import { type TimeId } from '../rules/index.js';
import { lapseClockOf } from '../compulsory-care/care-lapse.js';
import { decidedOnCare, firstEnd, ordersOf, replacedOn, type CustodyEnd } from '../compulsory-care/custody.js';
import {
  applicationOf,
  appliedInTime,
  decisionOf,
  examinationOf,
  submissionOf,
  submittedInTime,
  type Clock,
} from '../compulsory-care/custody-clocks.js';
import { dayOf, type Order } from '../compulsory-care/orders.js';
import { type Course } from '../story/course.js';

const KIND_OF_TIME = new Map(
  Object.entries(DEADLINE_LAW).flatMap(([kind, { time }]: readonly [string, DeadlineLaw]) =>
    time ? [[time, kind as DeadlineKind] as const] : [],
  ),
);

/** The kind of deadline that a time of the law reckons. */
function kindOf(time: TimeId): DeadlineKind {
  const kind = KIND_OF_TIME.get(time);
  if (!kind) throw new RangeError(`no kind of deadline for the time ${time}`);
  return kind;
}

/** One of the clocks of custody: what meets it, and the ways of ending it that it is not itself. */
interface CustodyClock {
  readonly clock: (course: Course, order: Order) => Clock | null;
  readonly metOn: (course: Course, order: Order) => Day | undefined;
  readonly endedBy: readonly CustodyEnd[];
  /** True where that the court decided on care ends it. */
  readonly endsWithCare: boolean;
}

const tried = (course: Course, order: Order): Day | undefined =>
  earliest(dayOf(order, 'upheld'), dayOf(order, 'lifted'), decidedOnCare(course, order));

const CLOCKS: readonly CustodyClock[] = [
  {
    clock: (_course, order) => submissionOf(order),
    metOn: (_course, order) => submittedInTime(order)?.data.on,
    endedBy: ['lifted', 'refused', 'remanded'],
    endsWithCare: true,
  },
  { clock: examinationOf, metOn: tried, endedBy: ['remanded', 'unappliedFor'], endsWithCare: false },
  {
    clock: applicationOf,
    metOn: (course, order) => appliedInTime(course, order)?.data.on,
    endedBy: ['lifted', 'refused', 'remanded', 'unsubmitted'],
    endsWithCare: true,
  },
  { clock: decisionOf, metOn: decidedOnCare, endedBy: ['lifted', 'remanded', 'unsubmitted'], endsWithCare: false },
];

/** All clocks of courts in a case; empty where no decision is by an act of the court. */
export function courtDeadlines(course: Course): readonly Deadline[] {
  return ordersOf(course).flatMap((order) =>
    order.isCustody ? CLOCKS.flatMap((one) => ofCustody(course, order, one)) : ofCareOrder(course, order),
  );
}

/** What has come by the story's day; what will be missed later has not ended anything yet. */
const come = ({ story }: Course, day: Day | undefined): Day | undefined =>
  day !== undefined && day <= story.asOf ? day : undefined;

function ofCustody(course: Course, order: Order, one: CustodyClock): readonly Deadline[] {
  const clock = one.clock(course, order);
  if (!clock) return [];
  const over = goneOn(course, order, one);
  if (neverRan(over, clock, order)) return [];
  const metOn = metBefore(one.metOn(course, order), clock, over);
  return [
    deadline(course.story, {
      kind: kindOf(clock.time),
      key: order.decision.data.decisionId,
      startsOn: clock.startsOn,
      dueOn: clock.dueOn,
      inTimeThrough: clock.lastDay,
      statute: clock.statute,
      metOn,
      cancelledOn: over,
      extensionAskedOn: metOn === undefined && over === undefined ? clock.askedOn : undefined,
      responsible: isPartys(clock.time) ? [course.kommun] : [],
      causedBy: [order.decision, clock.startedBy ?? []].flat(),
    }),
  ];
}

/** Its cause was gone before it could begin. */
const neverRan = (over: Day | undefined, { startsOn }: Clock, { decision }: Order): boolean =>
  over !== undefined && (over < startsOn || over < decision.data.decidedOn);

/** When a clock's cause went away otherwise than by itself. */
const goneOn = (course: Course, order: Order, { endedBy, endsWithCare }: CustodyClock): Day | undefined =>
  earliest(
    come(course, firstEnd(course, order, endedBy)?.on),
    endsWithCare ? decidedOnCare(course, order) : undefined,
    replacedOn(course, order),
  );

/** An act before the clock began counts on its first day; one after its cause was gone meets nothing. */
function metBefore(metOn: Day | undefined, { startsOn }: Clock, over: Day | undefined): Day | undefined {
  if (metOn === undefined || (over !== undefined && metOn > over)) return undefined;
  return maxDay(metOn, startsOn);
}

const isPartys = (time: TimeId): boolean => (DEADLINE_LAW[kindOf(time)] as DeadlineLaw).actor === undefined;

/** S-003 "om vården inte har påbörjats inom fyra veckor": met by care begun, else it has lapsed on the day after. */
function ofCareOrder(course: Course, order: Order): readonly Deadline[] {
  const clock = lapseClockOf(course, order);
  if (!clock) return [];
  const gone = earliest(replacedOn(course, order), dayOf(order, 'lifted'));
  return [
    deadline(course.story, {
      kind: 'careOrderLapse',
      key: order.decision.data.decisionId,
      startsOn: clock.startsOn,
      dueOn: clock.dueOn,
      statute: clock.statute,
      metOn: clock.begunOn,
      cancelledOn: gone !== undefined && gone <= clock.dueOn ? gone : undefined,
      lapsedOn: addDays(clock.dueOn, 1),
      responsible: [course.kommun],
      causedBy: [order.decision, clock.final],
    }),
  ];
}
