/** What every ledger gives back to whoever checks it, and to whom it is about. Rules: HSLF-FS 2016:40 4:9–10, decisions A5, B13. */
import { type AccessEntry, type LedgerEntry, type LedgerStore, type OfPerson } from '#access';
import {
  all,
  ANNA,
  at,
  BO,
  item,
  NAMND,
  OTHER_NAMND,
  ownRead,
  readByRegion,
  REGION,
  reviewed,
  extractOf,
  seqsOf,
  upTo,
} from '../support/ledger-entries.js';

export function ledgerReadingContract(make: () => Promise<LedgerStore>): void {
  let ledger: LedgerStore;
  beforeEach(async () => (ledger = await make()));
  afterEach(() => ledger.close());
  const write = (...entries: readonly LedgerEntry[]): Promise<void> => ledger.write(entries);
  const extract = (given: Partial<OfPerson> = {}) => extractOf(ledger, given);

  describe('a registerutdrag (HSLF-FS 2016:40 4:10)', () => {
    it('tells which unit read of the person and when, and nothing of anybody else', async () => {
      const entry = readByRegion({ items: [item(), item({ person: BO })], hubTime: at('2026-03-01T09:00:00.000Z') });
      await write(entry, ownRead({ items: [item({ person: BO })] }));
      const { request, readAt, hubTime } = entry;
      expect(await extract()).toEqual({
        accesses: [
          ...[{ seq: 1, request, readAt, hubTime, party: REGION, unit: 'region-20.bup', purpose: 'caseHandling' }].map(
            (one) => ({ ...one, outcome: 'reduced' }),
          ),
        ],
        next: null,
      });
      expect(seqsOf((await extract({ person: BO })).accesses)).toEqual([1, 2]);
    });

    it('of one whom nobody has read of is empty, and so is another authority’s', async () => {
      await write(ownRead());
      expect(await extract({ person: BO })).toEqual({ accesses: [], next: null });
      expect(await extract({ controller: OTHER_NAMND })).toEqual({ accesses: [], next: null });
    });

    it('is read page by page', async () => {
      await write(...Array.from({ length: 5 }, (_, n) => ownRead({ items: [item({ person: n === 1 ? BO : ANNA })] })));
      const first = await extract({ limit: 3 });
      expect([seqsOf(first.accesses), first.next]).toEqual([[1, 3, 4], 4]);
      const second = await extract({ limit: 3, after: 4 });
      expect([seqsOf(second.accesses), second.next]).toEqual([[5], null]);
    });

    it('to a guardian leaves out what is the person’s alone to be told (OSL 12:3, B13)', async () => {
      const kept = item({ extractTo: 'self' });
      await write(
        ownRead(),
        ownRead({ items: [kept] }),
        ownRead({ items: [kept, item()] }),
        ownRead({ items: [kept, item({ person: BO })] }),
      );
      expect(seqsOf((await extract({ extractTo: 'guardian' })).accesses)).toEqual([1, 3]);
      expect(seqsOf((await extract()).accesses)).toEqual(upTo(4));
    });

    it('names whoever is named several times in one entry once', async () => {
      await write(ownRead({ items: [item(), item({ classes: ['place'] }), item({ person: null })] }));
      expect(seqsOf((await extract()).accesses)).toEqual([1]);
    });
  });

  describe('what was read of a person (B4)', () => {
    it('is given whole, in the order of the entries, of one authority and of nobody else', async () => {
      const entry = readByRegion({ items: [item(), item({ person: BO })] });
      await write(entry, ownRead({ items: [item({ person: BO })] }));
      const asked = { controller: REGION, person: ANNA, after: 0, limit: 10 };
      expect(await ledger.readsOf(asked)).toEqual({ reads: await all(ledger, REGION), next: null });
      expect((await ledger.readsOf({ ...asked, controller: NAMND, person: BO })).reads).toEqual(
        await all(ledger, NAMND),
      );
      expect(await ledger.readsOf({ ...asked, controller: OTHER_NAMND })).toEqual({ reads: [], next: null });
    });

    it('is read page by page', async () => {
      await write(...Array.from({ length: 5 }, (_, n) => ownRead({ items: [item({ person: n === 1 ? BO : ANNA })] })));
      const reads = (after: number) => ledger.readsOf({ controller: NAMND, person: ANNA, after, limit: 3 });
      const [first, second] = [await reads(0), await reads(4)];
      expect([seqsOf(first.reads), first.next, seqsOf(second.reads), second.next]).toEqual([[1, 3, 4], 4, [5], null]);
      await expect(ledger.readsOf({ controller: NAMND, person: ANNA, after: 0, limit: 1_001 })).rejects.toThrow(
        RangeError,
      );
    });
  });

  describe('a systematic review (HSLF-FS 2016:40 4:9; lag 2001:454 10 §)', () => {
    const november = { controller: NAMND, from: at('2026-11-01T00:00:00.000Z'), to: at('2026-12-01T00:00:00.000Z') };
    const readOn = (day: string): AccessEntry => ownRead({ readAt: at(`2026-${day}T08:00:00.000Z`) });

    it('draws different entries by chance, the same from the same seed', async () => {
      await write(...Array.from({ length: 200 }, () => readOn('11-15')));
      const one = seqsOf(await ledger.draw({ ...november, size: 20, seed: 'a' }));
      expect(new Set(one).size).toBe(20);
      expect([...one].sort((a, b) => a - b)).toEqual(one);
      expect(seqsOf(await ledger.draw({ ...november, size: 20, seed: 'a' }))).toEqual(one);
      expect(seqsOf(await ledger.draw({ ...november, size: 20, seed: 'b' }))).not.toEqual(one);
    });

    it('draws from the period alone, its first instant and not its last, and all where there are fewer', async () => {
      const days = ['10-31', '11-01', '11-30', '12-01'];
      await write(...days.map(readOn), ownRead({ readAt: november.from }), ownRead({ readAt: november.to }));
      await write(ownRead({ controller: OTHER_NAMND }));
      expect(seqsOf(await ledger.draw({ ...november, size: 10, seed: 'a' }))).toEqual([2, 3, 5]);
    });

    it('is an entry of its own: who, when, which entries, what was found; it is not drawn itself', async () => {
      await write(ownRead(), ownRead());
      const review = reviewed({
        found: [
          { seq: 1, finding: 'inOrder' },
          { seq: 2, finding: 'unexplained' },
        ],
      });
      await write(review);
      expect((await all(ledger, NAMND)).at(-1)).toEqual({ ...review, seq: 3 });
      expect(seqsOf(await ledger.draw({ ...november, size: 10, seed: 'a' }))).toEqual([1, 2]);
      expect((await extract()).accesses).toHaveLength(2);
    });

    it('on suspicion says that nothing was drawn', async () => {
      await write(ownRead(), reviewed({ drawn: null }));
      expect((await all(ledger, NAMND))[1]).toMatchObject({ is: 'review', drawn: null });
    });
  });
}
