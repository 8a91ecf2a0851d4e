/** What every store of the hub's own state must do; each adapter's spec binds it in a few lines. */
import { problem, type StreamName } from '#contracts';
import { type Day, type Instant, type PartyId, type Uuid } from '#domain';
import { type HubStateStores, type Receipt, type ToWait, type Waiting } from '#hub';
import { QUARANTINE_PER_PARTY_MAX } from '../../apps/hub/src/state/quarantine.port.js';
import { WAITING_PER_PARTY_MAX, WAITING_PER_SUBJECT_MAX } from '../../apps/hub/src/state/waiting-room.port.js';

export const SECRET = 'Pojken heter Kalle och är rädd';
export const party = 'region-20' as PartyId;
export const other = 'region-01' as PartyId;
export const stream = 'case-7c9e6679-7425-40de-944b-e07fc1f90ae7' as StreamName;
export const at = (day: string): Instant => `${day}T08:00:00.000Z` as Instant;

export const toWait = (id: string, more: Partial<ToWait> = {}): ToWait => ({
  party,
  stream,
  subject: 'costAllocation/7c9e6679-7425-40de-944b-e07fc1f90ae7',
  source: `/party/${more.party ?? party}`,
  id,
  event: Buffer.from(JSON.stringify({ id, text: SECRET })),
  keptAt: at('2026-01-15'),
  until: '2026-01-22' as Day,
  ...more,
});

export const accepted: Receipt = { id: '1', subject: 's', outcome: 'accepted', findings: [] };
export const rejected: Receipt = {
  ...{ id: '1', subject: 's', outcome: 'rejected', findings: [], problem: problem('WaitedInVain') },
  quarantineId: '0f000000-0000-4000-8000-000000000001' as Uuid,
};

/** A store at hand, and what a thief would find of it. */
export interface StateAtHand {
  /** Opens what is stored: again after `close`. */
  open(): Promise<HubStateStores>;
  /** All that is stored, as bytes. */
  stored(): Promise<Buffer>;
}

/** Puts a message into the room and takes it out again with a receipt. */
export async function passThrough(state: HubStateStores, entry: ToWait, receipt: Receipt): Promise<void> {
  await state.room.put(entry);
  const waiting = (await state.room.of(entry.stream)).find(({ id }) => id === entry.id);
  expect(await state.room.leave(waiting as Waiting, at('2026-01-15'), receipt)).toBe('left');
}

