/** Whole öre only: no share of a cost is ever lost, made up or rounded twice. Every step stays below the largest safe integer. */
import { type AmountByParty } from './costs-view.js';
import { type Share } from '../cost-allocation/facts/cost-allocation.js';
import { type Ore, type PartyId } from '../kernel/index.js';

const PERMILLE = 1000;

interface Part {
  readonly party: PartyId;
  amountOre: Ore;
  /** Thousandths of an öre that rounding down took away. */
  readonly remainder: number;
}

/**
 * An amount shared in permille (`shares` sum to 1000): each share rounded down to whole öre, and the öre left over one
 * by one to the largest remainders. Ties go to the party for which `isFirst` holds, then in the order written.
 */
export function shareOut(
  amountOre: Ore,
  shares: readonly Share[],
  isFirst: (party: PartyId) => boolean,
): readonly AmountByParty[] {
  // The thousands are shared without a remainder, so that no product exceeds the amount itself.
  const thousands = Math.floor(amountOre / PERMILLE);
  const rest = amountOre - thousands * PERMILLE;
  let left = amountOre;
  const parts = shares.map(({ party, permille }): Part => {
    const down = Math.floor((rest * permille) / PERMILLE);
    const part = thousands * permille + down;
    left -= part;
    return { party, amountOre: part, remainder: rest * permille - down * PERMILLE };
  });
  if (left > 0) giveOut(left, parts, isFirst);
  return parts.map(({ party, amountOre: part }) => ({ party, amountOre: part }));
}

function giveOut(left: number, parts: readonly Part[], isFirst: (party: PartyId) => boolean): void {
  const byRemainder = [...parts].sort(
    (a, b) => b.remainder - a.remainder || Number(isFirst(b.party)) - Number(isFirst(a.party)),
  );
  for (const part of byRemainder.slice(0, left)) part.amountOre += 1;
}

/**
 * What the first `days` of `daysTotal` days take of an amount, rounded to whole öre (half an öre up). The part of a span
 * is the difference between its two ends, so parts always sum, however finely a period is split.
 */
export function upToDay(amountOre: Ore, days: number, daysTotal: number): Ore {
  const each = Math.floor(amountOre / daysTotal);
  const rest = amountOre - each * daysTotal;
  return each * days + Math.floor((2 * rest * days + daysTotal) / (2 * daysTotal));
}
