import { sameContent } from './same-content.js';

describe('what two messages say', () => {
  it('is the same in whatever order their members stand', () => {
    expect(sameContent({ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'x' }], a: 1 })).toBe(true);
    expect(sameContent({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  });

  it('is another where a value, a place in a list or a member differs', () => {
    expect(sameContent({ a: 1 }, { a: 2 })).toBe(false);
    expect(sameContent([1, 2], [2, 1])).toBe(false);
    expect(sameContent([1], [1, 2])).toBe(false);
    expect(sameContent({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameContent({ 0: 1 }, [1])).toBe(false);
    expect(sameContent({ a: null }, { a: {} })).toBe(false);
  });

  it('is not looked for in members that are set aside', () => {
    expect(sameContent({ a: 1, disclosure: [1] }, { a: 1 }, ['disclosure'])).toBe(true);
    expect(sameContent({ a: 1, b: 1 }, { a: 1 }, ['disclosure'])).toBe(false);
  });
});
