/** What waits for somebody's word in a case: a list, a request for the case, a handover, a version of the costs, a deviation. */
import { type Deadline } from '../making/deadline.js';
import { waitingOf, type Waiting } from '../making/waiting.js';
import { signsFor, speaksFor, subjectText } from '../kernel/index.js';
import { type HandoverView } from '../handover/handovers-view.js';
import { principalsOn } from '../story/parties.js';
import { laidBefore, sideSpansOf } from '../story/side-spans.js';
import { type Course } from '../story/course.js';
import { factsOf } from '../story/story.js';

interface Parts {
  readonly deadlines: readonly Deadline[];
  readonly handovers: readonly HandoverView[];
  readonly others: readonly { readonly waiting: readonly Waiting[] }[];
}

/** All of it, as of the story's day. */
export const waitingInCase = (course: Course, { deadlines, handovers, others }: Parts): readonly Waiting[] => [
  ...unconfirmed(course),
  ...deadlines.flatMap((term) => unanswered(course, term)),
  ...handovers.flatMap((view) => notTakenOver(course, view)),
  ...others.flatMap(({ waiting }) => waiting),
];

/**
 * A-067 "parternas ansvar skall vara klarlagt innan placering": the newest list, of the principal that has not written it. One that
 * became so by a later change is waited for only where the list has given it something to do (H-005).
 */
function unconfirmed({ story, clearances, ended }: Course): readonly Waiting[] {
  const list = factsOf(story.facts, 'placement.responsibilityClarified').at(-1);
  if (!list || ended || clearances.some(({ clarified }) => clarified === list)) return [];
  const { clarificationId, between, measures } = list.data;
  const { party: writer, saidOn: since } = list.meta;
  const asked = laidBefore(sideSpansOf(story), { writtenOn: since, from: since });
  const named = measures.flatMap(({ responsible }) => responsible);
  return waitingOf(story, {
    what: 'listConfirmation',
    key: clarificationId,
    subject: placementOf(story),
    waitsFor: principalsOn(story, story.asOf, between).filter(
      (party) =>
        !signsFor(writer, party) &&
        (between !== undefined || asked.has(party) || named.some((one) => speaksFor(one, party))),
    ),
    since,
  });
}

const placementOf = ({ placementId }: Course['story']): string => subjectText({ kind: 'placement', id: placementId });

/** S-019 "Den andra kommunen ska genast skriftligen meddela sin inställning": each request until it is answered, tried or gone. */
function unanswered({ story }: Course, term: Deadline): readonly Waiting[] {
  const { kind, deadlineId, metOn, cancelledOn, ceasedOn, responsible, startsOn, dueOn } = term;
  if (kind !== 'caseTransferAnswer' || (metOn ?? cancelledOn ?? ceasedOn) !== undefined) return [];
  return waitingOf(story, {
    what: 'transferAnswer',
    key: deadlineId,
    subject: placementOf(story),
    waitsFor: responsible,
    since: startsOn,
    dueOn,
  });
}

/** A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": each handover until its receiver has answered. */
function notTakenOver({ story }: Course, view: HandoverView): readonly Waiting[] {
  const { handoverId, toRegion, initiatedOn, answerBy } = view;
  if (ANSWERED.some((on) => view[on] !== undefined)) return [];
  return waitingOf(story, {
    what: 'handoverAnswer',
    key: handoverId,
    subject: subjectText({ kind: 'handover', id: story.placementId }),
    waitsFor: [toRegion],
    since: initiatedOn,
    dueOn: answerBy,
  });
}

const ANSWERED = ['acceptedOn', 'rejectedOn', 'withdrawnOn'] as const satisfies readonly (keyof HandoverView)[];
