import { rateOf } from './rate.js';

describe('a rate', () => {
  let nowMs = 0;
  const asking = (keptMax = 100) => rateOf({ max: 2, perMs: 1_000, nowMs: () => nowMs, keptMax });
  beforeEach(() => {
    nowMs = 0;
  });

  it('lets each ask so often within the time, and once more when the first is so long ago', () => {
    const may = asking();
    expect(may('a')).toBe(true);
    nowMs = 400;
    expect(may('a')).toBe(true);
    nowMs = 999;
    expect(may('a')).toBe(false);
    expect(may('b')).toBe(true);
    nowMs = 1_000;
    expect(may('a')).toBe(true);
    expect(may('a')).toBe(false);
  });

  it('does not count what was not let', () => {
    const may = asking();
    expect([may('a'), may('a'), may('a'), may('a')]).toEqual([true, true, false, false]);
    nowMs = 1_000;
    expect([may('a'), may('a'), may('a')]).toEqual([true, true, false]);
  });

  it('remembers so many, and of more forgets who asked longest ago', () => {
    const may = asking(2);
    expect([may('a'), may('a'), may('b'), may('b'), may('b')]).toEqual([true, true, true, true, false]);
    expect(may('a')).toBe(false);
    expect(may('c')).toBe(true);
    expect(may('a')).toBe(false);
    expect(may('b')).toBe(true);
  });
});
