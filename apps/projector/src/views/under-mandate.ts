/** Which mandates of an auditor are over what it asks after: each opens its own classes there, and nothing elsewhere (decision A16). */
import { mandatesOf, type MandateInForce, type Principal, type Sight } from '#access';
import { type ListRow } from '../rows/row-store.port.js';

/** A row with the mandates that are over it; absent of whom none is asked. */
export interface MandatedRow extends ListRow {
  readonly under?: readonly MandateInForce[];
}

/** Who asks, with the mandates that are over the stream alone, and what is seen of it by them. */
export interface SeenUnder {
  readonly caller: Principal;
  readonly sight: Sight;
}

/** `sightOf`: what somebody sees of a stream. Asked once for each mandate; of whom none is asked, once. */
export async function seenUnder(caller: Principal, sightOf: (caller: Principal) => Promise<Sight>): Promise<SeenUnder> {
  const mandates = mandatesOf(caller);
  if (caller.kind !== 'auditor' || mandates === null) return { caller, sight: await sightOf(caller) };
  const seen = await Promise.all(
    mandates.map(async (one) => ({ one, sight: await sightOf({ ...caller, mandates: [one] }) })),
  );
  const over = seen.filter(({ sight }) => sight !== 'nothing').map(({ one }) => one);
  return { caller: { ...caller, mandates: over }, sight: over.length === 0 ? 'nothing' : 'everything' };
}
