/** Drawing by chance from a seed, so that who checks the check draws the same (HSLF-FS 2016:40 4:9). */
import { hash } from 'node:crypto';

/** Hexadecimal digits of a digest that make one number: 48 bits, which a number holds whole. */
const DIGITS = 12;
const BOUND = 16 ** DIGITS;

/**
 * `size` different whole numbers below `count`, in order, each choice as likely as any other; all where there are no more.
 * Floyd's way: as many draws as numbers, whatever they are drawn from.
 */
export function drawn(seed: string, count: number, size: number): readonly number[] {
  const next = numbersOf(seed);
  const chosen = new Set<number>();
  for (let last = Math.max(0, count - size); last < count; last += 1) {
    const one = next(last + 1);
    chosen.add(chosen.has(one) ? last : one);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Whole numbers from 0 to below `bound`, one after the other. */
function numbersOf(seed: string): (bound: number) => number {
  let draws = 0;
  return (bound) => {
    // What lies above the last whole multiple would make the first numbers likelier.
    const fair = BOUND - (BOUND % bound);
    for (;;) {
      const digest = hash('sha256', `${seed}\n${draws}`);
      draws += 1;
      const number = parseInt(digest.slice(0, DIGITS), 16);
      if (number < fair) return number % bound;
    }
  };
}
