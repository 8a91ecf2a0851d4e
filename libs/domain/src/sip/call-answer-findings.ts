/** What the rules find in the answers to the calls to a SIP: none where one was due, none in the end, one in vain (A-049, A-050, H-004). */
import { addDays, earliest, maxDay } from '../calendar/index.js';
import { filled, messageKeyOf, type Day, type PartyId } from '../kernel/index.js';
import { undoneFrom, VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { theFirstConcerned, told, type WaitsFor } from '../making/answering.js';
import { type Sighting } from '../making/finding.js';
import { type FindingTable } from '../making/finding-table.js';
import { dayOf } from '../saying/fact-entries.js';
import { calledParties, openerOf } from './calls.js';
import { consentTurns, hasBeenNamedBy, isNamedOn } from './consent.js';
import { firstDay, tookPart, type Call, type SipCourse } from './course.js';
import { SIP_SAYS } from './sip-says.data.js';
import { notOpened } from './unopened-calls.js';

/**
 * From the day after the meeting, no earlier than `from`, until there is an answer, or the SIP is over. A-039 "sprids till berörda
 * aktörer": one whom no consent has named by then has nothing to answer.
 */
function unanswered(
  course: SipCourse,
  { invited, party }: Pick<Call, 'invited'> & { readonly party: PartyId },
  { says, from, until }: Waiting,
): readonly Sighting[] {
  const { consents, endedOn, reading } = course;
  const { meetingOn } = invited.data;
  const namedOn = firstDay(
    consents.flatMap(consentTurns),
    { from: maxDay(meetingOn, from), until: reading.asOf },
    (day) => isNamedOn(consents, party, day),
  );
  if (namedOn === undefined || tookPart(reading.facts, party)) return [];
  const raisedOn = maxDay(addDays(meetingOn, 1), namedOn);
  if (isOver(endedOn, raisedOn) || (until !== undefined && until <= raisedOn)) return [];
  return [
    {
      key: `answer ${messageKeyOf(invited)}`,
      parties: [party, openerOf(course)],
      raisedOn,
      resolvedOn: until ?? endedOn ?? undefined,
      causedBy: [invited],
      says: filled(says, { party }),
    },
  ];
}

const isOver = (endedOn: Day | null, by: Day): boolean => endedOn !== null && endedOn < by;

/** Whoever is called, where a consent that is not taken back names it. */
const theCalled: WaitsFor<SipCourse> = ({ consents, reading }, { parties }) =>
  parties.slice(0, 1).filter((party) => hasBeenNamedBy(consents, party, reading.asOf));

interface Waiting {
  readonly says: typeof SIP_SAYS.unanswered | typeof SIP_SAYS.sentOn;
  readonly from: Day;
  /** The day of the answer; undefined while there is none. */
  readonly until: Day | undefined;
}

/** A-049 "Skyldigheten att medverka på SIP-mötet gäller i dessa fall huvudmannen": also answered when the meeting had been already. */
const notAnswered = (course: SipCourse): readonly Sighting[] =>
  calledParties(course).flatMap((call) => {
    const { invited, answers } = call;
    const until = answers[0] && dayOf(answers[0]);
    const called = { invited, party: invited.data.invitee.party ?? call.party };
    return unanswered(course, called, { says: SIP_SAYS.unanswered, from: dayOf(invited), until });
  });

/** A-050 "åligger det huvudmannen att hitta rätt instans/verksamhet": a call that is sent on is accepted in the end. */
const notFound = (course: SipCourse): readonly Sighting[] =>
  calledParties(course).flatMap((call) => {
    const { answers, status } = call;
    const sentOn = answers.findLast(({ data }) => data.redirectTo !== undefined);
    const last = answers.at(-1);
    if (!sentOn || !last) return [];
    const until = status === 'accepted' ? dayOf(last) : undefined;
    return unanswered(course, call, { says: SIP_SAYS.sentOn, from: dayOf(sentOn), until });
  });

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": until an answer that works. */
const vainAnswer = (course: SipCourse): readonly Sighting[] =>
  course.vainAnswers.map(({ answered, undone }) => {
    const raisedOn = undoneFrom(answered, undone);
    const { invitationId } = answered.data;
    const answeredOn = course.calls
      .filter(({ invited }) => invited.data.invitationId === invitationId)
      .flatMap(({ answers }) => answers.map(dayOf))
      .filter((on) => on >= raisedOn);
    return {
      key: `answer ${messageKeyOf(answered)}`,
      parties: [answered.meta.party, undone.by.meta.party],
      raisedOn,
      resolvedOn: earliest(...answeredOn),
      causedBy: [answered, undone.by],
      says: WHY_SAYS[undone.because],
    };
  });

const NOT_TOLD = {
  is: 'warning',
  because: 'what is seen is that no answer has been told; one may have been given',
} as const;

export const CALL_ANSWER_FINDINGS: FindingTable<SipCourse> = {
  'A-049': [
    {
      seenBy: notAnswered,
      answer: told(['sip.invitationAnswered'], theCalled),
      discloses: 'case',
      severity: NOT_TOLD,
    },
    {
      seenBy: notOpened,
      answer: told(['sip.opened', 'sip.invitationAnswered'], theCalled),
      discloses: 'case',
      severity: {
        is: 'warning',
        because: 'no time is given for opening a call, and what is seen is that no opening has been told',
      },
    },
  ],
  'A-050': {
    seenBy: notFound,
    answer: told(['sip.invitationAnswered'], theCalled),
    discloses: 'case',
    severity: NOT_TOLD,
  },
  'H-004': {
    seenBy: vainAnswer,
    answer: told(['sip.invitationAnswered'], theFirstConcerned),
    discloses: 'case',
    severity: VAIN_SEVERITY,
  },
};
