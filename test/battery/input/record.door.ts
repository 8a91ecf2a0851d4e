/** The door of Kafka, past the broker: records as a fetch may give them, to a hub that judges and answers each. */
import { MEDIA_TYPES } from '#contracts';
import { type IncomingBatch, type IncomingRecord, type OutgoingRecord } from '#engines';
import { hubLogger } from '#http';
import { batchTaker } from '../../../apps/hub/src/kafka/batch-taker.js';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { PLACING_PARTY } from '../../support/case-defaults.data.js';
import { openSpecHub, type SpecHub } from '../../support/open-hub.js';
import { type WireEvent, sayerOf } from '../../support/wire-events.js';
import { counting, type Counting, type InputDoor } from './door.js';
import { hostileMessage, someBytes } from './hostile.js';
import { toldCase } from '../../support/told-case.js';

/** Records of a batch: hostile ones, and a neighbour after each few. */
const BATCH_RECORDS = 20;
const NEIGHBOUR_EVERY = 5;
const NOW = '2026-06-01T08:00:00.000Z';

const TYPES = [
  MEDIA_TYPES.structured,
  MEDIA_TYPES.structured,
  MEDIA_TYPES.batch,
  MEDIA_TYPES.binary,
  'text/plain',
  '',
  '\u0000',
];
const NAMES = [
  'ce_id',
  'ce_source',
  'ce_type',
  'ce_data',
  'ce_',
  'traceparent',
  'content-type',
  '__proto__',
  'ce_å',
  'x'.repeat(500),
];
const HEADERS_MAX = 2_000;

function someHeaders(from: Seeded): ReadonlyMap<string, readonly Uint8Array[]> {
  const value = (): Uint8Array => from.pick([Buffer.from('1.0'), someBytes(from, from.integer(40)), Buffer.alloc(0)]);
  const extra = Array.from({ length: from.pick([0, 1, 3, from.integer(HEADERS_MAX)]) }, (_, n) => [
    from.pick([from.pick(NAMES), `h${n}`]),
    from.pick([[value()], [value(), value()], []]),
  ]);
  return new Map([['content-type', [Buffer.from(from.pick(TYPES))]], ...(extra as [string, Uint8Array[]][])]);
}

function someRecord(event: WireEvent, offset: number, from: Seeded): IncomingRecord {
  const place = { offset, timestampMs: 1_700_000_000_000 + offset };
  const bytes = hostileMessage(event, from);
  if (from.integer(12) === 0)
    return {
      ...place,
      value: null,
      headers: new Map(),
      unreadable: {
        reason: from.pick(['CutShort', 'WrongChecksum', 'OutOfPlace'] as const),
        firstOffset: offset,
        bytes,
      },
    };
  return {
    ...place,
    value: from.pick([bytes, bytes, bytes, bytes, null, Buffer.alloc(0)]),
    headers: someHeaders(from),
  };
}

const good = (event: WireEvent, offset: number): IncomingRecord => ({
  ...{ offset, timestampMs: 1_700_000_000_000 + offset, value: Buffer.from(JSON.stringify(event)) },
  headers: new Map([['content-type', [Buffer.from(MEDIA_TYPES.structured)]]]),
});

interface Told {
  readonly data: {
    readonly id: string | null;
    readonly outcome: string;
    readonly problem?: { readonly code?: string };
    readonly quarantineId?: string;
  };
}

/** Every record is answered once and the offset passes it; what is refused lies in quarantine; the neighbours are taken. */
export const recordDoor: InputDoor = {
  name: 'Kafka records',
  play: async (from, times) => {
    const notes = counting('Kafka records');
    const hub = await openSpecHub({ startAt: NOW });
    try {
      for (let done = 0; done < times; done += BATCH_RECORDS) await tryBatch(hub, from.integer(2 ** 30), notes);
    } finally {
      await hub.close();
    }
    return notes.tally(Math.ceil(times / BATCH_RECORDS) * BATCH_RECORDS);
  },
};

async function tryBatch(hub: SpecHub, seed: number, notes: Counting): Promise<void> {
  const from = seeded(seed);
  const what = `records ${seed}`;
  const neighbours = toldCase(`neighbour-${seed}`).filter((event) => sayerOf(event) === PLACING_PARTY);
  const spoilt = toldCase(`record-${seed}`).filter((event) => sayerOf(event) === PLACING_PARTY);
  const records = Array.from({ length: BATCH_RECORDS }, (_, offset) => someRecord(from.pick(spoilt), offset, from));
  const beside = neighbours
    .slice(0, BATCH_RECORDS / NEIGHBOUR_EVERY)
    .map((event, at) => ({ event, offset: at * NEIGHBOUR_EVERY }));
  for (const { event, offset } of beside) records[offset] = good(event, offset);
  const published: OutgoingRecord[] = [];
  const marked: number[] = [];
  try {
    const taken = await takerOf(hub, published).take(batchOf(records, marked));
    if (taken !== 'taken') notes.wrong(`${what}: not taken`);
  } catch (error) {
    notes.wrong(`${what}: ${String(error)}`);
    return;
  }
  if (marked.at(-1) !== BATCH_RECORDS - 1) notes.wrong(`${what}: passed only ${String(marked.at(-1))}`);
  const receipts = published
    .filter(({ topic }) => topic.includes('.receipts.'))
    .map(({ value }) => JSON.parse(Buffer.from(value).toString()) as Told);
  if (receipts.length !== records.length)
    notes.wrong(`${what}: ${receipts.length} receipts of ${records.length} records`);
  judgeReceipts(receipts, what, notes);
  const accepted = new Set(receipts.filter(({ data }) => data.outcome === 'accepted').map(({ data }) => data.id));
  for (const { event } of beside)
    if (!accepted.has(event.id)) notes.wrong(`${what}: the neighbour ${event.type} was not taken`);
}

function judgeReceipts(receipts: readonly Told[], what: string, { count, wrong }: Counting): void {
  for (const { data } of receipts) {
    const code = data.problem?.code;
    count(code ?? data.outcome);
    if (code === 'InternalError') wrong(`${what}: a defect`);
    const isPutAside = code !== undefined && data.quarantineId !== undefined;
    if (data.outcome === 'rejected' && !isPutAside) wrong(`${what}: not put aside: ${JSON.stringify(data)}`);
  }
}

const takerOf = (hub: SpecHub, published: OutgoingRecord[]): ReturnType<typeof batchTaker> =>
  batchTaker({
    receive: hub.receive,
    publisher: {
      publish: (records) => {
        published.push(...records);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    clock: hub.time,
    logger: hubLogger('battery', 'silent'),
    isServed: () => true,
    onJudged: () => undefined,
    onUnreadable: () => undefined,
    onDone: () => undefined,
  });

const batchOf = (records: readonly IncomingRecord[], marked: number[]): IncomingBatch => ({
  topic: `hvb.submissions.${PLACING_PARTY}`,
  partition: 0,
  records,
  goesOn: () => true,
  heartbeat: () => Promise.resolve(),
  done: (offset) => {
    marked.push(offset);
    return Promise.resolve();
  },
});
