/** What is due of a SIP: that it is followed up, that a consent or a ground is tried again, and when one ends (B-013, D-013, D-032, D-024, A-040). */
import { addDays, maxDay } from '../calendar/index.js';
import { deadline, endedByBirthday, type Deadline, type Term } from '../making/deadline.js';
import { groundReviews } from '../making/ground-reviews.js';
import { messageKeyOf, type Day } from '../kernel/index.js';
import { endsByBirthday, lastDayOf, withdrawnOn, type Consent } from './consent.js';
import { followUpsDue, overallResponsibleOn, type FollowUpDue, type SipCourse } from './course.js';

/** All that is due, or was. */
export const sipDeadlines = (course: SipCourse): readonly Deadline[] => [
  ...followUpDeadlines(course),
  ...course.consents.flatMap((consent) => [...expiryOf(course, consent), ...reviewOf(course, consent)]),
  ...groundReviews(course.reading, course.reading.facts),
];

/**
 * D-013 "regelbundet eller vid behov": on the day that the plan names, and then on the one that the last follow-up names. Where the
 * agreement has it so, by B-013 "I dokumentationen ska följande ingå: mål, insats/er, ansvar, tid".
 */
function followUpDeadlines(course: SipCourse): readonly Deadline[] {
  const due = followUpsDue(course);
  return due.map((one, at) =>
    deadline(course.reading, {
      kind: 'sipFollowUp',
      key: messageKeyOf(one.said),
      rule: course.reading.sip.words.planFollowedUp.rule,
      startsOn: one.startsOn,
      dueOn: one.dueOn,
      ...endOf(course, one, due[at + 1]),
      responsible: overallResponsibleOn(course, one.startsOn),
      causedBy: [one.said],
    }),
  );
}

/** Met by a follow-up before anything else ends it: a plan in its place, or the end of the SIP. */
function endOf(
  course: SipCourse,
  one: FollowUpDue,
  next: FollowUpDue | undefined,
): Pick<Term, 'metOn' | 'cancelledOn'> {
  const met = course.followUps.find(({ data }) => data.on > one.startsOn)?.data.on;
  const ended = overOn(course, met, next);
  return met !== undefined && (ended === undefined || met <= ended) ? { metOn: met } : { cancelledOn: ended };
}

function overOn({ endedOn }: SipCourse, met: Day | undefined, next: FollowUpDue | undefined): Day | undefined {
  const isReplaced = next !== undefined && (met === undefined || next.startsOn < met);
  return isReplaced ? next.startsOn : (endedOn ?? undefined);
}

/** Who answers for a consent: who recorded it. */
const recorderOf = ({ given }: Consent) => [given.meta.party];

/** When the consent is withdrawn, or was never one. */
const takenAwayOn = (consent: Consent): Day | undefined =>
  consent.voided ? maxDay(consent.voided.meta.saidOn, consent.given.data.validFrom) : withdrawnOn(consent);

/** A-040 "tidsbegränsat (gäller i max ett år)": its last day. No act is due, and no weekend moves it. */
function expiryOf({ reading }: SipCourse, consent: Consent): readonly Deadline[] {
  const dueOn = lastDayOf(consent);
  const made = deadline(reading, {
    kind: 'consentExpiry',
    key: consent.given.data.consentId,
    startsOn: consent.given.data.validFrom,
    dueOn,
    cancelledOn: takenAwayOn(consent),
    lapsedOn: addDays(dueOn, 1),
    responsible: recorderOf(consent),
    causedBy: [consent.given],
  });
  return [endsByBirthday(consent) ? { ...made, fromBirthDate: 'all' } : made];
}

/** D-032 "bör också omprövas regelbundet": on the day that it names, met by a later consent. */
function reviewOf(course: SipCourse, consent: Consent): readonly Deadline[] {
  const { consentId, reviewOn, validFrom } = consent.given.data;
  if (reviewOn === undefined || reviewOn > lastDayOf(consent)) return [];
  const over = addDays(lastDayOf(consent), 1);
  const ended = takenAwayOn(consent);
  const metOn = triedAgainOn(course, consent, ended);
  const made = deadline(course.reading, {
    kind: 'consentReview',
    key: consentId,
    startsOn: validFrom,
    dueOn: reviewOn,
    metOn,
    cancelledOn: ended ?? over,
    responsible: recorderOf(consent),
    causedBy: [consent.given],
  });
  const isGrown = ended === undefined && metOn === undefined && endsByBirthday(consent);
  return [isGrown ? endedByBirthday(made, over) : made];
}

/** The first day of a later consent, while this one has not been taken away. */
function triedAgainOn({ consents }: SipCourse, { given }: Consent, ended: Day | undefined): Day | undefined {
  const later = consents
    .map((other) => other.given.data.validFrom)
    .filter((from) => from > given.data.validFrom)
    .sort()[0];
  return later !== undefined && (ended === undefined || later < ended) ? later : undefined;
}
