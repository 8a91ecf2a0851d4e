import fc from 'fast-check';
import { shareOut, upToDay, type PartyId } from '#domain';
import { always } from '../../../../test/support/always.js';

const KOMMUN = 'kommun-2080.socialnamnden' as PartyId;
const REGION = 'region-20' as PartyId;
const THIRD = 'kommun-2081.socialnamnden' as PartyId;
const isPlacing = (party: PartyId): boolean => party === KOMMUN;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const share = (party: PartyId, permille: number) => ({ party, permille });
const amountsOf = (...args: Parameters<typeof shareOut>): readonly number[] =>
  shareOut(...args).map(({ amountOre }) => amountOre);

describe('an amount shared in permille', () => {
  it('is shared without a rest where it divides', () => {
    expect(shareOut(100_000, [share(KOMMUN, 600), share(REGION, 400)], isPlacing)).toEqual([
      { party: KOMMUN, amountOre: 60_000 },
      { party: REGION, amountOre: 40_000 },
    ]);
  });

  it('gives the öre left over to the largest remainder', () => {
    // 100 öre: 33,3 · 33,3 · 33,4.
    expect(amountsOf(100, [share(KOMMUN, 333), share(REGION, 333), share(THIRD, 334)], isPlacing)).toEqual([
      33, 33, 34,
    ]);
    // 1001 öre: 250,25 · 750,75.
    expect(amountsOf(1001, [share(KOMMUN, 250), share(REGION, 750)], isPlacing)).toEqual([250, 751]);
  });

  it('gives it to the placing kommun where remainders tie, wherever it is named', () => {
    expect(amountsOf(1, [share(REGION, 500), share(KOMMUN, 500)], isPlacing)).toEqual([0, 1]);
    expect(amountsOf(1, [share(KOMMUN, 500), share(REGION, 500)], isPlacing)).toEqual([1, 0]);
    // 1002 öre: 250,5 · 250,5 · 501,0: one öre is left, and the tie is the kommun's.
    expect(amountsOf(1002, [share(REGION, 250), share(KOMMUN, 250), share(THIRD, 500)], isPlacing)).toEqual([
      250, 251, 501,
    ]);
  });

  it('gives it in the order written where the tie is among others', () => {
    expect(amountsOf(1, [share(THIRD, 500), share(REGION, 500)], isPlacing)).toEqual([1, 0]);
  });

  it('gives nobody anything of nothing, and nothing to a share of nothing', () => {
    expect(amountsOf(0, [share(KOMMUN, 1), share(REGION, 999)], isPlacing)).toEqual([0, 0]);
    expect(amountsOf(7, [share(KOMMUN, 0), share(REGION, 1000)], isPlacing)).toEqual([0, 7]);
  });
});

const anAmount = fc.oneof(
  fc.nat(5000),
  fc.nat(1_000_000_000_000),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 10_000, max: Number.MAX_SAFE_INTEGER }),
);
/** One to six parties, permille that sum to 1000. */
const someShares = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 }), fc.boolean())
  .map(([cuts, hasKommun]) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), 1000];
    return edges.slice(1).map((edge, i) => ({
      party: (hasKommun && i === 0 ? KOMMUN : `region-${i + 10}`) as PartyId,
      permille: edge - edges[i]!,
    }));
  });

