/** Deadlines and findings of a stream, each as a part that is shown by what it tells. */
import { deadlineAnswer, findingAnswer, type AssessedAs } from '#cases';
import {
  fieldsOfDeadline,
  fieldsOfFinding,
  mainSubjectOf,
  subjectText,
  type Deadline,
  type Finding,
  type StreamCategory,
  type StreamName,
  type Subject,
  type Uuid,
} from '#domain';
import { type Reading } from './reading-question.js';
import { type Part } from './showing.js';

/** What of a stream that has been read is told of. */
interface Read {
  readonly opened: { readonly stream: StreamName };
  readonly assessment: Pick<AssessedAs<StreamCategory>['assessment'], 'deadlines' | 'findings'>;
}

/** A deadline of a case's, or of what is told with one. */
export function deadlinePart(deadline: Deadline, { asOf }: Reading, placementId: Uuid, subject?: Subject): Part {
  const value = deadlineAnswer(deadline, asOf, placementId);
  return { ...(subject ? { subject } : {}), value, fields: fieldsOfDeadline(deadline, value) };
}

/** A finding of `subject`. `of`: what it is told as being of, where that is another. */
export function findingPart(finding: Finding, { asOf }: Reading, of: string, subject?: Subject): Part {
  const value = findingAnswer(finding, asOf, of);
  return { ...(subject ? { subject } : {}), value, fields: fieldsOfFinding(finding, value) };
}

/** The deadlines of a stream, each saying whose it is; beside a case's, of which placement too. */
export function deadlineParts({ opened, assessment }: Read, { asOf }: Reading, placementId?: Uuid): readonly Part[] {
  const subject = subjectText(mainSubjectOf(opened.stream));
  return assessment.deadlines.map((deadline) => {
    const value = { ...deadlineAnswer(deadline, asOf, placementId), subject };
    return { value, fields: fieldsOfDeadline(deadline, value) };
  });
}

/** The findings of a stream. */
export function findingParts({ opened, assessment }: Read, reading: Reading): readonly Part[] {
  const subject = subjectText(mainSubjectOf(opened.stream));
  return assessment.findings.map((finding) => findingPart(finding, reading, subject));
}
