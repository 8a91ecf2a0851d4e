/**
 * The two months of an emergency placement, its two halves apart: the cost allocation and the registration kommun should
 * be cleared at the latest two months after the placement. A move between homes does not restart them.
 */
import { maxDay } from '../calendar/index.js';
import { emergencyTerm } from '../agreement/facts/emergency-term.js';
import { type Course } from '../story/course.js';
import { principalsOn } from '../story/parties.js';
import { judgingFrom } from './judging-from.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type Deadline } from '../making/deadline.js';
import { type FixedAllocation } from '../costs/costs-view.js';
import { type Day } from '../kernel/index.js';
import { deadline, type Term } from '../making/deadline.js';

/** Both halves; none where no agreement is in force, because no statute sets the two months. */
export function emergencyDeadlines(course: Course, fixed: readonly FixedAllocation[]): readonly Deadline[] {
  const { story, registered, started } = course;
  if (!started || registered.data.mode !== 'emergency') return [];
  const { startedOn } = started.data;
  const judging = judgingFrom(story, startedOn, ({ settings }) => emergencyTerm(settings, startedOn).dueOn);
  if (!judging) return [];
  const { settings } = judging.agreement;
  const common = {
    key: 'start',
    startsOn: startedOn,
    dueOn: emergencyTerm(settings, startedOn).dueOn,
    rolls: settings.weekendRule,
  };
  const lastDay = story.asOf < common.dueOn ? story.asOf : common.dueOn;
  const both = principalsOn(story, lastDay);
  return [
    // An end before leaves the cost half standing: what the placement cost is still to be allocated.
    deadline(story, {
      ...common,
      kind: 'emergencyCostAllocation',
      metOn: firstFixed(fixed),
      cancelledOn: judging.until,
      responsible: both,
      causedBy: [registered, started],
    }),
    deadline(story, { ...common, ...registrationHalf(course, started, judging.until) }),
  ];
}

function firstFixed(fixed: readonly FixedAllocation[]): Day | undefined {
  return fixed.map(({ fixedOn }) => fixedOn).sort()[0];
}

/** Met when the registration is established, at the start where it was known from the beginning. */
function registrationHalf(
  course: Course,
  started: FactOf<'placement.started'>,
  until: Day | undefined,
): Pick<Term, 'kind' | 'metOn' | 'cancelledOn' | 'responsible' | 'causedBy'> {
  const { registered, story, ended } = course;
  const { startedOn } = started.data;
  const established = [
    ...factsOf(story.facts, 'placement.registrationEstablished').map(({ data }) => data.on),
    // That it changed says where it is, from the day that was told.
    ...factsOf(story.facts, 'placement.registrationChanged').map(({ meta }) => meta.saidOn),
  ].sort()[0];
  const knownFromStart = registered.data.registeredKommun === null ? undefined : startedOn;
  const metOn = knownFromStart ?? (established && maxDay(established, startedOn));
  return {
    kind: 'emergencyRegistration',
    metOn,
    cancelledOn: [ended?.data.endedOn, until].filter((on) => on !== undefined).sort()[0],
    responsible: [course.kommun],
    causedBy: [registered, started],
  };
}
