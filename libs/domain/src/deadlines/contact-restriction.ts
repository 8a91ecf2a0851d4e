/** Restricted contact or a concealed place of stay is considered every third month, while it stands (S-006; LVU 14 §). */
import { type Day } from '../kernel/index.js';
import { messageKeyOf } from '../kernel/index.js';
import { causeEnded, endedByBirthday, inTimeThrough, timedDeadline, type Deadline } from '../making/deadline.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { endsByAge } from '../responsibility/age-limits.js';
import { basisOn, type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';

type Restricted = FactOf<'placement.contactRestricted'>;
type Reviewed = FactOf<'placement.reviewed'>;

/** Every consideration that was made of each, and the one that is next. */
export function contactRestrictionDeadlines(course: Course): readonly Deadline[] {
  return factsOf(course.story.facts, 'placement.contactRestricted').flatMap((restricted) => chain(course, restricted));
}

/** The considerations of a restriction: those that name it, and those that are of all. */
const considerationsOf = ({ story }: Course, { data }: Restricted): readonly Reviewed[] =>
  factsOf(story.facts, 'placement.reviewed').filter(
    ({ data: { kind, on, restrictionId } }) =>
      kind === 'contactRestriction' &&
      on >= data.decidedOn &&
      (restrictionId === undefined || restrictionId === data.restrictionId),
  );

/** When it ends with something else than a birthday: as told, or with the care that it is a part of. */
function endOf(course: Course, { data }: Restricted, considered: readonly Reviewed[]): Day | undefined {
  const told = factsOf(course.story.facts, 'placement.contactRestrictionEnded').find(
    (one) => one.data.restrictionId === data.restrictionId,
  );
  const otherwise = course.bases.find(
    ({ basis, from }) => from !== null && from > data.decidedOn && !careActOf(basis.act).contactRestriction,
  );
  const isNeeded = considered.find(({ data: { outcome } }) => outcome === 'end');
  const ends = [told?.data.on, isNeeded?.data.on, otherwise?.from, course.ended?.data.endedOn];
  return ends.filter((day): day is Day => typeof day === 'string').sort()[0];
}

function chain(course: Course, restricted: Restricted): readonly Deadline[] {
  const all = considerationsOf(course, restricted);
  const stop = endOf(course, restricted, all);
  const done = stop === undefined ? all : all.filter(({ data }) => data.on <= stop);
  const links: Deadline[] = [];
  let before: Reviewed | null = null;
  for (const next of [...done, null]) {
    if (next === null && stop !== undefined && before?.data.on === stop) break;
    links.push(
      ...link(course, restricted, before, next).map((made) => (next ? made : ended(course, restricted, made, stop))),
    );
    before = next;
  }
  return links;
}

const link = (
  { story, kommun }: Course,
  restricted: Restricted,
  before: Reviewed | null,
  next: Reviewed | null,
): readonly Deadline[] => {
  const { restrictionId, decidedOn } = restricted.data;
  return timedDeadline(story, {
    kind: 'contactRestrictionReview',
    key: before ? `${restrictionId} ${messageKeyOf(before)}` : restrictionId,
    startsOn: before?.data.on ?? decidedOn,
    metOn: next?.data.on,
    responsible: [kommun],
    causedBy: before ? [restricted, before] : [restricted],
  });
};

/** S-004 "det som ska göras återkommande under vården upphör med den": also by the birthday that ends it. */
function ended(course: Course, { data }: Restricted, made: Deadline, stop: Day | undefined): Deadline {
  const birthday = endsByAge(course, basisOn(course, data.decidedOn).basis);
  if (birthday === null || (stop !== undefined && stop <= birthday)) return stop ? causeEnded(made, stop) : made;
  const isFarAhead = birthday > inTimeThrough(made) && birthday > course.story.asOf;
  return isFarAhead ? made : endedByBirthday(made, birthday);
}
