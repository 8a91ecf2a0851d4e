/** The SIPs that bear on a placement and are of both its principals, read once for all the rules that ask of them. */
import { type Day, type PartyId, speaksFor } from '../kernel/index.js';
import { excludes } from '../sip/consent.js';
import { sipCourseOf, type SipCourse } from '../sip/course.js';
import { partiesIn, readingOn } from '../sip/reading.js';
import { sipsOfCase, type SipOfCase } from '../sip/sips-of-case.js';
import { type Course } from '../story/course.js';
import { principalsOn } from '../story/parties.js';

/** A SIP that bears on the case, with how far it has come by the story's day. */
export interface SipOfBoth {
  readonly of: SipOfCase;
  readonly sip: SipCourse;
}

/** The first day of the placement, or the planned one. */
export const startOf = ({ started, registered }: Course): Day => started?.data.startedOn ?? registered.data.plannedFrom;

/**
 * The SIPs in which both principals of the start have a part, of which the individual has excluded neither: of another nothing
 * is told to them by way of their placement.
 */
export function sipsOfBoth(course: Course): readonly SipOfBoth[] {
  const { story } = course;
  const bearing = sipsOfCase(story);
  if (bearing.length === 0) return [];
  const principals = principalsOn(story, startOf(course));
  return bearing.flatMap((of) => {
    const reading = readingOn(of.sip, story.asOf, story.name);
    if (!reading || reading.need?.data.kind === 'internal') return [];
    const sip = sipCourseOf(reading);
    return principals.every((one) => hasPart(sip, one)) ? [{ of, sip }] : [];
  });
}

/** Whether a principal has a part in a SIP, and the individual has not excluded it: it may tell of it then. */
export const hasPart = (sip: SipCourse, principal: PartyId): boolean =>
  partiesIn(sip.reading.facts).some((one) => speaksFor(one, principal) || speaksFor(principal, one)) &&
  !isExcluded(sip, principal);

/** True where a consent that was not recorded in error excludes a party. */
export const isExcluded = ({ consents }: SipCourse, party: PartyId): boolean =>
  consents.some((consent) => !consent.voided && excludes(consent, party));
