/** A change of the master key over all stores of an installation, while it runs. */
import { type WrapAnewOptions, wrapAllAnew, type WrappedStore, type Wrappings } from './wrap-anew.js';

/** How many keys of each kind another than the current master has wrapped. */
export type WrappedByOthers = Readonly<Partial<Record<Wrappings, number>>>;

/** Counts them in every store. Faults: the stores'. */
export async function wrappedByOthers(stores: readonly WrappedStore[]): Promise<WrappedByOthers> {
  const counted: Partial<Record<Wrappings, number>> = {};
  for (const { keys } of stores) for (const one of keys) counted[one.what] = await one.byOthers();
  return counted;
}

/** Wraps all of them anew, store by store, and gives how many; to be asked again where it was broken off. As `wrapAllAnew`. */
export async function wrapStoresAnew(stores: readonly WrappedStore[], options: WrapAnewOptions = {}): Promise<number> {
  let total = 0;
  for (const store of stores) total += await wrapAllAnew(store, options);
  return total;
}

/**
 * Has every store forget all masters but the current one: from then on it alone opens them. False where another has wrapped
 * a key meanwhile; then that store, and those behind it, remember still. Faults: the stores'.
 */
export async function forgetFormerMasters(stores: readonly WrappedStore[]): Promise<boolean> {
  for (const store of stores) if (!(await store.forgetOthers())) return false;
  return true;
}
