/** Deadlines and findings of any subject: a case's by its placement, an agreement's by its own stream. */
import { type Principal } from '#access';
import { openStream } from '#cases';
import { idOf, streamOf } from '#contracts';
import {
  agreementStateOf,
  assessAgreement,
  covers,
  type AgreementAssessment,
  type AgreementFact,
  type AgreementState,
  type Said,
  type Uuid,
} from '#domain';
import { refusal } from '#http';
import { type ProjectorParts } from '../projector.options.js';
import { deadlineAnswer, findingAnswer } from './answers.js';
import { answerCaseView, type ViewAnswer } from './case-view.js';
import { nameOfThings } from './names.js';
import { readingOf, type AskedOf } from './reading-question.js';

export interface SubjectQuestion extends AskedOf {
  readonly view: 'deadlines' | 'findings';
  /** `<kind>/<uuid>` */
  readonly of: string;
  readonly caller: Principal;
}

const SUBJECT = /^(placement|costAllocation|agreement)\/([0-9a-fA-F-]{36})$/;

/** A party sees the agreements that it is a party of; everybody else's do not exist to it. */
export function maySeeAgreement(caller: Principal, { registered }: Pick<AgreementState, 'registered'>): boolean {
  if (caller.kind === 'auditor') return true;
  return caller.kind === 'party' && registered.parties.some((party) => covers(party, caller.party));
}

/** Answers for the subject that `of` names. Refuses with `BadRequest` what is no subject, with `NotFound` what is not there. */
export async function answerOf(parts: ProjectorParts, question: SubjectQuestion): Promise<ViewAnswer> {
  const [, kind, id] = SUBJECT.exec(question.of) ?? [];
  if (kind === undefined || id === undefined) {
    throw refusal('BadRequest', {
      pointer: '/of',
      expected: 'placement/<uuid>, costAllocation/<uuid> or agreement/<uuid>',
    });
  }
  const uuid = id.toLowerCase() as Uuid;
  if (kind !== 'agreement') return answerCaseView(parts, { ...question, placementId: uuid });
  return answerOfAgreement(parts, question, uuid);
}

async function answerOfAgreement(parts: ProjectorParts, question: SubjectQuestion, id: Uuid): Promise<ViewAnswer> {
  const reading = await readingOf(parts.log, question, parts.clock.today());
  const opened = await openStream(parts, streamOf('agreement', id), { upTo: reading.upTo, want: 'assess' });
  const facts = opened.facts as readonly Said<AgreementFact>[];
  const state = agreementStateOf(idOf(opened.stream), opened.stream, facts, opened.revision);
  if (!state || !maySeeAgreement(question.caller, state)) throw refusal('NotFound');
  const assessment: AgreementAssessment = assessAgreement(state, reading.asOf, nameOfThings);
  const subject = `agreement/${id}`;
  const body =
    question.view === 'deadlines'
      ? assessment.deadlines.map((deadline) => deadlineAnswer(deadline, reading.asOf))
      : assessment.findings.map((finding) => findingAnswer(finding, reading.asOf, subject));
  return { body, asOfPosition: reading.upTo };
}
