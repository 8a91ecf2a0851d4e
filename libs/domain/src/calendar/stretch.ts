/** Stretches of days, of which either end may be open: what holds by day is reckoned with whole stretches of them. */
import { type Day } from '../kernel/brand.js';
import { type Span } from '../kernel/span.js';
import { addDays } from './day.js';

/** Days from one on; null: from the beginning. `until` is the first day after them; null: without end. */
export interface Stretch<From extends Day | null = Day | null> {
  readonly from: From;
  readonly until: Day | null;
}

/** True on a day of the stretch. */
export const holdsOn = ({ from, until }: Stretch, day: Day): boolean =>
  (from === null || from <= day) && (until === null || day < until);

const later = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b > a) ? b : a);
const earlier = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b < a) ? b : a);

const isEmpty = ({ from, until }: Stretch): boolean => from !== null && until !== null && until <= from;

/** The days that two have in common, as a list of one; none where they have none. */
export function common(a: Stretch, b: Stretch): readonly Stretch[] {
  const both = { from: later(a.from, b.from), until: earlier(a.until, b.until) };
  return isEmpty(both) ? [] : [both];
}

/** What some stretches leave of another, in order. */
export function without(whole: Stretch, taken: readonly Stretch[]): readonly Stretch[] {
  return taken.reduce<readonly Stretch[]>((left, one) => left.flatMap((part) => outside(part, one)), [whole]);
}

const outside = (part: Stretch, { from, until }: Stretch): readonly Stretch[] => [
  ...(from === null ? [] : common(part, { from: null, until: from })),
  ...(until === null ? [] : common(part, { from: until, until: null })),
];

/** Stretches in order; those that follow each other without a day between, as one. */
export function joined<From extends Day | null>(stretches: readonly Stretch<From>[]): readonly Stretch<From>[] {
  const all: Stretch<From>[] = [];
  for (const { from, until } of stretches) {
    const before = all.at(-1);
    if (before && before.until === from) all[all.length - 1] = { from: before.from, until };
    else all.push({ from, until });
  }
  return all;
}

/** The stretch of a span, whose last day is included. */
export const stretchOf = ({ from, to }: Span): Stretch => ({ from, until: to === undefined ? null : addDays(to, 1) });

/** The span of a stretch that begins on a day. */
export const spanOf = (from: Day, until: Day | null): Span =>
  until === null ? { from } : { from, to: addDays(until, -1) };
