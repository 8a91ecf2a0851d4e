import * as fc from 'fast-check';
import { always } from '../../../../test/support/always.js';
import { sameContent } from './same-content.js';

/** Small, so that two of them are often alike; their members always in one order. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('', 'a', 0, 1, true, null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.record(
      { a: tie('value'), b: fc.option(tie('value'), { nil: undefined }), c: tie('value') },
      { requiredKeys: [] },
    ),
  ),
}));

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

  it('is the same where both are written alike as JSON', () => {
    always(
      fc.property(value, value, (one, other) => {
        expect(sameContent(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(sameContent(one, structuredClone(one))).toBe(true);
      }),
    );
  });
});
