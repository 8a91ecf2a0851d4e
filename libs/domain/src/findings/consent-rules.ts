/** Consent to a placement by socialtjänstlagen, and the ages and times within which compulsory care holds. */
import { type Course } from '../case/course.js';
import { type Consenter, type ConsentGap } from '../responsibility/consents.js';
import { endsByAge, givenBefore } from '../responsibility/age-limits.js';
import { endOf, firstOf, inEach, missedOf, type FindingRule, type Seen, type Sentence } from './finding-rule.js';

const MISSING: Readonly<Record<Consenter, Sentence>> = {
  guardians: {
    sv: 'Samtycke från barnets vårdnadshavare saknas.',
    en: "Consent of the child's custody holders is missing.",
  },
  own: { sv: 'Den enskildes eget samtycke saknas.', en: "The individual's own consent is missing." },
  representative: {
    sv: 'Samtycke från den som företräder barnet saknas.',
    en: "Consent of the child's representative is missing.",
  },
};

const seenGap = (course: Course, gap: ConsentGap): Seen => ({
  key: gap.key,
  parties: [course.kommun],
  raisedOn: gap.from,
  resolvedOn: gap.until,
  causedBy: [gap.decision, ...(gap.withdrawn ? [gap.withdrawn] : [])],
  duty: 'consentByAge',
  detail: MISSING[gap.who],
  fromBirthDate: gap.fromBirthDate,
});

/** a child's placement by socialtjänstlagen needs every custody holder's consent, and from 15 the child's (G-03). */
export const consentMissing: FindingRule = ({ course, consentGaps }) =>
  inEach(consentGaps, (gap) => (gap.withdrawn ? null : seenGap(course, gap)));

/** care by socialtjänstlagen lasts as long as all consent: a withdrawal ends its basis. */
export const consentWithdrawn: FindingRule = ({ course, consentGaps }) =>
  inEach(consentGaps, (gap) => (gap.withdrawn ? seenGap(course, gap) : null));

/** A-058, G-04: two ages: one under which care may be decided, one at which it ends. Defined there, binding by LVU. */
export const lvuAges: FindingRule = ({ course }) => [...givenTooLate(course), ...goesOnTooLong(course)];

const givenTooLate = (course: Course): readonly Seen[] =>
  inEach(course.bases, ({ basis, from, until, said, key }) => {
    const limit = givenBefore(course, basis);
    const raisedOn = from ?? said.meta.saidOn;
    if (limit === null || raisedOn < limit) return null;
    return {
      key: `given ${key}`,
      severity: 'breach',
      parties: [course.kommun],
      raisedOn,
      resolvedOn: firstOf(until ?? undefined, endOf(course)),
      causedBy: [said],
      duty: 'careLVU',
      detail: { sv: 'Åldersgränsen var passerad vid beslutet.', en: 'The age limit had passed at the decision.' },
    };
  });

/** Later than every day. */
const AFTER_ALL = '9999-12-31';

const goesOnTooLong = (course: Course): readonly Seen[] =>
  inEach(course.bases, ({ basis, from, until, said, key }) => {
    const limit = endsByAge(course, basis);
    const over = firstOf(until ?? undefined, endOf(course));
    // One that began after the birthday is found for how it began; one that ended by it was in time.
    if (limit === null || (from ?? said.meta.saidOn) >= limit || (over ?? AFTER_ALL) <= limit) return null;
    return {
      key: `limit ${key}`,
      severity: 'breach',
      parties: [course.kommun],
      raisedOn: limit,
      resolvedOn: over,
      causedBy: [said],
      duty: 'endByAgeLVU',
      detail: { sv: 'Vården skulle ha upphört på födelsedagen.', en: 'The care should have ended on the birthday.' },
      fromBirthDate: true,
    };
  });

/** care by LVM goes on for six months at most. */
export const lvmTooLong: FindingRule = (judged) => missedOf(judged, WENT_ON);

const WENT_ON = { lvmMaximum: { sv: 'Vården har pågått längre än så.', en: 'The care has gone on for longer.' } };
