/** What a door of hostile input gives back, and how it is counted. */
import { type Seeded } from '../../bench/seeded.js';

/** What was tried at a door and what came of it; `wrong` is empty where all is as it should be. */
export interface Tally {
  readonly door: string;
  readonly tried: number;
  /** By what was answered, or by how it was refused. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}

export interface InputDoor {
  readonly name: string;
  /** Tries so many inputs, drawn from the seed. */
  readonly play: (from: Seeded, times: number) => Promise<Tally>;
}

/** Told in words: enough to find it again, and no more than fits a line. */
const WRONG_CHARS_MAX = 300;

export interface Counting {
  readonly count: (outcome: string) => void;
  /** Notes what must not be. */
  readonly wrong: (what: string) => void;
  readonly tally: (tried: number) => Tally;
}

export function counting(door: string): Counting {
  const outcomes = new Map<string, number>();
  const wrong: string[] = [];
  return {
    count: (outcome) => {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    },
    wrong: (what) => {
      wrong.push(what.slice(0, WRONG_CHARS_MAX));
    },
    tally: (tried) => ({ door, tried, outcomes, wrong }),
  };
}
