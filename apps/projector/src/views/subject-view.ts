/** Views asked of a subject by its name: a case's by its placement, another's by its own stream, or where that says it stands. */
import {
  placementBound,
  registerOf,
  streamNamed,
  streamOf,
  SUBJECT_KINDS,
  type StreamName,
  type Subject,
  type SubjectKind,
  type Uuid,
} from '#domain';
import { refusal } from '#http';
import { type CaseView } from './case-view.js';
import { deviationInCase } from './deviation-shown.js';
import { nameOfThing, refuseUnknown } from './known-thing.js';
import { readingOf, type AskedOf } from './reading-question.js';
import { type Eyes } from './showing.js';
import { answerShown, answerStreamView, type ThingQuestion, type ViewAnswer, type ViewDeps } from './stream-view.js';

export interface SubjectQuestion extends AskedOf {
  /** What may be asked of every kind of stream. */
  readonly view: 'deadlines' | 'findings' | 'timeline';
  /** `<kind>/<uuid>` */
  readonly of: string;
  readonly eyes: Eyes;
}

export interface CaseQuestion extends AskedOf {
  readonly view: CaseView;
  readonly placementId: Uuid;
  readonly eyes: Eyes;
}

/** Answers a view of one placement. Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
export function answerCaseView(deps: ViewDeps, { placementId, ...asked }: CaseQuestion): Promise<ViewAnswer> {
  return answerStreamView(deps, { ...asked, stream: streamNamed('case', placementId) });
}

const SUBJECT = new RegExp(`^(${SUBJECT_KINDS.join('|')})/([0-9a-fA-F-]{36})$`);
const ALL_SUBJECTS = SUBJECT_KINDS.map((kind) => `${kind}/<uuid>`);
const EXPECTED = `${ALL_SUBJECTS.slice(0, -1).join(', ')} or ${ALL_SUBJECTS.at(-1) ?? ''}`;

/** Answers for the subject that `of` names. Refuses with `BadRequest` what is no subject, with `NotFound` what is not there. */
export async function answerOf(deps: ViewDeps, { of, ...asked }: SubjectQuestion): Promise<ViewAnswer> {
  const subject = subjectNamed(of);
  await refuseUnknown(deps, asked.eyes.caller, nameOfThing(subject));
  const bound = await placementOf(deps, subject, asked);
  if (bound === null) return answerStreamView(deps, { ...asked, stream: streamOf(subject, {}) });
  return answerShown(deps, deviationInCase(subject), { ...asked, stream: streamNamed('case', bound) });
}

/** The subject of that name. Refuses with `BadRequest` what is none. */
export function subjectNamed(of: string): Subject {
  const subject = subjectIn(of);
  if (subject === undefined) throw refusal('BadRequest', { pointer: '/of', expected: EXPECTED });
  return subject;
}

/** The subject of that name; undefined of what is none. */
export function subjectIn(of: string): Subject | undefined {
  const [, kind, id] = SUBJECT.exec(of) ?? [];
  return kind === undefined || id === undefined
    ? undefined
    : { kind: kind as SubjectKind, id: id.toLowerCase() as Uuid };
}

/** Where what is said of a subject stands, as far as is known now; `about`: it is one of several things there. */
export async function placeOfSubject(
  deps: ViewDeps,
  subject: Subject,
): Promise<{ readonly stream: StreamName; readonly about?: Subject }> {
  const bound = await placementOf(deps, subject, {});
  return bound === null ? { stream: streamOf(subject, {}) } : { stream: streamNamed('case', bound), about: subject };
}

/** Answers for one deviation, wherever it stands. Refuses with `NotFound` as the others. */
export async function answerDeviation(deps: ViewDeps, { id, ...asked }: ThingQuestion): Promise<ViewAnswer> {
  const subject: Subject = { kind: 'deviation', id };
  const question = { ...asked, view: 'deviation' } as const;
  await refuseUnknown(deps, asked.eyes.caller, nameOfThing(subject));
  const bound = await placementOf(deps, subject, asked);
  if (bound === null) return answerStreamView(deps, { ...question, stream: streamNamed('deviation', id) });
  return answerShown(deps, deviationInCase(subject), { ...question, stream: streamNamed('case', bound) });
}

/** The placement with which a subject stands, as far as was known by the reading; null of one that stands by itself. */
async function placementOf({ log, reader, clock }: ViewDeps, subject: Subject, asked: AskedOf): Promise<Uuid | null> {
  const register = registerOf(subject);
  if (register === null) return null;
  const { asOf, upTo } = await readingOf(log, asked, clock.today());
  return placementBound((await reader.read(register, { asOf, upTo })).opened.derived);
}
