import { lazily } from './lazily.js';

interface Sums {
  readonly one: number;
  readonly two: number;
  readonly nothing: null;
}

describe('what is reckoned lazily', () => {
  const asked: string[] = [];
  const sumsOf = lazily<number, Sums>({
    one: (_sums, given) => (asked.push('one'), given + 1),
    two: ({ one }) => (asked.push('two'), one + one),
    nothing: () => (asked.push('nothing'), null),
  });

  beforeEach(() => asked.splice(0));

  it('is not reckoned before somebody asks, and only the first time', () => {
    const sums = sumsOf(1);
    expect(asked).toEqual([]);
    expect([sums.two, sums.two, sums.one]).toEqual([4, 4, 2]);
    expect(asked).toEqual(['one', 'two']);
  });

  it('keeps also what is nothing', () => {
    const sums = sumsOf(1);
    expect([sums.nothing, sums.nothing]).toEqual([null, null]);
    expect(asked).toEqual(['nothing']);
  });

  it('is each object’s own', () => {
    const [sums, others] = [sumsOf(1), sumsOf(10)];
    expect([sums.two, others.two]).toEqual([4, 22]);
  });
});
