/** Claims that no written allocation bears: flagged from the day they stand without one until they no longer do. */
import { type Finding } from '../case/assessment.js';
import { type Story } from '../case/story.js';
import { finding } from '../findings/finding.js';
import { type Day, type Uuid } from '../kernel/index.js';
import { type Borne } from './bearing.js';
import { reasonWithoutCover, type Claimed } from './claims.js';
import { bothSides, type CostCourse } from './cost-course.js';
import { allocationOf } from './coverage.js';
import { piecesOf } from './pieces.js';
import { isFixed, type Version } from './versions.js';

interface Claims {
  readonly course: CostCourse;
  readonly claims: readonly Claimed[];
  readonly borne: ReadonlyMap<Uuid, Borne>;
  readonly versions: readonly Version[];
}

/** One finding for each claim that has ever stood without a written allocation. */
export function claimFindings(story: Story, told: Claims): readonly Finding[] {
  return told.claims.flatMap((claim) => {
    const cost = told.borne.get(claim.data.costId)?.cost;
    if (!cost) return [];
    const without = spanWithout(
      claim,
      (day) => {
        const signedBy = told.versions.filter((version) => isFixed(version) && version.fixedOn <= day);
        const pieces = piecesOf(cost.data, allocationOf(story, told.course, signedBy));
        return reasonWithoutCover(claim.data.against, pieces) !== null;
      },
      told.versions,
    );
    if (!without) return [];
    return [
      finding(story, 'A-098', {
        key: `claim ${claim.data.claimId}`,
        severity: 'warning',
        parties: [claim.meta.party, claim.data.against, ...bothSides(story, claim.meta.saidOn)],
        raisedOn: without.from,
        resolvedOn: without.until,
        causedBy: [claim, cost],
        detail: {
          sv: 'Kravet följer inte av någon skriftlig fördelning som gäller för kostnaden.',
          en: 'The claim follows from no written allocation in force for the cost.',
        },
      }),
    ];
  });
}

/** The latest span of days on which a claim stands without cover: what it is follows from what was signed by each day. */
function spanWithout(
  claim: Claimed,
  isWithout: (day: Day) => boolean,
  versions: readonly Version[],
): { readonly from: Day; readonly until?: Day } | null {
  const made = claim.meta.saidOn;
  const turns = versions.flatMap(({ fixedOn }) => (fixedOn !== null && fixedOn > made ? [fixedOn] : []));
  let span: { from: Day; until?: Day } | null = null;
  let wasWithout = false;
  for (const day of [made, ...turns.sort()]) {
    const isNow = isWithout(day);
    if (isNow && !wasWithout) span = { from: day };
    if (!isNow && wasWithout && span) span = { ...span, until: day };
    wasWithout = isNow;
  }
  return span;
}
