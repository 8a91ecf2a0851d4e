/** Restricted contact or a concealed place of stay is considered every third month, while it works (S-006; LVU 14 §). */
import { messageKeyOf } from '../kernel/index.js';
import { restrictionsOf, type Considered, type Restriction } from '../compulsory-care/restrictions.js';
import { causeEnded, endedByBirthday, inTimeThrough, timedDeadline, type Deadline } from '../making/deadline.js';
import { type Course } from '../story/course.js';

/** Every consideration that was made of each, and the one that is next; none of one that is a part of no care in force. */
export const contactRestrictionDeadlines = (course: Course): readonly Deadline[] =>
  restrictionsOf(course).flatMap((restriction) => (everWorked(restriction) ? chain(course, restriction) : []));

const everWorked = ({ worksFrom, endsOn, said }: Restriction): boolean =>
  worksFrom !== undefined && (worksFrom === said.data.decidedOn || endsOn === undefined || worksFrom < endsOn);

function chain(course: Course, restriction: Restriction): readonly Deadline[] {
  const links: Deadline[] = [];
  let before: Considered | null = null;
  for (const next of restriction.considered) {
    links.push(...link(course, restriction, before, next));
    before = next;
  }
  const { endsOn } = restriction;
  if (endsOn !== undefined && before?.data.on === endsOn) return links;
  const open = link(course, restriction, before, null);
  return [...links, ...open.map((made) => ended(course, restriction, made))];
}

const link = (
  { story, kommun }: Course,
  { said }: Restriction,
  before: Considered | null,
  next: Considered | null,
): readonly Deadline[] => {
  const { restrictionId, decidedOn } = said.data;
  return timedDeadline(story, {
    kind: 'contactRestrictionReview',
    key: before ? `${restrictionId} ${messageKeyOf(before)}` : restrictionId,
    startsOn: before?.data.on ?? decidedOn,
    metOn: next?.data.on,
    responsible: [kommun],
    causedBy: before ? [said, before] : [said],
  });
};

/** S-004 "det som ska göras återkommande under vården upphör med den": also by the birthday that ends it, once that is near. */
function ended({ story }: Course, { endsOn, endsByAge }: Restriction, made: Deadline): Deadline {
  if (endsOn === undefined) return made;
  if (!endsByAge) return causeEnded(made, endsOn);
  const isFarAhead = endsOn > inTimeThrough(made) && endsOn > story.asOf;
  return isFarAhead ? made : endedByBirthday(made, endsOn);
}
