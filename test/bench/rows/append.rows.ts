/** How fast the log takes events durably, and how soon it says so. */
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openSqliteLog, type SqliteEventLog } from '#event-log';
import { bareFile, syncTimes } from '../bare-file.js';
import { type Bench, type Row } from '../bench.js';
import { nowMs, perSecond, quantileOf, type Duel } from '../duel.js';
import { bareLog } from '../peer.sqlite.js';
import { plainBodies, plainEvent, plainStream } from '../plain-events.js';

const WRITERS = 16;
const BATCH = 100;
const EVENTS_PER_STREAM = 25;
const SENSE = { sense: 'atLeast', unit: 'events/s' } as const;

function durableLog(bench: Bench, name: string): SqliteEventLog {
  const log = openSqliteLog({ path: join(bench.folder(name), 'log.db') });
  log.assertDurable();
  return log;
}

/** One who appends single events to streams of its own, one after the other. */
function writerTo(log: SqliteEventLog, name: string): () => Promise<unknown> {
  let told = 0;
  return () => {
    const at = told++;
    const stream = plainStream(name, Math.floor(at / EVENTS_PER_STREAM));
    return log.append(stream, [plainEvent(at)], (at % EVENTS_PER_STREAM) - 1);
  };
}

async function repeat(times: number, work: () => unknown): Promise<number> {
  for (let done = 0; done < times; done += 1) await work();
  return times;
}

function oneWriter(bench: Bench): Duel {
  const log = durableLog(bench, 'one');
  const peer = bareLog(join(bench.folder('one-peer'), 'log.db'));
  const append = writerTo(log, 'w');
  const count = bench.amount(4_000);
  let at = 0;
  return {
    what: 'durable append, one writer, one event',
    against: 'better-sqlite3, same schema, one transaction per event, FULL',
    ...{ ...SENSE, goal: 0.75, stretch: 0.85 },
    ours: () => perSecond(() => repeat(count, append)),
    peer: () =>
      perSecond(() =>
        repeat(count, () => {
          peer.commit([plainEvent(at++)]);
        }),
      ),
    finish: async () => {
      peer.close();
      await log.close();
    },
  };
}

function sixteenWriters(bench: Bench): Duel {
  const log = durableLog(bench, 'sixteen');
  const file = bareFile(join(bench.folder('sixteen-peer'), 'events'));
  const writers = Array.from({ length: WRITERS }, (_, writer) => writerTo(log, `w${writer}`));
  const each = bench.amount(1_500);
  const bodies = plainBodies();
  return {
    what: 'durable append, 16 concurrent writers',
    against: 'append + fdatasync per event',
    ...{ ...SENSE, goal: 4, stretch: 6 },
    ours: () =>
      perSecond(async () => {
        await Promise.all(writers.map((append) => repeat(each, append)));
        return each * WRITERS;
      }),
    peer: () =>
      perSecond(async () =>
        repeat(each * 4, () => {
          file.append(bodies[0] ?? new Uint8Array());
        }),
      ),
    finish: async () => {
      file.close();
      await log.close();
    },
  };
}

function batches(bench: Bench): Duel {
  const log = durableLog(bench, 'batches');
  const peer = bareLog(join(bench.folder('batches-peer'), 'log.db'));
  const count = bench.amount(400);
  let ours = 0;
  let theirs = 0;
  const batch = (at: number) => Array.from({ length: BATCH }, (_, index) => plainEvent(at * BATCH + index));
  return {
    what: 'append in batches of 100',
    against: 'better-sqlite3, same schema, batches of 100, FULL',
    ...{ ...SENSE, goal: 0.6, stretch: 0.75 },
    ours: () =>
      perSecond(async () => {
        await repeat(count, () => {
          const at = ours++;
          return log.append(plainStream('b', at), batch(at), -1);
        });
        return count * BATCH;
      }),
    peer: () =>
      perSecond(async () => {
        await repeat(count, () => {
          peer.commit(batch(theirs++));
        });
        return count * BATCH;
      }),
    finish: async () => {
      peer.close();
      await log.close();
    },
  };
}

/** Milliseconds from when each append was due, not from when there was time for it: a slow log delays those behind, too. */
async function ackTimes(writers: readonly (() => Promise<unknown>)[], perS: number, count: number): Promise<number[]> {
  const times: number[] = [];
  const begun = nowMs();
  const free = [...writers];
  const under = new Set<Promise<void>>();
  for (let next = 0; next < count;) {
    const due = begun + (next * 1000) / perS;
    const append = due <= nowMs() ? free.pop() : undefined;
    if (!append) {
      await nextTurn();
      continue;
    }
    next += 1;
    const acked = append().then(() => {
      times.push(nowMs() - due);
      free.push(append);
      under.delete(acked);
    });
    under.add(acked);
  }
  await Promise.all(under);
  return times;
}

function ackAtHalfRate(bench: Bench): Duel {
  const log = durableLog(bench, 'ack');
  const folder = bench.folder('ack-peer');
  const writers = Array.from({ length: WRITERS }, (_, writer) => writerTo(log, `a${writer}`));
  const each = bench.amount(1_000);
  const count = bench.amount(20_000);
  return {
    what: 'ack p99 at half of the maximum rate, 16 writers',
    against: 'p99 of a bare fdatasync',
    ...{ sense: 'atMost', unit: 'ms', goal: 10, stretch: 6 },
    note: 'the maximum is measured anew in each round; an ack is timed from when the append was due',
    ours: async () => {
      const max = await perSecond(async () => {
        await Promise.all(writers.map((append) => repeat(each, append)));
        return each * WRITERS;
      });
      return quantileOf(await ackTimes(writers, max / 2, count), 0.99);
    },
    peer: () => quantileOf(syncTimes(join(folder, 'events'), plainBodies()[0] ?? new Uint8Array(), count / 4), 0.99),
    finish: () => log.close(),
  };
}

const row = (name: string, duel: (bench: Bench) => Duel): Row => ({
  name,
  duels: (bench) => Promise.resolve([duel(bench)]),
});

export const APPEND_ROWS: readonly Row[] = [
  row('append-one', oneWriter),
  row('append-sixteen', sixteenWriters),
  row('append-batches', batches),
  row('ack-half-rate', ackAtHalfRate),
];
