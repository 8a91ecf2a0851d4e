/** How many each party has, as far as that can be told to whoever reads metrics. */
import { type PartyId } from '#domain';

/** A party is named from this many on; what is told of the others together is never of less, nor of one alone. */
const TOLD_LEAST = 5;
const OTHERS_LEAST = 2;
/** Parties named at most: each is a series of its own. */
const NAMED_MAX = 30;

export const OTHERS = 'other';

/**
 * The parties with many, the most first, and all the others as one. Where what is left of them could be told apart from the
 * total – one party alone, or fewer than five – the smallest of the named are told with them.
 */
export function tellable(counts: ReadonlyMap<PartyId, number>): readonly (readonly [party: string, count: number])[] {
  const sorted = [...counts].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  let named = sorted.filter(([, count]) => count >= TOLD_LEAST).slice(0, NAMED_MAX).length;
  const others = () => sorted.slice(named);
  const total = () => others().reduce((sum, [, count]) => sum + count, 0);
  while (named > 0 && others().length > 0 && (others().length < OTHERS_LEAST || total() < TOLD_LEAST)) named -= 1;
  const rest = total();
  return [...sorted.slice(0, named), ...(rest > 0 ? [[OTHERS, rest] as const] : [])];
}
