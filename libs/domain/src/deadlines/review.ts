/** Follow-up that recurs: each is counted from the one before (A-060, A-061, G-10; SoL 22:13, LVU 13 §). */
import { addMonths, maxDay } from '../calendar/index.js';
import { turns, type Course, type Run } from '../story/course.js';
import { runsInForce } from '../compulsory-care/care-in-force.js';
import { ordersOf } from '../compulsory-care/custody.js';
import { dayOf } from '../compulsory-care/orders.js';
import { factsOf, type FactOf } from '../story/story.js';
import { causeEnded, deadline, endedByBirthday, inTimeThrough, type Deadline, type Term } from '../making/deadline.js';
import { messageKeyOf, type Day } from '../kernel/index.js';
import { type JudgingAgreement } from '../story/in-force.js';
import { judgingFrom } from './judging-from.js';
import { statuteOn, timeOut } from '../rules/index.js';
import { type CareGround } from '../placement/facts/care-acts.data.js';
import { careActOf, groundsOf } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';

type Reviewed = FactOf<'placement.reviewed'>;

interface ReviewRule {
  readonly kind: 'reviewSoL' | 'reviewLVU2' | 'reviewLVU3' | 'followUpByAgreement';
  readonly binds: (basis: LegalBasis) => boolean;
  /** What kind of review counts: *övervägande* and *omprövning* are two different decisions. */
  readonly counts: readonly Reviewed['data']['kind'][];
  /** The birthday from which it is required; absent: from the start. */
  readonly from?: (course: Course) => Day | null;
  /** True where it is counted from the execution of the court's order (LVU 13 §). */
  readonly executed?: boolean;
  /** The birthday on which it ends at the latest; absent: none ends it. */
  readonly until?: (course: Course, run: Run) => Day | null;
}

const isOfAge = (course: Course): Day | null => turns(course, 'ofAge');

const considersChildren = ({ act }: LegalBasis): boolean => careActOf(act).considersChildren;

/** S-004 "det som ska göras återkommande under vården upphör med den": by the latest birthday of the grounds it is of. */
function onGroundOf(review: CareGround['review']): Pick<ReviewRule, 'binds' | 'until' | 'executed'> {
  const grounds = (basis: LegalBasis): readonly CareGround[] =>
    basis.interim ? [] : groundsOf(basis).filter((ground) => ground.review === review);
  return {
    binds: (basis) => grounds(basis).length > 0,
    executed: true,
    until: (course, { bases }) => {
      const ages = bases.flatMap(grounds).map(({ endsAtAge }) => endsAtAge);
      return turns(course, Math.max(...ages));
    },
  };
}

export const REVIEW_RULES: readonly ReviewRule[] = [
  { kind: 'reviewSoL', binds: considersChildren, counts: ['consideration', 'reexamination'], until: isOfAge },
  { kind: 'reviewLVU2', counts: ['consideration', 'reexamination'], ...onGroundOf('consideration') },
  { kind: 'reviewLVU3', counts: ['reexamination'], ...onGroundOf('reexamination') },
  // G-10 "för vuxna finns ingen lagstadgad sexmånadersprövning": by the agreement, from when the statute's has ended.
  {
    kind: 'followUpByAgreement',
    binds: considersChildren,
    counts: ['followUp', 'consideration', 'reexamination'],
    from: isOfAge,
  },
];

/** The reviews due under each basis: every one that was done, and the one that is next. */
export function reviewDeadlines(course: Course): readonly Deadline[] {
  return REVIEW_RULES.flatMap((rule) => runsInForce(course, rule.binds).flatMap((run) => chain(course, rule, run)));
}

/** The days within which reviews of a run are required, and which of them a birthday sets. */
interface Bounds {
  readonly from: Day;
  readonly startsByAge: boolean;
  readonly stop: Day | undefined;
  readonly stopsByAge: boolean;
}

/**
 * From when they are required; null where they never are, or will be from a birthday that has not come: nothing is to
 * reveal that. With the birth date erased nobody can tell.
 */
function startOf(course: Course, rule: ReviewRule, run: Run): Day | null {
  if (!rule.from) return rule.executed ? executedIn(course, run) : run.from;
  const begins = rule.from(course);
  return begins === null || begins > course.story.asOf ? null : maxDay(begins, run.from);
}

/** LVU 13 § "från dagen för verkställighet av vårdbeslutet": as told of an order in the stretch, else when that began. */
function executedIn(course: Course, { from, until }: Run): Day {
  const told = ordersOf(course)
    .filter(({ isCustody }) => !isCustody)
    .map((order) => dayOf(order, 'executed'))
    .find((on) => on !== undefined && on >= from && (until === undefined || on < until));
  return told ?? from;
}

/** Until when: a birthday, where it comes no later than the run's own end. */
function stopOf(course: Course, rule: ReviewRule, run: Run): Pick<Bounds, 'stop' | 'stopsByAge'> {
  const ends = rule.until?.(course, run) ?? null;
  const comesFirst = ends !== null && (run.until === undefined || ends <= run.until);
  return comesFirst ? { stop: ends, stopsByAge: true } : { stop: run.until, stopsByAge: false };
}

