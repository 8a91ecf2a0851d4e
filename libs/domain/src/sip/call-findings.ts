/** What the rules find in the calls to a SIP: who is called beyond the consent, and who does not answer. */
import { addDays, maxDay, minDay } from '../calendar/index.js';
import { filled, messageKeyOf, speaksFor, type Day, type PartyId } from '../kernel/index.js';
import { undoneFrom, VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { type Sighting } from '../making/finding.js';
import { type FindingTable } from '../making/finding-table.js';
import { dayOf } from '../saying/fact-entries.js';
import {
  consentStatusOn,
  consentTurns,
  excludes,
  isNamedOn,
  isOfAChild,
  namesRecipient,
  type Consent,
} from './consent.js';
import { firstDay, tookPart, type Call, type SipCourse } from './course.js';
import { sipFactsOf } from './reading.js';
import { notOpened } from './unopened-calls.js';
import { SIP_SAYS } from './sip-says.data.js';
import { allConcerned, nothing, theFirstConcerned, told, type WaitsFor } from '../making/answering.js';

const opener = ({ reading }: SipCourse): PartyId => reading.opening.meta.party;

/** A call to a party that is not the caller itself. */
const calledParties = ({ calls }: SipCourse): readonly (Call & { readonly party: PartyId })[] =>
  calls.flatMap((call) =>
    call.party === null || speaksFor(call.party, call.invited.meta.party) ? [] : [{ ...call, party: call.party }],
  );

const turnsOf = (consents: readonly Consent[]): readonly Day[] => consents.flatMap(consentTurns);

const isValid = (consent: Consent, day: Day): boolean => consentStatusOn(consent, day) === 'valid';

/** The calls to a party that no valid consent of the day names, where its person is a child on that day, or is none. */
const calledUnnamed = (course: SipCourse, ofAChild: boolean): readonly Sighting[] =>
  calledParties(course).flatMap(({ invited, party }) => {
    const isNamed = (day: Day): boolean =>
      course.consents.some((consent) => isValid(consent, day) && namesRecipient(consent, party));
    const calledOn = dayOf(invited);
    if (isAChildOn(course, calledOn) !== ofAChild) return [];
    if (isNamed(calledOn) || isExcludedOn(course, party, calledOn)) return [];
    return [
      {
        key: `called ${messageKeyOf(invited)}`,
        parties: [invited.meta.party],
        raisedOn: calledOn,
        resolvedOn: firstDay(turnsOf(course.consents), { from: calledOn, until: course.reading.asOf }, isNamed),
        causedBy: [invited],
        says: filled(SIP_SAYS.notNamed, { party }),
      },
    ];
  });

/** By the birth date; where none is told, by who has consented. */
const isAChildOn = ({ reading, consents }: SipCourse, day: Day): boolean =>
  reading.ofAgeOn === null ? consents.some((consent) => isOfAChild(consent, day)) : day < reading.ofAgeOn;

/** A-029 "Den enskilde lämnar samtycke om vilka aktörer som deltar". */
const unnamedByThePerson = (course: SipCourse): readonly Sighting[] => calledUnnamed(course, false);

/** A-044 "utser vilka aktörer som kallas till mötet": of a child, by the guardian's consent. */
const unnamedByTheGuardian = (course: SipCourse): readonly Sighting[] => calledUnnamed(course, true);

const isExcludedOn = ({ consents }: SipCourse, party: PartyId, day: Day): boolean =>
  consents.some((consent) => isValid(consent, day) && excludes(consent, party));

/** A-038 "gäller också personer/enheter som den enskilde inte samtycker till". */
const calledExcluded = (course: SipCourse): readonly Sighting[] =>
  calledParties(course)
    .filter(({ invited, party }) => isExcludedOn(course, party, dayOf(invited)))
    .map(({ invited, party }) => ({
      key: `called ${messageKeyOf(invited)}`,
      parties: [invited.meta.party],
      raisedOn: dayOf(invited),
      causedBy: [invited, ...course.consents.map(({ given }) => given)],
      says: filled(SIP_SAYS.excluded, { party }),
    }));

/** The calls to somebody close to the individual, with whether the individual's word of a day lets them take part. */
function calledRelatives({ calls, consents }: SipCourse) {
  return calls.flatMap(({ invited }) => {
    const { role, ref } = invited.data.invitee;
    if (role !== 'relative' || ref === undefined) return [];
    const valid = (day: Day): readonly Consent[] => consents.filter((consent) => isValid(consent, day));
    const isExcluded = (day: Day): boolean => valid(day).some((consent) => excludes(consent, ref));
    return [
      {
        invited,
        isExcluded,
        isConsentedTo: (day: Day): boolean => valid(day).length > 0 && !isExcluded(day),
      },
    ];
  });
}

/**
 * A-015 "om individen samtycker, kan även anhöriga och närstående involveras": where the agreement binds, on the day of the
 * call (G-20); a consent leaves out whom it excludes.
 */
const relativeWithoutConsent = (course: SipCourse): readonly Sighting[] =>
  course.reading.sip.agreement === null
    ? []
    : calledRelatives(course)
        .filter(({ invited, isConsentedTo }) => !isConsentedTo(dayOf(invited)))
        .map(({ invited, isConsentedTo }) => ({
          key: `called ${messageKeyOf(invited)}`,
          parties: [invited.meta.party],
          raisedOn: dayOf(invited),
          resolvedOn: firstDay(
            turnsOf(course.consents),
            { from: dayOf(invited), until: course.reading.asOf },
            isConsentedTo,
          ),
          causedBy: [invited],
          says: SIP_SAYS.relativeNotConsented,
        }));

/** G-20 "annars räcker att den enskilde inte motsätter sig det": by the law alone, one whom a consent of the day excludes. */
const relativeExcluded = (course: SipCourse): readonly Sighting[] =>
  course.reading.sip.agreement !== null
    ? []
    : calledRelatives(course)
        .filter(({ invited, isExcluded }) => isExcluded(dayOf(invited)))
        .map(({ invited }) => ({
          key: `called ${messageKeyOf(invited)}`,
          parties: [invited.meta.party],
          raisedOn: dayOf(invited),
          causedBy: [invited, ...course.consents.map(({ given }) => given)],
          duty: 'relativesInPlan',
          says: SIP_SAYS.relativeExcluded,
        }));

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
  const namedOn = firstDay(turnsOf(consents), { from: maxDay(meetingOn, from), until: reading.asOf }, (day) =>
    isNamedOn(consents, party, day),
  );
  if (namedOn === undefined || tookPart(reading.facts, party)) return [];
  const raisedOn = maxDay(addDays(meetingOn, 1), namedOn);
  if (endedOn !== null && endedOn < raisedOn) return [];
  if (until !== undefined && until <= raisedOn) return [];
  return [
    {
      key: `answer ${messageKeyOf(invited)}`,
      parties: [party, opener(course)],
      raisedOn,
      resolvedOn: until ?? endedOn ?? undefined,
      causedBy: [invited],
      says: filled(says, { party }),
    },
  ];
}

