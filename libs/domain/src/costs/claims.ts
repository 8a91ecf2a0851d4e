/** Whether a claim is covered: only where responsibility clearly follows from a written allocation. */
import { type AmountByParty, type ClaimView } from './costs-view.js';
import { type FactOf, type Story } from '../story/story.js';
import { covers, type PartyId, type Uuid } from '../kernel/index.js';
import { whyOf } from '../rules/index.js';
import { listed, type Borne } from './bearing.js';
import { type Ground, type Piece, type Uncovered } from './pieces.js';

export type Claimed = FactOf<'costAllocation.claimed'>;

/** Why a claim is answered as it is; `writtenAllocation` is the only ground on which all of it is covered. */
export type ClaimReason =
  | 'writtenAllocation'
  | 'partOfPeriod'
  | 'ceilingReached'
  | 'partyNotNamed'
  | 'alreadyPaid'
  | 'costNotRecorded'
  | Uncovered;

type Answer = Pick<ClaimView, 'outcome'> & { readonly reason: ClaimReason };

/**
 * A-098 "Ingen part kan i efterhand åberopa kostnadstäckning om inte… skriftlig kostnadsfördelning": every claim with
 * its answer, in canonical order. `byParty` tells who bears the whole cost, and sums to it.
 */
export function claimViews(
  story: Story,
  claims: readonly Claimed[],
  borne: ReadonlyMap<Uuid, Borne>,
): readonly ClaimView[] {
  return claims.map((claim) => {
    const { claimId, costId, against } = claim.data;
    const bearing = borne.get(costId);
    const byParty: readonly AmountByParty[] = bearing ? listed(bearing.amounts) : [];
    const sources = bearing ? [bearing.cost, ...papersOf(bearing.pieces)] : [];
    return {
      claimId,
      costId,
      against,
      ...answer(against, bearing),
      byParty,
      why: whyOf(story, 'A-098', [claim, ...sources]),
    };
  });
}

const papersOf = (pieces: readonly Piece[]): readonly FactOf<'costAllocation.proposed' | 'costAllocation.approved'>[] =>
  pieces.flatMap(({ ground }) => (ground.by === 'line' ? [ground.version.proposed, ...ground.version.signatures] : []));

function answer(against: PartyId, bearing: Borne | undefined): Answer {
  if (!bearing) return { outcome: 'notCovered', reason: 'costNotRecorded' };
  const without = reasonWithoutCover(against, bearing.pieces);
  if (without) return { outcome: 'notCovered', reason: without };
  if (covers(against, bearing.cost.data.paidBy)) return { outcome: 'notCovered', reason: 'alreadyPaid' };
  if (bearing.excessOre > 0) {
    return { outcome: bearing.coveredOre > 0 ? 'partlyCovered' : 'notCovered', reason: 'ceilingReached' };
  }
  const isWhole = bearing.pieces.every(({ ground }) => names(ground, against));
  return isWhole
    ? { outcome: 'covered', reason: 'writtenAllocation' }
    : { outcome: 'partlyCovered', reason: 'partOfPeriod' };
}

function names(ground: Ground, against: PartyId): boolean {
  return (
    ground.by === 'line' && ground.line.shares.some(({ party, permille }) => permille > 0 && covers(against, party))
  );
}

/**
 * Why no day of a cost gives `against` a share in writing; null where some day does. What a line says against another
 * party is told before what no line says.
 */
export function reasonWithoutCover(against: PartyId, pieces: readonly Piece[]): ClaimReason | null {
  let reason: ClaimReason | null = null;
  for (const { ground } of pieces) {
    if (names(ground, against)) return null;
    if (ground.by === 'line') reason = 'partyNotNamed';
    else if (reason !== 'partyNotNamed') reason = ground.because;
  }
  return reason;
}
