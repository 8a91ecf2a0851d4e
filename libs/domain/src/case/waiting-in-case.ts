/** What waits for somebody's word in a case: a list, a request for the case, a handover, a version of the costs, a deviation. */
import { type Deadline } from '../making/deadline.js';
import { waitingOf, type Waiting } from '../making/waiting.js';
import { signsFor, subjectText } from '../kernel/index.js';
import { type HandoverView } from '../handover/handovers-view.js';
import { principalsOn } from '../story/parties.js';
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

/** A-067 "parternas ansvar skall vara klarlagt innan placering": the newest list, of the principal that has not written it. */
function unconfirmed({ story, clearances, ended }: Course): readonly Waiting[] {
  const list = factsOf(story.facts, 'placement.responsibilityClarified').at(-1);
  if (!list || ended || clearances.some(({ clarified }) => clarified === list)) return [];
  const principals = principalsOn(story, story.asOf, list.data.between);
  return waitingOf(story, {
    what: 'listConfirmation',
    key: list.data.clarificationId,
    subject: placementOf(story),
    waitsFor: principals.filter((party) => !signsFor(list.meta.party, party)),
    since: list.meta.saidOn,
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
