/** What the rules find in consents to a SIP: whose word is missing, which form does not count, what is to be tried again or was told late. */
import { addDays, maxDay } from '../calendar/index.js';
import { type Sighting } from '../making/finding.js';
import { type FindingTable } from '../making/finding-table.js';
import { messageKeyOf, type Day, type Sentence } from '../kernel/index.js';
import { type ConsentForm } from './facts/sip.js';
import {
  consentFacts,
  consentTurns,
  endsByBirthday,
  isMissingGuardians,
  lastDayOf,
  withdrawnOn,
  type Consent,
} from './consent.js';
import { firstDay, type SipCourse } from './course.js';
import { SIP_SAYS } from './sip-says.data.js';
import { allConcerned, corrected, nothing, told } from '../making/answering.js';

/** Of a consent, with what is found of each alike: its id, who recorded it, what it is read from. */
const ofConsent = (consent: Consent): Pick<Sighting, 'key' | 'parties' | 'causedBy'> => ({
  key: consent.given.data.consentId,
  parties: [consent.given.meta.party],
  causedBy: consentFacts(consent),
});

/** When what is missing is there, else when the consent is over: on a birthday that lies ahead it is not told yet. */
function endsOn(
  course: SipCourse,
  consent: Consent,
  mended: Day | undefined,
): Pick<Sighting, 'resolvedOn' | 'fromBirthDate'> {
  if (mended !== undefined) return { resolvedOn: mended };
  const over = addDays(lastDayOf(consent), 1);
  if (!endsByBirthday(consent)) return { resolvedOn: over };
  return over <= course.reading.asOf ? { resolvedOn: over, fromBirthDate: true } : {};
}

/** From the first of its days on which it is so, while it could permit anything. */
function whileMissing(
  course: SipCourse,
  consent: Consent,
  missing: 'some' | 'all',
  says: Sentence,
): readonly Sighting[] {
  const until = lastDayOf(consent);
  const turns = consentTurns(consent);
  const isSo = (day: Day): boolean => isMissingGuardians(consent, day) === missing;
  const raisedOn = firstDay(turns, { from: consent.given.data.validFrom, until }, isSo);
  if (raisedOn === undefined) return [];
  const mended = firstDay(turns, { from: raisedOn, until }, (day) => !isSo(day));
  return [{ ...ofConsent(consent), raisedOn, ...endsOn(course, consent, mended), says }];
}

/** A-043 "Finns två vårdnadshavare måste båda ge sitt samtycke": one of them only. */
const oneOfTwo = (course: SipCourse): readonly Sighting[] =>
  course.consents.flatMap((consent) => whileMissing(course, consent, 'some', SIP_SAYS.oneGuardian));

/** A-042 "barnets vårdnadshavare som ger samtycke": none of them, but the child or somebody else. */
const noGuardian = (course: SipCourse): readonly Sighting[] =>
  course.consents.flatMap((consent) => whileMissing(course, consent, 'all', SIP_SAYS.noGuardian));

/** A-032 "skriftligen, muntligen eller genom att den enskilde på annat sätt visar": by the forms that the agreement counts. */
const notShown = ({ consents }: SipCourse): readonly Sighting[] =>
  consents
    .filter(({ isShown, voided }) => !isShown && !voided)
    .map((consent) => ({ ...ofConsent(consent), raisedOn: givenOn(consent), says: SIP_SAYS.notShown }));

const TO_BE_TRIED_AGAIN: ReadonlySet<ConsentForm> = new Set(['conclusive', 'presumed']);

/** D-032 "bör också omprövas regelbundet": a day for it is to be set. */
const noReviewDay = (course: SipCourse): readonly Sighting[] =>
  course.consents
    .filter(
      ({ given, voided }) => TO_BE_TRIED_AGAIN.has(given.data.form) && given.data.reviewOn === undefined && !voided,
    )
    .map((consent) => ({
      ...ofConsent(consent),
      raisedOn: givenOn(consent),
      ...endsOn(course, consent, withdrawnOn(consent)),
      says: SIP_SAYS.noReviewDay,
    }));

const givenOn = ({ given }: Consent): Day =>
  given.data.givers.map(({ on }) => on).reduce((last, on) => maxDay(last, on));

/** What is told of a consent as given, each with the last day on which anyone in it gave it. */
function wordsOf({ steps }: Consent): ReadonlyMap<Consent['steps'][number]['said'], Day> {
  const words = new Map<Consent['steps'][number]['said'], Day>();
  for (const { gives, said, on } of steps) if (gives) words.set(said, maxDay(words.get(said) ?? on, on));
  return words;
}

/**
 * A-039 "sprids till berörda aktörer så snart det inhämtats": those concerned hear of it when it is told, so on its own day,
 * or with the SIP itself. What was recorded in error was not obtained.
 */
const spreadLate = ({ consents, reading }: SipCourse): readonly Sighting[] =>
  consents.flatMap((consent) =>
    [...(consent.voided ? [] : wordsOf(consent))].flatMap(([said, on]) => {
      const { party, saidOn } = said.meta;
      const lastInTime = maxDay(on, reading.opening.meta.saidOn);
      if (saidOn <= lastInTime) return [];
      return [
        {
          key: `told ${messageKeyOf(said)}`,
          parties: [party],
          raisedOn: addDays(lastInTime, 1),
          resolvedOn: saidOn,
          causedBy: [said],
          says: SIP_SAYS.spreadLate,
        },
      ];
    }),
  );

const AT_ONCE = {
  is: 'warning',
  because: 'as soon as it is obtained is no time that is counted: that it was not the same day is to be seen',
} as const;

const PERMITS_NOTHING = {
  is: 'warning',
  because: 'what is missing permits nothing, and nothing is against the rule until something is told',
} as const;

const OF_A_CHILD = {
  classes: ['identity'],
  because: 'That it is found says that the person is a child; a day that a birthday sets is marked.',
} as const;

export const CONSENT_TO_SIP_FINDINGS: FindingTable<SipCourse> = {
  'A-032': {
    seenBy: notShown,
    answer: corrected(['sip.consentGiven'], allConcerned),
    discloses: 'case',
    severity: PERMITS_NOTHING,
  },
  'A-039': { seenBy: spreadLate, answer: nothing('it was told when it was'), discloses: 'case', severity: AT_ONCE },
  'A-042': {
    seenBy: noGuardian,
    answer: told(['sip.consentJoined'], allConcerned),
    discloses: 'case',
    readsStricter: OF_A_CHILD,
    severity: PERMITS_NOTHING,
  },
  'A-043': {
    seenBy: oneOfTwo,
    answer: told(['sip.consentJoined'], allConcerned),
    discloses: 'case',
    readsStricter: OF_A_CHILD,
    severity: PERMITS_NOTHING,
  },
  'D-032': { seenBy: noReviewDay, answer: corrected(['sip.consentGiven'], allConcerned), discloses: 'case' },
};
