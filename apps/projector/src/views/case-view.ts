/** The views of one placement: one question, one reading of the case, one answer; a table says how each is made. */
import { maySeeView, sightOf, type CaseView, type Principal, type Sight } from '#access';
import { type AssessedCase, type CaseReader } from '#cases';
import { type Clock } from '#contracts';
import { streamNamed, type CaseAssessment, type Day, type Uuid } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { deadlineAnswer, findingAnswer } from './answers.js';
import { readingOf, type AskedOf, type Reading } from './reading-question.js';
import { readTimeline, type TimelineDeps } from './read-timeline.js';

export interface CaseQuestion extends AskedOf {
  readonly view: CaseView;
  readonly placementId: Uuid;
  readonly caller: Principal;
}

export interface ViewAnswer {
  readonly body: unknown;
  readonly asOfPosition: Position;
}

export interface CaseViewDeps extends TimelineDeps {
  readonly log: EventLog;
  readonly reader: CaseReader;
  readonly clock: Clock;
}

interface Answering {
  readonly deps: CaseViewDeps;
  readonly question: CaseQuestion;
  readonly read: AssessedCase;
  readonly reading: Reading;
  readonly sight: Sight;
}

type Registered = CaseAssessment & { readonly placement: NonNullable<CaseAssessment['placement']> };

const ANSWERS: { readonly [V in CaseView]: (answering: Answering, assessment: Registered) => unknown } = {
  placement: (_, { placement }) => placement,
  responsibility: (_, { responsibility }) => responsibility ?? { areas: [] },
  costs: (_, { costs }) => costs,
  deadlines: ({ reading }, { deadlines, placement }) =>
    deadlines.map((deadline) => deadlineAnswer(deadline, reading.asOf, placement.placementId)),
  findings: ({ reading, question }, { findings }) =>
    findings.map((finding) => findingAnswer(finding, reading.asOf, `placement/${question.placementId}`)),
  timeline: async ({ deps, question, read, reading, sight }) => ({
    entries: await readTimeline(deps, { stream: read.opened.stream, reading, caller: question.caller, sight }),
  }),
};

/** Answers a view of one placement. Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
export async function answerCaseView(deps: CaseViewDeps, question: CaseQuestion): Promise<ViewAnswer> {
  const { log, reader, clock } = deps;
  const reading = await readingOf(log, question, clock.today());
  const stream = streamNamed('case', question.placementId);
  const read = await reader.read(stream, { asOf: reading.asOf, upTo: reading.upTo });
  const { assessment } = read;
  const head = await headOf(deps, question, read, reading);
  const sight = sightOf(question.caller, head);
  if (!isRegistered(assessment) || !maySeeView(sight, question.view)) throw refusal('NotFound');
  const { view, placementId } = question;
  const body = await ANSWERS[view]({ deps, question, read, reading, sight }, assessment);
  return { body: withHead(body, placementId, reading), asOfPosition: reading.upTo };
}

function isRegistered(assessment: CaseAssessment): assessment is Registered {
  return assessment.placement !== null;
}

/**
 * Who may see it is settled at the log's head on the clock's day, also where the question is about the past. The auditor
 * sees all whatever stands there.
 */
async function headOf(
  { clock, reader }: CaseViewDeps,
  { caller }: CaseQuestion,
  read: AssessedCase,
  { past }: Reading,
): Promise<CaseAssessment['placement']> {
  if (caller.kind === 'auditor') return null;
  const today: Day = clock.today();
  const head = past ? await reader.read(read.opened.stream, { asOf: today }) : reader.onDay(read, today);
  return head.assessment.placement;
}

function withHead(body: unknown, placementId: Uuid, { asOf, upTo }: Reading): unknown {
  if (Array.isArray(body)) return body;
  return { placementId, asOf, asOfPosition: upTo, ...(body as object) };
}
