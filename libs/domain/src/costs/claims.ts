/** Whether a claim is covered: only where responsibility clearly follows from a written allocation. */
import { type AmountByParty, type ClaimView } from './costs-view.js';
import { judgingOn, type FactOf, type Story } from '../story/story.js';
import { covers, sameSide, type PartyId, type Uuid } from '../kernel/index.js';
import { whyOf } from '../rules/index.js';
import { listed, type Borne } from './bearing.js';
import { type Ground, type Piece, type Uncovered } from './pieces.js';

export type Claimed = FactOf<'costAllocation.claimed'>;

/** Why a claim is answered as it is; on `writtenAllocation` and `placerBearsUntilFixed` all of it is covered. */
export type ClaimReason =
  | 'writtenAllocation'
  | 'partOfPeriod'
  | 'ceilingReached'
  | 'partyNotNamed'
  | 'alreadyPaid'
  | 'alreadyClaimed'
  | 'placerBearsUntilFixed'
  | 'costNotRecorded'
  | Uncovered;

type Answer = Pick<ClaimView, 'outcome'> & { readonly reason: ClaimReason };

/**
 * Every claim with its answer as of the story's day, day by day of its cost. A-098 "Ingen part kan i efterhand åberopa
 * kostnadstäckning om inte… skriftlig kostnadsfördelning"; H-006 "Vid en akut placering täcks ett krav mot den placerande
 * kommunen redan innan någon kostnadsfördelning är fastställd". In canonical order. `byParty` tells who bears the whole
 * cost, and sums to it.
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
    const given = isRepeated(claim, claims) ? ALREADY_CLAIMED : answer(against, bearing);
    const rule = given.reason === 'placerBearsUntilFixed' ? 'H-006' : 'A-098';
    const judging = bearing ? judgingOn(story, bearing.cost.data.period.from) : story;
    return { claimId, costId, against, ...given, byParty, why: whyOf(judging, rule, [claim, ...sources]) };
  });
}

const papersOf = (pieces: readonly Piece[]): readonly FactOf<'costAllocation.proposed' | 'costAllocation.approved'>[] =>
  pieces.flatMap(({ ground }) => (ground.by === 'line' ? [ground.version.proposed, ...ground.version.signatures] : []));

const ALREADY_CLAIMED: Answer = { outcome: 'notCovered', reason: 'alreadyClaimed' };

/** True where the same cost was claimed of the same side before: one cost is paid once. */
export function isRepeated(claim: Claimed, claims: readonly Claimed[]): boolean {
  const { costId, against } = claim.data;
  const first = claims.find(({ data }) => data.costId === costId && sameSide(data.against, against));
  return first !== claim;
}

function answer(against: PartyId, bearing: Borne | undefined): Answer {
  if (!bearing) return { outcome: 'notCovered', reason: 'costNotRecorded' };
  const without = reasonWithoutCover(against, bearing.pieces);
  if (without) return { outcome: 'notCovered', reason: without };
  if (covers(against, bearing.cost.data.paidBy)) return { outcome: 'notCovered', reason: 'alreadyPaid' };
  if (bearing.excessOre > 0) {
    return { outcome: bearing.coveredOre > 0 ? 'partlyCovered' : 'notCovered', reason: 'ceilingReached' };
  }
  const isWhole = bearing.pieces.every(({ ground }) => bears(ground, against));
  if (!isWhole) return { outcome: 'partlyCovered', reason: 'partOfPeriod' };
  const isWritten = bearing.pieces.every(({ ground }) => ground.by === 'line');
  return { outcome: 'covered', reason: isWritten ? 'writtenAllocation' : 'placerBearsUntilFixed' };
}

/** Whether it is on `against`, by a share in writing; else, of an emergency that no paper covers yet, as the kommun that placed on the day. */
function bears(ground: Ground, against: PartyId): boolean {
  if (ground.by === 'line')
    return ground.line.shares.some(({ party, permille }) => permille > 0 && covers(against, party));
  return ground.by === 'placer' && covers(against, ground.placer);
}

/**
 * Why no day of a cost is on `against`; null where some day is. What a line says against another party is told before what
 * no line says.
 */
export function reasonWithoutCover(against: PartyId, pieces: readonly Piece[]): ClaimReason | null {
  let reason: ClaimReason | null = null;
  for (const { ground } of pieces) {
    if (bears(ground, against)) return null;
    if (ground.by === 'line') reason = 'partyNotNamed';
    else if (reason !== 'partyNotNamed') reason = ground.because;
  }
  return reason;
}
