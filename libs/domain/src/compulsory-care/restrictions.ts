/** Restricted contact and concealed places of stay: from when each works, how it was considered and when it ended (S-006; LVU 14 §). */
import { earliest, maxDay } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { careInForce, type InForce } from './care-in-force.js';

export type Restricted = FactOf<'placement.contactRestricted'>;
export type Considered = FactOf<'placement.reviewed'>;

/** A decision to restrict, with what became of it. */
export interface Restriction {
  readonly said: Restricted;
  /** The first day on which care that it may be a part of was in force; undefined while there is none. */
  readonly worksFrom: Day | undefined;
  /** Those considerations that name it, and those that are of all, while it stood. */
  readonly considered: readonly Considered[];
  readonly endsOn: Day | undefined;
  /** True where it ends on a birthday: that of the care that it is a part of. */
  readonly endsByAge: boolean;
}

const NONE: readonly never[] = [];

/** Every restriction of a case. */
export function restrictionsOf(course: Course): readonly Restriction[] {
  const all = factsOf(course.story.facts, 'placement.contactRestricted');
  if (all.length === 0) return NONE;
  const care = careInForce(course, ({ contactRestriction }) => contactRestriction !== undefined);
  return all.map((said) => restrictionOf(course, said, care));
}

function restrictionOf(course: Course, said: Restricted, care: readonly InForce[]): Restriction {
  const { decidedOn } = said.data;
  const carrying = care.find(({ until }) => until === undefined || until > decidedOn);
  const all = considerationsOf(course, said);
  const told = toldEnd(course, said, all);
  const endsOn = earliest(told, carrying?.until);
  return {
    said,
    worksFrom: carrying && maxDay(carrying.from, decidedOn),
    considered: endsOn === undefined ? all : all.filter(({ data }) => data.on <= endsOn),
    endsOn,
    endsByAge: endsOn !== told && carrying?.endsByAge === true,
  };
}

const considerationsOf = ({ story }: Course, { data }: Restricted): readonly Considered[] =>
  factsOf(story.facts, 'placement.reviewed').filter(
    ({ data: { kind, on, restrictionId } }) =>
      kind === 'contactRestriction' &&
      on >= data.decidedOn &&
      (restrictionId === undefined || restrictionId === data.restrictionId),
  );

/** As told of it, no longer needed, or with the placement. */
function toldEnd({ story, ended }: Course, { data }: Restricted, considered: readonly Considered[]): Day | undefined {
  const told = factsOf(story.facts, 'placement.contactRestrictionEnded').find(
    (one) => one.data.restrictionId === data.restrictionId,
  );
  const notNeeded = considered.find(({ data: { outcome } }) => outcome === 'end');
  return earliest(told?.data.on, notNeeded?.data.on, ended?.data.endedOn);
}
