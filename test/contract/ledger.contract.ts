/** What every ledger must do; each adapter's spec binds it in a few lines. Rules: HSLF-FS 2016:40 4:9–10, decisions A5, A6, B8, B11, B13, B22. */
import { LedgerUnavailable, UnfitForLedger, type LedgerEntry, type LedgerStore, type OfPerson } from '#access';
import { type Controller, type Uuid } from '#domain/facts';
import {
  all,
  at,
  CLERK,
  item,
  leavesOnceGiven,
  NAMND,
  NURSE,
  OTHER_NAMND,
  ownRead,
  READ_AT,
  readByRegion,
  REGION,
  reviewed,
  extractOf,
  seqsOf,
  upTo,
} from '../support/ledger-entries.js';
import { ledgerDenialsContract } from './ledger.denials.contract.js';
import { ledgerReadingContract } from './ledger.reading.contract.js';

export function ledgerContract(make: () => Promise<LedgerStore>): void {
  let ledger: LedgerStore;
  beforeEach(async () => (ledger = await make()));
  afterEach(() => ledger.close());
  const write = (...entries: readonly LedgerEntry[]): Promise<void> => ledger.write(entries);
  const extract = (given: Partial<OfPerson> = {}) => extractOf(ledger, given);

  ledgerReadingContract(make);
  ledgerDenialsContract(make);

  describe('an entry', () => {
    it('tells what was done, from which unit, when, by whom and of whom (HSLF-FS 2016:40 4:9)', async () => {
      const entry = ownRead({ hubTime: at('2026-03-01T09:00:00.000Z') });
      await write(entry);
      expect(await all(ledger, NAMND)).toEqual([{ ...entry, seq: 1 }]);
    });

    it('of a machine says that nobody watched, and names no person (A6)', async () => {
      const unattended = { party: REGION, machine: true } as const;
      const shown = { party: REGION, unit: 'bup', machine: true, shownTo: NURSE } as const;
      for (const who of [unattended, shown]) await write(ownRead({ controller: REGION, who }));
      expect((await all(ledger, REGION)).map(({ who }) => who)).toEqual([unattended, shown]);
    });

    it('keeps the name of a unit that is no word, too', async () => {
      await write(ownRead({ who: { party: NAMND, unit: 'SE2321000016-17', person: CLERK } }));
      expect((await all(ledger, NAMND))[0]?.who).toEqual({ party: NAMND, unit: 'SE2321000016-17', person: CLERK });
    });

    it('of a search that found nothing is kept as one that did (B8)', async () => {
      await write(ownRead({ purpose: 'search', outcome: 'searched', door: 'placements', items: [] }));
      expect(await all(ledger, NAMND)).toMatchObject([{ outcome: 'searched', purpose: 'search', items: [] }]);
    });

    it('is refused, with all that was to be written with it, where it holds what may be a number or a name (A6)', async () => {
      const unfit = readByRegion({ items: [item(), item({ person: '19121212-1212-0000-0000-000000000000' as Uuid })] });
      await expect(write(ownRead(), unfit)).rejects.toEqual(new UnfitForLedger('items[1].person'));
      expect(await all(ledger, NAMND)).toEqual([]);
    });

    it('is one of a request and controller; a second in the same call is refused (A5)', async () => {
      const entry = ownRead();
      await expect(write(entry, entry)).rejects.toEqual(new UnfitForLedger('request'));
      await write(entry);
      await write();
      expect(await all(ledger, NAMND)).toHaveLength(1);
    });
  });

  describe('a read of another authority’s data', () => {
    it('stands with both, each its half: whose data it is sees the unit, and not the other’s staff (A5)', async () => {
      const entry = readByRegion();
      await write(entry);
      const [given] = await all(ledger, NAMND);
      expect(given).toEqual({ ...entry, seq: 1, who: { party: REGION, unit: 'region-20.bup' } });
      const [taken] = await all(ledger, REGION);
      const { receiver, ...rest } = entry;
      expect(taken).toEqual({
        ...{ ...rest, controller: receiver, seq: 1 },
        items: [{ ...item({ withheld: 3 }), of: NAMND }],
      });
    });

    it('from several authorities at once stands once with who read, and once with each', async () => {
      const request = '4e90e570-0000-4000-8000-000000000001' as Uuid;
      const own = ownRead({ request, controller: REGION, who: readByRegion().who, outcome: 'disclosed' });
      await write(readByRegion({ request }), own, readByRegion({ request, controller: OTHER_NAMND }));
      const mine = await all(ledger, REGION);
      expect(mine).toMatchObject([{ request, outcome: 'reduced', who: { person: NURSE } }]);
      expect(mine[0]?.is === 'access' && mine[0].items.map(({ of }) => of)).toEqual([undefined, NAMND, OTHER_NAMND]);
      expect(seqsOf([...(await all(ledger, NAMND)), ...(await all(ledger, OTHER_NAMND))])).toEqual([1, 1]);
    });

    it('has the one outcome that all of it had', async () => {
      const request = '4e90e570-0000-4000-8000-000000000002' as Uuid;
      await write(
        readByRegion({ request, outcome: 'thin' }),
        readByRegion({ request, outcome: 'thin', controller: OTHER_NAMND }),
      );
      expect(await all(ledger, REGION)).toMatchObject([{ outcome: 'thin' }]);
    });
  });

  describe('the entries of an authority', () => {
    it('are numbered from 1 without a gap, whoever else is written of meanwhile', async () => {
      await Promise.all(
        Array.from({ length: 300 }, (_, n) =>
          write(n % 3 === 0 ? readByRegion() : ownRead({ controller: OTHER_NAMND })),
        ),
      );
      expect(seqsOf(await all(ledger, NAMND))).toEqual(upTo(100));
      expect(seqsOf(await all(ledger, REGION))).toEqual(upTo(100));
      expect(seqsOf(await all(ledger, OTHER_NAMND))).toEqual(upTo(200));
    });

    it('stand in the order in which they were told', async () => {
      const told = Array.from({ length: 20 }, () => ownRead());
      for (const entry of told) await write(entry);
      expect((await all(ledger, NAMND)).map(({ request }) => request)).toEqual(told.map(({ request }) => request));
    });

    it('are read page by page, each after the last', async () => {
      await write(...Array.from({ length: 5 }, () => ownRead()));
      const page = (after: number) => ledger.page({ controller: NAMND, after, limit: 2 });
      expect([seqsOf(await page(0)), seqsOf(await page(2)), seqsOf(await page(4)), await page(5)]).toEqual([
        ...[[1, 2], [3, 4], [5], []],
      ]);
    });

    it('are asked for a thousand at a time at most', async () => {
      for (const limit of [0, 1_001, 1.5])
        await expect(ledger.page({ controller: NAMND, after: 0, limit })).rejects.toThrow(RangeError);
      expect(await ledger.page({ controller: NAMND, after: 0, limit: 1_000 })).toEqual([]);
    });

    it('are nobody else’s', async () => {
      await write(ownRead());
      expect(await all(ledger, 'kommun-2080' as Controller)).toEqual([]);
      expect(await all(ledger, OTHER_NAMND)).toEqual([]);
    });
  });

  describe('who asked', () => {
    const entries = [
      ownRead({ readAt: at('2026-12-31T23:59:59.999Z'), who: { party: NAMND, unit: 'SE17', person: CLERK } }),
      ownRead({ readAt: at('2027-01-01T00:00:00.000Z') }),
      readByRegion(),
      ownRead({ who: { party: NAMND, machine: true } }),
      reviewed(),
    ];

    it('is told for five whole years after the year of the read, and on the day before they have passed', async () => {
      await write(...entries);
      expect(await ledger.eraseStaff(at('2031-12-31T23:59:59.999Z'), 5)).toEqual([]);
      expect((await all(ledger, NAMND))[0]?.who).toEqual({ party: NAMND, unit: 'SE17', person: CLERK });
    });

    it('is erased for ever when they have passed, year by year; all else stays (A6)', async () => {
      await write(...entries);
      const before = await all(ledger, NAMND);
      const erased = await ledger.eraseStaff(at('2032-01-01T00:00:00.000Z'), 5);
      expect(erased).toEqual([NAMND, REGION].map((controller) => ({ controller, year: 2026 })));
      const after = await all(ledger, NAMND);
      expect(after.map(({ who }) => who)).toEqual([
        { party: NAMND, person: 'erased' },
        { party: NAMND, unit: NAMND, person: CLERK },
        { party: REGION, unit: 'region-20.bup' },
        { party: NAMND, machine: true },
        { party: NAMND, person: 'erased' },
      ]);
      expect(after.map((one) => ({ ...one, who: null }))).toEqual(before.map((one) => ({ ...one, who: null })));
      expect((await all(ledger, REGION))[0]?.who).toEqual({ party: REGION, unit: 'region-20.bup', person: 'erased' });
      expect((await extract()).accesses).toHaveLength(4);
      expect(await ledger.eraseStaff(at('2032-01-01T00:00:00.000Z'), 5)).toEqual([]);
    });

    it('is kept longer where the setting says so, and never shorter than five years', async () => {
      await write(...entries);
      expect(await ledger.eraseStaff(at('2033-01-01T00:00:00.000Z'), 7)).toEqual([]);
      for (const years of [4, 5.5]) await expect(ledger.eraseStaff(READ_AT, years)).rejects.toThrow(RangeError);
      expect(await ledger.eraseStaff(at('2034-01-01T00:00:00.000Z'), 7)).toHaveLength(2);
    });

    it('of an entry that comes after its year was erased is erased from the start, and the entry stands', async () => {
      await write(...entries);
      await ledger.eraseStaff(at('2032-01-01T00:00:00.000Z'), 5);
      await write(ownRead());
      expect((await all(ledger, NAMND)).at(-1)).toMatchObject({ seq: 6, who: { party: NAMND, person: 'erased' } });
    });
  });

  describe('the leaves of the whole ledger', () => {
    it('are of every entry once, in an order to be read on from, and stay when staff are erased', async () => {
      await write(readByRegion(), ownRead({ controller: OTHER_NAMND }));
      await write(ownRead());
      const leaves = await leavesOnceGiven(ledger, null, 4);
      expect(leaves.map(({ controller, seq }) => [controller, seq]).sort()).toEqual([
        ...[
          [NAMND, 1],
          [NAMND, 2],
          [OTHER_NAMND, 1],
          [REGION, 1],
        ].sort(),
      ]);
      expect(new Set(leaves.map(({ hash }) => Buffer.from(hash).toString('hex'))).size).toBe(4);
      expect(leaves[0]?.hash).toHaveLength(32);
      const [first, ...rest] = leaves;
      expect(await ledger.leaves(first?.cursor ?? null, 100)).toEqual(rest);
      expect(await ledger.leaves(leaves.at(-1)?.cursor ?? null, 100)).toEqual([]);
      await ledger.eraseStaff(at('2032-01-01T00:00:00.000Z'), 5);
      expect(await ledger.leaves(null, 100)).toEqual(leaves);
    });
  });

  it('is unavailable once it is closed, having written what waited', async () => {
    const waited = write(ownRead());
    await ledger.close();
    await waited;
    await expect(write(ownRead())).rejects.toThrow(LedgerUnavailable);
    await expect(all(ledger, NAMND)).rejects.toThrow(LedgerUnavailable);
  });
}
