/** Deadlines and findings of any subject: a case's by its placement, an agreement's by its own stream. */
import { type Principal } from '#access';
import { openStream } from '#cases';
import {
  streamNamed,
  agreementStateOf,
  assessAgreement,
  covers,
  type AgreementFact,
  type AgreementState,
  type Said,
  type Uuid,
} from '#domain';
import { type Position } from '#event-log';
import { refusal } from '#http';
import { type ProjectorParts } from '../projector.options.js';
import { deadlineAnswer, findingAnswer } from '../lists/answers.js';
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

/**
 * A party sees the agreements that it is a party of, by what the log's head says, also where the question is about the
 * past; one that has been taken back since, by what it said then. Everybody else's do not exist to it.
 */
export function maySeeAgreement(caller: Principal, { parties }: AgreementState['registered']): boolean {
  if (caller.kind === 'auditor') return true;
  return caller.kind === 'party' && parties.some((party) => covers(party, caller.party));
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
  const { asOf, upTo, past } = await readingOf(parts.log, question, parts.clock.today());
  const state = await agreementAt(parts, id, upTo);
  const head = past ? await agreementAt(parts, id) : state;
  if (!state || !maySeeAgreement(question.caller, (head ?? state).registered)) throw refusal('NotFound');
  const { deadlines, findings } = assessAgreement(state, asOf, nameOfThings);
  const body =
    question.view === 'deadlines'
      ? deadlines.map((deadline) => deadlineAnswer(deadline, asOf))
      : findings.map((finding) => findingAnswer(finding, asOf, `agreement/${id}`));
  return { body, asOfPosition: upTo };
}

async function agreementAt(parts: ProjectorParts, id: Uuid, upTo?: Position): Promise<AgreementState | null> {
  const known = upTo === undefined ? {} : { upTo };
  const { stream, facts, revision } = await openStream(parts, streamNamed('agreement', id), {
    ...known,
    want: 'assess',
  });
  return agreementStateOf(id, stream, facts as readonly Said<AgreementFact>[], revision);
}
