import fc from 'fast-check';
import { comparePositions, parsePosition, placeFrom, placeOf, positionOf } from './position.esdb.js';
import { always } from '../../../test/support/always.js';

const place = fc
  .tuple(fc.maxSafeNat(), fc.maxSafeNat())
  .map(([a, b]) => ({ commit: Math.max(a, b), prepare: Math.min(a, b) }));

describe('a position of the log in EventStoreDB', () => {
  it('is the place that it was made of, and has one spelling', () => {
    always(
      fc.property(place, (given) => {
        const position = positionOf(given);
        expect(placeOf(position)).toEqual(given);
        expect(parsePosition(position)).toBe(position);
      }),
    );
  });

  it('sorts by commit, then by prepare', () => {
    always(
      fc.property(place, place, (a, b) => {
        const expected = Math.sign(a.commit - b.commit) || Math.sign(a.prepare - b.prepare);
        expect(Math.sign(comparePositions(positionOf(a), positionOf(b)))).toBe(expected);
      }),
    );
  });

  it.each(['5-5', '5-6', '05', '5-', '-5', '5-05', '9007199254740993', ' 5', '5\n'])('is not made of %j', (text) => {
    expect(parsePosition(text)).toBeUndefined();
    expect(() => placeOf(text as never)).toThrow(RangeError);
  });

  it('is not made where the server says none', () => {
    expect(placeFrom('18446744073709551615', '18446744073709551615')).toBeUndefined();
  });
});
