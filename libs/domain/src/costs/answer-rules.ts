/** Signatures that work nothing, and versions that do not bind the principals of the day (H-004, H-005). */
import { maxDay } from '../calendar/index.js';
import { compareText, messageKeyOf, sameSide, type Day } from '../kernel/index.js';
import { undoneFrom, VAIN_SEVERITY, NEEDED_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { type FindingTable } from '../making/finding-table.js';
import { type Sighting } from '../making/finding.js';
import { principalsOn } from '../story/parties.js';
import { sideSpansOf, type SideSpan } from '../story/side-spans.js';
import { type CostCourse } from './cost-course.js';
import { VERSION_SAYS } from './cost-says.data.js';
import { thePrincipals, type JudgedCosts, type SeenInCosts } from './judged-costs.js';
import { approvalsOfNothing, type Version } from './versions.js';
import { theFirstConcerned, told } from '../making/answering.js';

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": a signature, until one that works. */
const vainApproval: SeenInCosts = ({ story, versions }) =>
  [...versions.flatMap(({ vain }) => vain), ...approvalsOfNothing(story)].map(({ approval, undone }) => {
    const raisedOn = undoneFrom(approval, undone);
    const { party } = approval.meta;
    const mended = versions
      .flatMap(({ approvals }) => approvals)
      .flatMap(({ data, meta }) => (data.signatory.hasMandate && sameSide(meta.party, party) ? [data.signedOn] : []))
      .filter((on) => on >= raisedOn)
      .sort(compareText)[0];
    return {
      key: `answer ${messageKeyOf(approval)}`,
      parties: [party, undone.by.meta.party, ...principalsOn(story, raisedOn)],
      raisedOn,
      resolvedOn: mended,
      causedBy: [approval, undone.by],
      says: WHY_SAYS[undone.because],
    };
  });

/**
 * H-005 "När folkbokföringen har ändrats behövs en ny version av kostnadsfördelningen, och en ny ansvarslista, från den
 * dagen": where one was fixed between those before, and none is between the principals of the day. An end leaves what the
 * placement cost to be allocated.
 */
const newVersionNeeded: SeenInCosts = (judged) => {
  if (judged.allocation.fixedFirstOn === null) return [];
  const spans = sideSpansOf(judged.story);
  return spans.flatMap((span, at) => neededFor(judged, { spans, at }));
};

const firstFixed = (versions: readonly Version[], spans: readonly number[]): Day | undefined =>
  versions
    .flatMap(({ fixings }) => fixings.filter(({ span }) => spans.includes(span)).map(({ fixedOn }) => fixedOn))
    .sort(compareText)[0];

const beginsWithin = ({ from }: SideSpan, { endedOn }: CostCourse): boolean =>
  from !== null && (endedOn === null || from <= endedOn);

function neededFor(
  { versions, course }: JudgedCosts,
  { spans, at }: { readonly spans: readonly SideSpan[]; readonly at: number },
): readonly Sighting[] {
  const span = spans[at];
  const before = firstFixed(versions, [...spans.keys()].slice(0, at));
  if (!span || before === undefined || !beginsWithin(span, course)) return [];
  const raisedOn = maxDay(before, ...(span.from === null ? [] : [span.from]));
  const resolvedOn = [firstFixed(versions, [at]), span.until ?? undefined].filter((on) => on !== undefined).sort()[0];
  if (resolvedOn !== undefined && resolvedOn <= raisedOn) return [];
  return [
    {
      key: `version ${messageKeyOf(span.begunBy)}`,
      parties: [span.kommun, span.region, ...spans.slice(at - 1, at).map(({ region }) => region)],
      raisedOn,
      resolvedOn,
      causedBy: [span.begunBy, ...versions.filter(({ fixings }) => fixings.length > 0).map(({ proposed }) => proposed)],
      says: VERSION_SAYS.newVersion,
    },
  ];
}

export const ANSWER_FINDINGS: FindingTable<JudgedCosts> = {
  'H-004': {
    seenBy: vainApproval,
    answer: told(['costAllocation.approved'], theFirstConcerned),
    discloses: 'cost',
    severity: VAIN_SEVERITY,
  },
  'H-005': {
    seenBy: newVersionNeeded,
    answer: told(['costAllocation.proposed', 'costAllocation.approved'], thePrincipals),
    discloses: 'cost',
    severity: NEEDED_SEVERITY,
  },
};
