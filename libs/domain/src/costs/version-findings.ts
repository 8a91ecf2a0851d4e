/** What is to be said of the versions themselves: who signed, when, from when, and for whom. */
import { type Finding } from '../case/assessment.js';
import { keyOf } from '../case/course.js';
import { type Story } from '../case/story.js';
import { finding } from '../findings/finding.js';
import { partyKind, type Day, type PartyId } from '../kernel/index.js';
import { type CostCategory } from '../cost-allocation/cost-allocation.js';
import { clearancesOf } from '../responsibility/clearance.js';
import { bothSides, sameSide, type CostCourse } from './cost-course.js';
import { type Allocation } from './coverage.js';
import { disputesOf } from './negotiation.js';
import { isFixed, type FixedVersion, type Version } from './versions.js';

/** All of them, version by version. */
export function versionFindings(
  story: Story,
  course: CostCourse,
  versions: readonly Version[],
  allocation: Allocation,
): readonly Finding[] {
  if (versions.length === 0) return [];
  const fixed = versions.filter(isFixed);
  return [
    ...versions.flatMap((version) => withoutMandate(story, version)),
    ...versions.flatMap((version) => againstMainPrinciple(story, version, fixed)),
    ...uncleared(story, fixed, allocation.fixedFirstOn),
    ...(course.isEmergency ? [] : fixed.flatMap((version) => reachingBack(story, version, allocation))),
    ...disputed(story, course, versions),
  ];
}

