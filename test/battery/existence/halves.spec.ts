import { seeded } from '../../bench/seeded.js';
import { apart, isTold, medianOf, timePairs } from './halves.js';

/** Times about 1 000 µs, spread by some hundred. */
const times = (seed: number, more = 0): readonly number[] => {
  const random = seeded(seed);
  return Array.from({ length: 2_000 }, () => 1_000 + more + 100 * (random.next() + random.next()));
};

describe('two classes of times', () => {
  it('are not told apart where they are of one kind', () => {
    for (let seed = 0; seed < 4; seed += 1) {
      const found = apart(times(2 * seed), times(2 * seed + 1), seeded(seed));
      expect([seed, isTold(found), found]).toMatchObject([seed, false, {}]);
    }
  });

  it('are told apart where one takes a fiftieth longer', () => {
    const found = apart(times(1, 20), times(2), seeded(3));
    expect(isTold(found)).toBe(true);
    expect(found.anothers - found.never).toBeCloseTo(found.classes);
    expect(found.classes).toBeGreaterThan(10);
    expect(isTold(apart(times(1), times(2, 20), seeded(3)))).toBe(true);
  });

  it('are as far apart as halves of one may be, and no further, where they are the same', () => {
    const found = apart(times(1), times(1), seeded(3));
    expect(found).toMatchObject({ classes: 0, anothers: medianOf(times(1)), never: medianOf(times(1)) });
    expect(found.halves).toBeGreaterThan(0);
    expect(isTold({ ...found, classes: found.halves })).toBe(false);
  });
});

describe('pairs', () => {
  it('are asked by turns, now the one first and now the other, each path once', async () => {
    const asked: string[] = [];
    let never = 0;
    const times = await timePairs(
      (path) => Promise.resolve(asked.push(path)),
      ['a', 'b', 'c'],
      () => `n${(never += 1)}`,
    );
    expect(asked).toEqual(['a', 'n1', 'n2', 'b', 'c', 'n3']);
    expect(times).toEqual({ anothers: [1, 4, 5], never: [2, 3, 6] });
  });
});
