/**
 * Properties from committed seeds: the same cases at each run, and with them all that failed once. Fresh seeds are tried by
 * `npm run battery -- properties`.
 */
import fc from 'fast-check';
import { COUNTEREXAMPLES } from './counterexamples.data.js';

const COMMITTED_SEED = 20_260_115;

/** The seed of this run. Another: `HVB_SEED=7 npm run spec -- libs/domain`. */
export const PROPERTY_SEED = Number(process.env['HVB_SEED'] ?? COMMITTED_SEED);
/** How many times as many cases as each property asks for. */
const TIMES = Number(process.env['HVB_RUNS'] ?? 1);
/** What fast-check tries where nothing is said. */
const RUNS = 100;

/** Fails where the property does not hold for each case drawn from the run's seed, and from each that it failed from before. */
export function always<Ts>(property: fc.IAsyncProperty<Ts>, parameters?: fc.Parameters<Ts>): Promise<void>;
export function always<Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void;
export function always<Ts>(
  property: fc.IAsyncProperty<Ts> | fc.IProperty<Ts>,
  parameters: fc.Parameters<Ts> = {},
): Promise<void> | undefined {
  const seeds = seedsOf(expect.getState().currentTestName);
  const runs = seeds.map((seed) => ({ ...parameters, seed, ...moreOf(parameters) }));
  if (isAsync(property)) return inTurn(property, runs);
  for (const run of runs) fc.assert(property, run);
  return undefined;
}

const isAsync = <Ts>(property: fc.IAsyncProperty<Ts> | fc.IProperty<Ts>): property is fc.IAsyncProperty<Ts> =>
  property.isAsync();

const moreOf = ({ numRuns = RUNS }: { readonly numRuns?: number }): { readonly numRuns?: number } =>
  TIMES === 1 ? {} : { numRuns: numRuns * TIMES };

function seedsOf(test: string | undefined): readonly number[] {
  const failed = COUNTEREXAMPLES.filter(({ property }) => property === test).map(({ seed }) => seed);
  return [...new Set([...failed, PROPERTY_SEED])];
}

async function inTurn<Ts>(property: fc.IAsyncProperty<Ts>, runs: readonly fc.Parameters<Ts>[]): Promise<void> {
  for (const run of runs) await fc.assert(property, run);
}
