/** The law's answer about a case: the same facts and surroundings always give the same, in whatever order they came. */
import { costsOf } from '../costs/index.js';
import { deadlinesOf } from '../deadlines/deadlines.js';
import { DEFAULT_REMINDER_DAYS } from '../deadlines/reminders.js';
import { byRaised, placementFindings } from '../findings/findings.js';
import { type Day, type NameUuid } from '../kernel/index.js';
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

/** The same of a story that has been read already. */
export function assessStory(story: Story): CaseAssessment {
  const costs = costsOf(story);
  const course = courseOf(story);
  const deadlines = course ? deadlinesOf(course, costs.fixed) : [];
  const findings = course ? [...placementFindings(course, deadlines), ...costs.findings].sort(byRaised) : [];
  const reminderDays = story.agreement?.settings.reminderDays ?? DEFAULT_REMINDER_DAYS;
  return {
    asOf: story.asOf,
    placement: summaryOf(story, course),
    responsibility: course && responsibilityIn(course),
    costs: costs.view,
    fixed: costs.fixed,
    deadlines,
    // What will be raised later is not so yet.
    findings: findings.filter(({ raisedOn }) => raisedOn <= story.asOf),
    turningDays: turningDaysOf({ story, course, deadlines, findings, costs, reminderDays }),
    reminderDays,
  };
}
