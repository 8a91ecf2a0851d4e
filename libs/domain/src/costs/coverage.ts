/** From when a fixed allocation covers, and which version does on a day. */
import { addDays, common, maxDay, type Stretch } from '../calendar/index.js';
import { type CostsView } from './costs-view.js';
import { placingSpans } from '../story/placings.js';
import { judgingOn, type Story } from '../story/story.js';
import { emergencyTerm } from '../agreement/facts/emergency-term.js';
import { type PackSettings } from '../agreement/facts/pack.js';
import { settingsUnder } from '../agreement/facts/packs.js';
import { type Day, type PartyId, type Span } from '../kernel/index.js';
import { type RuleId } from '../rules/index.js';
import { type CostCourse } from './cost-course.js';
import { sideSpansOf, type SideSpan } from '../story/side-spans.js';
import { isFixed, type FixedVersion, type Fixing, type Version } from './versions.js';

/** The days on which a version holds. The last has no end. */
export interface Coverage extends Span {
  readonly version: FixedVersion;
}

type Choice = CostsView['choices'][number];

export interface Allocation {
  /** In order of days, none overlapping; with gaps where the principals changed and a version is not signed by the new. */
  readonly coverages: readonly Coverage[];
  /** When the first of all was fixed. */
  readonly fixedFirstOn: Day | null;
  /** The stretches of days for which some version is fixed between those who are principals on them. */
  readonly fixedFor: readonly FixedStretch[];
  /**
   * The days on which an emergency's cost of which no version says anything stays with the placing kommun; on the
   * others it stays with whoever paid. In order.
   */
  readonly placerBears: readonly PlacerStretch[];
  /** True where a setting, and not the text, moved coverage later than the version was written for. */
  readonly isHeldBack: boolean;
  readonly choices: readonly Choice[];
}

/** Some days on which a cost stays with the kommun that places on them. */
export interface PlacerStretch extends Stretch {
  readonly placer: PartyId;
}

/** A stretch with one pair of principals, and when the first version between them was fixed. */
export interface FixedStretch extends Stretch {
  readonly fixedOn: Day;
}

type Settings = Pick<
  PackSettings,
  'retroactiveFrom' | 'afterDeadline' | 'plannedRetroactive' | 'emergencyMonths' | 'weekendRule'
>;

const NOTHING_FIXED: Allocation = {
  coverages: [],
  fixedFirstOn: null,
  fixedFor: [],
  placerBears: [],
  isHeldBack: false,
  choices: [],
};

/** Of a version: the days of one stretch for which it is fixed. */
interface FixedDays {
  readonly version: FixedVersion;
  readonly fixing: Fixing;
}

/** The allocation as it holds once `versions` are signed as they are. */
export function allocationOf(story: Story, course: CostCourse, versions: readonly Version[]): Allocation {
  const fixed = versions
    .filter(isFixed)
    .flatMap((version) => version.fixings.map((fixing): FixedDays => ({ version, fixing })));
  const signing = signingOf(story, course, fixed);
  if (!signing) return course.isEmergency ? { ...NOTHING_FIXED, placerBears: alwaysOnPlacer(course) } : NOTHING_FIXED;
  const reach = course.isEmergency ? emergencyFrom : plannedFrom;
  const from = (days: FixedDays): Day => reach(days, signingFor(story, signing, days));
  const bySpan = sideSpansOf(story).map((span, at) => ({
    span,
    fixed: fixed.filter(({ fixing }) => fixing.span === at),
  }));
  const coverages = bySpan.map(({ span, fixed: own }) => coveragesOf(own, span, from));
  return {
    coverages: goingOn(coverages.flat()),
    fixedFirstOn: signing.fixedFirstOn,
    fixedFor: bySpan.flatMap(({ span, fixed: own }) => fixedStretch(span, own)),
    placerBears: course.isEmergency ? placerStretches(bySpan, coverages) : [],
    isHeldBack: fixed.some((days) => from(days) > writtenFor(days, course)),
    choices: course.isEmergency ? emergencyChoices(fixed, signing) : plannedChoices(fixed, signing),
  };
}

/** The first day that a version is written for; of an emergency none before its start. */
const writtenFor = ({ fixing: { from } }: FixedDays, { isEmergency, startsOn }: CostCourse): Day =>
  isEmergency && startsOn !== null ? maxDay(from, startsOn) : from;

const alwaysOnPlacer = ({ placings }: CostCourse): readonly PlacerStretch[] =>
  placingSpans(placings).map(({ from, until, party }) => ({ from, until, placer: party }));

function fixedStretch({ from, until }: SideSpan, fixed: readonly FixedDays[]): readonly FixedStretch[] {
  const [fixedOn] = fixed.map(({ fixing }) => fixing.fixedOn).sort();
  return fixedOn === undefined ? [] : [{ from, until, fixedOn }];
}

