/** The handovers of a case as they are shown, and when each is to be answered. */
import { addDays, maxDay } from '../calendar/index.js';
import { openedViews } from '../fact/opened.js';
import { settingsUnder } from '../agreement/facts/packs.js';
import { type Day } from '../kernel/index.js';
import { deadline, inTimeThrough, type Deadline } from '../making/deadline.js';
import { statuteOn, whyOf, type Causes, type Judging, type StatuteRef, type Why } from '../rules/index.js';
import { type Course } from '../story/course.js';
import { openingsOf } from '../story/handover-openings.js';
import { type Handover } from '../story/handovers.js';
import { judgingOn, type Story } from '../story/story.js';
import { type HandoverReason } from './facts/handover.js';
import { type HandoverView } from './handovers-view.js';

/** The later of the effective day and the day it was started. */
const startsOn = ({ effectiveOn, initiatedOn }: Handover): Day => maxDay(effectiveOn, initiatedOn);

/** A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": the receiver answers within the pack's days. */
function answerDue(story: Story, made: Handover): Deadline {
  const { handoverId, toRegion, accepted, rejected, withdrawn, startedBy } = made;
  const judging = judgingOn(story, startsOn(made));
  const { handoverAnswerDays, weekendRule } = settingsUnder(judging.agreement);
  return deadline(judging, {
    kind: 'handoverAnswer',
    key: handoverId,
    startsOn: startsOn(made),
    dueOn: addDays(startsOn(made), handoverAnswerDays),
    rolls: weekendRule,
    metOn: (rejected ?? accepted)?.data.on,
    cancelledOn: withdrawn?.on,
    responsible: [toRegion],
    causedBy: [startedBy],
  });
}

/** The answers that are due: from when the receiver is to answer for the care, and the handover has been started. */
export const handoverDeadlines = ({ story, handovers }: Course): readonly Deadline[] =>
  handovers.all.filter((made) => startsOn(made) <= story.asOf && isAwaited(made)).map((made) => answerDue(story, made));

/** What was withdrawn before anybody was to answer was never due. */
const isAwaited = (made: Handover): boolean => made.withdrawn === null || startsOn(made) <= made.withdrawn.on;

/** Every handover that has been started by the day, in the order in which they were. */
export function handoversIn(course: Course): readonly HandoverView[] {
  const { story, handovers } = course;
  return handovers.all.filter(({ initiatedOn }) => initiatedOn <= story.asOf).map((made) => viewOf(course, made));
}

function viewOf({ story, handovers, regionSides }: Course, made: Handover): HandoverView {
  const { handoverId, fromRegion, toRegion, reason, startedBy, effectiveOn, initiatedOn } = made;
  const legalResponsible = regionSides.at(-1)?.legal;
  if (!legalResponsible) throw new Error('a registered placement has a region');
  return {
    handoverId,
    fromRegion,
    toRegion,
    reason,
    startedBy: startedBy.type === 'handover.initiated' ? startedBy.meta.party : 'hub',
    effectiveOn,
    initiatedOn,
    answerBy: inTimeThrough(answerDue(story, made)),
    opened: openedViews(openingsOf(story, handovers, made)),
    ...datesOf(made),
    legalResponsible,
    acting: handovers.acting,
    why: whyIn(story, made),
  };
}

type Dates = Pick<
  HandoverView,
  'materialSentOn' | 'acceptedOn' | 'rejectedOn' | 'completedOn' | 'withdrawnOn' | 'withdrawnBecause'
>;

function datesOf({ materialSent, accepted, rejected, completed, withdrawn }: Handover): Dates {
  return {
    ...(materialSent ? { materialSentOn: materialSent.data.on } : {}),
    ...(accepted ? { acceptedOn: accepted.data.on } : {}),
    ...(rejected ? { rejectedOn: rejected.data.on } : {}),
    ...(completed ? { completedOn: completed.data.on } : {}),
    ...(withdrawn ? { withdrawnOn: withdrawn.on, withdrawnBecause: withdrawn.because } : {}),
  };
}

type WhyOf = (judging: Judging, causes: Causes, law: StatuteRef | undefined) => Why;

/**
 * A-076 "Om folkbokföringen ändras till annat län tar den nya regionen över vårdansvaret"; A-075 "inget avbrott i
 * vårdkedjan" where care is handed over for another reason; A-081 "under och efter (om fortsatt behov finns)" after the
 * placement.
 */
const WHY: Readonly<Record<HandoverReason, WhyOf>> = {
  registrationChanged: (judging, causes, law) => whyOf(judging, 'A-076', causes, law),
  placementElsewhere: (judging, causes, law) => whyOf(judging, 'A-075', causes, law),
  ended: (judging, causes, law) => whyOf(judging, 'A-081', causes, law),
};

const whyIn = (story: Story, { reason, startedBy, effectiveOn }: Handover): Why =>
  WHY[reason](judgingOn(story, effectiveOn), [startedBy], statuteOn('careOfResidents', effectiveOn));
