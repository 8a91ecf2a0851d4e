/** What a finding rule is: it reads the course of a placement and says what it has seen, dated. */
import { type Course } from '../case/course.js';
import { type Deadline, type DeadlineKind } from '../case/assessment.js';
import { inTimeThrough } from '../deadlines/deadline.js';
import { addDays } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type ConsentGap } from '../responsibility/consents.js';
import { type Sighting } from './finding.js';

/** What a case is judged by. */
export interface Judged {
  readonly course: Course;
  readonly deadlines: readonly Deadline[];
  readonly consentGaps: readonly ConsentGap[];
}

/** What a rule has seen; its id is the table's. */
export type Seen = Sighting;

export type FindingRule = (judged: Judged) => readonly Seen[];

/** A Swedish and an English sentence. */
export type Sentence = NonNullable<Sighting['detail']>;

const NOTHING: readonly never[] = [];

/** The sighting where `holds`, else none. */
export const when = (holds: boolean, seen: () => Seen): readonly Seen[] => (holds ? [seen()] : NOTHING);

/** What is seen in some of many things, each by itself. */
export function inEach<Thing>(
  things: readonly Thing[],
  seenIn: (thing: Thing, at: number) => Seen | null,
): readonly Seen[] {
  let all: Seen[] | null = null;
  for (const [at, thing] of things.entries()) {
    const seen = seenIn(thing, at);
    if (seen) (all ??= []).push(seen);
  }
  return all ?? NOTHING;
}

/** Missed deadlines of some kinds as sightings: from the day after the last one in time, until met or gone. */
export function missedOf(
  { course, deadlines }: Judged,
  details: Readonly<Partial<Record<DeadlineKind, Sentence>>>,
): readonly Seen[] {
  return inEach(deadlines, (term) => {
    const detail = details[term.kind];
    const lastInTime = inTimeThrough(term);
    if (!detail || lastInTime >= course.story.asOf) return null;
    return {
      key: `missed ${term.deadlineId}`,
      parties: term.responsible,
      raisedOn: addDays(lastInTime, 1),
      resolvedOn: term.metOn ?? term.cancelledOn,
      causedBy: term.why.causedBy.map((eventId) => ({ meta: { eventId } })),
      detail,
      statute: term.why.statute,
      fromBirthDate: term.fromBirthDate === true,
    };
  });
}

/** The day the placement ended, if it has: a shortcoming of the placement itself ends with it. */
export const endOf = ({ ended }: Course): Day | undefined => ended?.data.endedOn;

/** The earlier of two days, of which either may be missing. */
export function firstOf(day: Day | undefined, other: Day | undefined): Day | undefined {
  if (day === undefined || other === undefined) return day ?? other;
  return day < other ? day : other;
}