/** On each stretch up to its first fixing, and on from it to the first day covered: all of it while nothing is fixed. */
function placerStretches(
  bySpan: readonly { readonly span: SideSpan; readonly fixed: readonly FixedDays[] }[],
  coverages: readonly (readonly Coverage[])[],
): readonly PlacerStretch[] {
  const all = bySpan.flatMap(({ span, fixed }, at) => {
    const [first] = fixedStretch(span, fixed);
    const firstCovered = coverages[at]?.slice(0, 1).map(({ from }) => from) ?? [];
    const unfixed = { from: null, until: first ? maxDay(first.fixedOn, ...firstCovered) : null };
    return common(span, unfixed).map((days): PlacerStretch => ({ ...days, placer: span.kommun }));
  });
  return all.reduce<readonly PlacerStretch[]>(withNext, []);
}

/** One more stretch: with the one before as one, where it goes on with the same kommun. */
function withNext(all: readonly PlacerStretch[], next: PlacerStretch): readonly PlacerStretch[] {
  const before = all.at(-1);
  if (before?.placer !== next.placer || before.until !== next.from) return [...all, next];
  return [...all.slice(0, -1), { ...before, until: next.until }];
}

interface Signing {
  readonly settings: Settings;
  readonly startsOn: Day;
  readonly fixedFirstOn: Day;
  /** True where the first to be fixed was so after the two months of an emergency. */
  readonly isLate: boolean;
}

function signingOf(story: Story, { startsOn }: CostCourse, fixed: readonly FixedDays[]): Signing | null {
  const [fixedFirstOn] = fixed.map(({ fixing }) => fixing.fixedOn).sort();
  if (fixedFirstOn === undefined || startsOn === null) return null;
  const { agreement } = judgingOn(story, startsOn);
  const settings: Settings = settingsUnder(agreement);
  const isLate = agreement !== null && fixedFirstOn > emergencyTerm(settings, startsOn).lastInTime;
  return { settings, startsOn, fixedFirstOn, isLate };
}

/** By the agreement of the kommun that places on the days: the case may have come to one with another. */
const signingFor = (story: Story, signing: Signing, { fixing }: FixedDays): Signing =>
  story.placings.length < 2
    ? signing
    : { ...signing, settings: settingsUnder(judgingOn(story, fixing.from).agreement) };

/**
 * A-098 "Ingen part kan i efterhand åberopa kostnadstäckning": a planned allocation does not work backwards past its
 * last signature, unless the parties' setting lets it.
 */
function plannedFrom({ fixing: { from, fixedOn } }: FixedDays, { settings }: Signing): Day {
  return settings.plannedRetroactive === 'asWritten' ? from : maxDay(from, fixedOn);
}

/**
 * A-101 "Undantag från detta är när placeringen sker akut": an emergency's allocation works back to the placement day
 * or to its last signature, as the setting says.
 */
function emergencyFrom({ fixing: { from, fixedOn } }: FixedDays, signing: Signing): Day {
  const { settings, startsOn, fixedFirstOn } = signing;
  const backTo = settings.retroactiveFrom === 'placementDate' ? startsOn : fixedOn;
  const lockedUntil = signing.isLate && settings.afterDeadline === 'lockToPlacer' ? fixedFirstOn : startsOn;
  return maxDay(from, backTo, lockedUntil);
}

/** On each day of a stretch the highest version that is fixed for it, whichever was signed first. */
function coveragesOf(
  fixed: readonly FixedDays[],
  { until }: SideSpan,
  from: (days: FixedDays) => Day,
): readonly Coverage[] {
  const coverages: Coverage[] = [];
  let superseded: Day | null = until;
  for (const days of [...fixed].reverse()) {
    const begins = from(days);
    if (superseded !== null && begins >= superseded) continue;
    const { version } = days;
    coverages.unshift(
      superseded === null ? { version, from: begins } : { version, from: begins, to: addDays(superseded, -1) },
    );
    superseded = begins;
  }
  return coverages;
}

/** A version that goes on where the principals change goes on as one. */
function goingOn(coverages: readonly Coverage[]): readonly Coverage[] {
  const all: Coverage[] = [];
  for (const next of coverages) {
    const before = all.at(-1);
    const goesOn = before?.version === next.version && before.to !== undefined && addDays(before.to, 1) === next.from;
    if (before && goesOn) all[all.length - 1] = { ...next, from: before.from };
    else all.push(next);
  }
  return all;
}

const choice = (setting: keyof Settings, settings: Settings, rule: RuleId): Choice => ({
  setting,
  value: `${settings[setting]}`,
  rule,
});

const reachesBack = ({ fixing: { from, fixedOn } }: FixedDays): boolean => from < fixedOn;

/** A-098 "Ingen part kan i efterhand åberopa kostnadstäckning": that it reaches back is a choice, and said so. */
function plannedChoices(fixed: readonly FixedDays[], { settings }: Signing): readonly Choice[] {
  return fixed.some(reachesBack) ? [choice('plannedRetroactive', settings, 'A-098')] : [];
}

/** A-101 "det är ett val som parterna gör": that it reaches back, and what being late does. */
function emergencyChoices(fixed: readonly FixedDays[], { settings, startsOn, isLate }: Signing): readonly Choice[] {
  const isOpen = fixed.some((days) => reachesBack(days) && startsOn < days.fixing.fixedOn);
  return [
    ...(isOpen ? [choice('retroactiveFrom', settings, 'A-101')] : []),
    ...(isLate ? [choice('afterDeadline', settings, 'A-101')] : []),
  ];
}
