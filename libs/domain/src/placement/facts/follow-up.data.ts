/** What the law says of following a child up after care, by the act that does: from when its time runs, and how long it is. */
import { type TimeId } from '../../rules/index.js';

/** By which act a child is followed up after care: SoL 23 kap. or LVU 21 b §. */
export type FollowUpBasis = 'SoL23' | 'LVU21b';

interface FollowUpLaw {
  readonly runsFrom: 'end' | 'beginning';
  readonly time: TimeId;
}

export const FOLLOW_UP_LAW: Readonly<Record<FollowUpBasis, FollowUpLaw>> = {
  // S-013 "senast sex månader från det att placeringen har upphört".
  SoL23: { runsFrom: 'end', time: 'followUpAfterSoL' },
  // LVU 21 c §: six months from when the follow-up itself was begun, which the catalogue's sentence does not tell apart.
  LVU21b: { runsFrom: 'beginning', time: 'followUpAfterLVU' },
};
