/** What every question of a case's costs begins with: whose placement it is, of which kind, and its days. */
import { last, type Story } from '../story/story.js';
import { type Day, type PartyId } from '../kernel/index.js';

export interface CostCourse {
  /** The placing nämnd; null where the registration has been taken back, so that there is no placement. */
  readonly placing: PartyId | null;
  readonly isEmergency: boolean;
  /** The start; until one is told the planned one. */
  readonly startsOn: Day | null;
  readonly endedOn: Day | null;
}

/** The day itself, or the last of the placement where that is over: whose costs they are does not change afterwards. */
export const lastDayOf = ({ endedOn }: CostCourse, day: Day): Day =>
  endedOn !== null && endedOn < day ? endedOn : day;

const NO_PLACEMENT: CostCourse = { placing: null, isEmergency: false, startsOn: null, endedOn: null };

/** The course of a placement, as far as its costs ask for it. */
export function costCourseOf({ registered, facts }: Story): CostCourse {
  if (!registered) return NO_PLACEMENT;
  const started = last(facts, 'placement.started');
  return {
    placing: registered.meta.party,
    isEmergency: registered.data.mode === 'emergency',
    startsOn: started ? started.data.startedOn : registered.data.plannedFrom,
    endedOn: last(facts, 'placement.ended')?.data.endedOn ?? null,
  };
}
