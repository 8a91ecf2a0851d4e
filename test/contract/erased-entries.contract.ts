/** What every store of the hub's own state must do when entries of it are erased; each adapter's spec binds it. */
import { type StreamName } from '#contracts';
import { type HubStateStores } from '#hub';
import { party, passThrough, rejected, SECRET, stream, toWait } from './hub-state.contract.js';

export function erasedEntriesContract(open: () => Promise<HubStateStores>): void {
  let state: HubStateStores;
  beforeEach(async () => {
    state = await open();
  });
  afterEach(() => state.close());

  it('erases what is told to be, of what waits, was refused or answered, and nothing else; more than a page of it', async () => {
    const gone = { stream: 'case-00000000-0000-4000-8000-00000000000a' as StreamName, source: '/party/region-20/b' };
    await passThrough(state, toWait('told'), rejected);
    for (let n = 0; n < 101; n += 1) await state.room.put(toWait(`gone ${n}`, { ...gone, subject: `s/${n}` }));
    await state.room.put(toWait('stays'));
    const seen = new Map<string, number>();
    const looked = await state.erase(({ party: of, cameAt, stream: on, text }) => {
      const what = [of, cameAt?.slice(0, 10), on, text().includes(SECRET)].join(' ');
      seen.set(what, (seen.get(what) ?? 0) + 1);
      return false;
    });
    expect(looked).toBe(0);
    expect([...seen].sort()).toEqual([
      [`${party} 2026-01-15  false`, 1],
      [`${party} 2026-01-15  true`, 1],
      [`${party} 2026-01-15 ${gone.stream} true`, 101],
      [`${party} 2026-01-15 ${stream} true`, 1],
    ]);
    expect(await state.erase(({ stream: on }) => on === gone.stream)).toBe(101);
    expect(await state.room.of(gone.stream)).toEqual([]);
    expect((await state.room.of(stream)).map(({ id }) => id)).toEqual(['stays']);
    expect(await state.erase(({ stream: on, text }) => on === null && text().includes(SECRET))).toBe(1);
    expect(await state.quarantine.list(party, 0, 10)).toEqual([]);
    expect(await state.receipts.after(party, 0, 10)).toHaveLength(1);
    expect(await state.erase(({ stream: on }) => on === null)).toBe(1);
    expect(await state.receipts.after(party, 0, 10)).toEqual([]);
    expect(await state.room.size()).toBe(1);
  });
}
