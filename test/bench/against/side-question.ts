/** What the two sides of a comparison are asked, and what they answer: a line of JSON each. */
import { type BenchOptions } from '../bench.js';

export type SideQuestion =
  | { readonly ask: 'bench'; readonly path: string; readonly options: BenchOptions }
  /** Makes a row ready; gives what each of its duels measures. */
  | { readonly ask: 'row'; readonly path: string; readonly name: string }
  | { readonly ask: 'round'; readonly name: string; readonly duel: number };

export interface RoundAnswer {
  /** Of all threads, user and system. */
  readonly cpuUs: number;
  readonly seconds: number;
  /** What the duel itself says, in its own unit. */
  readonly figure: number;
}

export type SideAnswered = { readonly answer: unknown } | { readonly failed: string };
