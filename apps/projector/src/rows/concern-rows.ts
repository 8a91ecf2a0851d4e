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
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { joined, spansBetween, termsAndFindings } from './spans.js';

/** Each span is assessed on its last day, as a case's. */
export function concernRows(said: ConcernSaid, name: NameUuid): StreamRows {
  const subject = subjectText(mainSubjectOf(said.stream as StreamName));
  const spans = spansBetween(daysOfConcern(said)).flatMap((span) => {
    const assessment = assessConcern(said, span.to, name);
    return assessment.concern ? [{ span, ...assessment }] : [];
  });
  return {
    ...NO_ROWS,
    parties: joined(
      subject,
      spans.map(({ span, concerned }) => ({
        span,
        rows: concerned.map((party) => [party, { party, role: 'concernParty' }] as const),
      })),
    ),
    ...termsAndFindings(subject, spans),
  };
}
