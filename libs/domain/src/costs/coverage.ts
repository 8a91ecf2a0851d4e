/** From when a fixed allocation covers, and which version does on a day. */
import { addDays, maxDay } from '../calendar/day.js';
import { type CostsView } from './costs-view.js';
import { type Story } from '../story/story.js';
import { emergencyTerm } from '../agreement/facts/emergency-term.js';
import { type PackSettings } from '../agreement/facts/pack.js';
import { settingsUnder } from '../agreement/facts/packs.js';
import { type Day, type Span } from '../kernel/index.js';
import { type RuleId } from '../rules/index.js';
import { type CostCourse } from './cost-course.js';
import { isFixed, type FixedVersion, type Version } from './versions.js';

/** The days on which a version holds. The last has no end. */
export interface Coverage extends Span {
  readonly version: FixedVersion;
}

type Choice = CostsView['choices'][number];

export interface Allocation {
  /** In order of days, none overlapping, with no gap after the first begins. Empty while nothing is fixed. */
  readonly coverages: readonly Coverage[];
  /** When the first of all was fixed. */
  readonly fixedFirstOn: Day | null;
  /**
   * An emergency's cost of which no version says anything stays with the placing kommun before this day, with
   * whoever paid from it on; null while nothing is fixed.
   */
  readonly placerBears: { readonly until: Day | null } | null;
  /** True where a setting, and not the text, moved coverage later than the version was written for. */
  readonly isHeldBack: boolean;
  readonly choices: readonly Choice[];
}

type Settings = Pick<
  PackSettings,
  'retroactiveFrom' | 'afterDeadline' | 'plannedRetroactive' | 'emergencyMonths' | 'weekendRule'
>;

const NOTHING_FIXED: Allocation = {
  coverages: [],
  fixedFirstOn: null,
  placerBears: null,
  isHeldBack: false,
  choices: [],
};

/** The allocation as it holds once `versions` are signed as they are. */
export function allocationOf(story: Story, course: CostCourse, versions: readonly Version[]): Allocation {
  const fixed = versions.filter(isFixed);
  const signing = signingOf(story, course, fixed);
  if (!signing) return course.isEmergency ? { ...NOTHING_FIXED, placerBears: { until: null } } : NOTHING_FIXED;
  return course.isEmergency ? emergencyAllocation(fixed, signing) : plannedAllocation(fixed, signing);
}

interface Signing {
  readonly settings: Settings;
  readonly startsOn: Day;
  readonly fixedFirstOn: Day;
  /** True where the first to be fixed was so after the two months of an emergency. */
  readonly isLate: boolean;
}

function signingOf(story: Story, { startsOn }: CostCourse, fixed: readonly FixedVersion[]): Signing | null {
  const [fixedFirstOn] = fixed.map(({ fixedOn }) => fixedOn).sort();
  if (fixedFirstOn === undefined || startsOn === null) return null;
  const settings: Settings = settingsUnder(story.agreement);
  const isLate = story.agreement !== null && fixedFirstOn > emergencyTerm(settings, startsOn).lastInTime;
  return { settings, startsOn, fixedFirstOn, isLate };
}

function plannedAllocation(fixed: readonly FixedVersion[], signing: Signing): Allocation {
  return {
    coverages: coveragesOf(fixed, (version) => plannedFrom(version, signing)),
    fixedFirstOn: signing.fixedFirstOn,
    placerBears: null,
    isHeldBack: fixed.some((version) => plannedFrom(version, signing) > version.proposed.data.effectiveFrom),
    choices: plannedChoices(fixed, signing),
  };
}

function emergencyAllocation(fixed: readonly FixedVersion[], signing: Signing): Allocation {
  const { fixedFirstOn, startsOn } = signing;
  const coverages = coveragesOf(fixed, (version) => emergencyFrom(version, signing));
  const isHeldBack = fixed.some(
    (version) => emergencyFrom(version, signing) > maxDay(version.proposed.data.effectiveFrom, startsOn),
  );
  return {
    coverages,
    fixedFirstOn,
    placerBears: { until: maxDay(fixedFirstOn, ...coverages.slice(0, 1).map(({ from }) => from)) },
    isHeldBack,
    choices: emergencyChoices(fixed, signing),
  };
}

/**
 * A-098 "Ingen part kan i efterhand åberopa kostnadstäckning": a planned allocation does not work backwards past its
 * last signature, unless the parties' setting lets it.
 */
function plannedFrom({ proposed, fixedOn }: FixedVersion, { settings }: Signing): Day {
  const written = proposed.data.effectiveFrom;
  return settings.plannedRetroactive === 'asWritten' ? written : maxDay(written, fixedOn);
}

/**
 * A-101 "Undantag från detta är när placeringen sker akut": an emergency's allocation works back to the placement day
 * or to its last signature, as the setting says.
 */
function emergencyFrom({ proposed, fixedOn }: FixedVersion, signing: Signing): Day {
  const { settings, startsOn, fixedFirstOn } = signing;
  const backTo = settings.retroactiveFrom === 'placementDate' ? startsOn : fixedOn;
  const lockedUntil = signing.isLate && settings.afterDeadline === 'lockToPlacer' ? fixedFirstOn : startsOn;
  return maxDay(proposed.data.effectiveFrom, backTo, lockedUntil);
}

/** A version supersedes all before it from the day it covers from, whichever was signed first. */
function coveragesOf(fixed: readonly FixedVersion[], from: (version: FixedVersion) => Day): readonly Coverage[] {
  const coverages: Coverage[] = [];
  let superseded: Day | null = null;
  for (const version of [...fixed].reverse()) {
    const begins = from(version);
    if (superseded === null) coverages.unshift({ version, from: begins });
    else if (begins < superseded) coverages.unshift({ version, from: begins, to: addDays(superseded, -1) });
    if (superseded === null || begins < superseded) superseded = begins;
  }
  return coverages;
}

const choice = (setting: keyof Settings, settings: Settings, rule: RuleId): Choice => ({
  setting,
  value: `${settings[setting]}`,
  rule,
});

const reachesBack = ({ proposed, fixedOn }: FixedVersion): boolean => proposed.data.effectiveFrom < fixedOn;

/** A-098 "Ingen part kan i efterhand åberopa kostnadstäckning": that it reaches back is a choice, and said so. */
function plannedChoices(fixed: readonly FixedVersion[], { settings }: Signing): readonly Choice[] {
  return fixed.some(reachesBack) ? [choice('plannedRetroactive', settings, 'A-098')] : [];
}

/** A-101 "det är ett val som parterna gör": that it reaches back, and what being late does. */
function emergencyChoices(fixed: readonly FixedVersion[], { settings, startsOn, isLate }: Signing): readonly Choice[] {
  const isOpen = fixed.some((version) => reachesBack(version) && startsOn < version.fixedOn);
  return [
    ...(isOpen ? [choice('retroactiveFrom', settings, 'A-101')] : []),
    ...(isLate ? [choice('afterDeadline', settings, 'A-101')] : []),
  ];
}
