/** Randomness that is the same in every run: what is measured must not depend on the day. */
import { type Uuid } from '#domain';

export interface Seeded {
  /** From 0, below 1. */
  readonly next: () => number;
  /** A whole number from 0, below `below`. */
  readonly integer: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A version 4 uuid. */
  readonly uuid: () => Uuid;
}

/** Mulberry32: small, fast and good enough to spread test data. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  const hex = (digits: number): string =>
    integer(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    next,
    integer,
    pick: (from) => from[integer(from.length)] as (typeof from)[number],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}` as Uuid,
  };
}
