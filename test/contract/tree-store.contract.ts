/** What every store of the tree must do; each adapter's spec binds it in a few lines. Decisions A12 and A14. */
import { randomUUID } from 'node:crypto';
import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { memoryLog, NO_STREAM, type EventLog, type Position } from '#event-log';
import { CheckpointMoved, follow, type Follower } from '#follow';
import {
  EMPTY,
  grown,
  isConsistent,
  isIncluded,
  leafHash,
  leafRecord,
  LogRewritten,
  openCheckpoint,
  proofsOver,
  rootOf,
  TILE_WIDTH,
  treeTarget,
  type Proofs,
  type TreeStore,
} from '#proof';
import { generateKeyPairSync } from 'node:crypto';

const secret = generateKeyPairSync('ed25519').privateKey;
const ORIGIN = 'hub.example/log/1/1';
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** `open` gives the same store each time within a test. */
export function treeStoreContract(open: () => Promise<TreeStore>): void {
  let log: EventLog;
  let store: TreeStore;
  let proofs: Proofs;
  let follower: Follower | undefined;
  let [told, nowMs] = [0, 0];
  const proofsOf = (signAfterMs = 0): Proofs =>
    proofsOver({ store, log, origin: ORIGIN, secret, signAfterMs, now: () => nowMs });
  beforeEach(async () => {
    [told, nowMs, log, store] = [0, 0, memoryLog(), await open()];
    proofs = proofsOf();
  });
  afterEach(async () => {
    await follower?.stop();
    follower = undefined;
    await store.close();
  });

  /** Appends so many events in streams of three, one of them of the register. */
  const tell = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 3) {
      const stream = (told % 30 === 0 ? `party-register-${told}` : `case-${randomUUID()}`) as StreamName;
      const events = Array.from({ length: Math.min(3, left) }, () => ({
        eventId: randomUUID() as string as Uuid,
        type: 'se.hvbhub.placement.registered.v1',
        recordedAt: '2026-11-30T08:00:00.000Z' as Instant,
        body: Buffer.from(`event ${told++}`),
      }));
      await log.append(stream, events, NO_STREAM);
    }
  };
  const followed = async (batch?: number): Promise<void> => {
    follower ??= follow({
      log,
      target: treeTarget(store),
      withRegister: true,
      ...(batch === undefined ? {} : { batch }),
    });
    expect(await follower.caughtUp(await log.head(), 60_000)).toBe(true);
  };
  const events = async () => (await log.readAll(log.start, { limit: 5_000 })).events;
  const rootBy = async (size: number): Promise<string> => {
    const leaves = (await events()).slice(0, size).map((event) => leafHash(leafRecord(event)));
    return hex(rootOf(grown(EMPTY, leaves, () => undefined)));
  };

  it('is empty before anything was told, and its checkpoint says so', async () => {
    expect([await store.head(), await store.lastSigned(), await store.startOf(0)]).toEqual([null, null, undefined]);
    const { size, note } = await proofs.checkpoint();
    expect([size, hex(openCheckpoint(note, proofs.key).root)]).toEqual([0, await rootBy(0)]);
  });

  it('holds each event of the log once, also those of the register, in whichever batches they come and however often it is opened', async () => {
    for (const [count, batch] of [
      [10, 3],
      [251, 500],
      [300, 7],
    ] as const) {
      await tell(count);
      await followed(batch);
      await follower?.stop();
      follower = undefined;
      await store.close();
      store = await open();
      proofs = proofsOf();
      expect(await store.head()).toMatchObject({ size: told, position: await log.head() });
      const { size, note } = await proofs.checkpoint();
      expect([size, hex(openCheckpoint(note, proofs.key).root)]).toEqual([told, await rootBy(told)]);
    }
    const all = await events();
    expect([await store.startOf(0), await store.startOf(1), await store.startOf(2), await store.startOf(3)]).toEqual([
      ...[0, TILE_WIDTH, 2 * TILE_WIDTH].map((at) => all[at]?.position),
      undefined,
    ]);
  });

  it('proves each event that was signed, and that what was signed begins with what was signed before', async () => {
    await tell(300);
    await followed();
    const first = openCheckpoint((await proofs.checkpoint()).note, proofs.key);
    await tell(231);
    await followed();
    const second = openCheckpoint((await proofs.checkpoint()).note, proofs.key);
    for (const [index, event] of (await events()).entries()) {
      if (index % 37 > 1) continue;
      const included = await proofs.inclusion(event.position, second.size);
      expect(included).toMatchObject({ index, size: 531 });
      expect(isIncluded({ ...included!, root: second.root })).toBe(true);
    }
    const proof = await proofs.consistency(first.size, second.size);
    expect(isConsistent(first, second, proof)).toBe(true);
    expect(isConsistent({ ...first, size: first.size + 1 }, second, proof)).toBe(false);
    const later = (await events())[400]!.position;
    expect(await proofs.inclusion(later, first.size)).toBeUndefined();
    expect(await proofs.inclusion(log.start, second.size)).toBeUndefined();
  });

  it('gives tiles as far as they were signed, and no further', async () => {
    await tell(300);
    await followed();
    expect(await proofs.tile({ level: 0, index: 0 }, TILE_WIDTH)).toBeUndefined();
    await proofs.checkpoint();
    await tell(10);
    await followed();
    const leaves = (await events()).map((event) => hex(leafHash(leafRecord(event))));
    const whole = await proofs.tile({ level: 0, index: 0 }, TILE_WIDTH);
    expect(hex(whole!)).toBe(leaves.slice(0, 256).join(''));
    expect(hex((await proofs.tile({ level: 0, index: 1 }, 44))!)).toBe(leaves.slice(256, 300).join(''));
    expect(hex((await proofs.tile({ level: 0, index: 0 }, 2))!)).toBe(leaves.slice(0, 2).join(''));
    expect(hex((await proofs.tile({ level: 1, index: 0 }, 1))!)).toBe(await rootBy(256));
    for (const [level, index, width] of [
      [0, 1, 45],
      [0, 1, 256],
      [0, 2, 1],
      [1, 0, 2],
      [1, 0, 0],
      [2, 0, 1],
    ] as const)
      expect(await proofs.tile({ level, index }, width)).toBeUndefined();
  });

  it('signs one checkpoint a size, however many ask, and keeps it', async () => {
    await tell(5);
    await followed();
    const [one, two] = await Promise.all([proofs.checkpoint(), proofsOf().checkpoint()]);
    expect(one).toEqual(two);
    await store.keepSigned({ size: 5, note: 'another' });
    expect(await store.lastSigned()).toEqual(one);
  });

  it('keeps what witnesses have added to a size, by their names, the first of each', async () => {
    expect(await store.cosigned(5)).toEqual([]);
    for (const [by, line] of [
      ['w/2', '— w/2 AAAA\n'],
      ['W/1', '— W/1 AAAA\n'],
      ['w/2', '— w/2 BBBB\n'],
    ] as const)
      await store.keepCosigned({ size: 5, by, line });
    await store.keepCosigned({ size: 6, by: 'w/2', line: '— w/2 CCCC\n' });
    expect(await store.cosigned(5)).toEqual([
      { size: 5, by: 'W/1', line: '— W/1 AAAA\n' },
      { size: 5, by: 'w/2', line: '— w/2 AAAA\n' },
    ]);
  });

  it('signs over a cluster only what has stood for long enough', async () => {
    proofs = proofsOf(60_000);
    await tell(5);
    await followed();
    expect((await proofs.checkpoint()).size).toBe(0);
    nowMs = 59_999;
    await tell(2);
    await followed();
    expect((await proofs.checkpoint()).size).toBe(0);
    nowMs = 60_000;
    expect((await proofs.checkpoint()).size).toBe(5);
    nowMs = 119_998;
    expect((await proofs.checkpoint()).size).toBe(5);
    nowMs = 119_999;
    expect((await proofs.checkpoint()).size).toBe(7);
  });

  it('signs nothing more where the log is not what was signed, or not what stands in the tree', async () => {
    await tell(5);
    await followed();
    await proofs.checkpoint();
    await follower?.stop();
    const rewritten = memoryLog();
    for (const event of await events()) {
      const body = event.position === (await log.head()) ? Buffer.from('another') : event.body;
      await rewritten.append(`${event.stream}-${event.revision}` as StreamName, [{ ...event, body }], NO_STREAM);
    }
    const over = proofsOver({ store, log: rewritten, origin: ORIGIN, secret, signAfterMs: 0, now: () => 0 });
    await expect(over.inclusion(await rewritten.head(), 5)).rejects.toThrow(LogRewritten);
    const head = await store.head();
    const [leaf] = (await events()).map((event) => leafHash(leafRecord(event)));
    await store.grow(head, {
      next: { position: '999' as Position, size: 6 },
      tiles: [{ level: 0, index: 0, at: 5, hashes: [leaf!] }],
      starts: [],
    });
    await expect(proofs.checkpoint()).rejects.toThrow(LogRewritten);
    await store.grow(await store.head(), {
      next: { position: '1000' as Position, size: 6 },
      tiles: [{ level: 0, index: 0, at: 0, hashes: [leaf!, leaf!, leaf!, leaf!, leaf!, leaf!] }],
      starts: [],
    });
    await expect(proofs.checkpoint()).rejects.toThrow(LogRewritten);
    expect((await store.lastSigned())?.size).toBe(5);
  });

  it('signs nothing more where the last event that was signed is another, though the log has gone on since', async () => {
    await tell(5);
    await followed();
    await proofs.checkpoint();
    await follower?.stop();
    log = memoryLog();
    await tell(6);
    const sixth = leafHash(leafRecord((await events())[5]!));
    await store.grow(await store.head(), {
      next: { position: await log.head(), size: 6 },
      tiles: [{ level: 0, index: 0, at: 5, hashes: [sixth] }],
      starts: [],
    });
    await expect(proofsOf().checkpoint()).rejects.toThrow('event 5 of the log is not the one that stands in the tree');
    expect((await store.lastSigned())?.size).toBe(5);
  });

  it('signs nothing more, and shows nothing, where the tree is shorter than what was signed', async () => {
    await tell(5);
    await followed();
    await proofs.checkpoint();
    await follower?.stop();
    await store.grow(await store.head(), { next: { position: '4' as Position, size: 4 }, tiles: [], starts: [] });
    await expect(proofs.checkpoint()).rejects.toThrow('the log had 5 events when it was signed, and its tree has 4');
    await expect(proofs.checkpoint()).rejects.toThrow(LogRewritten);
  });

  it('grows only from where it stands: who has been overtaken hears of it, and has written nothing', async () => {
    await tell(5);
    await followed();
    await follower?.stop();
    const growth = { next: { position: '7' as Position, size: 6 }, tiles: [], starts: [] };
    await expect(store.grow(null, growth)).rejects.toMatchObject({ name: CheckpointMoved.name });
    await expect(store.grow({ size: 4, position: '4' as Position }, growth)).rejects.toMatchObject({
      name: CheckpointMoved.name,
    });
    expect(await store.head()).toMatchObject({ size: 5 });
  });
}
