/** Mutants that change nothing anybody could see, each with the reason why no spec can tell of it. */
import { type MutantKey } from './mutant.js';

export interface AcceptedMutant extends MutantKey {
  readonly reason: string;
}

export const ACCEPTED: readonly AcceptedMutant[] = [];
