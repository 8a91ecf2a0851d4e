/** A favourable decision that is not executed, or broken off and not resumed, within three months is reported (S-011; SoL 34:1). */
import { earliest } from '../calendar/index.js';
import { messageKeyOf, type Day } from '../kernel/index.js';
import { timedDeadline, type Deadline } from '../making/deadline.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { basisOn, type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';

type Decided = FactOf<'placement.decided'>;
type Interrupted = FactOf<'placement.executionInterrupted'>;

const NONE: readonly never[] = [];

const isReported = ({ legalBasis }: Decided['data']): boolean => careActOf(legalBasis.act).nonExecution !== undefined;

/** One for each decision that waited for its start, and one for each time that its execution was broken off. */
export function nonExecutionDeadlines(course: Course): readonly Deadline[] {
  const { decisions, started, story } = course;
  const waiting = decisions.filter(
    ({ data }) => isReported(data) && (started === null || data.decidedOn < started.data.startedOn),
  );
  const interrupted = factsOf(story.facts, 'placement.executionInterrupted');
  if (waiting.length === 0 && interrupted.length === 0) return NONE;
  return [
    ...waiting.flatMap((decided) => ofDecision(course, decided)),
    ...interrupted.flatMap((one, at) => ofInterruption(course, one, interrupted[at + 1])),
  ];
}

/** The next decision, of whatever kind, takes the place of one; care by another act too. */
function replacedOn({ decisions, bases }: Course, from: Day): Day | undefined {
  const next = decisions.find(({ data }) => data.decidedOn > from)?.data.decidedOn;
  const other = bases.find(
    ({ basis, from: on }) => on !== null && on > from && !careActOf(basis.act).nonExecution,
  )?.from;
  return earliest(next, other);
}

function ofDecision(course: Course, decided: Decided): readonly Deadline[] {
  const { decidedOn, decisionId } = decided.data;
  const over = earliest(course.started?.data.startedOn, course.ended?.data.endedOn, replacedOn(course, decidedOn));
  return reportOf(course, { decided, key: decisionId, startsOn: decidedOn, over, causedBy: [decided] });
}

/** S-011 "på nytt inom tre månader sedan verkställigheten avbröts": resumed by a move, or broken off anew. */
function ofInterruption(course: Course, said: Interrupted, next: Interrupted | undefined): readonly Deadline[] {
  const { on } = said.data;
  const decided = course.decisions.findLast(({ data }) => data.decidedOn <= on);
  if (!decided || !isReported(decided.data) || !careActOf(basisOn(course, on).basis.act).nonExecution) return [];
  const resumed = factsOf(course.story.facts, 'placement.moved').find(({ data }) => data.movedOn > on);
  const over = earliest(resumed?.data.movedOn, next?.data.on, course.ended?.data.endedOn, replacedOn(course, on));
  const key = `${decided.data.decisionId} ${messageKeyOf(said)}`;
  return reportOf(course, { decided, key, startsOn: on, over, causedBy: [decided, said] });
}

interface Waiting {
  readonly decided: Decided;
  readonly key: string;
  readonly startsOn: Day;
  readonly over: Day | undefined;
  readonly causedBy: readonly (Decided | Interrupted)[];
}

/** Cancelled by what came in time; else met by the report, late as it comes; else over without one. */
function reportOf(course: Course, { decided, key, startsOn, over, causedBy }: Waiting): readonly Deadline[] {
  const { decisionId, decidedOn } = decided.data;
  const reported = factsOf(course.story.facts, 'placement.nonExecutionReported').find(
    ({ data }) => data.decisionId === decisionId && data.on >= startsOn,
  )?.data.on;
  const made = (metOn: Day | undefined): readonly Deadline[] =>
    timedDeadline(course.story, {
      kind: 'nonExecutionReport',
      key,
      startsOn,
      decidedOn,
      metOn,
      cancelledOn: over,
      responsible: [course.kommun],
      causedBy,
    });
  const unreported = made(undefined);
  const isOverInTime = unreported.some(({ cancelledOn }) => cancelledOn !== undefined);
  return reported === undefined || isOverInTime ? unreported : made(reported);
}
