/** The law's answer about a case: the same facts and surroundings always give the same, in whatever order they came. */
import { costsOf } from '../costs/index.js';
import { deadlinesOf } from '../deadlines/deadlines.js';
import { DEFAULT_REMINDER_DAYS } from '../deadlines/reminders.js';
import { byRaised, placementFindings } from '../findings/findings.js';
import { type Day, type NameUuid } from '../kernel/index.js';
import { once } from '../kernel/once.js';
import { responsibilityIn } from '../responsibility/responsibility.js';
import { type CaseAssessment } from './assessment.js';
import { type Case, type Surroundings } from './case.js';
import { courseOf } from './course.js';
import { storyOf, type Story } from './story.js';
import { summaryOf } from './summary.js';
import { turningDaysOf } from './turning-days.js';

/**
 * A case as of a day, from the facts whose own date is no later. Has no clock: `asOf` is a business day in
 * Europe/Stockholm, and `theCase` holds what was known when it was read. Never throws on accepted facts.
 */
export function assess(theCase: Case, surroundings: Surroundings, asOf: Day, name: NameUuid): CaseAssessment {
  return assessStory(storyOf(theCase, surroundings, asOf, name));
}

/**
 * The same of a story that has been read already. Each part is reckoned when it is first asked for: a view shows one of
 * them, the list rows three, and only who judges needs them all.
 */
export function assessStory(story: Story): CaseAssessment {
  const course = courseOf(story);
  const reminderDays = story.agreement?.settings.reminderDays ?? DEFAULT_REMINDER_DAYS;
  const placement = once(() => summaryOf(story, course));
  const responsibility = once(() => course && responsibilityIn(course));
  const costs = once(() => costsOf(story));
  const deadlines = once(() => (course ? deadlinesOf(course, costs().fixed) : []));
  const findings = once(() =>
    course ? [...placementFindings(course, deadlines()), ...costs().findings].sort(byRaised) : [],
  );
  // What will be raised later is not so yet.
  const raised = once(() => findings().filter(({ raisedOn }) => raisedOn <= story.asOf));
  const turningDays = once(() =>
    turningDaysOf({ story, course, deadlines: deadlines(), findings: findings(), costs: costs(), reminderDays }),
  );
  return {
    asOf: story.asOf,
    reminderDays,
    get placement() {
      return placement();
    },
    get responsibility() {
      return responsibility();
    },
    get costs() {
      return costs().view;
    },
    get fixed() {
      return costs().fixed;
    },
    get deadlines() {
      return deadlines();
    },
    get findings() {
      return raised();
    },
    get turningDays() {
      return turningDays();
    },
  };
}
