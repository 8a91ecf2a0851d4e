/** On which days care against one's will is in force: ordered, and neither ended with its order nor by a birthday (S-001, S-003 to S-005). */
import { earliest } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type CareAct } from '../placement/facts/care-acts.data.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { runsUnder, type BasisSpan, type Course, type Run } from '../story/course.js';
import { endsByAge } from './age-limits.js';
import { endOfCareOrder } from './care-lapse.js';
import { decidedOnCare, endOfCustody, ordersOf, replacedOn, type End } from './custody.js';
import { type Order } from './orders.js';

/** The newest order that a basis rests on, custody or care, decided by a day; undefined where none is told. */
export const orderOn = (course: Course, { act, interim }: LegalBasis, day: Day): Order | undefined =>
  ordersOf(course).findLast(
    ({ decision: { data }, isCustody }) =>
      isCustody === interim && data.legalBasis.act === act && data.decidedOn <= day,
  );

/** When an order ended, or will have if nothing is done before; null while it stands. */
export const endOfOrder = (course: Course, order: Order): End | null =>
  order.isCustody ? endOfCustody(course, order) : endOfCareOrder(course, order);

/** The order that care under a basis rests on; none of care by consent, nor before anything was decided. */
const orderOf = (course: Course, { basis, from }: BasisSpan): Order | undefined =>
  from !== null && careActOf(basis.act).court ? orderOn(course, basis, from) : undefined;

/**
 * The first day under a basis on which the order that it rests on had ended, where that has come: S-003 "upphör att gälla", S-005;
 * A-055 "interimistiskt beslut (tillfälligt)". Undefined where it stands until the next basis, and of care by consent.
 */
export function fellIn(course: Course, span: BasisSpan): Day | undefined {
  const order = orderOf(course, span);
  const end = order && endOfOrder(course, order)?.on;
  if (!end || end > course.story.asOf || hasPassed(span, end)) return undefined;
  return span.from !== null && end < span.from ? span.from : end;
}

const hasPassed = ({ until }: BasisSpan, day: Day): boolean => until !== null && until <= day;

/** The day on which custody was over: ended, care decided on, or its place taken; undefined while it has not come. */
export function custodyOver(course: Course, custody: Order): Day | undefined {
  const end = endOfCustody(course, custody)?.on;
  const hasEnded = end !== undefined && end <= course.story.asOf;
  return earliest(hasEnded ? end : undefined, decidedOnCare(course, custody), replacedOn(course, custody));
}

/** S-004 "det som ska göras återkommande under vården upphör med den": the stretches of care, each until its order fell away. */
export const runsInForce = (course: Course, matches: (basis: LegalBasis) => boolean): readonly Run[] =>
  runsUnder(course, matches, (span) => fellIn(course, span));

/** Days on which care against one's will is in force; `until` is the first day after them. */
export interface InForce {
  readonly from: Day;
  readonly until?: Day;
  /** True where a birthday ends it, before anything else. */
  readonly endsByAge: boolean;
}

/** The stretches of days on which care by such an act is in force, whether it has begun or not, by their first days. */
export function careInForce(course: Course, isSuch: (act: CareAct) => boolean): readonly InForce[] {
  const all: InForce[] = [];
  for (const span of course.bases) {
    const next = isSuch(careActOf(span.basis.act)) ? inForceIn(course, span) : null;
    if (!next) continue;
    const before = all.at(-1);
    if (before?.until === next.from) all[all.length - 1] = { ...next, from: before.from };
    else all.push(next);
  }
  return all;
}

function inForceIn(course: Course, span: BasisSpan): InForce | null {
  const { basis, from, until } = span;
  if (from === null || !orderOf(course, span)) return null;
  const fell = earliest(fellIn(course, span), until);
  const end = earliest(fell, endsByAge(course, basis));
  if (end === undefined) return { from, endsByAge: false };
  return end <= from ? null : { from, until: end, endsByAge: end !== fell };
}