describe('sharing, whatever the amount and the shares', () => {
  it('always sums: no money is made or lost', () => {
    always(
      fc.property(anAmount, someShares, (amountOre, shares) => {
        const amounts = amountsOf(amountOre, shares, isPlacing);
        expect(amounts.reduce((total, amount) => total + BigInt(amount), 0n)).toBe(BigInt(amountOre));
      }),
    );
  });

  it('gives each party its exact share, rounded down or one öre more, and the öre more to the largest remainders', () => {
    always(
      fc.property(anAmount, someShares, (amountOre, shares) => {
        const parts = shareOut(amountOre, shares, isPlacing).map(({ amountOre: got }, i) => {
          const exact = BigInt(amountOre) * BigInt(shares[i]!.permille);
          return { extra: BigInt(got) - exact / 1000n, remainder: exact % 1000n };
        });
        expect(parts.every(({ extra }) => extra === 0n || extra === 1n)).toBe(true);
        const rounded = parts.filter(({ extra }) => extra === 1n).map(({ remainder }) => remainder);
        const kept = parts.filter(({ extra }) => extra === 0n).map(({ remainder }) => remainder);
        expect(rounded.every((up) => up > 0n && kept.every((down) => down <= up))).toBe(true);
      }),
    );
  });

  it('never gives the öre of a tie past the placing kommun', () => {
    always(
      fc.property(anAmount, someShares, (amountOre, shares) => {
        const parts = shareOut(amountOre, shares, isPlacing).map(({ party, amountOre: got }, i) => {
          const exact = BigInt(amountOre) * BigInt(shares[i]!.permille);
          return { party, isUp: BigInt(got) > exact / 1000n, remainder: exact % 1000n };
        });
        const own = parts.find(({ party }) => party === KOMMUN);
        fc.pre(own !== undefined && !own.isUp);
        expect(parts.every(({ isUp, remainder }) => !isUp || remainder > own.remainder)).toBe(true);
      }),
    );
  });
});

describe('an amount split by calendar days', () => {
  const split = (amountOre: number, ...lengths: readonly number[]): readonly number[] => {
    const total = sum(lengths);
    const ends = lengths.map((_, i) => sum(lengths.slice(0, i + 1)));
    return ends.map((end, i) => upToDay(amountOre, end, total) - upToDay(amountOre, end - lengths[i]!, total));
  };

  it('takes as much for each day', () => {
    expect(split(31_000, 14, 17)).toEqual([14_000, 17_000]);
  });

  it('rounds each part to the nearest öre, and the parts still sum', () => {
    // 100 000 öre over 31 days: 45 161,29 and 54 838,71.
    expect(split(100_000, 14, 17)).toEqual([45_161, 54_839]);
    expect(split(100_000, 17, 14)).toEqual([54_839, 45_161]);
    expect(split(100, 1, 1, 1)).toEqual([33, 34, 33]);
  });

  it('gives nothing to no days and all to all of them', () => {
    expect([upToDay(999, 0, 7), upToDay(999, 7, 7)]).toEqual([0, 999]);
  });

  const lengthsOfSpans = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });

  it('always sums, and no part is below nothing, however finely it is split', () => {
    always(
      fc.property(anAmount, lengthsOfSpans, (amountOre, lengths) => {
        const parts = split(amountOre, ...lengths);
        expect(parts.reduce((total, part) => total + BigInt(part), 0n)).toBe(BigInt(amountOre));
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
    );
  });

  it('is additive: a span split again takes as much as before', () => {
    always(
      fc.property(anAmount, lengthsOfSpans, fc.nat(), fc.nat(), (amountOre, lengths, which, where) => {
        const at = which % lengths.length;
        const cut = where % (lengths[at]! + 1);
        const finer = [...lengths.slice(0, at), cut, lengths[at]! - cut, ...lengths.slice(at + 1)];
        const parts = split(amountOre, ...finer);
        expect(BigInt(parts[at]!) + BigInt(parts[at + 1]!)).toBe(BigInt(split(amountOre, ...lengths)[at]!));
      }),
    );
  });

  it('takes the exact part of the days, to the nearest öre', () => {
    always(
      fc.property(anAmount, fc.integer({ min: 1, max: 5000 }), fc.nat(), (amountOre, total, some) => {
        const days = some % (total + 1);
        const twiceOff =
          2n * (BigInt(upToDay(amountOre, days, total)) * BigInt(total) - BigInt(amountOre) * BigInt(days));
        expect(twiceOff <= BigInt(total) && twiceOff >= -BigInt(total)).toBe(true);
      }),
    );
  });
});
