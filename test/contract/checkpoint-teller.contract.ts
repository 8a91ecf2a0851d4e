/** What is told of a log on a schedule, over every store of its tree; each store's spec binds it. Decisions A9, A14, B18. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { HUB_STREAM, memoryLog, NO_STREAM, REGISTER_STREAM, type EventLog } from '#event-log';
import { follow, type Follower } from '#follow';
import {
  checkpointTeller,
  LogRewritten,
  openCheckpoint,
  proofsOver,
  readOfLog,
  treeTarget,
  type CheckpointTeller,
  type Proofs,
  type TreeStore,
} from '#proof';

const secret = generateKeyPairSync('ed25519').privateKey;
const ORIGIN = 'hub.example/log/1/1';
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-30T08:00:00.000Z');

/** `open` gives a store of its own each time. */
export function checkpointTellerContract(open: () => Promise<TreeStore>): void {
  let log: EventLog;
  let store: TreeStore;
  let follower: Follower;
  /** Milliseconds since the start: of the hub's clock, and of the machine's. */
  let [clockMs, nowMs] = [0, 0];
  const clock = { now: () => new Date(START + clockMs).toISOString() as Instant };
  const proofsOf = (signAfterMs = 0): Proofs =>
    proofsOver({ store, log, origin: ORIGIN, secret, signAfterMs, now: () => nowMs });
  const tellerOf = (proofs = proofsOf()): CheckpointTeller =>
    checkpointTeller({ log, store, proofs, stream: HUB_STREAM, clock, nowMs: () => nowMs, everyMs: HOUR_MS });
  beforeEach(async () => {
    [clockMs, nowMs, log, store] = [0, 0, memoryLog(), await open()];
    follower = follow({ log, target: treeTarget(store), withRegister: true });
  });
  afterEach(async () => {
    await follower.stop();
    await store.close();
  });

  const isFollowed = async (): Promise<void> => {
    expect(await follower.caughtUp(await log.head(), 60_000)).toBe(true);
  };
  const say = async (stream = `case-${randomUUID()}` as StreamName): Promise<void> => {
    const event = { eventId: randomUUID() as Uuid, type: 'se.hvbhub.placement.registered.v1', recordedAt: clock.now() };
    await log.append(stream, [{ ...event, body: Buffer.from('a body') }], NO_STREAM);
    await isFollowed();
  };
  const told = async () => {
    const events = await log.readStream(HUB_STREAM);
    return events.map((event) => ({ at: event.recordedAt, ...readOfLog(event).data }));
  };
  const look = async (teller: CheckpointTeller, ms: number) => {
    clockMs = ms;
    const looked = await teller.look();
    await isFollowed();
    return looked;
  };

  it('is the checkpoint that was signed, and nothing of anybody: an hour after the first event, and not a millisecond before', async () => {
    await say();
    const [teller, proofs] = [tellerOf(), proofsOf()];
    expect(await look(teller, HOUR_MS - 1)).toBe('notYet');
    expect([await told(), await store.lastSigned()]).toEqual([[], null]);
    expect(await look(teller, HOUR_MS)).toBe('told');
    const signed = await store.lastSigned();
    const { origin, size, root } = openCheckpoint(signed!.note, proofs.key);
    expect([origin, size]).toEqual([ORIGIN, 1]);
    expect(await told()).toEqual([
      { at: clock.now(), origin, size, root: Buffer.from(root).toString('base64'), note: signed!.note },
    ]);
  });

  it('is told again an hour after the last, where something was appended since', async () => {
    await say();
    const teller = tellerOf();
    await look(teller, HOUR_MS);
    await say();
    expect(await look(teller, 2 * HOUR_MS - 1)).toBe('notYet');
    expect(await look(teller, 2 * HOUR_MS)).toBe('told');
    // The second has the first among its events: one said, one told, one said.
    expect((await told()).map(({ size }) => size)).toEqual([1, 3]);
  });

  it('is not told of a log in which nothing is said: nothing is signed, and that it was told is nothing new', async () => {
    const teller = tellerOf();
    expect(await look(teller, HOUR_MS)).toBe('nothingNew');
    expect(await store.lastSigned()).toBeNull();
    await say();
    await look(teller, 2 * HOUR_MS);
    for (const hours of [3, 4, 30]) expect(await look(teller, hours * HOUR_MS)).toBe('nothingNew');
    expect([(await told()).length, (await store.lastSigned())?.size, (await store.head())?.size]).toEqual([1, 1, 2]);
  });

  it('is told at once when something is said after a long silence, and of what is said of parties too', async () => {
    await say();
    const teller = tellerOf();
    await look(teller, HOUR_MS);
    expect(await look(teller, 9 * HOUR_MS)).toBe('nothingNew');
    await say(REGISTER_STREAM);
    expect(await look(teller, 9 * HOUR_MS + 1)).toBe('told');
    expect((await told()).map(({ size }) => size)).toEqual([1, 3]);
  });

  it('goes on from what stands in the log after a restart', async () => {
    await say();
    await look(tellerOf(), HOUR_MS);
    await say();
    const again = tellerOf();
    expect(await look(again, 2 * HOUR_MS - 1)).toBe('notYet');
    expect(await look(again, 2 * HOUR_MS)).toBe('told');
    expect((await log.readStream(HUB_STREAM)).map(({ revision }) => revision)).toEqual([0, 1]);
  });

  it('is told after a restart that came between that it was signed and that it was told', async () => {
    await say();
    const signed = await proofsOf().checkpoint();
    expect(await look(tellerOf(), HOUR_MS)).toBe('told');
    expect((await told()).map(({ note }) => note)).toEqual([signed.note]);
  });

  it('is told once, where two processes hold themselves for the one that tells', async () => {
    await say();
    clockMs = HOUR_MS;
    const looked = await Promise.all([tellerOf().look(), tellerOf().look()]);
    expect([looked.filter((one) => one === 'told').length, (await told()).length]).toEqual([1, 1]);
  });

  it('is told over a cluster of what has stood for a minute, and of nothing else', async () => {
    await say();
    const teller = tellerOf(proofsOf(60_000));
    expect(await look(teller, HOUR_MS)).toBe('nothingNew');
    nowMs = 59_999;
    await say();
    expect(await look(teller, HOUR_MS + 59_999)).toBe('nothingNew');
    nowMs = 60_000;
    expect(await look(teller, HOUR_MS + 60_000)).toBe('told');
    expect((await told()).map(({ size }) => size)).toEqual([1]);
  });

  it('is told an hour of the machine later where the clock has been set back, and never of before what was told last', async () => {
    await say();
    const teller = tellerOf();
    await look(teller, 10 * HOUR_MS);
    await say();
    nowMs = HOUR_MS - 1;
    expect(await look(teller, 2 * HOUR_MS)).toBe('notYet');
    nowMs = HOUR_MS;
    expect(await look(teller, 2 * HOUR_MS)).toBe('told');
    const ten = new Date(START + 10 * HOUR_MS).toISOString();
    expect((await told()).map(({ at }) => at)).toEqual([ten, ten]);
  });

  it('is never told of a log that is not what was signed of it', async () => {
    await say();
    await proofsOf().checkpoint();
    await say();
    await follower.stop();
    log = memoryLog();
    for (let n = 0; n < 2; n += 1)
      await log.append(`case-${randomUUID()}` as StreamName, [{ ...(await another()) }], NO_STREAM);
    clockMs = HOUR_MS;
    await expect(tellerOf().look()).rejects.toThrow(LogRewritten);
    expect(await told()).toEqual([]);
  });

  const another = () =>
    Promise.resolve({
      ...{ eventId: randomUUID() as Uuid, type: 'se.hvbhub.placement.registered.v1', recordedAt: clock.now() },
      body: Buffer.from('another body'),
    });
}
