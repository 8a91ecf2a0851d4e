/** The calls to a SIP that wait for an answer. */
import { speaksFor, subjectText } from '../kernel/index.js';
import { waitingOf, type Waiting } from '../making/waiting.js';
import { dayOf } from '../saying/fact-entries.js';
import { consentTurns, hasBeenNamedBy, isNamedOn } from './consent.js';
import { firstDay, tookPart, type SipCourse } from './course.js';

/**
 * A-049 "Skyldigheten att medverka på SIP-mötet gäller i dessa fall huvudmannen": of the one called, or sent on to last, while
 * the SIP goes on and it has neither accepted nor come. A-029 "Den enskilde lämnar samtycke om vilka aktörer som deltar": one
 * whom no consent names, or the last excludes, is asked for nothing until one does; what is missing is the
 * caller's to mend.
 */
export function waitingCalls({ reading, calls, consents, endedOn }: SipCourse): readonly Waiting[] {
  if (endedOn !== null) return [];
  return calls.flatMap(({ invited, status, party }) => {
    if (status === 'accepted' || party === null || speaksFor(party, invited.meta.party)) return [];
    if (tookPart(reading.facts, party) || !hasBeenNamedBy(consents, party, reading.asOf)) return [];
    const asked = { from: dayOf(invited), until: reading.asOf };
    // The day on which somebody is of age is not told by since when another is asked.
    const turns = consents.flatMap(consentTurns).filter((day) => day !== reading.ofAgeOn);
    const since = firstDay(turns, asked, (day) => isNamedOn(consents, party, day));
    if (since === undefined) return [];
    const { invitationId, meetingOn } = invited.data;
    return waitingOf(reading, {
      what: 'sipInvitation',
      key: invitationId,
      subject: subjectText({ kind: 'sip', id: reading.sip.sipId }),
      waitsFor: [party],
      since,
      dueOn: meetingOn,
    });
  });
}
