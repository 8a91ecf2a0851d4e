/** The list rows of one discharge: a pure function of its facts and surroundings. */
import {
  assessDischarge,
  countingIn,
  standingDischarge,
  subjectText,
  type DischargeSaid,
  type NameUuid,
  type Surroundings,
} from '#domain';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { BEGINNING, joined, spansBetween, termsAndFindings } from './spans.js';

/** All rows of a discharge, each span of days over which the same counts assessed on its last. */
export function dischargeRows(said: DischargeSaid, surroundings: Surroundings, name: NameUuid): StreamRows {
  const subject = subjectText({ kind: 'discharge', id: said.dischargeId });
  const { facts } = standingDischarge(said.facts);
  const spans = spansBetween(countingIn(facts, BEGINNING).later).flatMap((span) => {
    const assessment = assessDischarge(said, surroundings, span.to, name);
    return assessment.discharge ? [{ span, ...assessment }] : [];
  });
  return {
    ...NO_ROWS,
    parties: joined(
      subject,
      spans.map(({ span, concerned }) => ({
        span,
        rows: concerned.map((party) => [party, { party, role: 'dischargeParty' }] as const),
      })),
    ),
    ...termsAndFindings(subject, spans),
  };
}
