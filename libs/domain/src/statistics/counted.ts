/** What is counted of one case: each thing in the month of its own day, under what the case was on its start day. */
import { addDays } from '../calendar/index.js';
import { type DeviationSummary } from '../deviation/deviation-view.js';
import { type HandoverView } from '../handover/handovers-view.js';
import { partyCode, type Day, type KommunCode } from '../kernel/index.js';
import { inTimeThrough, metOnTime, type Deadline } from '../making/deadline.js';
import { ageGroupOn } from '../placement/facts/age-group.js';
import { sipCourseOf } from '../sip/course.js';
import { placementNamedBy, readingOn, sipFactsOf } from '../sip/reading.js';
import { sipDeadlines } from '../sip/sip-deadlines.js';
import { sipsOfCase } from '../sip/sips-of-case.js';
import { basisOn, courseOf, type Course } from '../story/course.js';
import { placingOn } from '../story/placings.js';
import { type Story } from '../story/story.js';
import { MEASURE_NAMES, monthOf, type Cell, type CountedMeasure, type Month } from './cells.js';

/** So many of a measure in a month. */
export interface MonthCount {
  readonly measure: CountedMeasure;
  readonly month: Month;
  readonly count: number;
}

/** A case in the numbers. */
export interface CountedCase extends Cell {
  /** The kommun that placed on the start day, until it has started on the planned one. */
  readonly kommun: KommunCode;
  /** By measure in its order, then by month. What is due and not met by then stands in the month in which it is missed. */
  readonly counts: readonly MonthCount[];
}

/** What holds of a case on the last of days: all that is known of it. */
export interface Known {
  readonly story: Story;
  readonly deadlines: readonly Deadline[];
  readonly deviations: readonly { readonly summary: DeviationSummary }[];
  readonly handovers: readonly HandoverView[];
}

interface Countable extends Known {
  readonly course: Course;
  /** The case's own deadlines, and those of the SIPs that concern it. */
  readonly due: readonly Deadline[];
}

/** What is counted of a case; null where nothing is: it is taken back, or erasure has emptied the birth date. */
export function countedOf(known: Known): CountedCase | null {
  const course = courseOf(known.story);
  if (!course) return null;
  const { registered, started, birthDate } = course;
  const startsOn = started?.data.startedOn ?? registered.data.plannedFrom;
  const ageGroup = ageGroupOn(birthDate, startsOn);
  const due = [...known.deadlines, ...deadlinesOfSips(known.story)];
  const countable: Countable = { ...known, course, due };
  const counts = MEASURE_NAMES.flatMap((measure) => byMonth(measure, DAYS_OF[measure](countable)));
  if (ageGroup === null || counts.length === 0) return null;
  return {
    kommun: partyCode(placingOn(known.story.placings, startsOn).party) as KommunCode,
    legalSex: registered.data.person.legalSex,
    ageGroup,
    act: basisOn(course, startsOn).basis.act,
    counts,
  };
}

function byMonth(measure: CountedMeasure, days: readonly Day[]): readonly MonthCount[] {
  const months = days.map(monthOf).sort();
  return [...new Set(months)].map((month) => ({ measure, month, count: months.filter((one) => one === month).length }));
}

/** The own days of what each measure counts. */
const DAYS_OF: { readonly [M in CountedMeasure]: (known: Countable) => readonly Day[] } = {
  startedPlacements: ({ course: { started } }) => (started ? [started.data.startedOn] : []),
  deadlinesMet: ({ due }) =>
    due.flatMap(({ metOn, ...term }) => (metOn !== undefined && metOnTime({ metOn, ...term }) ? [metOn] : [])),
  deadlinesMissed: ({ due }) => due.filter(isMissed).map((term) => addDays(inTimeThrough(term), 1)),
  sips: ({ story }) => firstSipOn(story),
  deviations: ({ deviations }) =>
    deviations.flatMap(({ summary: { status, occurredOn } }) => (status === 'annulled' ? [] : [occurredOn])),
  handovers: ({ handovers }) => handovers.map(({ initiatedOn }) => initiatedOn),
};

/** Missed unless it is met in time, its cause goes away or time ends it; while more time is asked for it is open. */
const isMissed = (term: Deadline): boolean =>
  term.metOn === undefined
    ? term.cancelledOn === undefined && term.lapsedOn === undefined && term.extensionAskedOn === undefined
    : !metOnTime(term);

/**
 * What is due of the SIPs that were last said to concern the case: they are of its person, and so in its cell. Of a plan within
 * one principal nothing (D-016).
 */
const deadlinesOfSips = (story: Story): readonly Deadline[] =>
  sipsOfCase(story).flatMap(({ sip }) => {
    const reading = readingOn(sip, story.asOf, story.name);
    if (!reading || reading.need?.data.kind === 'internal') return [];
    return placementNamedBy(reading) === story.placementId ? sipDeadlines(sipCourseOf(reading)) : [];
  });

/** The first day on which a SIP that bears on the case was held or established; of a plan within one principal none (D-016). */
function firstSipOn(story: Story): readonly Day[] {
  const days = sipsOfCase(story).flatMap(({ sip: { facts } }) =>
    sipFactsOf(facts, 'sip.needIdentified').at(-1)?.data.kind === 'internal'
      ? []
      : [
          ...sipFactsOf(facts, 'sip.meetingHeld').map(({ data }) => data.heldOn),
          ...sipFactsOf(facts, 'sip.established').map(({ data }) => data.establishedOn),
        ],
  );
  return days.sort().slice(0, 1);
}
