/** What the rules find in the calls to a SIP: who is called beyond the consent, and that nobody is called (A-015, A-029, A-038, A-044, E-013, G-20). */
import { addDays, earliest } from '../calendar/index.js';
import { filled, messageKeyOf, type Day } from '../kernel/index.js';
import { allConcerned, nothing, theFirstConcerned, told } from '../making/answering.js';
import { type Sighting } from '../making/finding.js';
import { type FindingTable } from '../making/finding-table.js';
import { dayOf } from '../saying/fact-entries.js';
import { calledParties, isExcludedOn, openerOf } from './calls.js';
import { consentStatusOn, consentTurns, excludes, isOfAChild, namesRecipient, type Consent } from './consent.js';
import { firstDay, type SipCourse } from './course.js';
import { sipFactsOf } from './reading.js';
import { SIP_SAYS } from './sip-says.data.js';

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
        resolvedOn: firstDay(
          course.consents.flatMap(consentTurns),
          { from: calledOn, until: course.reading.asOf },
          isNamed,
        ),
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
            course.consents.flatMap(consentTurns),
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

/** E-013 "Arbetet med planen ska påbörjas genast": where the need is seen and consent is there, and nobody has been called. */
function notBegun(course: SipCourse): readonly Sighting[] {
  const { need, asOf, facts } = course.reading;
  if (!need || need.data.kind === 'internal') return [];
  const readyOn = firstDay(course.consents.flatMap(consentTurns), { from: dayOf(need), until: asOf }, (day) =>
    course.consents.some((consent) => isValid(consent, day)),
  );
  if (readyOn === undefined) return [];
  const begunOn = earliest(
    ...course.calls.map(({ invited }) => dayOf(invited)),
    ...sipFactsOf(facts, 'sip.meetingHeld').map(dayOf),
    ...course.plans.map(dayOf),
    course.endedOn,
  );
  if (begunOn !== undefined && begunOn <= readyOn) return [];
  return [
    {
      parties: [openerOf(course)],
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
};
