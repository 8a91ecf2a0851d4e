/** Who pays what: what holds, where the parties stand, who bears each cost, and how claims are answered. */
import { type CostsView, type CostStatus, type Finding, type FixedAllocation } from '../case/assessment.js';
import { factsOf, whyOf, type Story } from '../case/story.js';
import { once } from '../kernel/once.js';
import { bearingOf, sumByParty } from './bearing.js';
import { claimFindings } from './claim-findings.js';
import { claimViews } from './claims.js';
import { contractFindings, contractViews } from './contracts.js';
import { costCourseOf, type CostCourse } from './cost-course.js';
import { allocationOf, type Allocation } from './coverage.js';
import { linesOf } from './lines.js';
import { negotiationOf } from './negotiation.js';
import { versionFindings } from './version-findings.js';
import { isFixed, versionsOf } from './versions.js';

export { type ClaimReason } from './claims.js';
export { COST_CATEGORIES } from './lines.js';
export { shareOut, upToDay } from './money.js';

export interface Costs {
  readonly view: CostsView;
  /** Every version that all who must have approved, also those superseded since; the lowest number first. */
  readonly fixed: readonly FixedAllocation[];
  readonly findings: readonly Finding[];
}

/**
 * The costs of a case as of the story's day, from the facts that count by then. Money is whole öre and always sums:
 * `byParty` to `recordedOre`, and each claim's `byParty` to its cost. A cost counts with its whole amount, also on days
 * outside the placement (a preparing visit, notice at the end): who bears those follows from the same rules. Where the registration has been taken back there
 * is no placement: what was recorded stays with whoever paid, nothing is allocated and nothing is found.
 */
export function costsOf(story: Story): Costs {
  const course = costCourseOf(story);
  const versions = story.registered ? versionsOf(story) : [];
  const allocation = allocationOf(story, course, versions);
  const costs = factsOf(story.facts, 'costAllocation.costRecorded');
  const claims = factsOf(story.facts, 'costAllocation.claimed');
  const bearing = bearingOf(costs, allocation, course.placing);
  const borne = new Map(bearing.map((one) => [one.cost.data.costId, one]));
  const view = once((): CostsView => ({
    status: statusOf(story, course, allocation),
    negotiation: negotiationOf(story, versions),
    lines: linesOf(story, course, allocation),
    recordedOre: costs.reduce((sum, { data }) => sum + data.amountOre, 0),
    byParty: sumByParty(bearing),
    claims: claimViews(story, claims, borne),
    contracts: contractViews(story),
    choices: allocation.choices,
  }));
  const fixed = versions.filter(isFixed).map(({ number, fixedOn, proposed, signatures }) => ({
    version: number,
    fixedOn,
    effectiveFrom: proposed.data.effectiveFrom,
    why: whyOf(story, 'A-098', [proposed, ...signatures]),
  }));
  const findings = once(() => [
    ...versionFindings(story, course, versions, allocation),
    ...claimFindings(story, { course, claims, borne, versions }),
    ...contractFindings(story, allocation.fixedFirstOn),
  ]);
  return {
    get view() {
      return view();
    },
    fixed,
    get findings() {
      return story.registered ? findings() : [];
    },
  };
}

/** What holds. An emergency is provisional from its start; a planned placement has nothing until all have signed. */
function statusOf({ asOf }: Story, { isEmergency, startsOn }: CostCourse, { fixedFirstOn }: Allocation): CostStatus {
  if (fixedFirstOn !== null) return 'fixed';
  return isEmergency && startsOn !== null && startsOn <= asOf ? 'provisional' : 'none';
}