function boundsOf(course: Course, rule: ReviewRule, run: Run): Bounds | null {
  const from = startOf(course, rule, run);
  const stop = stopOf(course, rule, run);
  if (from === null || (stop.stop !== undefined && stop.stop <= from)) return null;
  return { from, startsByAge: rule.from !== undefined && from > run.from, ...stop };
}

function chain(course: Course, rule: ReviewRule, run: Run): readonly Deadline[] {
  const bounds = boundsOf(course, rule, run);
  if (!bounds) return [];
  const { from, stop } = bounds;
  const done = factsOf(course.story.facts, 'placement.reviewed').filter(
    ({ data }) => rule.counts.includes(data.kind) && data.on >= from && !(stop !== undefined && data.on >= stop),
  );
  // With the birth date erased nobody can tell whether the next one is required: those that were done still stand.
  const isKnown = course.birthDate !== null;
  const links: Deadline[] = [];
  let before: Reviewed | null = null;
  for (const next of isKnown ? [...done, null] : done) {
    links.push(...link(course, { rule, run, bounds, before, next }));
    before = next;
  }
  return links;
}

/** The day on which no review of a kind is asked for any more, and whether a birthday sets it. */
export interface ReviewsEnd {
  readonly on: Day;
  readonly byAge: boolean;
}

/** S-004 "det som ska göras återkommande under vården upphör med den": when what a review was made of ends; null while it goes on. */
export function reviewsEndAfter(course: Course, { kind, on }: Reviewed['data']): ReviewsEnd | null {
  const byLaw = REVIEW_RULES.filter((rule) => rule.kind !== 'followUpByAgreement' && rule.counts.includes(kind));
  const ends = byLaw.flatMap((rule) =>
    runsInForce(course, rule.binds)
      .map((run) => ({ from: run.from, ...stopOf(course, rule, run) }))
      .filter(({ from, stop }) => from <= on && (stop === undefined || on < stop)),
  );
  let last: ReviewsEnd | null = null;
  for (const { stop, stopsByAge } of ends) {
    if (stop === undefined) return null;
    if (last === null || stop > last.on) last = { on: stop, byAge: stopsByAge };
  }
  return last;
}

interface Link {
  readonly rule: ReviewRule;
  readonly run: Run;
  readonly bounds: Bounds;
  readonly before: Reviewed | null;
  /** The review that meets it; null while it is not done. */
  readonly next: Reviewed | null;
}

function link(course: Course, { rule, run, bounds, before, next }: Link): readonly Deadline[] {
  const made = dueAfter(
    course,
    { rule, run },
    {
      ...(before
        ? { key: `${run.key} ${messageKeyOf(before)}`, startsOn: before.data.on, causedBy: [before] }
        : { key: run.key, startsOn: bounds.from, causedBy: [run.startedBy] }),
      metOn: next?.data.on,
      responsible: [course.kommun],
    },
  );
  const marked = !before && bounds.startsByAge ? made.map(begunByBirthday) : made;
  return next ? marked : marked.map((one) => stoppedBy(course, one, bounds));
}

const begunByBirthday = (made: Deadline): Deadline => ({ ...made, fromBirthDate: 'all' });

type Due = Omit<Term, 'kind' | 'dueOn' | 'statute'>;

/** By the time that its act counts; by agreement so many months as it sets, and none where it sets none. */
function dueAfter(course: Course, { rule, run }: Pick<Link, 'rule' | 'run'>, due: Due): readonly Deadline[] {
  const { kind } = rule;
  if (kind !== 'followUpByAgreement') return byAct(course, run, { ...due, kind });
  const dueBy = ({ settings: { adultFollowUpMonths } }: Pick<JudgingAgreement, 'settings'>): Day | null =>
    adultFollowUpMonths === null ? null : addMonths(due.startsOn, adultFollowUpMonths);
  const judging = judgingFrom(course.story, due.startsOn, dueBy);
  const dueOn = judging && dueBy(judging.agreement);
  if (!judging || dueOn === null) return [];
  return [deadline(course.story, { ...due, kind, dueOn, cancelledOn: judging.until })];
}

function byAct({ story }: Course, { bases, first }: Run, due: Due & Pick<ReviewRule, 'kind'>): readonly Deadline[] {
  const { review } = careActOf((bases.at(-1) ?? first.basis).act);
  const end = review && timeOut(review.within, due);
  return end ? [deadline(story, { ...due, dueOn: end.dueOn, statute: statuteOn(review.asks, end.dueOn) })] : [];
}

/** A birthday far ahead is no reason to reveal it: it ends only what it comes before, or what is overdue by then. */
function stoppedBy(course: Course, made: Deadline, { stop, stopsByAge }: Bounds): Deadline {
  if (stop === undefined) return made;
  if (!stopsByAge) return causeEnded(made, stop);
  const isFarAhead = stop > inTimeThrough(made) && stop > course.story.asOf;
  return isFarAhead ? made : endedByBirthday(made, stop);
}
