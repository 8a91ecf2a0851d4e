/** An area that is laid on somebody for a time, as the responsibility of its placement is told by it. */
import { type Day, type Uuid } from '../kernel/index.js';
import { whyOf, type Judging, type Why } from '../rules/index.js';
import { type AreaLaid } from './facts/deviation.js';
import { type Split } from './splits.js';

export interface TemporaryArea {
  readonly splitId: Uuid;
  readonly laid: AreaLaid;
  readonly from: Day;
  /** The first day on which it is so no longer, as far as is known. */
  readonly until: Day | null;
  readonly why: Why;
}

/** A-108 "en tillfällig ansvarsfördelning": the areas of one that has been agreed on. */
export const temporaryAreas = (judging: Judging, { areas, proposed, confirmedBy }: Split): readonly TemporaryArea[] =>
  areas.map((area) => ({
    splitId: proposed.data.splitId,
    ...area,
    why: whyOf(judging, 'A-108', [proposed, ...confirmedBy]),
  }));
