import { readdirSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { entrySealer } from '#access';
import { problem, type StreamName } from '#contracts';
import { type Day, type Instant, type PartyId } from '#domain';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { type Receipt } from '../receive/receipt.js';
import { openHubState, StateUnavailable, type HubState } from './hub-state.sqlite.js';
import { quarantine, QUARANTINE_PER_PARTY_MAX } from './quarantine.sqlite.js';
import { receipts } from './receipts.sqlite.js';
import { waitingRoom, WAITING_PER_PARTY_MAX, WAITING_PER_SUBJECT_MAX, type ToWait } from './waiting-room.sqlite.js';

const SECRET = 'Pojken heter Kalle och är rädd';
const party = 'region-20' as PartyId;
const other = 'region-01' as PartyId;
const stream = 'case-7c9e6679-7425-40de-944b-e07fc1f90ae7' as StreamName;
const at = (day: string): Instant => `${day}T08:00:00.000Z` as Instant;
const masterKey = randomBytes(32);

function open(path: string) {
  const state = openHubState(path);
  const sealer = entrySealer(masterKey);
  const finals = receipts(state, sealer);
  return { state, finals, room: waitingRoom(state, sealer, finals), refused: quarantine(state, sealer) };
}

const toWait = (id: string, more: Partial<ToWait> = {}): ToWait => ({
  party,
  stream,
  subject: 'costAllocation/7c9e6679-7425-40de-944b-e07fc1f90ae7',
  source: `/party/${party}`,
  id,
  event: Buffer.from(JSON.stringify({ id, text: SECRET })),
  until: '2026-01-22' as Day,
  ...more,
});

const receipt: Receipt = { id: '1', subject: 's', outcome: 'rejected', findings: [], problem: problem('WaitedInVain') };

/** Everything that lies in the folder, journals included. */
const onDisk = (path: string): Buffer =>
  Buffer.concat(readdirSync(dirname(path)).map((name) => readFileSync(join(dirname(path), name))));

describe("the hub's own state", () => {
  let path: string;
  let hub: ReturnType<typeof open>;
  beforeEach(() => {
    path = temporaryFile('hub.db');
    hub = open(path);
  });
  afterEach(() => {
    hub.state.close();
  });
  const reopen = (): void => {
    hub.state.close();
    hub = open(path);
  };

  describe('the waiting room', () => {
    it('keeps a message over a restart, in the order they came, and shows nothing of it on disk', async () => {
      await Promise.all([hub.room.put(toWait('a')), hub.room.put(toWait('b'))]);
      expect(onDisk(path).includes('Kalle')).toBe(false);
      reopen();
      expect(hub.room.of(stream).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(Buffer.from(hub.room.of(stream)[0]!.event).toString()).toContain(SECRET);
      expect(hub.room.streams()).toEqual([stream]);
    });

    it('lets new content take the place of the same identity, and its time', async () => {
      await hub.room.put(toWait('a'));
      const until = await hub.room.put(toWait('a', { event: Buffer.from('new'), until: '2026-03-01' as Day }));
      expect(until).toBe('2026-01-22');
      expect(hub.room.of(stream).map(({ event }) => Buffer.from(event).toString())).toEqual(['new']);
    });

    it('is full for a subject and for a party, each on its own', async () => {
      const fill = (count: number, more: (index: number) => Partial<ToWait>) =>
        Promise.all(Array.from({ length: count }, (_, index) => hub.room.put(toWait(`m${index}`, more(index)))));
      await fill(WAITING_PER_SUBJECT_MAX, () => ({}));
      expect(await hub.room.put(toWait('one-more'))).toBe('full');
      expect(await hub.room.put(toWait('m0', { event: Buffer.from('new') }))).toBe('2026-01-22');
      await fill(WAITING_PER_PARTY_MAX - WAITING_PER_SUBJECT_MAX, (index) => ({ subject: `placement/${index}` }));
      expect(await hub.room.put(toWait('again', { subject: 'placement/other' }))).toBe('full');
      expect(
        await hub.room.put(toWait('other', { party: other, source: `/party/${other}`, subject: 'placement/x' })),
      ).toBe('2026-01-22');
    });

    it('gives a message away and keeps its final receipt, both or neither', async () => {
      await hub.room.put(toWait('a'));
      const [entry] = hub.room.of(stream);
      await hub.room.leave(entry!, at('2026-01-16'), receipt);
      expect(hub.room.isWaitedOn(stream)).toBe(false);
      expect(hub.finals.after(party, 0, 10)).toEqual([{ sequence: 1, givenAt: at('2026-01-16'), ...receipt }]);
    });

    it('leaves nothing of a message behind, not even sealed, once it has left and the day has been swept', async () => {
      await hub.room.put(toWait('a'));
      const [entry] = hub.room.of(stream);
      const { sealed } = hub.state.db.prepare('SELECT sealed FROM waiting').get() as { sealed: Buffer };
      expect(onDisk(path).includes(sealed)).toBe(true);
      await hub.room.leave(entry!, at('2026-01-16'), receipt);
      hub.state.forget();
      expect(onDisk(path).includes(sealed)).toBe(false);
    });

    it('knows who has waited too long: the last day itself is still in time', async () => {
      await hub.room.put(toWait('a'));
      expect(hub.room.streamsExpired('2026-01-22' as Day)).toEqual([]);
      expect(hub.room.nextExpiryAfter('2026-01-22' as Day)).toBe('2026-01-23');
      expect(hub.room.streamsExpired('2026-01-23' as Day)).toEqual([stream]);
      expect(hub.room.nextExpiryAfter('2026-01-23' as Day)).toBeNull();
    });
  });

  describe('the final receipts', () => {
    it("are the party's own, read on from a sequence number, and go after their time", () => {
      for (const id of ['1', '2', '3']) hub.finals.keep(party, at('2026-01-15'), { ...receipt, id });
      hub.finals.keep(other, at('2026-01-15'), { ...receipt, id: 'x' });
      expect(hub.finals.after(party, 1, 1).map(({ id }) => id)).toEqual(['2']);
      expect(hub.finals.after(other, 0, 10).map(({ id }) => id)).toEqual(['x']);
      expect(hub.finals.sweep(at('2026-04-15'))).toBe(0);
      expect(hub.finals.sweep(at('2026-04-16'))).toBe(4);
      expect(hub.finals.after(party, 0, 10)).toEqual([]);
    });
  });

  describe('the quarantine', () => {
    const keep = (content: Uint8Array | null, keptAt = at('2026-01-15'), by = party) =>
      hub.refused.keep({ party: by, keptAt, problem: problem('MalformedJson'), content });

    it('keeps what was refused byte for byte, with its reason, for its sender alone', async () => {
      const text = await keep(Buffer.from(`{"half ${SECRET}`));
      const bytes = await keep(Buffer.from([0xff, 0xfe, 0x0a]));
      const tooLarge = await keep(null);
      expect(onDisk(path).includes('Kalle')).toBe(false);
      reopen();
      expect(hub.refused.read(party, text)).toMatchObject({
        content: `{"half ${SECRET}`,
        encoding: 'utf-8',
        code: 'MalformedJson',
      });
      expect(hub.refused.read(party, bytes)).toMatchObject({ content: '//4K', encoding: 'base64' });
      expect(hub.refused.read(party, tooLarge)).toMatchObject({ content: null });
      expect(hub.refused.read(other, text)).toBeUndefined();
      expect(hub.refused.list(party, 1, 10).map(({ quarantineId }) => quarantineId)).toEqual([bytes, tooLarge]);
      expect(hub.refused.list(other, 0, 10)).toEqual([]);
    });

    it('is bounded by number and by time', async () => {
      await Promise.all(Array.from({ length: QUARANTINE_PER_PARTY_MAX + 3 }, () => keep(Buffer.from('x'))));
      await keep(Buffer.from('y'), at('2026-01-15'), other);
      const [first] = hub.refused.list(party, 0, 1);
      expect(first!.sequence).toBe(4);
      expect(hub.refused.sweep(at('2026-02-14'))).toBe(0);
      expect(hub.refused.sweep(at('2026-02-15'))).toBe(QUARANTINE_PER_PARTY_MAX + 1);
    });
  });

  describe('writing', () => {
    it('undoes only the work that fails', async () => {
      const [good, bad] = await Promise.allSettled([
        hub.room.put(toWait('a')),
        hub.state.write(() => {
          hub.finals.keep(party, at('2026-01-15'), receipt);
          throw new Error('no');
        }),
      ]);
      expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
      expect(hub.finals.after(party, 0, 10)).toEqual([]);
      expect(hub.room.size()).toBe(1);
    });

    it('is refused once the file is closed', async () => {
      const closing: HubState = openHubState(temporaryFile('closed.db'));
      closing.close();
      await expect(closing.write(() => 1)).rejects.toThrow(StateUnavailable);
    });

    it('is synced at every commit', () => {
      expect(hub.state.db.pragma('synchronous', { simple: true })).toBe(2);
      expect(hub.state.db.pragma('journal_mode', { simple: true })).toBe('wal');
    });
  });
});
