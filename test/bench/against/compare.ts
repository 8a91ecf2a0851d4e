/** What `--against` makes of a run of the bench: rows of two checkouts, with sizes that can be taken while one waits. */
import { openBench, type Bench, type BenchOptions, type Row } from '../bench.js';
import { againstRows, USUAL_ROWS } from './against.rows.js';
import { checkoutIn } from './checkout.js';
import { sideOf } from './side.js';

export interface Comparison {
  readonly bench: Bench;
  readonly rows: readonly Row[];
  /** Names of those that are taken where none is asked for. */
  readonly usual: readonly string[];
  /** Which two are compared. */
  readonly note: string;
  /** Ends the processes of both. */
  stop(): Promise<void>;
}

export interface ComparisonOptions extends BenchOptions {
  readonly rounds?: number | undefined;
}

const ROUNDS = 9;
const ROUNDS_MAX = 99;
const CASES = 2_000;
/** Half of what a round does where a rate is measured: processor time is known more exactly than a rate. */
const SCALE = 0.5;
const SMALL = { cases: 250, scale: 0.02 } as const;

/** This checkout against the one in a folder. Fails where either has not been built, or the number of rounds is none. */
export function compare(folder: string, { rounds = ROUNDS, ...asked }: ComparisonOptions): Comparison {
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX) {
    throw new Error(`--rounds is a whole number from 1 to ${ROUNDS_MAX}`);
  }
  const usual = asked.small ? SMALL : { cases: CASES, scale: SCALE };
  // Logs of different builds are different: neither finds what another has left.
  const options: BenchOptions = {
    ...{ small: asked.small, growth: false },
    ...{ cases: asked.cases ?? usual.cases, scale: asked.scale ?? usual.scale },
  };
  const [ours, other] = [checkoutIn('.'), checkoutIn(folder)];
  const bench = openBench(options);
  const sides = [sideOf(ours, options), sideOf(other, options)] as const;
  return {
    bench,
    rows: againstRows({ bench, rounds, sides }),
    usual: USUAL_ROWS,
    note: `Processor time, user and system, of all threads: ${ours.commit} (ours) against ${other.commit}.`,
    stop: async () => {
      for (const side of sides) await side.stop();
    },
  };
}
