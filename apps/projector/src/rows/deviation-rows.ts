/** The list rows of one deviation that concerns no placement: a pure function of its facts. */
import { assessDeviation, mainSubjectOf, ownDeviation, subjectText, type DeviationSaid } from '#domain';
import { keeper } from '../lists/case-party-table.js';
import { type StreamRows } from '../lists/lists.js';
import { BEGINNING, inRole, joined, rowsOver, spansBetween } from './spans.js';

/** Each span is assessed on its last day, as a case's. */
export function deviationRows(said: DeviationSaid): StreamRows {
  const subject = subjectText(mainSubjectOf(said.stream));
  const spans = spansBetween(ownDeviation(said, BEGINNING).later).flatMap((span) => {
    const { deviation, deadlines, findings, waiting } = assessDeviation(said, span.to);
    return deviation ? [{ span, deviation, deadlines, findings, waiting }] : [];
  });
  return {
    ...rowsOver(subject, spans, ({ deviation: { concerns, reportedBy } }) => [
      ...inRole('deviationParty', [...new Set([...concerns, reportedBy])]),
      ...keeper(reportedBy, null),
    ]),
    deviations: joined(
      subject,
      spans.map(({ span, deviation }) => ({ span, rows: [[deviation.deviationId, deviation]] })),
    ),
  };
}
