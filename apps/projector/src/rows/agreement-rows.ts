/** The list rows of one agreement: a pure function of its facts. */
import { assessAgreement, subjectText, type AgreementState, type NameUuid } from '#domain';
import { type Dated } from '../lists/list.js';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { BEGINNING, END } from './spans.js';

/**
 * All rows of an agreement; of one whose registration was taken back none. Its facts count on every day, and what is
 * raised, met or ended on a day says so by its date: so one span holds all days, assessed on the last.
 */
export function agreementRows(state: AgreementState | null, name: NameUuid): StreamRows {
  if (!state) return NO_ROWS;
  const always = <Row>(row: Row): Dated<Row> => ({
    ...{ validFrom: BEGINNING, validTo: END },
    ...{ subject: subjectText({ kind: 'agreement', id: state.agreementId }), row },
  });
  const { deadlines, findings } = assessAgreement(state, END, name);
  const parties = [...new Set(state.registered.parties)];
  return {
    ...NO_ROWS,
    parties: parties.map((party) => always({ party, role: 'agreementParty' })),
    deadlines: deadlines.map(always),
    findings: findings.map(always),
  };
}
