/** What a change of the master key must keep to, over all stores of an installation; bound to each kind of store. */
import {
  entrySealer,
  forgetFormerMasters,
  mastersIn,
  mastersOf,
  wrappedByOthers,
  wrapStoresAnew,
  type KeyStore,
  type LedgerStore,
  type Master,
  type Masters,
  type WrappedStore,
} from '#access';
import { type KeyOwner, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain';
import { type HubStateStores } from '#hub';
import { accepted, at, party, stream as waitingFor, toWait } from './hub-state.contract.js';
import { all, NAMND, ownRead, readByRegion } from '../support/ledger-entries.js';

/** The stores of one installation, opened with some masters. */
export interface StoresAtHand {
  readonly keys: KeyStore;
  readonly state: HubStateStores;
  readonly ledger: LedgerStore;
  readonly wrappings: readonly WrappedStore[];
  close(): Promise<void>;
}

export type OpenStores = (masters: Masters, sealer: ReturnType<typeof entrySealer>) => Promise<StoresAtHand>;

const OLD = Buffer.alloc(32, 7);
const NEW = Buffer.alloc(32, 9);
const KEYS = 7;
const [owner, anna] = ['kommun-2080.socialnamnden' as KeyOwner, '0a000000-0000-4000-8000-000000000001' as Uuid];
const bo = '0b000000-0000-4000-8000-000000000002' as Uuid;
const stream = (n: number): StreamName => `case-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const quarantined = '00000000-0000-4000-8000-00000000a5de' as Uuid;

/** Every kind once or more: seven streams of which one is erased, three that wait, one refused, one receipt, two years' keys. */
async function fill({ keys, state, ledger }: StoresAtHand): Promise<ReadonlyMap<StreamName, Uint8Array>> {
  const sealed = new Map<StreamName, Uint8Array>();
  for (let n = 1; n <= KEYS; n += 1) {
    const key = (await keys.ensure(stream(n), owner, anna)) as StreamKey;
    sealed.set(stream(n), key.seal(Buffer.from(`Anna ${n}`), 'c'));
  }
  await keys.ensure(stream(99), owner, bo);
  await keys.destroy(owner, bo);
  for (const id of ['a', 'b', 'c', 'd']) await state.room.put(toWait(id));
  const [first] = await state.room.of(waitingFor);
  await state.room.leave(first!, at('2026-01-16'), accepted);
  const problem = { code: 'NotJson', status: 400, title: 'x', type: 'about:blank' } as never;
  await state.quarantine.keep({
    id: quarantined,
    party,
    keptAt: at('2026-01-16'),
    problem,
    content: Buffer.from('Anna'),
  });
  await ledger.write([ownRead(), readByRegion()]);
  return sealed;
}

/** All that lies in the stores, opened. */
async function readAll(
  { keys, state, ledger }: StoresAtHand,
  sealed: ReadonlyMap<StreamName, Uint8Array>,
): Promise<readonly unknown[]> {
  const opened: string[] = [];
  for (const [name, bytes] of sealed) {
    const key = (await keys.of(name)).get(owner) as StreamKey;
    opened.push(Buffer.from(key.open(bytes, 'c')).toString());
  }
  return [
    opened,
    (await keys.of(stream(99))).get(owner),
    (await state.room.of(waitingFor)).map(({ id, event }) => [id, Buffer.from(event).toString()]),
    (await state.quarantine.read(party, quarantined))?.content,
    (await state.receipts.after(party, 0, 10)).length,
    await all(ledger, NAMND),
  ];
}

/** The former master and the new one, wherever each is. */
export interface TwoMasters {
  readonly old: Master;
  readonly fresh: Master;
}

const IN_MEMORY: TwoMasters = { old: mastersOf(OLD).current, fresh: mastersOf(NEW).current };

export function rotationContract(openStores: OpenStores, two: () => TwoMasters = () => IN_MEMORY): void {
  const open = async (masters: Masters): Promise<StoresAtHand> => openStores(masters, entrySealer(masters));
  let before: Masters, during: Masters, after: Masters, late: Masters;
  beforeEach(() => {
    const { old, fresh } = two();
    [before, during, after] = [mastersIn([old]), mastersIn([fresh, old]), mastersIn([fresh])];
    // Still wraps with the former, and accepts the new: as a process that has not been told yet.
    late = mastersIn([old, fresh]);
  });
  const with_ = async <T>(masters: Masters, work: (stores: StoresAtHand) => Promise<T>): Promise<T> => {
    const stores = await open(masters);
    try {
      return await work(stores);
    } finally {
      await stores.close();
    }
  };
  const EACH = { keys: KEYS, waiting: 3, quarantine: 1, receipts: 1, ledger: 2 };
  const NONE = { keys: 0, waiting: 0, quarantine: 0, receipts: 0, ledger: 0 };
  const ALL = 14;

  it('wraps every kind of key anew, in batches of no more than was said; then the new master alone opens all (B9)', async () => {
    const [sealed, was] = await with_(before, async (stores) => {
      const filled = await fill(stores);
      expect(await wrappedByOthers(stores.wrappings)).toEqual(NONE);
      return [filled, await readAll(stores, filled)] as const;
    });
    await with_(during, async (stores) => {
      expect(await wrappedByOthers(stores.wrappings)).toEqual(EACH);
      expect(await readAll(stores, sealed)).toEqual(was);
      const batches: [string, number][] = [];
      const onBatch = (what: string, wrapped: number): void => void batches.push([what, wrapped]);
      expect(await wrapStoresAnew(stores.wrappings, { batch: 3, onBatch })).toBe(ALL);
      expect(batches.filter(([what]) => what === 'keys').map(([, wrapped]) => wrapped)).toEqual([3, 3, 1]);
      expect(batches.map(([, wrapped]) => wrapped).reduce((sum, one) => sum + one)).toBe(ALL);
      expect(await wrappedByOthers(stores.wrappings)).toEqual(NONE);
      expect(await readAll(stores, sealed)).toEqual(was);
      expect(await forgetFormerMasters(stores.wrappings)).toBe(true);
    });
    await with_(after, async (stores) => {
      expect(await readAll(stores, sealed)).toEqual(was);
    });
    await expect(open(before)).rejects.toThrow('wrapped with another master key');
  });

  it('is not ended, and refuses neither master, until every key is wrapped anew', async () => {
    await with_(before, fill);
    await with_(during, async (stores) => {
      expect(await forgetFormerMasters(stores.wrappings)).toBe(false);
    });
    await with_(late, (stores) => Promise.resolve(stores.wrappings));
    await expect(open(before)).rejects.toThrow('wrapped with another master key');
    await expect(open(after)).rejects.toThrow('wrapped with another master key');
  });

  it('goes on where it was broken off, and takes nothing twice', async () => {
    const sealed = await with_(before, fill);
    await with_(during, async ({ wrappings }) => {
      const [kinds] = wrappings;
      expect(await kinds?.keys[0]?.wrapAnew(4)).toBe(4);
    });
    await with_(during, async (stores) => {
      expect(await wrappedByOthers(stores.wrappings)).toEqual({ ...EACH, keys: KEYS - 4 });
      expect(await wrapStoresAnew(stores.wrappings, { batch: 1 })).toBe(ALL - 4);
      expect(await wrapStoresAnew(stores.wrappings)).toBe(0);
      expect((await readAll(stores, sealed))[0]).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `Anna ${n}`));
    });
  });

  it('finds also what one wrote by the former master behind the batch that had passed it', async () => {
    await with_(before, fill);
    const other = await open(late);
    await with_(during, async (stores) => {
      const [kinds] = stores.wrappings;
      expect(await kinds?.keys[0]?.wrapAnew(KEYS)).toBe(KEYS);
      await other.keys.ensure(stream(0), owner, anna);
      expect(await kinds?.keys[0]?.wrapAnew(KEYS)).toBe(1);
      expect(await kinds?.keys[0]?.wrapAnew(KEYS)).toBe(0);
      expect(await wrapStoresAnew(stores.wrappings)).toBe(ALL - KEYS);
      await other.keys.ensure(stream(50), owner, anna);
      expect(await forgetFormerMasters(stores.wrappings)).toBe(false);
      expect(await wrapStoresAnew(stores.wrappings)).toBe(1);
      expect(await forgetFormerMasters(stores.wrappings)).toBe(true);
    });
    await other.close();
  });

  it('is done by two at once, each key by one of them', async () => {
    await with_(before, fill);
    const [one, two] = [await open(during), await open(during)];
    const shares = await Promise.all([one, two].map(({ wrappings }) => wrapStoresAnew(wrappings, { batch: 1 })));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(ALL);
    expect(await wrappedByOthers(one.wrappings)).toEqual(NONE);
    await Promise.all([one.close(), two.close()]);
  });

  it.each([0, -1, 1.5, Number.NaN, 5_001])('takes no batch of %s keys', async (batch) => {
    await with_(before, async ({ wrappings }) => {
      await expect(wrapStoresAnew(wrappings, { batch })).rejects.toThrow(RangeError);
    });
  });
}
