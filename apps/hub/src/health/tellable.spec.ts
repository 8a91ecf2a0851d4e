import fc from 'fast-check';
import { type PartyId } from '#domain';
import { always } from '../../../../test/support/always.js';
import { OTHERS, tellable } from './tellable.js';

const told = (...counts: readonly number[]) =>
  tellable(new Map(counts.map((count, n) => [`kommun-${2080 + n}` as PartyId, count])));

describe('what is told of how many each party has', () => {
  it('names who has five or more, and tells the others together', () => {
    expect(told(5, 4, 12, 3)).toEqual([
      ['kommun-2082', 12],
      ['kommun-2080', 5],
      ['other', 7],
    ]);
    expect(told(5, 6)).toHaveLength(2);
    expect(told()).toEqual([]);
  });

  it('tells of no other alone, as the total would: the smallest of the named goes with it', () => {
    expect(told(9, 6, 4)).toEqual([
      ['kommun-2080', 9],
      ['other', 10],
    ]);
  });

  it('tells of no others that are fewer than five together', () => {
    expect(told(9, 6, 2, 1)).toEqual([
      ['kommun-2080', 9],
      ['other', 9],
    ]);
    expect(told(4)).toEqual([['other', 4]]);
  });

  it('names a bounded number of parties', () => {
    expect(told(...Array.from({ length: 300 }, (_, n) => 10 + n))).toHaveLength(31);
  });

  it('never lets a party with fewer than five be reckoned out, and loses none', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 8 });
    always(
      fc.property(counts, (given) => {
        const all = told(...given);
        expect(all.reduce((sum, [, count]) => sum + count, 0)).toBe(given.reduce((sum, one) => sum + one, 0));
        const named = all.filter(([party]) => party !== OTHERS);
        expect(named.every(([, count]) => count >= 5)).toBe(true);
        const [others] = all.filter(([party]) => party === OTHERS);
        if (others && named.length > 0) {
          expect(others[1]).toBeGreaterThanOrEqual(5);
          expect(given.length - named.length).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });
});
