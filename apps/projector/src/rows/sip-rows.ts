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
  type Uuid,
} from '#domain';
import { keeper, type PartyRow } from '../lists/case-party-table.js';
import { type StreamRows } from '../lists/lists.js';
import { BEGINNING, inRole, rowsOver, spansBetween } from './spans.js';

/** Who is only named in a consent is not found by the lists: how long that holds may tell a birthday. */
const partiesOf = ({ opener, parties, excluded }: TakingPart, person: Uuid | null): readonly PartyRow[] => [
  ...inRole('sipOpener', opener === null ? [] : [opener]),
  ...(opener === null ? [] : keeper(opener, person)),
  ...inRole('sipParty', parties),
  ...inRole('sipExcluded', excluded),
];

/** All rows of a SIP, each span of days over which the same facts count assessed on its last. */
export function sipRows(read: SipRead, surroundings: Surroundings, name: NameUuid): StreamRows {
  const sip = standingSip(read, surroundings);
  const spans = spansBetween(countingOn(sip.facts, BEGINNING).later).flatMap((span) => {
    const assessment = assessSip(sip, span.to, name);
    return assessment.sip ? [{ span, ...assessment, sip: assessment.sip }] : [];
  });
  const subject = subjectText({ kind: 'sip', id: read.sipId });
  return rowsOver(subject, spans, ({ takingPart, sip: { personId } }) => partiesOf(takingPart, personId));
}
