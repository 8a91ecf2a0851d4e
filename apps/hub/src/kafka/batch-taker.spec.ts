import { problem, type Problem } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { BrokerUnavailable, RecordTooLarge, type OutgoingRecord } from '#engines';
import { LogUnavailable } from '#event-log';
import { hubLogger, systemClock } from '#http';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { batchOf } from '../../../../test/support/submitted.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { type Arrival } from '../receive/read-arrivals.js';
import { type Receipt } from '../receipt/receipt.js';
import { batchTaker, JUDGED_AT_ONCE_MAX } from './batch-taker.js';

const [registered, started] = eventsOf(aCase('A').registered().started('2026-01-15'));
const other = { ...eventsOf(aCase('B').registered())[0]!, id: 'other' };
const PATIENCE_MS = 400;

interface Tried {
  /** Throws for the message with this id, as often as said. */
  readonly faults?: Readonly<Record<string, { error: Error; times: number }>>;
  /** Refuses the message with this id, put aside or not. */
  readonly refusals?: Readonly<Record<string, Problem>>;
  /** What publishing throws, one after the other. */
  readonly publishing?: Error[];
  readonly served?: (topic: string) => boolean;
  /** The message with this id is never answered. */
  readonly hangs?: string;
}

function tried({ faults = {}, refusals = {}, publishing = [], served = () => true, hangs }: Tried) {
  const judged: string[] = [];
  const refused: string[] = [];
  const published: OutgoingRecord[] = [];
  const outcomes: Receipt['outcome'][] = [];
  const passedBy: string[] = [];
  const putAside = (arrival: Arrival, why: Problem): Promise<Receipt> => {
    refused.push(why.code);
    const quarantineId = arrival.refusedAs ?? ('none' as Uuid);
    return Promise.resolve({ ...headOf(arrival), outcome: 'rejected', findings: [], problem: why, quarantineId });
  };
  const headOf = ({ id, subject }: Arrival) => ({ id, subject });
  const taker = batchTaker({
    receive: {
      one: (_party, arrival) => {
        const id = arrival.id ?? 'unreadable';
        const fault = faults[id];
        if (fault && fault.times > 0) {
          fault.times -= 1;
          return Promise.reject(fault.error);
        }
        if (id === hangs) return new Promise(() => undefined);
        judged.push(id);
        if (!arrival.read.ok) return putAside(arrival, arrival.read.problem);
        const why = refusals[id];
        if (why) return Promise.resolve({ ...headOf(arrival), outcome: 'rejected', findings: [], problem: why });
        return Promise.resolve({ ...headOf(arrival), outcome: 'accepted', findings: [] });
      },
      refuse: (_party: PartyId, arrival, why) => putAside(arrival, why),
    },
    publisher: {
      publish: (records) => {
        const error = publishing.shift();
        if (error) return Promise.reject(error);
        published.push(...records);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    clock: systemClock,
    logger: hubLogger('spec', 'silent'),
    isServed: served,
    onJudged: ({ outcome }) => outcomes.push(outcome),
    onUnreadable: (reason) => passedBy.push(reason),
    onDone: () => undefined,
    patienceMs: PATIENCE_MS,
  });
  const topics = (): readonly string[] => published.map(({ topic }) => topic.split('.')[1] ?? '');
  return { taker, judged, refused, published, topics, outcomes, passedBy };
}

const fault = (times: number, error: Error = new LogUnavailable('away')) => ({ error, times });

describe('a batch of a party’s topic', () => {
  it('is judged, told of, and only then done with', async () => {
    const { taker, judged, topics } = tried({});
    const batch = batchOf(PLACING_PARTY, [registered!, started!], 40);
    expect(await taker.take(batch)).toBe('taken');
    expect(judged).toEqual([registered!.id, started!.id]);
    expect(topics()).toEqual(['receipts', 'receipts']);
    expect(batch.marked).toEqual([41]);
  });

  it('is never blocked by what can never succeed: it is put aside, and a note says where', async () => {
    const { taker, refused, topics } = tried({});
    const batch = batchOf(PLACING_PARTY, [null, '', '{"half', registered!]);
    await taker.take(batch);
    expect(refused).toEqual(['EmptyMessage', 'EmptyMessage', 'MalformedJson']);
    expect(topics().filter((kind) => kind === 'quarantine')).toHaveLength(3);
    expect(topics().filter((kind) => kind === 'receipts')).toHaveLength(4);
    expect(batch.marked).toEqual([3]);
  });

  it('passes by what cannot be read as a record, whole, and puts aside what there is of it (T-01)', async () => {
    const { taker, refused, published, judged, passedBy } = tried({});
    const unreadable = { reason: 'WrongChecksum', firstOffset: 1, bytes: Buffer.from('half') } as const;
    const batch = batchOf(PLACING_PARTY, [registered!, '', started!]);
    const records = batch.records.map((record) => (record.offset === 1 ? { ...record, unreadable } : record));
    const wide = { ...batch, records: [records[0]!, { ...records[1]!, offset: 7 }, { ...records[2]!, offset: 8 }] };
    expect(await taker.take(wide)).toBe('taken');
    expect([judged, refused, passedBy]).toEqual([
      [registered!.id, 'unreadable', started!.id],
      ['UnreadableRecord'],
      ['WrongChecksum'],
    ]);
    expect(batch.marked).toEqual([8]);
    const note = published.find(({ topic }) => topic.startsWith('hvb.quarantine.'));
    expect((JSON.parse(Buffer.from(note!.value).toString()) as { data: object }).data).toMatchObject({
      ...{ code: 'UnreadableRecord', partition: 0, offset: 1, lastOffset: 7 },
    });
  });

  it('is never taken down by one record that reading has a defect with (T-01)', async () => {
    const { taker, refused, judged } = tried({});
    const batch = batchOf(PLACING_PARTY, [registered!, started!]);
    const headers = new Map([['content-type', [null as unknown as Uint8Array]]]);
    const records = batch.records.map((record) => (record.offset === 0 ? { ...record, headers } : record));
    expect(await taker.take({ ...batch, records })).toBe('taken');
    expect([judged, refused, batch.marked]).toEqual([[started!.id], ['InternalError'], [1]]);
  });

  it('puts aside what a door would hand back to its sender, as where too many wait', async () => {
    const { taker, refused, topics } = tried({ refusals: { [registered!.id]: problem('TooManyWaiting') } });
    await taker.take(batchOf(PLACING_PARTY, [registered!]));
    expect([refused, topics()]).toEqual([['TooManyWaiting'], ['receipts', 'quarantine']]);
  });

  it('puts aside what meets a defect of the hub while another message is accepted, and goes on', async () => {
    const defect = fault(1_000, new TypeError('x is undefined'));
    const { taker, refused, judged } = tried({ faults: { [registered!.id]: defect } });
    const batch = batchOf(PLACING_PARTY, [registered!, other]);
    expect(await taker.take(batch)).toBe('taken');
    expect([refused, judged, batch.marked]).toEqual([['InternalError'], [other.id], [1]]);
  });

  it('keeps on the topic what meets a defect that every message meets: it is the hub that is broken', async () => {
    const defect = (): ReturnType<typeof fault> => fault(8, new ReferenceError('y is not defined'));
    const { taker, refused, judged } = tried({ faults: { [registered!.id]: defect(), [other.id]: defect() } });
    const broken = batchOf(PLACING_PARTY, [registered!, other, '{"half']);
    expect(await taker.take(broken)).toEqual({ againInMs: 500 });
    expect([refused, broken.marked]).toEqual([['MalformedJson'], []]);
    const mended = batchOf(PLACING_PARTY, [registered!, other]);
    while ((await taker.take(mended)) !== 'taken');
    expect([judged.slice(-2), mended.marked]).toEqual([[registered!.id, other.id], [1]]);
  });

  it('tries again what meets a fault, in the order of its case, and tells the others meanwhile', async () => {
    const { taker, judged, topics } = tried({ faults: { [registered!.id]: fault(2) } });
    const batch = batchOf(PLACING_PARTY, [registered!, started!, other]);
    expect(await taker.take(batch)).toBe('taken');
    expect(judged).toEqual([other.id, registered!.id, started!.id]);
    expect(topics()).toHaveLength(3);
    expect(batch.marked).toEqual([2]);
  });

  it('is put to rest where a fault lasts, done with as far as nothing is open, for longer each time', async () => {
    const { taker, judged } = tried({ faults: { [registered!.id]: fault(1_000) } });
    const rests: unknown[] = [];
    for (let times = 0; times < 3; times++) {
      const batch = batchOf(PLACING_PARTY, [other, registered!, started!]);
      rests.push(await taker.take(batch));
      expect(batch.marked).toEqual([0]);
    }
    expect(rests).toEqual([{ againInMs: 500 }, { againInMs: 1_000 }, { againInMs: 2_000 }]);
    expect(judged).not.toContain(started!.id);
  });

  it('is not done with before its receipts are on the broker', async () => {
    const away = (count: number) => Array.from({ length: count }, () => new BrokerUnavailable('away'));
    const forLong = tried({ publishing: away(1_000) });
    const batch = batchOf(PLACING_PARTY, [registered!]);
    expect(await forLong.taker.take(batch)).toEqual({ againInMs: 500 });
    expect(batch.marked).toEqual([]);
    const forShort = tried({ publishing: away(2) });
    const again = batchOf(PLACING_PARTY, [registered!]);
    expect(await forShort.taker.take(again)).toBe('taken');
    expect([again.marked, forShort.judged, forShort.topics()]).toEqual([[0], [registered!.id], ['receipts']]);
  });

  it('is not held up by a receipt that the broker will never take', async () => {
    const large = (): Error => new RecordTooLarge('too large');
    const { taker, published } = tried({ publishing: [large(), large()] });
    const batch = batchOf(PLACING_PARTY, [registered!, other]);
    expect(await taker.take(batch)).toBe('taken');
    expect(published).toHaveLength(1);
    expect(batch.marked).toEqual([1]);
  });

  it('tells nobody who has no topic for it', async () => {
    const { taker, topics } = tried({ served: (topic) => topic.startsWith('hvb.quarantine.') });
    await taker.take(batchOf(PLACING_PARTY, [registered!, '{"half']));
    expect(topics()).toEqual(['quarantine']);
  });

  it('is judged in bounded parts, each done with by itself', async () => {
    const { taker } = tried({});
    const batch = batchOf(
      PLACING_PARTY,
      Array.from({ length: JUDGED_AT_ONCE_MAX + 5 }, () => '{"half'),
    );
    await taker.take(batch);
    expect(batch.marked).toEqual([JUDGED_AT_ONCE_MAX - 1, JUDGED_AT_ONCE_MAX + 4]);
  });

  it('is left where the group goes on without this consumer', async () => {
    const rebalancing = new Error('The group is rebalancing');
    const { taker } = tried({});
    const batch = batchOf(PLACING_PARTY, [registered!]);
    batch.lose(rebalancing);
    await expect(taker.take(batch)).rejects.toBe(rebalancing);
    const ended = batchOf(PLACING_PARTY, [registered!]);
    ended.end();
    expect(await taker.take(ended)).toBe('taken');
    expect(ended.marked).toEqual([]);
  });

  it('is left where what is under way does not end with the consumer', async () => {
    const { taker } = tried({ hangs: started!.id });
    const batch = batchOf(PLACING_PARTY, [registered!, started!]);
    const taken = taker.take(batch);
    batch.end();
    await expect(taken).rejects.toMatchObject({ name: 'LeftBehind' });
    expect(batch.marked).toEqual([]);
  });

  it('counts every receipt by how its message fared', async () => {
    const { taker, outcomes } = tried({});
    await taker.take(batchOf(PLACING_PARTY, [registered!, '{"half']));
    expect(outcomes.sort()).toEqual(['accepted', 'rejected']);
  });
});
