/** The views of one placement: one question, one reading of the case, one answer; a table says how each is made. */
import { maySeeView, sightOf, sightOfErased, type Principal, type Sight } from '#access';
import { isErasedWhole, isMessage, metaOf, type AssessedCase, type CaseReader } from '#cases';
import { type Clock } from '#contracts';
import { streamNamed, type CaseAssessment, type Day, type Uuid } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { deadlineAnswer, findingAnswer } from '../lists/answers.js';
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

/** A view of one placement. */
interface CaseViewEntry {
  /** What it shows, in OpenAPI; absent of the placement itself, which has a sentence of its own. */
  readonly sv?: string;
  /** True where third payers see it, who see nothing else of a case. */
  readonly toThirdPayers: boolean;
  readonly answer: (answering: Answering, assessment: Registered) => unknown;
}

/** The views of one placement, each at `/v1/placements/<uuid>/<view>`; `placement` at the uuid itself. */
export const CASE_VIEWS = {
  placement: { toThirdPayers: false, answer: (_, { placement }) => placement },
  responsibility: {
    sv: 'ansvar',
    toThirdPayers: false,
    answer: (_, { responsibility }) => responsibility ?? { areas: [] },
  },
  costs: { sv: 'kostnader', toThirdPayers: true, answer: (_, { costs }) => costs },
  deadlines: {
    sv: 'frister',
    toThirdPayers: false,
    answer: ({ reading }, { deadlines, placement }) =>
      deadlines.map((deadline) => deadlineAnswer(deadline, reading.asOf, placement.placementId)),
  },
  timeline: {
    sv: 'tidslinje',
    toThirdPayers: false,
    answer: async ({ deps, question, read, reading, sight }) => ({
      entries: await readTimeline(deps, { stream: read.opened.stream, reading, caller: question.caller, sight }),
    }),
  },
  findings: {
    sv: 'anmärkningar',
    toThirdPayers: false,
    answer: ({ reading, question }, { findings }) =>
      findings.map((finding) => findingAnswer(finding, reading.asOf, `placement/${question.placementId}`)),
  },
} as const satisfies Readonly<Record<string, CaseViewEntry>>;

export type CaseView = keyof typeof CASE_VIEWS;

/** What stands under a placement: all views but the placement itself. */
export const VIEWS_UNDER = (Object.keys(CASE_VIEWS) as readonly CaseView[]).filter((view) => view !== 'placement');

/** Answers a view of one placement. Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
export async function answerCaseView(deps: CaseViewDeps, question: CaseQuestion): Promise<ViewAnswer> {
  const { log, reader, clock } = deps;
  const reading = await readingOf(log, question, clock.today());
  const stream = streamNamed('case', question.placementId);
  const read = await reader.read(stream, { asOf: reading.asOf, upTo: reading.upTo });
  const answer = read.opened.erased.length > 0 ? answerOfErased : answerOfWhole;
  const body = await answer(deps, question, read, reading);
  return { body: withHead(body, question.placementId, reading), asOfPosition: reading.upTo };
}

type Answer = (deps: CaseViewDeps, question: CaseQuestion, read: AssessedCase, reading: Reading) => Promise<unknown>;

const answerOfWhole: Answer = async (deps, question, read, reading) => {
  const head = await headOf(deps, question, read, reading);
  const sight = sightOf(question.caller, head);
  const { assessment } = read;
  if (!isRegistered(assessment) || !maySeeView(sight, CASE_VIEWS[question.view])) throw refusal('NotFound');
  return CASE_VIEWS[question.view].answer({ deps, question, read, reading, sight }, assessment);
};

/**
 * A case that a controller's erasure has emptied in part is not judged any more: the timeline shows what is left of it,
 * the other views who has erased. Where the fact that opened it is gone, nothing is answered but that.
 */
const answerOfErased: Answer = async (deps, { caller, view }, { opened }, reading) => {
  const publishers = opened.entries.filter(isMessage).map((message) => metaOf(message).party);
  const sight = sightOfErased(caller, publishers);
  if (sight === 'nothing') throw refusal('NotFound');
  if (isErasedWhole(opened)) return { status: 'erased' };
  const { stream, erased } = opened;
  if (view !== 'timeline') return { erased };
  return { erased, entries: await readTimeline(deps, { stream, reading, caller, sight }) };
};

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
