/** Views asked of a subject by its name: a case's by its placement, an agreement's by its own stream. */
import { type Principal } from '#access';
import { streamNamed, streamOf, SUBJECT_KINDS, type SubjectKind, type Uuid } from '#domain';
import { refusal } from '#http';
import { type CaseView } from './case-view.js';
import { type AskedOf } from './reading-question.js';
import { answerStreamView, type ViewAnswer, type ViewDeps } from './stream-view.js';

export interface SubjectQuestion extends AskedOf {
  /** What may be asked of every kind of stream. */
  readonly view: 'deadlines' | 'findings' | 'timeline';
  /** `<kind>/<uuid>` */
  readonly of: string;
  readonly caller: Principal;
}

export interface CaseQuestion extends AskedOf {
  readonly view: CaseView;
  readonly placementId: Uuid;
  readonly caller: Principal;
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
  const [, kind, id] = SUBJECT.exec(of) ?? [];
  if (kind === undefined || id === undefined) throw refusal('BadRequest', { pointer: '/of', expected: EXPECTED });
  const subject = { kind: kind as SubjectKind, id: id.toLowerCase() as Uuid };
  return answerStreamView(deps, { ...asked, stream: streamOf(subject, {}) });
}
