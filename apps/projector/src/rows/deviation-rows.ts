/** The list rows of one deviation that concerns no placement: a pure function of its facts. */
import { assessDeviation, mainSubjectOf, ownDeviation, subjectText, type DeviationSaid } from '#domain';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { BEGINNING, joined, spansBetween, termsAndFindings } from './spans.js';

/** Each span is assessed on its last day, as a case's. */
export function deviationRows(said: DeviationSaid): StreamRows {
  const subject = subjectText(mainSubjectOf(said.stream));
  const spans = spansBetween(ownDeviation(said, BEGINNING).later).flatMap((span) => {
    const { deviation, deadlines, findings, waiting } = assessDeviation(said, span.to);
    return deviation ? [{ span, deviation, deadlines, findings, waiting }] : [];
  });
  return {
    ...NO_ROWS,
    parties: joined(
      subject,
      spans.map(({ span, deviation: { concerns, reportedBy } }) => ({
        span,
        rows: [...new Set([...concerns, reportedBy])].map(
          (party) => [party, { party, role: 'deviationParty' }] as const,
        ),
      })),
    ),
    deviations: joined(
      subject,
      spans.map(({ span, deviation }) => ({ span, rows: [[deviation.deviationId, deviation]] })),
    ),
    ...termsAndFindings(subject, spans),
  };
}
