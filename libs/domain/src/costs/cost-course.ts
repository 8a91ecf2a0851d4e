/** What every question of a case's costs begins with: whose placement it is over time, of which kind, and its days. */
import { type Day } from '../kernel/index.js';
import { type Placing } from '../story/placings.js';
import { last, type Story } from '../story/story.js';

export interface CostCourse {
  /** The kommuner that place, over time; none where the registration has been taken back, so that there is no placement. */
  readonly placings: readonly Placing[];
  readonly isEmergency: boolean;
  /** The start; until one is told the planned one. */
  readonly startsOn: Day | null;
  readonly endedOn: Day | null;
}

/** The day itself, or the last of the placement where that is over: whose costs they are does not change afterwards. */
export const lastDayOf = ({ endedOn }: CostCourse, day: Day): Day =>
  endedOn !== null && endedOn < day ? endedOn : day;

const NO_PLACEMENT: CostCourse = { placings: [], isEmergency: false, startsOn: null, endedOn: null };

/** The course of a placement, as far as its costs ask for it. */
export function costCourseOf({ registered, placings, facts }: Story): CostCourse {
  if (!registered) return NO_PLACEMENT;
  const started = last(facts, 'placement.started');
  return {
    placings,
    isEmergency: registered.data.mode === 'emergency',
    startsOn: started ? started.data.startedOn : registered.data.plannedFrom,
    endedOn: last(facts, 'placement.ended')?.data.endedOn ?? null,
  };
}
