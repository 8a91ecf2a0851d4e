/** Who asks: what a verified credential comes down to, and what each may do. */
import { isOpenPartyId } from '#contracts';
import { type PartyId } from '#domain/facts';

/**
 * - `party` speaks as itself and nobody else, and reads the cases it takes part in (`visibility.ts`).
 * - `auditor` reads everything, also metrics, and says nothing.
 * - `operator` runs the hub: metrics, and the clock in simulation mode. It reads no case and says nothing.
 */
export type Principal =
  { readonly kind: 'party'; readonly party: PartyId } | { readonly kind: 'auditor' } | { readonly kind: 'operator' };

export type Role = Principal['kind'];

/** A principal as the subject of a token and the name of its file: the party id, `auditor` or `operator`. */
export function nameOf(principal: Principal): string {
  return principal.kind === 'party' ? principal.party : principal.kind;
}

/** The principal of that name; undefined where it names none: a party has an official code, and no person number in its name. */
export function principalOf(name: string): Principal | undefined {
  if (name === 'auditor' || name === 'operator') return { kind: name };
  return isOpenPartyId(name) ? { kind: 'party', party: name as PartyId } : undefined;
}
