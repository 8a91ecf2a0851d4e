/** The list rows of one SIP: a pure function of its facts and surroundings. */
import {
  assessSip,
  countingOn,
  standingSip,
  subjectText,
  type NameUuid,
  type SipRead,
  type Surroundings,
  type TakingPart,
} from '#domain';
import { type PartyRow } from '../lists/case-party-table.js';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { BEGINNING, joined, spansBetween, termsAndFindings } from './spans.js';

/** Who is only named in a consent is not found by the lists: how long that holds may tell a birthday. */
function partiesOf({ opener, parties, excluded }: TakingPart): readonly (readonly [string, PartyRow])[] {
  const rows: readonly PartyRow[] = [
    ...(opener === null ? [] : [{ party: opener, role: 'sipOpener' as const }]),
    ...parties.map((party) => ({ party, role: 'sipParty' as const })),
    ...excluded.map((party) => ({ party, role: 'sipExcluded' as const })),
  ];
  return rows.map((row) => [`${row.role} ${row.party}`, row]);
}

/** All rows of a SIP, each span of days over which the same facts count assessed on its last. */
export function sipRows(read: SipRead, surroundings: Surroundings, name: NameUuid): StreamRows {
  const subject = subjectText({ kind: 'sip', id: read.sipId });
  const sip = standingSip(read, surroundings);
  const spans = spansBetween(countingOn(sip.facts, BEGINNING).later).flatMap((span) => {
    const assessment = assessSip(sip, span.to, name);
    return assessment.sip ? [{ span, ...assessment }] : [];
  });
  return {
    ...NO_ROWS,
    parties: joined(
      subject,
      spans.map(({ span, takingPart }) => ({ span, rows: partiesOf(takingPart) })),
    ),
    ...termsAndFindings(subject, spans),
  };
}