/** Whoever is called, while a consent names it. */
const theCalled: WaitsFor<SipCourse> = ({ consents, reading }, { parties }) =>
  parties.slice(0, 1).filter((party) => isNamedOn(consents, party, reading.asOf));

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
    const mended = course.calls
      .filter(({ invited }) => invited.data.invitationId === invitationId)
      .flatMap(({ answers }) => answers.map(dayOf))
      .filter((on) => on >= raisedOn)
      .reduce<Day | undefined>((first, on) => (first === undefined ? on : minDay(first, on)), undefined);
    return {
      key: `answer ${messageKeyOf(answered)}`,
      parties: [answered.meta.party, undone.by.meta.party],
      raisedOn,
      resolvedOn: mended,
      causedBy: [answered, undone.by],
      says: WHY_SAYS[undone.because],
    };
  });

/** E-013 "Arbetet med planen ska påbörjas genast": where the need is seen and consent is there, and nobody has been called. */
function notBegun(course: SipCourse): readonly Sighting[] {
  const { need, asOf, facts } = course.reading;
  if (!need || need.data.kind === 'internal') return [];
  const readyOn = firstDay(turnsOf(course.consents), { from: dayOf(need), until: asOf }, (day) =>
    course.consents.some((consent) => isValid(consent, day)),
  );
  if (readyOn === undefined) return [];
  const begunOn = [
    ...course.calls.map(({ invited }) => dayOf(invited)),
    ...sipFactsOf(facts, 'sip.meetingHeld').map(dayOf),
    ...course.plans.map(dayOf),
    ...(course.endedOn === null ? [] : [course.endedOn]),
  ].reduce<Day | undefined>((first, on) => (first === undefined ? on : minDay(first, on)), undefined);
  if (begunOn !== undefined && begunOn <= readyOn) return [];
  return [
    {
      parties: [opener(course)],
      raisedOn: addDays(readyOn, 1),
      resolvedOn: begunOn,
      causedBy: [need],
      duty: 'individualPlan',
      says: SIP_SAYS.notStarted,
    },
  ];
}

const NO_TIME_IS_COUNTED = {
  is: 'warning',
  because: 'at once is no time that is counted: that it was not the same day is to be seen',
} as const;

const NOT_TOLD = {
  is: 'warning',
  because: 'what is seen is that no answer has been told; one may have been given',
} as const;

const OF_A_CHILD = {
  classes: ['identity'],
  because: 'That it is found says that the person was a child on the day of the call.',
} as const;

export const CALL_FINDINGS: FindingTable<SipCourse> = {
  'A-015': { seenBy: relativeWithoutConsent, answer: told(['sip.consentGiven'], theFirstConcerned), discloses: 'case' },
  'A-029': { seenBy: unnamedByThePerson, answer: told(['sip.consentGiven'], theFirstConcerned), discloses: 'case' },
  'A-038': {
    seenBy: calledExcluded,
    answer: nothing('the call was made to one whom the individual had excluded: it cannot be unmade'),
    discloses: 'case',
  },
  'A-044': {
    seenBy: unnamedByTheGuardian,
    answer: told(['sip.consentGiven'], theFirstConcerned),
    discloses: 'case',
    readsStricter: OF_A_CHILD,
  },
  'A-049': [
    {
      seenBy: notAnswered,
      answer: told(['sip.invitationAnswered'], theCalled),
      discloses: 'case',
      severity: NOT_TOLD,
    },
    {
      seenBy: (course) => notOpened(course, (party, day) => !isExcludedOn(course, party, day)),
      answer: told(['sip.opened', 'sip.invitationAnswered'], theFirstConcerned),
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
  'E-013': {
    seenBy: notBegun,
    answer: told(['sip.invited', 'sip.meetingHeld', 'sip.established'], allConcerned),
    discloses: 'case',
    severity: NO_TIME_IS_COUNTED,
  },
  'G-20': {
    seenBy: relativeExcluded,
    answer: nothing('the call was made to one whom the individual had excluded: it cannot be unmade'),
    discloses: 'case',
    severity: { is: 'breach', because: 'it is the reading of a statute, and it is the statute that binds' },
  },
  'H-004': {
    seenBy: vainAnswer,
    answer: told(['sip.invitationAnswered'], theFirstConcerned),
    discloses: 'case',
    severity: VAIN_SEVERITY,
  },
};
