/** What is due when a case is to move to another kommun: its answer at once, and IVO's decision in three months (SoL 29:10–11). */
import { earliest } from '../calendar/index.js';
import { deadline, timedDeadline, type Deadline } from '../making/deadline.js';
import { type Course } from '../story/course.js';
import { answersRequest } from '../story/placings.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type Day } from '../kernel/index.js';

type Requested = FactOf<'placement.caseTransferRequested'>;

const NONE: readonly never[] = [];

/** Of each request its answer; of each application its decision. */
export function transferDeadlines(course: Course): readonly Deadline[] {
  const requests = factsOf(course.story.facts, 'placement.caseTransferRequested');
  if (requests.length === 0) return NONE;
  return requests.flatMap((request) => [answerDue(course, request), ...decisionDue(course, request)]);
}

/** S-019 "Den andra kommunen ska genast skriftligen meddela sin inställning": until it is tried, or the case is gone. */
function answerDue(course: Course, request: Requested): Deadline {
  const { transferId, requestedOn, toKommun } = request.data;
  const decided = decisionsOn(course, request)[0];
  return deadline(course.story, {
    kind: 'caseTransferAnswer',
    key: transferId,
    startsOn: requestedOn,
    dueOn: requestedOn,
    metOn: answersTo(course, request)[0]?.data.answeredOn,
    cancelledOn: earliest(decided?.data.on, goneOn(course, request, requestedOn)),
    responsible: [toKommun],
    causedBy: [request],
  });
}

/**
 * S-020 "ska fatta beslut i ärendet inom tre månader från det att ansökan kom in": a later decision of a court presupposes
 * it. Where the kommuner come to agree meanwhile, nothing is left to try.
 */
function decisionDue(course: Course, request: Requested): readonly Deadline[] {
  const { transferId } = request.data;
  const applied = factsOf(course.story.facts, 'placement.caseTransferApplied').find(
    ({ data }) => data.transferId === transferId,
  );
  if (!applied) return NONE;
  const { on } = applied.data;
  const agreedOn = answersTo(course, request).find(({ data }) => data.answer === 'accepted')?.data.answeredOn;
  if (agreedOn !== undefined && agreedOn <= on) return NONE;
  return timedDeadline(course.story, {
    kind: 'caseTransferDecision',
    key: transferId,
    startsOn: on,
    decidedOn: on,
    metOn: decisionsOn(course, request).find(({ data }) => data.on >= on)?.data.on,
    cancelledOn: earliest(agreedOn, goneOn(course, request, on)),
    responsible: [],
    causedBy: [applied],
  });
}

/** The answers to a request that work, by their days (H-004). */
export const answersTo = ({ story }: Course, request: Requested): readonly FactOf<'placement.caseTransferAnswered'>[] =>
  factsOf(story.facts, 'placement.caseTransferAnswered').filter(
    (answered) => answered.data.transferId === request.data.transferId && answersRequest(answered, request, story),
  );

const decisionsOn = (
  { story: { facts } }: Course,
  { data: { transferId } }: Requested,
): readonly FactOf<'placement.caseTransferDecided'>[] =>
  factsOf(facts, 'placement.caseTransferDecided').filter(({ data }) => data.transferId === transferId);

/** When the placement ended, or the case went to a third kommun, on a day or later: nothing is left to move. */
function goneOn({ story, ended }: Course, request: Requested, from: Day): Day | undefined {
  const elsewhere = story.placings.find(
    (placing) =>
      placing.from !== null && placing.from >= from && placing.request !== null && placing.request !== request,
  );
  const endedOn = ended && ended.data.endedOn >= from ? ended.data.endedOn : undefined;
  return earliest(elsewhere?.from, endedOn);
}
