/** What the court has decided of care by an act: its order, and when that stands (A-055, S-001; LVU 4 and 11 §§, LVM 5 §). */
import { type Course } from '../story/course.js';
import { type FactOf } from '../story/story.js';
import { type Day } from '../kernel/index.js';
import { type CareActId } from '../placement/facts/care-acts.js';

type Decided = FactOf<'placement.decided'>;

/** A decision of the court by an act: on care, or for the time being (immediate custody). */
const isOrdered = ({ data }: Decided, act: CareActId, interim: boolean): boolean =>
  data.decidedBy === 'forvaltningsratt' && data.legalBasis.act === act && data.legalBasis.interim === interim;

/** No care by another act has taken the place of what was ordered, by a day. */
const stillStands = ({ bases }: Course, { data }: Decided, day: Day): boolean =>
  !bases.some(
    ({ basis, from }) => from !== null && from > data.decidedOn && from <= day && basis.act !== data.legalBasis.act,
  );

/** The court's newest order of care by an act that stands on a day; null where there is none. */
export const careOrderOn = (course: Course, act: CareActId, day: Day): Decided | null =>
  course.decisions.findLast(
    (one) => isOrdered(one, act, false) && one.data.decidedOn <= day && stillStands(course, one, day),
  ) ?? null;

/** The day of the court's first order of care by an act that comes after a day; undefined while there is none. */
export const orderedAfter = (course: Course, act: CareActId, day: Day): Day | undefined =>
  course.decisions.find((one) => isOrdered(one, act, false) && one.data.decidedOn > day)?.data.decidedOn;

/** Whether a fact is the court's own order of immediate custody. */
export const isCustodyByCourt = (said: Course['bases'][number]['said']): boolean =>
  said.type === 'placement.decided' && isOrdered(said, said.data.legalBasis.act, true);
