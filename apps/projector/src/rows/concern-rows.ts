/** The list rows of one concern: a pure function of its facts. */
import {
  assessConcern,
  daysOfConcern,
  mainSubjectOf,
  subjectText,
  type ConcernSaid,
  type NameUuid,
  type StreamName,
} from '#domain';
import { keeper } from '../lists/case-party-table.js';
import { type StreamRows } from '../lists/lists.js';
import { inRole, rowsOver, spansBetween } from './spans.js';

/** Each span is assessed on its last day, as a case's. */
export function concernRows(said: ConcernSaid, name: NameUuid): StreamRows {
  const spans = spansBetween(daysOfConcern(said)).flatMap((span) => {
    const assessment = assessConcern(said, span.to, name);
    return assessment.concern ? [{ span, ...assessment, concern: assessment.concern }] : [];
  });
  const subject = subjectText(mainSubjectOf(said.stream as StreamName));
  return rowsOver(subject, spans, ({ concerned, concern: { reportedBy, about } }) => [
    ...inRole('concernParty', concerned),
    ...keeper(reportedBy, about.personId ?? null),
  ]);
}