export function hubStateContract(make: () => Promise<StateAtHand>): void {
  let atHand: StateAtHand;
  let state: HubStateStores;
  beforeEach(async () => {
    atHand = await make();
    state = await atHand.open();
  });
  afterEach(() => state.close());
  const reopen = async (): Promise<void> => {
    await state.close();
    state = await atHand.open();
  };
  const waitingIds = async (): Promise<readonly string[]> => (await state.room.of(stream)).map(({ id }) => id);
  const only = async (): Promise<Waiting> => {
    const [first] = await state.room.of(stream);
    if (!first) throw new Error('nothing waits');
    return first;
  };

  describe('the waiting room', () => {
    it('keeps a message over a restart, in the order they came, and shows nothing of it where it lies', async () => {
      await Promise.all([state.room.put(toWait('a')), state.room.put(toWait('b'))]);
      expect((await atHand.stored()).includes('Kalle')).toBe(false);
      await reopen();
      expect(await waitingIds()).toEqual(['a', 'b']);
      expect(Buffer.from((await only()).event).toString()).toContain(SECRET);
      expect(await state.room.streams()).toEqual([stream]);
      const heads = ['a', 'b'].map((id) => {
        const { subject, source, keptAt, until } = toWait(id);
        return { id, subject, source, keptAt, until };
      });
      expect(await state.room.ofParty(party)).toEqual(heads);
      expect(await state.room.ofParty(other)).toEqual([]);
      expect(await state.room.isWaitedOn(stream)).toBe(true);
      expect(await state.room.isWaitedOn('case-0')).toBe(false);
    });

    it('lets new content take the place of the same identity, and its time', async () => {
      await state.room.put(toWait('a'));
      await state.room.put(toWait('b'));
      const until = await state.room.put(toWait('a', { event: Buffer.from('new'), until: '2026-03-01' as Day }));
      expect(until).toBe('2026-01-22');
      expect(await waitingIds()).toEqual(['a', 'b']);
      expect(Buffer.from((await only()).event).toString()).toBe('new');
    });

    it('is full for a party’s subject and for a party, each on its own, and for no other party', async () => {
      const fill = (count: number, more: (index: number) => Partial<ToWait>) =>
        Promise.all(Array.from({ length: count }, (_, index) => state.room.put(toWait(`m${index}`, more(index)))));
      await fill(WAITING_PER_SUBJECT_MAX, () => ({}));
      expect(await state.room.put(toWait('one-more'))).toBe('full');
      const theirs = { party: other, source: `/party/${other}` };
      expect(await state.room.put(toWait('one-more', theirs))).toBe('2026-01-22');
      expect(await state.room.put(toWait('m0', { event: Buffer.from('new') }))).toBe('2026-01-22');
      await fill(WAITING_PER_PARTY_MAX - WAITING_PER_SUBJECT_MAX, (index) => ({ subject: `placement/${index}` }));
      expect(await state.room.put(toWait('again', { subject: 'placement/other' }))).toBe('full');
      expect(await state.room.put(toWait('other', { party: other, subject: 'placement/x' }))).toBe('2026-01-22');
      expect(await state.room.size()).toBe(WAITING_PER_PARTY_MAX + 2);
    });

    it('is never overfull, however many come at once', async () => {
      const put = await Promise.all(
        Array.from({ length: WAITING_PER_SUBJECT_MAX + 20 }, (_, index) => state.room.put(toWait(`m${index}`))),
      );
      expect(put.filter((answer) => answer === 'full')).toHaveLength(20);
      expect(await state.room.size()).toBe(WAITING_PER_SUBJECT_MAX);
    });

    it('gives a message away and keeps its final receipt, both or neither', async () => {
      await state.room.put(toWait('a'));
      await state.room.leave(await only(), at('2026-01-16'), accepted);
      expect(await state.room.isWaitedOn(stream)).toBe(false);
      const [final] = await state.receipts.after(party, 0, 10);
      expect(final).toEqual({ sequence: final!.sequence, givenAt: at('2026-01-16'), ...accepted });
    });

    it('puts what is given back into quarantine with its receipt, once', async () => {
      await state.room.put(toWait('a'));
      const entry = await only();
      const left = await Promise.all([
        state.room.leave(entry, at('2026-01-23'), rejected),
        state.room.leave(entry, at('2026-01-23'), rejected),
      ]);
      expect([...left].sort()).toEqual(['gone', 'left']);
      expect(await state.receipts.after(party, 0, 10)).toHaveLength(1);
      expect(await state.quarantine.read(party, rejected.quarantineId!)).toMatchObject({
        ...{ code: 'WaitedInVain', keptAt: at('2026-01-23') },
        content: Buffer.from(entry.event).toString(),
      });
    });

    it('does not give away what has taken the place of what was judged', async () => {
      await state.room.put(toWait('a'));
      const judged = await only();
      await state.room.put(toWait('a', { event: Buffer.from('new') }));
      expect(await state.room.leave(judged, at('2026-01-16'), rejected)).toBe('gone');
      expect(await waitingIds()).toEqual(['a']);
      expect(await state.receipts.after(party, 0, 10)).toEqual([]);
      expect(await state.quarantine.list(party, 0, 10)).toEqual([]);
    });

    it('lets go what has been said anew, of that party alone', async () => {
      await state.room.put(toWait('a'));
      const { source, subject } = toWait('a');
      await state.room.replaced(other, { source, subject, id: 'a' });
      expect(await waitingIds()).toEqual(['a']);
      await state.room.replaced(party, { source, subject, id: 'a' });
      expect(await waitingIds()).toEqual([]);
    });

    it('tells how many of each party wait, and since when the oldest does, whatever has taken its place', async () => {
      expect(await state.room.standing()).toEqual({ byParty: new Map(), oldestAt: null });
      await state.room.put(toWait('a'));
      await state.room.put(toWait('b', { keptAt: at('2026-01-16') }));
      await state.room.put(toWait('c', { party: other, keptAt: at('2026-01-17') }));
      await state.room.put(toWait('a', { event: Buffer.from('new'), keptAt: at('2026-01-18') }));
      const byParty = new Map([
        [party, 2],
        [other, 1],
      ]);
      expect(await state.room.standing()).toEqual({ byParty, oldestAt: at('2026-01-15') });
      await state.room.leave(await only(), at('2026-01-18'), accepted);
      expect((await state.room.standing()).oldestAt).toBe(at('2026-01-16'));
    });

    it('knows who has waited too long: the last day itself is still in time', async () => {
      await state.room.put(toWait('a'));
      expect(await state.room.streamsExpired('2026-01-22' as Day)).toEqual([]);
      expect(await state.room.nextExpiryAfter('2026-01-22' as Day)).toBe('2026-01-23');
      expect(await state.room.streamsExpired('2026-01-23' as Day)).toEqual([stream]);
      expect(await state.room.nextExpiryAfter('2026-01-23' as Day)).toBeNull();
    });
  });

  describe('the final receipts', () => {
    const give = async (...ids: readonly string[]): Promise<void> => {
      for (const id of ids) await passThrough(state, toWait(id), { ...accepted, id });
      await passThrough(state, toWait('x', { party: other }), { ...accepted, id: 'x' });
    };

    it("are the party's own, read on from a sequence number, and go after their time", async () => {
      await give('1', '2', '3');
      const [first] = await state.receipts.after(party, 0, 1);
      expect((await state.receipts.after(party, first!.sequence, 1)).map(({ id }) => id)).toEqual(['2']);
      expect((await state.receipts.after(other, 0, 10)).map(({ id }) => id)).toEqual(['x']);
      expect(await state.receipts.sweep(at('2026-04-15'))).toBe(0);
      expect(await state.receipts.sweep(at('2026-04-16'))).toBe(4);
      expect(await state.receipts.after(party, 0, 10)).toEqual([]);
    });

    it('are untold until they are marked, each by itself, over a restart', async () => {
      await give('1', '2');
      const untold = await state.outbox.untold(10);
      expect(untold.map((one) => [one.party, one.receipt.id])).toEqual([
        [party, '1'],
        [party, '2'],
        [other, 'x'],
      ]);
      expect(untold[1]).toMatchObject({ givenAt: at('2026-01-15'), receipt: { ...accepted, id: '2' } });
      await state.outbox.told([untold[1]!.sequence]);
      await reopen();
      expect((await state.outbox.untold(10)).map(({ receipt }) => receipt.id)).toEqual(['1', 'x']);
      expect((await state.outbox.untold(1)).map(({ receipt }) => receipt.id)).toEqual(['1']);
      expect((await state.outbox.untold(1, [untold[0]!.party])).map(({ receipt }) => receipt.id)).toEqual(['x']);
      await state.outbox.told(untold.map(({ sequence }) => sequence));
      await state.outbox.told([]);
      expect(await state.outbox.untold(10)).toEqual([]);
      expect(await state.receipts.after(party, 0, 10)).toHaveLength(2);
    });
  });

  describe('the quarantine', () => {
    const keep = (content: Uint8Array | null, keptAt = at('2026-01-15'), by = party) =>
      state.quarantine.keep({ party: by, keptAt, problem: problem('MalformedJson'), content });

    it('keeps what was refused byte for byte, with its reason, for its sender alone', async () => {
      const text = await keep(Buffer.from(`{"half ${SECRET}`));
      const bytes = await keep(Buffer.from([0xff, 0xfe, 0x0a]));
      const tooLarge = await keep(null);
      expect((await atHand.stored()).includes('Kalle')).toBe(false);
      await reopen();
      expect(await state.quarantine.read(party, text)).toMatchObject({
        ...{ content: `{"half ${SECRET}`, encoding: 'utf-8', code: 'MalformedJson', keptAt: at('2026-01-15') },
        problem: problem('MalformedJson'),
      });
      expect(await state.quarantine.read(party, bytes)).toMatchObject({ content: '//4K', encoding: 'base64' });
      expect(await state.quarantine.read(party, tooLarge)).toMatchObject({ content: null });
      expect(await state.quarantine.read(other, text)).toBeUndefined();
      expect(await state.quarantine.read(party, 'no-such-id')).toBeUndefined();
      const [first] = await state.quarantine.list(party, 0, 1);
      const after = await state.quarantine.list(party, first!.sequence, 10);
      expect([first, ...after].map((one) => one!.quarantineId)).toEqual([text, bytes, tooLarge]);
      expect(await state.quarantine.list(other, 0, 10)).toEqual([]);
    });

    it('tells how much of each party lies there, and when the oldest and the newest came', async () => {
      expect(await state.quarantine.standing()).toEqual({ byParty: new Map(), oldestAt: null, newestAt: null });
      for (const day of ['2026-01-16', '2026-01-15', '2026-01-17']) await keep(null, at(day));
      await keep(null, at('2026-01-16'), other);
      const byParty = new Map([
        [party, 3],
        [other, 1],
      ]);
      const ends = { oldestAt: at('2026-01-15'), newestAt: at('2026-01-17') };
      expect(await state.quarantine.standing()).toEqual({ byParty, ...ends });
    });

    it('keeps once what comes twice under an id of its own', async () => {
      const id = '0f000000-0000-4000-8000-000000000002' as Uuid;
      const refused = { id, party, keptAt: at('2026-01-15'), problem: problem('MalformedJson'), content: null };
      expect(await state.quarantine.keep(refused)).toBe(id);
      expect(await state.quarantine.keep(refused)).toBe(id);
      expect(await state.quarantine.list(party, 0, 10)).toHaveLength(1);
    });

    it('is bounded by number, the oldest making room, and by time', async () => {
      const ids: Uuid[] = [];
      for (let kept = 0; kept < 3; kept += 1) ids.push(await keep(Buffer.from('x')));
      await Promise.all(Array.from({ length: QUARANTINE_PER_PARTY_MAX }, () => keep(Buffer.from('x'))));
      await keep(Buffer.from('y'), at('2026-01-15'), other);
      for (const id of ids) expect(await state.quarantine.read(party, id)).toBeUndefined();
      expect(await state.quarantine.sweep(at('2026-02-14'))).toBe(0);
      expect(await state.quarantine.sweep(at('2026-02-15'))).toBe(QUARANTINE_PER_PARTY_MAX + 1);
    });
  });

  it('can be asked to forget, and goes on', async () => {
    await state.room.put(toWait('a'));
    await state.forget();
    expect(await state.room.size()).toBe(1);
  });
}
