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
import { keeper } from '../lists/case-party-table.js';
import { type StreamRows } from '../lists/lists.js';
import { BEGINNING, inRole, rowsOver, spansBetween } from './spans.js';

/** All rows of a discharge, each span of days over which the same counts assessed on its last. */
export function dischargeRows(said: DischargeSaid, surroundings: Surroundings, name: NameUuid): StreamRows {
  const { facts } = standingDischarge(said.facts);
  const spans = spansBetween(countingIn(facts, BEGINNING).later).flatMap((span) => {
    const assessment = assessDischarge(said, surroundings, span.to, name);
    return assessment.discharge ? [{ span, ...assessment, discharge: assessment.discharge }] : [];
  });
  const subject = subjectText({ kind: 'discharge', id: said.dischargeId });
  return rowsOver(subject, spans, ({ concerned, discharge: { region, personId } }) => [
    ...inRole('dischargeParty', concerned),
    ...keeper(region, personId),
  ]);
}
