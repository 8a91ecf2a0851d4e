/** Who bears a cost: by the written lines, within their ceilings, and else by whom the rules leave it with. */
import { type AllocationLine } from '../cost-allocation/facts/cost-allocation.js';
import { placingOn, type Placing } from '../story/placings.js';
import { type FactOf } from '../story/story.js';
import { type AmountByParty } from './costs-view.js';
import { sameSide, type Day, type Ore, type PartyId, type Uuid } from '../kernel/index.js';
import { type Allocation } from './coverage.js';
import { shareOut, upToDay } from './money.js';
import { lengthOf, piecesOf, type Ground, type Piece } from './pieces.js';

export type Recorded = FactOf<'costAllocation.costRecorded'>;

/** One cost with who bears it; `amounts` sum to the cost. */
export interface Borne {
  readonly cost: Recorded;
  readonly pieces: readonly Piece[];
  readonly amounts: Amounts;
  /** What was shared by a line, within its ceiling. */
  readonly coveredOre: Ore;
  /** What a line's ceiling left with whoever paid. */
  readonly excessOre: Ore;
}

export type Amounts = ReadonlyMap<PartyId, Ore>;

/**
 * Every cost with who bears it, in the order of `costs`: a ceiling is cumulative per line over the placement, so the
 * order is part of the answer. `placings`: the kommuner that place over time; none where there is no placement, and whoever
 * paid bears.
 */
export function bearingOf(
  costs: readonly Recorded[],
  allocation: Allocation,
  placings: readonly Placing[],
): readonly Borne[] {
  const spentByLine = new Map<Uuid, Ore>();
  return costs.map((cost) => {
    const amounts = new Map<PartyId, Ore>();
    const give = (party: PartyId, amountOre: Ore): void => {
      if (amountOre > 0) amounts.set(party, (amounts.get(party) ?? 0) + amountOre);
    };
    const { amountOre, paidBy } = cost.data;
    const pieces = piecesOf(cost.data, allocation);
    let coveredOre = 0;
    let excessOre = 0;
    for (const { ground, from, partOre } of partsOf(amountOre, pieces)) {
      if (ground.by !== 'line') {
        give(ground.by === 'placer' ? ground.placer : paidBy, partOre);
        continue;
      }
      const within = withinCeiling(ground.line, partOre, spentByLine);
      const isFirst = (party: PartyId): boolean =>
        placings.length > 0 && sameSide(party, placingOn(placings, from).party);
      for (const share of shareOut(within, ground.line.shares, isFirst)) give(share.party, share.amountOre);
      give(paidBy, partOre - within);
      coveredOre += within;
      excessOre += partOre - within;
    }
    return { cost, pieces, amounts, coveredOre, excessOre };
  });
}

/** An amount over pieces by calendar days. A period is some days; one day alone takes the whole. */
function partsOf(
  amountOre: Ore,
  pieces: readonly Piece[],
): readonly { readonly ground: Ground; readonly from: Day; readonly partOre: Ore }[] {
  const [first, ...more] = pieces;
  if (first && more.length === 0) return [{ ground: first.ground, from: first.from, partOre: amountOre }];
  const daysTotal = pieces.reduce((days, piece) => days + lengthOf(piece), 0);
  let days = 0;
  let takenOre = 0;
  return pieces.map((piece) => {
    days += lengthOf(piece);
    const reachedOre = upToDay(amountOre, days, daysTotal);
    const partOre = reachedOre - takenOre;
    takenOre = reachedOre;
    return { ground: piece.ground, from: piece.from, partOre };
  });
}

function withinCeiling({ lineId, ceilingOre }: AllocationLine, partOre: Ore, spentByLine: Map<Uuid, Ore>): Ore {
  const spent = spentByLine.get(lineId) ?? 0;
  const within = ceilingOre === undefined ? partOre : Math.min(partOre, Math.max(0, ceilingOre - spent));
  spentByLine.set(lineId, spent + within);
  return within;
}

/** All that is borne, by party id. */
export function sumByParty(borne: readonly Borne[]): readonly AmountByParty[] {
  const sums = new Map<PartyId, Ore>();
  for (const { amounts } of borne) {
    for (const [party, amountOre] of amounts) sums.set(party, (sums.get(party) ?? 0) + amountOre);
  }
  return listed(sums);
}

/** Amounts as a view lists them: by party id, none that is nothing. */
export function listed(amounts: Amounts): readonly AmountByParty[] {
  return [...amounts].map(([party, amountOre]) => ({ party, amountOre })).sort((a, b) => (a.party < b.party ? -1 : 1));
}
