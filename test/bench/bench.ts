/** What every row of the bench is given: where to write, how large to be, and what ends with the run. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bigLog, type BigLog } from './big-log.js';
import { type Duel } from './duel.js';

export interface Sizes {
  /** Cases of 25 events each in the long log. */
  readonly cases: number;
  /** Events of the log that is replayed and grown. */
  readonly events: number;
  readonly eventsFew: number;
  /** Events that the log is grown to where that is asked for. */
  readonly eventsGrown: number;
  /** Multiplies how much one round does. */
  readonly work: number;
}

const FULL: Sizes = { cases: 40_000, events: 1_000_000, eventsFew: 100_000, eventsGrown: 5_000_000, work: 1 };
/** Enough to see that every row can be measured; its figures mean little. */
const SMALL: Sizes = { cases: 400, events: 10_000, eventsFew: 5_000, eventsGrown: 20_000, work: 0.05 };

export interface Bench {
  readonly sizes: Sizes;
  /** Growing takes long and much disk: only where asked for. */
  readonly growth: boolean;
  /** A folder of this name that is empty and goes with the run. */
  folder(name: string): string;
  /** A folder of this name that may be left from an earlier run with `--data`. */
  lasting(name: string): string;
  /** The long log of sealed cases; made once. */
  cases(): Promise<BigLog>;
  /** How much a round does, at least one. */
  amount(full: number): number;
  remove(): void;
}

/** One row of the table, or several that share what they measure. */
export interface Row {
  readonly name: string;
  readonly duels: (bench: Bench) => Promise<readonly Duel[]>;
}

export interface BenchOptions {
  readonly small: boolean;
  readonly growth: boolean;
  /** Where long logs are kept from run to run; else they go with the run. */
  readonly data?: string | undefined;
  /** Cases of the long log, where the machine has no time for them all. */
  readonly cases?: number | undefined;
  /** Multiplies how much one round does. */
  readonly scale?: number | undefined;
}

export function openBench({ small, growth, data, cases: casesAsked, scale }: BenchOptions): Bench {
  const usual = small ? SMALL : FULL;
  const sizes: Sizes = { ...usual, cases: casesAsked ?? usual.cases, work: scale ?? usual.work };
  const own = mkdtempSync(join(tmpdir(), 'hvb-bench-'));
  const kept = data ?? own;
  let cases: Promise<BigLog> | undefined;
  let folders = 0;
  return {
    sizes,
    growth,
    folder: (name) => {
      const path = join(own, `${folders++}-${name}`);
      mkdirSync(path, { recursive: true });
      return path;
    },
    lasting: (name) => {
      const path = join(kept, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    cases: () => (cases ??= bigLog(join(kept, `cases-${sizes.cases}`), sizes.cases)),
    amount: (full) => Math.max(1, Math.round(full * sizes.work)),
    remove: () => {
      rmSync(own, { recursive: true, force: true });
    },
  };
}
