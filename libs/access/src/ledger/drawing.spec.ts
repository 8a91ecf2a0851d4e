import { drawn } from './drawing.js';

describe('a draw by chance', () => {
  it('gives so many different places in order, the same of the same seed', () => {
    expect(drawn('november', 1_000, 5)).toEqual(drawn('november', 1_000, 5));
    expect(drawn('november', 1_000, 5)).not.toEqual(drawn('december', 1_000, 5));
    const places = drawn('november', 100, 60);
    expect([new Set(places).size, Math.min(...places) >= 0, Math.max(...places) < 100]).toEqual([60, true, true]);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('gives all where there are no more, and nothing of nothing', () => {
    expect(drawn('a', 3, 3)).toEqual([0, 1, 2]);
    expect(drawn('a', 3, 10)).toEqual([0, 1, 2]);
    expect(drawn('a', 0, 10)).toEqual([]);
  });

  it('gives every place as often as any other', () => {
    const times = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 3_000; seed += 1) for (const place of drawn(`seed ${seed}`, 10, 2)) times[place]! += 1;
    // 600 of each; five times the standard deviation (22) to either side.
    expect(times.filter((count) => count < 490 || count > 710)).toEqual([]);
  });
});
