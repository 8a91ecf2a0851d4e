/** Consent to a placement by socialtjänstlagen, and the ages and times within which compulsory care holds. */
import { earliest } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { fellIn } from '../compulsory-care/care-in-force.js';
import { type BasisSpan, type Course } from '../story/course.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { ownConsentWithin, type ConsentGap } from '../responsibility/consents.js';
import { endsByAge, givenBefore } from '../compulsory-care/age-limits.js';
import { AGE_SAYS, CONSENT_SAYS } from './consent-says.data.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { told } from '../making/answering.js';

const seenGap = (course: Course, gap: ConsentGap): Seen => ({
  key: gap.key,
  parties: [course.kommun],
  raisedOn: gap.from,
  resolvedOn: gap.until,
  causedBy: [gap.decision, ...(gap.withdrawn ? [gap.withdrawn] : [])],
  duty: 'consentByAge',
  says: CONSENT_SAYS[gap.who],
  fromBirthDate: gap.fromBirthDate,
});

/**
 * A-056 "kräver samtycke från vårdnadshavare (och barnet om det är över 15 år)", by socialtjänstlagen, of every custody
 * holder; the child's from the day it turns 15 (G-03).
 */
const consentMissing: SeenBy = ({ course, consentGaps }) =>
  inEach(consentGaps, (gap) => (gap.withdrawn ? null : seenGap(course, gap)));

/**
 * A-046 "öppna insatser oberoende av vårdnadshavares samtycke, förutsatt att barnet samtycker": no care in HVB is decided by
 * that. Where the child's own consent is all there is, it is said why that does not carry the placement.
 */
const childAlone: SeenBy = ({ course, consentGaps }) =>
  inEach(consentGaps, (gap) => {
    const raisedOn = gap.who === 'guardians' ? ownConsentWithin(course, gap) : null;
    return raisedOn && { ...seenGap(course, gap), raisedOn, says: CONSENT_SAYS.childAlone };
  });

/** A-059 "Så länge behov finns och alla parter samtycker": a withdrawal ends the basis of care by socialtjänstlagen. */
const consentWithdrawn: SeenBy = ({ course, consentGaps }) =>
  inEach(consentGaps, (gap) => (gap.withdrawn ? seenGap(course, gap) : null));

/**
 * A-058 "gäller för barn upp t.o.m. 17 år… beteendefallen gäller unga upp t.o.m. 20 år", read by G-04: one age under
 * which care may be decided, one at which it ends. Defined there, binding by LVU.
 */
const lvuAges: SeenBy = ({ course }) => [...givenTooLate(course), ...goesOnTooLong(course)];

/** Until the next basis, until the care fell away or the placement ended. */
const overOn = (course: Course, span: BasisSpan): Day | undefined =>
  earliest(span.until, fellIn(course, span), endOf(course));

const givenTooLate = (course: Course): readonly Seen[] =>
  inEach(course.bases, (span) => {
    const { basis, from, said, key } = span;
    const limit = givenBefore(course, basis);
    const raisedOn = from ?? said.meta.saidOn;
    if (limit === null || raisedOn < limit) return null;
    return {
      key: `given ${key}`,
      parties: [course.kommun],
      raisedOn,
      resolvedOn: overOn(course, span),
      causedBy: [said],
      duty: careActOf(basis.act).care,
      says: AGE_SAYS.decidedTooLate,
    };
  });

/** Later than every day. */
const AFTER_ALL = '9999-12-31';

const goesOnTooLong = (course: Course): readonly Seen[] =>
  inEach(course.bases, (span) => {
    const { basis, from, said, key } = span;
    const limit = endsByAge(course, basis);
    const over = overOn(course, span);
    // One that began after the birthday is found for how it began; one that ended by it was in time.
    if (limit === null || (from ?? said.meta.saidOn) >= limit || (over ?? AFTER_ALL) <= limit) return null;
    return {
      key: `limit ${key}`,
      parties: [course.kommun],
      raisedOn: limit,
      resolvedOn: over,
      causedBy: [said],
      duty: careActOf(basis.act).endsByAge,
      says: AGE_SAYS.goesOn,
      fromBirthDate: true,
    };
  });

/** What a birth date gives is marked where it is a date, and stays with the identity. */
const byAge = {
  discloses: 'case',
  readsStricter: {
    classes: ['identity'],
    because: 'it tells on which side of an age limit the person is; a date from the birth date is marked as one',
  },
} as const;

export const CONSENT_FINDINGS: FindingTable<Judged> = {
  'A-046': { seenBy: childAlone, answer: told(['placement.consentGiven'], thePlacer), ...byAge },
  'A-056': { seenBy: consentMissing, answer: told(['placement.consentGiven'], thePlacer), ...byAge },
  'A-058': {
    seenBy: lvuAges,
    answer: told(['placement.legalBasisChanged', 'placement.ended'], thePlacer),
    ...byAge,
    severity: { is: 'breach', because: 'the rule is a definition there; it is LVU that binds' },
  },
  'A-059': {
    seenBy: consentWithdrawn,
    answer: told(['placement.consentGiven', 'placement.legalBasisChanged'], thePlacer),
    ...byAge,
  },
};
