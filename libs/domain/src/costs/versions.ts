/** The versions of a written allocation, and which of them all who must have approved. */
import { speakersOn } from '../story/parties.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { signsFor, type Day } from '../kernel/index.js';

export type Proposed = FactOf<'costAllocation.proposed'>;
export type Approved = FactOf<'costAllocation.approved'>;

export interface Version {
  readonly number: number;
  readonly proposed: Proposed;
  readonly withdrawn: FactOf<'costAllocation.withdrawn'> | null;
  /** Every approval of it, those without a mandate among them, in the order signed. */
  readonly approvals: readonly Approved[];
  /** Of those who must sign, the first signature of each that counts, in the order signed. */
  readonly signatures: readonly Approved[];
  /** The latest signature that it needed; null while one is missing, and always once withdrawn. */
  readonly fixedOn: Day | null;
}

/** A version that all who must have approved. */
export type FixedVersion = Version & { readonly fixedOn: Day };

export const isFixed = (version: Version): version is FixedVersion => version.fixedOn !== null;

/** All versions, the lowest number first. */
export function versionsOf(story: Story): readonly Version[] {
  const proposals = factsOf(story.facts, 'costAllocation.proposed');
  if (proposals.length === 0) return [];
  const byNumber = new Map(proposals.map((proposed) => [proposed.data.version, proposed]));
  const approvals = factsOf(story.facts, 'costAllocation.approved');
  const withdrawals = factsOf(story.facts, 'costAllocation.withdrawn');
  return [...byNumber.values()]
    .map((proposed) => {
      const number = proposed.data.version;
      const own = approvals.filter(({ data }) => data.version === number);
      const withdrawn = withdrawals.find(({ data }) => data.version === number) ?? null;
      return { number, proposed, withdrawn, approvals: own, ...signing(story, proposed, own, withdrawn !== null) };
    })
    .sort((a, b) => a.number - b.number);
}

type Need = (approval: Approved) => boolean;

/** Both principals, each as of the day signed, and every payer named in a share; each signature with a mandate. */
function signing(
  story: Story,
  proposed: Proposed,
  approvals: readonly Approved[],
  isWithdrawn: boolean,
): Pick<Version, 'signatures' | 'fixedOn'> {
  const mandated = approvals.filter(({ data }) => data.signatory.hasMandate);
  if (mandated.length === 0) return { signatures: [], fixedOn: null };
  const needs = [...needsOfPrincipals(story, proposed), ...needsOfPayers(proposed)];
  const found = needs.map((need) => mandated.find(need));
  const signatures = mandated.filter((approval) => found.includes(approval));
  const isComplete = !isWithdrawn && found.every((signature) => signature !== undefined);
  return { signatures, fixedOn: isComplete ? (signatures.at(-1)?.data.signedOn ?? null) : null };
}

/** Each of the two who agree on it, as of the day signed. */
function needsOfPrincipals(story: Story, { data: { between } }: Proposed): readonly Need[] {
  const signedFor =
    (sides: readonly [number, number?]): Need =>
    ({ data: { signedOn }, meta }) =>
      speakersOn(story, signedOn, between)
        .slice(...sides)
        .some((side) => signsFor(meta.party, side));
  return [signedFor([0, 1]), signedFor([1])];
}

function needsOfPayers({ data }: Proposed): readonly Need[] {
  const payers = new Set(data.lines.flatMap(({ shares }) => shares.map(({ party }) => party)));
  return [...payers].map(
    (payer): Need =>
      ({ meta }) =>
        signsFor(meta.party, payer),
  );
}
