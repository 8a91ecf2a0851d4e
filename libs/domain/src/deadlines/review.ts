/** Follow-up that recurs: each is counted from the one before (A-060, A-061; SoL 22:13, LVU 13 §). */
import { keyOf, runsUnder, turns, type Course, type Run } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type Deadline } from '../making/deadline.js';
import { type Day } from '../kernel/index.js';
import { type AgeId } from '../rules/index.js';
import { type CareGround } from '../placement/facts/care-acts.data.js';
import { groundsOf } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { endedByBirthday, inTimeThrough, timedDeadline } from '../making/deadline.js';

type Reviewed = FactOf<'placement.reviewed'>;

interface ReviewRule {
  readonly kind: 'reviewSoL' | 'reviewLVU2' | 'reviewLVU3';
  readonly binds: (basis: LegalBasis) => boolean;
  /** What kind of review counts: *övervägande* and *omprövning* are two different decisions. */
  readonly counts: readonly Reviewed['data']['kind'][];
  /** The birthday from which it is no longer required. */
  readonly untilAge?: AgeId;
}

const onGroundOf =
  (review: CareGround['review']) =>
  (basis: LegalBasis): boolean =>
    !basis.interim && groundsOf(basis).some((ground) => ground.review === review);

/** Adults by socialtjänstlagen have no statutory review (G-10): the agreement's table is followed by contract only. */
export const REVIEW_RULES: readonly ReviewRule[] = [
  {
    kind: 'reviewSoL',
    binds: ({ act }) => act === 'SoL',
    counts: ['consideration', 'reexamination'],
    untilAge: 'ofAge',
  },
  { kind: 'reviewLVU2', binds: onGroundOf('consideration'), counts: ['consideration', 'reexamination'] },
  { kind: 'reviewLVU3', binds: onGroundOf('reexamination'), counts: ['reexamination'] },
];

/** The reviews due under each basis: every one that was done, and the one that is next. */
export function reviewDeadlines(course: Course): readonly Deadline[] {
  return REVIEW_RULES.flatMap((rule) => runsUnder(course, rule.binds).flatMap((run) => chain(course, rule, run)));
}

/** The day on which no review is required any more, and whether a birthday sets it. null: an erased birth date ends nothing. */
function stopOf(course: Course, rule: ReviewRule, run: Run): { readonly on: Day | undefined; readonly byAge: boolean } {
  const grown = rule.untilAge === undefined ? null : turns(course, rule.untilAge);
  if (grown !== null && (run.until === undefined || grown <= run.until)) return { on: grown, byAge: true };
  return { on: run.until, byAge: false };
}

function chain(course: Course, rule: ReviewRule, run: Run): readonly Deadline[] {
  const stop = stopOf(course, rule, run);
  if (stop.on !== undefined && stop.on <= run.from) return [];
  const done = factsOf(course.story.facts, 'placement.reviewed').filter(
    ({ data }) =>
      rule.counts.includes(data.kind) && data.on >= run.from && !(stop.on !== undefined && data.on >= stop.on),
  );
  // With the birth date erased nobody can tell whether the next one is required: those that were done still stand.
  const isKnown = rule.untilAge === undefined || course.birthDate !== null;
  const links: Deadline[] = [];
  let before: Reviewed | null = null;
  for (const next of isKnown ? [...done, null] : done) {
    links.push(...link(course, { rule, run, before, next, stop }));
    before = next;
  }
  return links;
}

interface Link {
  readonly rule: ReviewRule;
  readonly run: Run;
  readonly before: Reviewed | null;
  /** The review that meets it; null while it is not done. */
  readonly next: Reviewed | null;
  readonly stop: ReturnType<typeof stopOf>;
}

function link(course: Course, { rule, run, before, next, stop }: Link): readonly Deadline[] {
  const startsOn = before?.data.on ?? run.from;
  const made = timedDeadline(course.story, {
    kind: rule.kind,
    key: before ? `${run.key} ${keyOf(before)}` : run.key,
    startsOn,
    metOn: next?.data.on,
    responsible: [course.kommun],
    causedBy: [before ?? run.startedBy],
  });
  const { on } = stop;
  return next || on === undefined ? made : made.map((one) => stoppedAt(course, one, { ...stop, on }));
}

/** A birthday far ahead is no reason to reveal it: it ends only what it comes before, or what is overdue by then. */
function stoppedAt(
  course: Course,
  made: Deadline,
  { on, byAge }: { readonly on: Day; readonly byAge: boolean },
): Deadline {
  if (!byAge) return { ...made, cancelledOn: on };
  const isFarAhead = on > inTimeThrough(made) && on > course.story.asOf;
  return isFarAhead ? made : endedByBirthday(made, on);
}
