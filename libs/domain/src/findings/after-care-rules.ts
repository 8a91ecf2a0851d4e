/** Whether the end was planned in time and what goes on after it, and whether a child is followed up as the law has it (A-087, A-088, S-013). */
import { basisOn, isUnder, type Course } from '../story/course.js';
import { followUpsOf, type FollowUp } from '../story/follow-up.js';
import { factsOf } from '../story/story.js';
import { principalsOn } from '../story/parties.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { FOLLOW_UP_LAW } from '../placement/facts/follow-up.data.js';
import { timeOut } from '../rules/index.js';
import { followUpStart } from '../deadlines/after-care.js';
import { messageKeyOf, type Sentence } from '../kernel/index.js';
import { inEach, type Judged, type Seen, type SeenBy, thePlacer, thePrincipals } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { AFTER_CARE_SAYS } from './after-care-says.data.js';
import { nothing, told } from '../making/answering.js';

/** A-087 "påbörjas i god tid": no number is said; a plan that is told on the day of the end, or after it, is not in time. */
const endPlannedLate: SeenBy = ({ course }) => {
  const { ended, story } = course;
  if (!ended) return [];
  const [first] = factsOf(story.facts, 'placement.endPlanned');
  if (!first || first.meta.saidOn < ended.data.endedOn) return [];
  return [
    {
      parties: [course.kommun],
      raisedOn: first.meta.saidOn,
      causedBy: [first, ended],
      says: AFTER_CARE_SAYS.plannedLate,
    },
  ];
};

/** A-088 "påbörjade insatser inte avbryts": what goes on after the end is a measure of some list, for which someone answers. */
const goesOnUnlisted: SeenBy = ({ course }) => {
  const { ended, story } = course;
  if (!ended || ended.data.ongoingMeasures.length === 0) return [];
  const lists = factsOf(story.facts, 'placement.responsibilityClarified');
  return inEach([...new Set(ended.data.ongoingMeasures)], (measureId) => {
    const listed = lists.find(({ data }) => data.measures.some((measure) => measure.measureId === measureId));
    if (listed && listed.meta.saidOn <= ended.data.endedOn) return null;
    return {
      key: measureId,
      parties: principalsOn(story, ended.data.endedOn),
      raisedOn: ended.data.endedOn,
      resolvedOn: listed?.meta.saidOn,
      causedBy: [ended],
      says: AFTER_CARE_SAYS.unlisted,
    };
  });
};

const inEachFollowUp = (course: Course, shortcoming: (followUp: FollowUp) => Sentence | null): readonly Seen[] =>
  inEach(followUpsOf(course.story), (followUp) => {
    const says = shortcoming(followUp);
    const { started, closed } = followUp;
    if (!says) return null;
    return {
      key: `${says.en} ${messageKeyOf(started)}`,
      parties: [course.kommun],
      raisedOn: started.data.on,
      resolvedOn: closed?.data.on,
      causedBy: [started],
      duty: started.data.basis === 'SoL23' ? 'followUpSoL' : 'followUpLVU',
      says,
    };
  });

/** S-013 "Uppföljningen efter en placering": SoL 23 kap. and LVU 21 b § are of a child. */
const ofNoChild: SeenBy = ({ course }) =>
  inEachFollowUp(course, ({ started }) =>
    isUnder(course, 'ofAge', started.data.on) === false ? AFTER_CARE_SAYS.ofNoChild : null,
  );

/** S-013 "senast sex månader från det att placeringen har upphört": one begun later than that. */
const begunTooLate: SeenBy = ({ course }) =>
  inEachFollowUp(course, (followUp) => {
    const { basis, on } = followUp.started.data;
    const startsOn = followUpStart(course, followUp);
    const due = startsOn === null ? null : timeOut(FOLLOW_UP_LAW[basis].time, { startsOn });
    return due && due.dueOn < on ? AFTER_CARE_SAYS.begunTooLate : null;
  });

/** Whether care of that kind had ended: by the act it ended under, or by one that it stood under before. */
function isAfterSuchCare(course: Course, { started }: FollowUp): boolean {
  const { basis, on } = started.data;
  if (course.ended) {
    const before = basisOn(course, course.ended.data.endedOn).basis;
    if (careActOf(before.act).followedUpBy === basis) return true;
  }
  return course.bases.some(
    (span) =>
      careActOf(span.basis.act).followedUpBy === basis &&
      span.until !== null &&
      span.until <= on &&
      !span.basis.interim,
  );
}

/** SoL 23:2 third para: LVU's own provisions are for when care by that act ends. */
const byOtherAct: SeenBy = ({ course }) =>
  inEachFollowUp(course, (followUp) => (isAfterSuchCare(course, followUp) ? null : AFTER_CARE_SAYS.byOtherAct));

const AGE_IS_READ = {
  classes: ['identity'],
  because: 'It says that the person is a child no longer, and no day of birth.',
} as const;

export const AFTER_CARE_FINDINGS: FindingTable<Judged> = {
  'A-087': { seenBy: endPlannedLate, answer: nothing('the plan was told of when it was'), discloses: 'case' },
  'A-088': {
    seenBy: goesOnUnlisted,
    answer: told(['placement.responsibilityClarified'], thePrincipals),
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'the measure goes on: what is missing is the list that says who answers for it',
    },
  },
  'S-013': [
    {
      seenBy: ofNoChild,
      answer: told(['placement.followUpClosed'], thePlacer),
      discloses: 'case',
      readsStricter: AGE_IS_READ,
    },
    { seenBy: begunTooLate, answer: told(['placement.followUpClosed'], thePlacer), discloses: 'case' },
    {
      seenBy: byOtherAct,
      answer: told(['placement.followUpClosed'], thePlacer),
      discloses: 'case',
      severity: { is: 'warning', because: 'a child is followed up: that it is told by the other act may be a mistake' },
    },
  ],
};
