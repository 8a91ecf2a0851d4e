/** Claims that no written allocation bears: flagged from the day they stand without one until they no longer do. */
import { type FindingTable } from '../making/finding-table.js';
import { type Day } from '../kernel/index.js';
import { isRepeated, reasonWithoutCover, type Claimed } from './claims.js';
import { principalsOn } from '../story/parties.js';
import { CLAIM_SAYS } from './cost-says.data.js';
import { allocationOf } from './coverage.js';
import { thePrincipals, type JudgedCosts, type SeenInCosts } from './judged-costs.js';
import { piecesOf } from './pieces.js';
import { asFixedBy, type Version } from './versions.js';
import { told } from '../making/answering.js';

/**
 * A-098 "Ingen part kan i efterhand åberopa kostnadstäckning om inte… skriftlig kostnadsfördelning": one finding for
 * each claim that has ever stood without.
 */
const withoutAllocation: SeenInCosts = ({ story, course, claims, borne, versions }) =>
  claims.flatMap((claim) => {
    if (isRepeated(claim, claims)) return [];
    const cost = borne.get(claim.data.costId)?.cost;
    if (!cost) return [];
    const without = spanWithout(
      claim,
      (day) => {
        const signedBy = versions.map((version) => asFixedBy(version, day));
        const pieces = piecesOf(cost.data, allocationOf(story, course, signedBy));
        return reasonWithoutCover(claim.data.against, pieces) !== null;
      },
      versions,
    );
    if (!without) return [];
    return [
      {
        key: `claim ${claim.data.claimId}`,
        parties: [claim.meta.party, claim.data.against, ...principalsOn(story, claim.meta.saidOn)],
        raisedOn: without.from,
        resolvedOn: without.until,
        causedBy: [claim, cost],
        says: CLAIM_SAYS.noAllocation,
      },
    ];
  });

/** The latest span of days on which a claim stands without cover: what it is follows from what was signed by each day. */
function spanWithout(
  claim: Claimed,
  isWithout: (day: Day) => boolean,
  versions: readonly Version[],
): { readonly from: Day; readonly until?: Day } | null {
  const made = claim.meta.saidOn;
  const turns = versions.flatMap(({ fixings }) => fixings.map(({ fixedOn }) => fixedOn).filter((on) => on > made));
  let span: { from: Day; until?: Day } | null = null;
  let wasWithout = false;
  for (const day of [made, ...new Set(turns.sort())]) {
    const isNow = isWithout(day);
    if (isNow && !wasWithout) span = { from: day };
    if (!isNow && wasWithout && span) span = { ...span, until: day };
    wasWithout = isNow;
  }
  return span;
}

export const CLAIM_FINDINGS: FindingTable<JudgedCosts> = {
  'A-098': {
    seenBy: withoutAllocation,
    answer: told(['costAllocation.proposed', 'costAllocation.approved'], thePrincipals),
    discloses: 'cost',
    severity: { is: 'warning', because: 'a claim may be made before the papers come; it is not covered until they do' },
  },
};
