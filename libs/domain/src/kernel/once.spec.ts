import { once } from './once.js';

describe('what is reckoned once', () => {
  it('is not reckoned before somebody asks, and only the first time', () => {
    let times = 0;
    const value = once(() => ++times);
    expect(times).toBe(0);
    expect([value(), value()]).toEqual([1, 1]);
  });

  it('keeps also what is nothing', () => {
    let times = 0;
    const value = once(() => (times++, null));
    expect([value(), value(), times]).toEqual([null, null, 1]);
  });
});
