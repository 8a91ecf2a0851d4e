import { underWay } from './under-way.js';

const BOUNDS = { each: 100, all: 250, keptForSmall: 50, largeAbove: 10 };

describe('bytes under way', () => {
  it('of one who asks are taken up to the bound, and not one more', () => {
    const { take, bytes } = underWay(BOUNDS);
    expect(take('a', 60)).toBeNull();
    expect(take('a', 40)).toBeNull();
    expect(take('a', 1)).toBe('each');
    expect(bytes()).toBe(100);
  });

  it('are there for others when they are given back, and not before', () => {
    const { take, give, bytes } = underWay(BOUNDS);
    take('a', 100);
    expect(take('b', 100)).toBeNull();
    expect(take('a', 1)).toBe('each');
    give('a', 100);
    expect(take('a', 100)).toBeNull();
    give('a', 100);
    give('b', 100);
    expect(bytes()).toBe(0);
  });

  it('of the large leave room for the small, whoever sends them', () => {
    const { take } = underWay(BOUNDS);
    take('a', 100);
    take('b', 100);
    expect(take('c', 11)).toBe('all');
    expect(take('c', 5, 11)).toBe('all');
    for (const [who, taken] of [
      ['c', null],
      ['d', null],
      ['e', null],
      ['f', null],
      ['g', null],
      ['h', 'all'],
    ] as const) {
      expect([who, take(who, 10)]).toEqual([who, taken]);
    }
  });
});
