/** The list rows of one agreement: a pure function of its facts. */
import {
  addDays,
  assessAgreement,
  daysOfCourse,
  subjectText,
  validThrough,
  type AgreementState,
  type Day,
  type NameUuid,
} from '#domain';
import { type Dated } from '../lists/list.js';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { BEGINNING, END, spansBetween, termsAndFindings } from './spans.js';

/**
 * All rows of an agreement; of one whose registration was taken back none. What is raised, met or ended on a day says so by
 * its date; what sets something due counts from its own day: each span between such days is assessed on its last.
 */
export function agreementRows(state: AgreementState | null, name: NameUuid): StreamRows {
  if (!state) return NO_ROWS;
  const subject = subjectText({ kind: 'agreement', id: state.agreementId });
  const always = <Row>(row: Row): Dated<Row> => ({ validFrom: BEGINNING, validTo: END, subject, row });
  const spans = spansBetween(turnsOf(state)).map((span) => ({ span, ...assessAgreement(state, span.to, name) }));
  const parties = [...new Set(state.registered.parties)];
  return {
    ...NO_ROWS,
    parties: parties.map((party) => always({ party, role: 'agreementParty' })),
    ...termsAndFindings(subject, spans),
  };
}

/** The days from which something that is told of its life counts, a party has approved it, or it is no more. */
function turnsOf(state: AgreementState): readonly Day[] {
  const { approvals, supersededBy } = state;
  const over = [addDays(state.registered.validTo, 1), addDays(validThrough(state, END), 1)];
  const days = [
    ...daysOfCourse(state),
    ...approvals.map(({ on }) => on),
    ...(supersededBy ? [supersededBy.on] : []),
    ...over,
  ];
  return [...new Set(days.filter((day) => day > BEGINNING && day < END))].sort();
}
