/** The law's answer about a case: the same facts and surroundings always give the same, in whatever order they came. */
import { settingsUnder } from '../agreement/facts/packs.js';
import { costsOf, type Costs } from '../costs/costs.js';
import { judgeDeviation } from '../deviation/assess-deviation.js';
import { deviationsIn } from '../deviation/deviation-story.js';
import { type Deadline } from '../making/deadline.js';
import { deadlinesOf } from '../deadlines/deadlines.js';
import { byRaised, placementFindings } from '../findings/findings.js';
import { handoversIn } from '../handover/handovers.js';
import { type Day, type NameUuid } from '../kernel/index.js';
import { lazily } from '../kernel/lazily.js';
import { responsibilityIn } from '../responsibility/responsibility.js';
import { type CaseAssessment } from './assessment.js';
import { type Finding } from '../making/finding.js';
import { type Case, type Surroundings } from '../saying/case.js';
import { courseOf, type Course } from '../story/course.js';
import { judgingOn, storyOf, type Story } from '../story/story.js';
import { summaryOf } from './summary.js';
import { type Turns } from '../making/turning-days.js';
import { waitingInCase } from './waiting-in-case.js';
import { turningDaysOf } from './turning-days.js';

/**
 * A case as of a day, from the facts whose own date is no later. Has no clock: `asOf` is a business day in
 * Europe/Stockholm, and `theCase` holds what was known when it was read. Never throws on accepted facts.
 */
export function assess(theCase: Case, surroundings: Surroundings, asOf: Day, name: NameUuid): CaseAssessment {
  return assessStory(storyOf(theCase, surroundings, asOf, name));
}

/** All that is found in a case, also what will be so later. */
const foreseenIn = (
  course: Course,
  deadlines: readonly Deadline[],
  others: readonly { readonly findings: readonly Finding[] }[],
): readonly Finding[] =>
  [...placementFindings(course, deadlines), ...others.flatMap(({ findings }) => findings)].sort(byRaised);

interface Reckoned extends CaseAssessment {
  readonly course: Course | null;
  readonly allCosts: Costs;
  /** Also those that will be raised later: they are not so yet. */
  readonly foreseen: readonly Finding[];
  readonly turns: Turns;
}

/**
 * The same of a story that has been read already. Each part is reckoned when it is first asked for: a view shows one of
 * them, the list rows three, and only who judges needs them all.
 */
export const assessStory: (story: Story) => CaseAssessment = lazily<Story, Reckoned>({
  category: () => 'case',
  asOf: (_parts, { asOf }) => asOf,
  reminderDays: (_parts, { agreement }) => settingsUnder(agreement).reminderDays,
  course: (_parts, story) => courseOf(story),
  placement: ({ course }, story) => summaryOf(story, course),
  deviations: ({ course }, story) =>
    course ? deviationsIn(story, (day) => judgingOn(story, day)).map(judgeDeviation) : [],
  responsibility: ({ course, deviations }) => course && responsibilityIn(course, deviations),
  allCosts: (_parts, story) => costsOf(story),
  costs: ({ allCosts }) => allCosts.view,
  fixed: ({ allCosts }) => allCosts.fixed,
  handovers: ({ course }) => (course ? handoversIn(course) : []),
  deadlines: ({ course, fixed, deviations }) => (course ? deadlinesOf(course, fixed, deviations) : []),
  foreseen: ({ course, deadlines, allCosts, deviations }) =>
    course ? foreseenIn(course, deadlines, [allCosts, ...deviations]) : [],
  findings: ({ foreseen }, { asOf }) => foreseen.filter(({ raisedOn }) => raisedOn <= asOf),
  waiting: ({ course, deadlines, handovers, allCosts, deviations }) =>
    course ? waitingInCase(course, { deadlines, handovers, others: [allCosts, ...deviations] }) : [],
  turns: ({ course, deadlines, foreseen, allCosts, reminderDays }, story) =>
    turningDaysOf({ story, course, deadlines, findings: foreseen, costs: allCosts, reminderDays }),
  turningDays: ({ turns }) => turns.turningDays,
  turningDaysByBirth: ({ turns }) => turns.turningDaysByBirth,
});