/** A signature without a mandate binds nobody: it is taken, flagged and not counted, until the same party signs with one. */
function withoutMandate(story: Story, { number, approvals, withdrawn }: Version): readonly Finding[] {
  return approvals.flatMap((approval) => {
    const { signatory, signedOn } = approval.data;
    const { party } = approval.meta;
    if (signatory.hasMandate) return [];
    const mended = approvals.find(({ data, meta }) => data.signatory.hasMandate && sameSide(meta.party, party));
    if (mended && mended.data.signedOn <= signedOn) return [];
    return [
      finding(story, 'A-098', {
        key: `mandate ${number} ${keyOf(approval)}`,
        severity: 'warning',
        parties: [party, ...bothSides(story, signedOn)],
        raisedOn: signedOn,
        resolvedOn: mended?.data.signedOn ?? (withdrawn ? later(withdrawn.meta.saidOn, signedOn) : undefined),
        causedBy: [approval],
        detail: {
          sv: `Version ${number} är undertecknad utan mandat; underskriften räknas inte.`,
          en: `Version ${number} was signed without a mandate; the signature does not count.`,
        },
      }),
    ];
  });
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

interface Principle {
  readonly rule: 'A-090' | 'A-091';
  readonly categories: readonly CostCategory[];
  /** The side that the agreement's main principle does not put it on. */
  readonly notOn: 'kommun' | 'region';
  readonly detail: { readonly sv: string; readonly en: string };
}

const MAIN_PRINCIPLES: readonly Principle[] = [
  {
    rule: 'A-090',
    categories: ['housing', 'socialSupport'],
    notOn: 'region',
    detail: {
      sv: 'Fördelningen lägger en del av boendet eller de sociala insatserna på regionen.',
      en: 'The allocation puts part of the housing or the social support on the region.',
    },
  },
  {
    rule: 'A-091',
    categories: ['healthcare', 'dental'],
    notOn: 'kommun',
    detail: {
      sv: 'Fördelningen lägger en del av vården på kommunen.',
      en: 'The allocation puts part of the health care on the kommun.',
    },
  },
];

/** parties may agree otherwise in writing; that they have is to be seen. */
function againstMainPrinciple(story: Story, version: Version, fixed: readonly FixedVersion[]): readonly Finding[] {
  const { number, proposed, withdrawn } = version;
  const raisedOn = proposedOn(version);
  const replaced = fixed.find((other) => other.number > number)?.fixedOn;
  return MAIN_PRINCIPLES.flatMap(({ rule, categories, notOn, detail }) => {
    const payers = payersOf(version, categories).filter((party) => partyKind(party) === notOn);
    if (payers.length === 0) return [];
    return [
      finding(story, rule, {
        key: `version ${number}`,
        severity: 'info',
        parties: [...payers, ...bothSides(story, raisedOn)],
        raisedOn,
        resolvedOn: withdrawn?.meta.saidOn ?? (replaced && later(replaced, raisedOn)),
        causedBy: [proposed],
        detail,
      }),
    ];
  });
}

/** A proposal counts no later than its first signature. */
function proposedOn({ proposed, approvals }: Version): Day {
  const signedFirstOn = approvals[0]?.data.signedOn;
  return signedFirstOn && signedFirstOn < proposed.meta.saidOn ? signedFirstOn : proposed.meta.saidOn;
}

function payersOf({ proposed }: Version, categories: readonly CostCategory[]): readonly PartyId[] {
  const lines = proposed.data.lines.filter(({ category }) => categories.includes(category));
  return lines.flatMap(({ shares }) => shares.filter(({ permille }) => permille > 0).map(({ party }) => party));
}

/** the cost follows the responsibility for the measures, so that is cleared no later than the cost is signed. */
function uncleared(story: Story, fixed: readonly FixedVersion[], fixedFirstOn: Day | null): readonly Finding[] {
  const first = fixed.find(({ fixedOn }) => fixedOn === fixedFirstOn);
  if (!first) return [];
  const cleared = clearancesOf(story)[0];
  if (cleared && cleared.clearedOn <= first.fixedOn) return [];
  return [
    finding(story, 'A-097', {
      key: 'uncleared',
      parties: bothSides(story, first.fixedOn),
      raisedOn: first.fixedOn,
      resolvedOn: cleared?.clearedOn,
      causedBy: [first.proposed, ...first.signatures],
      detail: {
        sv: 'Kostnaderna är fördelade men ansvaret för insatserna är inte klarlagt av båda.',
        en: 'The costs are allocated but responsibility for the measures is not cleared by both.',
      },
    }),
  ];
}

/** a planned allocation written for days before all had signed. */
function reachingBack(story: Story, version: FixedVersion, { choices }: Allocation): readonly Finding[] {
  const { number, proposed, signatures, fixedOn } = version;
  if (proposed.data.effectiveFrom >= fixedOn) return [];
  const isAsWritten = choices.some(({ setting, value }) => setting === 'plannedRetroactive' && value === 'asWritten');
  return [
    finding(story, 'A-098', {
      key: `reachesBack ${number}`,
      severity: isAsWritten ? 'info' : 'warning',
      parties: bothSides(story, fixedOn),
      raisedOn: fixedOn,
      causedBy: [proposed, ...signatures],
      detail: isAsWritten
        ? {
            sv: `Version ${number} gäller från en dag före sista underskriften, som parterna har valt.`,
            en: `Version ${number} holds from a day before its last signature, as the parties have chosen.`,
          }
        : {
            sv: `Version ${number} är skriven för en dag före sista underskriften; den gäller först från den.`,
            en: `Version ${number} was written for a day before its last signature; it holds from that only.`,
          },
    }),
  ];
}

/** while they disagree who pays, each still secures the measures. Nothing is paused, so nothing here pauses it. */
function disputed(story: Story, { endedOn }: CostCourse, versions: readonly Version[]): readonly Finding[] {
  const disputes = disputesOf(story, versions);
  return disputes.flatMap(({ disputed: said, endedOn: resolvedOn }) => {
    const raisedOn = said.meta.saidOn;
    if (endedOn !== null && endedOn < raisedOn) return [];
    return [
      finding(story, 'A-102', {
        key: `dispute ${said.data.version} ${keyOf(said)}`,
        severity: 'info',
        parties: bothSides(story, raisedOn),
        raisedOn,
        resolvedOn: resolvedOn ?? undefined,
        causedBy: [said],
      }),
    ];
  });
}
