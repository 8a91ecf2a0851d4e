/** How every ledger finds its denials, and tells others of them once (decision A7). */
import {
  UnfitForLedger,
  type AccessEntry,
  type Denial,
  type DenialTold,
  type LedgerCursor,
  type LedgerEntry,
  type LedgerStore,
  type RecordedAccess,
} from '#access';
import { type Controller } from '#domain/facts';
import { eventually } from '../support/eventually.js';
import {
  all,
  at,
  extractOf,
  item,
  NAMND,
  NURSE,
  OTHER_NAMND,
  ownRead,
  readByRegion,
  REGION,
} from '../support/ledger-entries.js';

const ASKED = item({ person: null, classes: [], ground: null });

/** A nurse of the region asks after what is not hers. */
const denial = (given: Partial<AccessEntry> = {}): AccessEntry =>
  ownRead({
    ...{ controller: REGION, who: { party: REGION, unit: 'region-20.bup', person: NURSE } },
    ...{ outcome: 'denied', items: [ASKED], ...given },
  });

export function ledgerDenialsContract(make: () => Promise<LedgerStore>): void {
  let ledger: LedgerStore;
  beforeEach(async () => (ledger = await make()));
  afterEach(() => ledger.close());
  const write = (...entries: readonly LedgerEntry[]): Promise<void> => ledger.write(entries);
  /** What is denied after a place, once it is so many: a shared ledger holds it back while anything is under way in its server. */
  const deniedAfter = (after: LedgerCursor | null, many: number): Promise<readonly Denial[]> =>
    eventually(async () => {
      const denials = await ledger.denied(after, 100);
      if (denials.length < many) throw new Error(`${denials.length} of ${many} denials`);
      return denials;
    });
  const told = (of: RecordedAccess, ...controllers: readonly Controller[]): DenialTold => ({ denial: of, controllers });

  describe('a denial', () => {
    it('is found in the order in which it was told, of any authority, among all else that is read', async () => {
      const [first, second] = [denial(), denial({ controller: OTHER_NAMND, items: [] })];
      await write(ownRead());
      await write(first);
      await write(readByRegion());
      await write(second);
      const denials = await deniedAfter(null, 2);
      expect(denials.map(({ entry }) => [entry.controller, entry.request])).toEqual([
        ...[
          [REGION, first.request],
          [OTHER_NAMND, second.request],
        ],
      ]);
      expect(await ledger.denied(null, 1)).toEqual(denials.slice(0, 1));
      expect(await ledger.denied(denials[0]!.cursor, 100)).toEqual(denials.slice(1));
      expect(await ledger.denied(denials[1]!.cursor, 100)).toEqual([]);
      for (const limit of [0, 1_001]) await expect(ledger.denied(null, limit)).rejects.toThrow(RangeError);
    });

    it('is told to another authority with the same request: which unit asked, after what and when, and none of its staff (A5, A7)', async () => {
      const entry = denial({ hubTime: at('2026-03-01T09:00:00.000Z') });
      await write(ownRead(), entry);
      const [found] = await deniedAfter(null, 1);
      expect(await ledger.toldTo()).toBeNull();
      const to = found!.cursor;
      expect(await ledger.tell({ from: null, to, told: [told(found!.entry, NAMND, OTHER_NAMND)] })).toBe(true);
      const { who: _staff, controller: _own, ...rest } = entry;
      const half = { ...rest, receiver: REGION, who: { party: REGION, unit: 'region-20.bup' } };
      expect((await all(ledger, NAMND)).at(-1)).toEqual({ ...half, controller: NAMND, seq: 2 });
      expect(await all(ledger, OTHER_NAMND)).toEqual([{ ...half, controller: OTHER_NAMND, seq: 1 }]);
      expect(await all(ledger, REGION)).toEqual([{ ...entry, seq: 1 }]);
      expect(await ledger.toldTo()).toBe(to);
    });

    it('that a machine was answered is told as of one; a name of a unit that is no word is not told', async () => {
      await write(denial({ who: { party: REGION, unit: 'SE2321000016-17', machine: true, unattended: true } }));
      const [found] = await deniedAfter(null, 1);
      await ledger.tell({ from: null, to: found!.cursor, told: [told(found!.entry, NAMND)] });
      expect((await all(ledger, NAMND))[0]?.who).toEqual({ party: REGION, machine: true, unattended: true });
    });

    it('is told once: what others were told of it is no denial to be told of, and nobody tells from where it was told before', async () => {
      await write(denial());
      const [found] = await deniedAfter(null, 1);
      const telling = { from: null, to: found!.cursor, told: [told(found!.entry, NAMND)] };
      expect(await ledger.tell(telling)).toBe(true);
      expect(await ledger.tell(telling)).toBe(false);
      expect(await all(ledger, NAMND)).toHaveLength(1);
      await write(denial());
      const next = await deniedAfter(found!.cursor, 1);
      expect(next.map(({ entry }) => [entry.controller, entry.seq])).toEqual([[REGION, 2]]);
      expect(await ledger.denied(null, 100)).toHaveLength(2);
    });

    it('of nothing that there is moves on, and writes nothing more', async () => {
      await write(denial());
      const [found] = await deniedAfter(null, 1);
      expect(await ledger.tell({ from: null, to: found!.cursor, told: [told(found!.entry)] })).toBe(true);
      expect(await ledger.toldTo()).toBe(found!.cursor);
      expect(await all(ledger, NAMND)).toEqual([]);
    });

    it.each([
      ['who asked itself', REGION],
      ['what is no authority', 'Anna Andersson' as Controller],
    ])('is not told to %s, and then to nobody', async (_, controller) => {
      await write(denial());
      const [found] = await deniedAfter(null, 1);
      const telling = { from: null, to: found!.cursor, told: [told(found!.entry, NAMND, controller)] };
      await expect(ledger.tell(telling)).rejects.toEqual(new UnfitForLedger('controller'));
      expect([await ledger.toldTo(), await all(ledger, NAMND)]).toEqual([null, []]);
    });

    it('is in nobody’s registerutdrag: nothing was read (HSLF-FS 2016:40 4:10)', async () => {
      await write(denial());
      const [found] = await deniedAfter(null, 1);
      await ledger.tell({ from: null, to: found!.cursor, told: [told(found!.entry, NAMND)] });
      expect((await extractOf(ledger, {})).accesses).toEqual([]);
    });

    it('is told still when its year has been erased, which its staff stay', async () => {
      await write(denial());
      await ledger.eraseStaff(at('2032-01-01T00:00:00.000Z'), 5);
      const [found] = await deniedAfter(null, 1);
      expect(found!.entry.who).toEqual({ party: REGION, unit: 'region-20.bup', person: 'erased' });
      await ledger.tell({ from: null, to: found!.cursor, told: [told(found!.entry, NAMND)] });
      expect((await all(ledger, NAMND))[0]?.who).toEqual({ party: REGION, unit: 'region-20.bup' });
    });
  });
}
