/** Who pays what: what holds, where the parties stand, who bears each cost, and how claims are answered. */
import { type CostsView, type CostStatus, type FixedAllocation } from './costs-view.js';
import { type Finding } from '../making/finding.js';
import { type Waiting } from '../making/waiting.js';
import { holdsOn } from '../calendar/index.js';
import { factsOf, judgingOn, type Story } from '../story/story.js';
import { type Uuid } from '../kernel/index.js';
import { lazily } from '../kernel/lazily.js';
import { whyOf } from '../rules/index.js';
import { bearingOf, sumByParty, type Borne } from './bearing.js';
import { claimViews, type Claimed } from './claims.js';
import { contractViews } from './contracts.js';
import { costFindings } from './cost-findings.js';
import { costCourseOf, lastDayOf, type CostCourse } from './cost-course.js';
import { allocationOf, type Allocation } from './coverage.js';
import { linesOf } from './lines.js';
import { negotiationOf } from './negotiation.js';
import { waitingVersion } from './waiting-version.js';
import { daysFixed, isFixed, versionsOf, type FixedVersion, type Version } from './versions.js';

export { type ClaimReason } from './claims.js';
export { shareOut, upToDay } from './money.js';

export interface Costs {
  readonly view: CostsView;
  /** Every version that all who must have approved, also those superseded since; the lowest number first. */
  readonly fixed: readonly FixedAllocation[];
  readonly findings: readonly Finding[];
  readonly waiting: readonly Waiting[];
}

interface Reckoned extends Costs {
  readonly course: CostCourse;
  readonly versions: readonly Version[];
  readonly allocation: Allocation;
  readonly claims: readonly Claimed[];
  readonly bearing: readonly Borne[];
  readonly borne: ReadonlyMap<Uuid, Borne>;
}

/**
 * The costs of a case as of the story's day, from the facts that count by then. Money is whole öre and always sums:
 * `byParty` to `recordedOre`, and each claim's `byParty` to its cost. A cost counts with its whole amount, also on days
 * outside the placement (a preparing visit, notice at the end): who bears those follows from the same rules. Where the registration has been taken back there
 * is no placement: what was recorded stays with whoever paid, nothing is allocated and nothing is found.
 */
export const costsOf: (story: Story) => Costs = lazily<Story, Reckoned>({
  course: (_parts, story) => costCourseOf(story),
  versions: (_parts, story) => (story.registered ? versionsOf(story) : []),
  allocation: ({ course, versions }, story) => allocationOf(story, course, versions),
  claims: (_parts, { facts }) => factsOf(facts, 'costAllocation.claimed'),
  bearing: ({ allocation, course }, { facts }) =>
    bearingOf(factsOf(facts, 'costAllocation.costRecorded'), allocation, course.placings),
  borne: ({ bearing }) => new Map(bearing.map((one) => [one.cost.data.costId, one])),
  view: ({ course, versions, allocation, claims, bearing, borne }, story) => ({
    status: statusOf(story, course, allocation),
    negotiation: negotiationOf(story, versions, lastDayOf(course, story.asOf)),
    lines: linesOf(story, course, allocation),
    recordedOre: bearing.reduce((sum, { cost }) => sum + cost.data.amountOre, 0),
    byParty: sumByParty(bearing),
    claims: claimViews(story, claims, borne),
    contracts: contractViews(story),
    choices: allocation.choices,
  }),
  fixed: ({ versions }, story) => versions.filter(isFixed).map((version) => fixedAllocation(story, version)),
  findings: ({ course, versions, allocation, claims, borne }, story) =>
    story.registered ? costFindings({ story, course, versions, allocation, claims, borne }) : [],
  waiting: ({ versions }, story) => waitingVersion(story, versions),
});

/**
 * A-098 "skriftlig kostnadsfördelning": what is fixed, by the paper and its signatures; H-003 "binder… under de dagar då den
 * är huvudman" where that is not every day from which it holds.
 */
function fixedAllocation(story: Story, version: FixedVersion): FixedAllocation {
  const { number, fixedOn, proposed } = version;
  const { effectiveFrom } = proposed.data;
  const days = daysFixed(version);
  const isWhole = days.length === 1 && days.every(({ from, to }) => from === effectiveFrom && to === undefined);
  const signatures = version.signatures.filter((one) =>
    version.fixings.some((fixing) => fixing.signatures.includes(one)),
  );
  const why = whyOf(judgingOn(story, version.fixings[0]?.from ?? effectiveFrom), isWhole ? 'A-098' : 'H-003', [
    proposed,
    ...signatures,
  ]);
  return { version: number, fixedOn, effectiveFrom, ...(isWhole ? {} : { days }), why };
}

/**
 * What holds between the principals of the day, or of the last one. An emergency is provisional from its start; a planned
 * placement has nothing until all have signed.
 */
function statusOf({ asOf }: Story, course: CostCourse, { fixedFor }: Allocation): CostStatus {
  const { isEmergency, startsOn } = course;
  if (fixedFor.some((stretch) => holdsOn(stretch, lastDayOf(course, asOf)))) return 'fixed';
  return isEmergency && startsOn !== null && startsOn <= asOf ? 'provisional' : 'none';
}
