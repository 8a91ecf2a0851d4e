/** Reading a long log from its beginning: how fast, in how much memory, and what a longer one costs. */
import { statSync } from 'node:fs';
import { openSqliteLog, openSqliteLogReader } from '#event-log';
import { type Bench, type Row } from '../bench.js';
import { perSecond, type Duel } from '../duel.js';
import { bareReader } from '../peer.sqlite.js';
import { appendPlain, plainLog, BYTES_PER_EVENT } from '../plain-events.js';
import { replay } from '../replay.js';
import { askChild } from '../processes/child.js';
import { type ReplayAnswer } from '../processes/replay-process.js';

const MIB = 1024 * 1024;
const SAMPLE = 20_000;

async function replayed(bench: Bench): Promise<Duel> {
  const path = await plainLog(bench.lasting(`plain-${bench.sizes.events}`), bench.sizes.events);
  const reader = openSqliteLogReader(path);
  const bare = bareReader(path);
  const bodies = bare.bodies(Math.min(SAMPLE, bench.sizes.events));
  bare.close();
  return {
    what: `replay of ${bench.sizes.events} events into a trivial fold`,
    against: 'JSON.parse alone, of the same bodies in memory',
    ...{ sense: 'atLeast', unit: 'events/s', goal: 0.5, stretch: 0.6 },
    ours: () => perSecond(() => replay(reader)),
    peer: () =>
      perSecond(() => {
        let members = 0;
        for (let done = 0; done < bench.sizes.events; done += 1) {
          const body = bodies[done % bodies.length] ?? Buffer.alloc(0);
          members += Object.keys(JSON.parse(body.toString('utf8')) as object).length;
        }
        if (members === 0) throw new Error('nothing was parsed');
        return bench.sizes.events;
      }),
    finish: () => {
      reader.close();
    },
  };
}

async function memory(bench: Bench): Promise<readonly Duel[]> {
  const { events, eventsFew } = bench.sizes;
  const many = await plainLog(bench.lasting(`plain-${events}`), events);
  const few = await plainLog(bench.lasting(`plain-${eventsFew}`), eventsFew);
  const peak = async (path: string): Promise<number> => {
    const { bytesMax } = await askChild<ReplayAnswer>('replay-process', { path });
    return bytesMax / MIB;
  };
  const shared = { unit: 'MiB', ours: () => peak(many), warmUp: false } as const;
  return [
    {
      what: `resident memory, at most, during a replay of ${events}`,
      against: `at ${eventsFew}`,
      ...{ ...shared, sense: 'atMost', goal: 1.1, peer: () => peak(few) },
      note: 'each replay in a process of its own',
    },
    {
      what: `resident memory, at most, during a replay of ${events}`,
      against: '1 MiB',
      ...{ ...shared, sense: 'atMost', goal: 200, stretch: 160, peer: () => 1 },
    },
  ];
}

async function plainSize(bench: Bench): Promise<Duel> {
  const path = await plainLog(bench.lasting(`plain-${bench.sizes.events}`), bench.sizes.events);
  return {
    what: 'log file, bodies as they came (unsealed)',
    against: 'sum of the JSON bytes',
    ...{ sense: 'atMost', unit: 'MiB', goal: 1.3, stretch: 1.2, rounds: 1, warmUp: false },
    ours: () => statSync(path).size / MIB,
    peer: () => (bench.sizes.events * BYTES_PER_EVENT) / MIB,
  };
}

/** Cost of an append and of a query when the log is long against when it is short. */
async function growth(bench: Bench): Promise<readonly Duel[]> {
  if (!bench.growth) return [];
  const { eventsFew, eventsGrown } = bench.sizes;
  const few = openSqliteLog({ path: await plainLog(bench.lasting(`grow-${eventsFew}`), eventsFew) });
  const many = openSqliteLog({ path: await plainLog(bench.lasting(`grow-${eventsGrown}`), eventsGrown) });
  const count = bench.amount(20_000);
  const appended = (log: typeof few) => async (): Promise<number> => {
    const head = Number(await log.head());
    return (
      1e6 /
      (await perSecond(async () => {
        await appendPlain(log, head, head + count);
        return count;
      }))
    );
  };
  const queried = (log: typeof few, size: number) => async (): Promise<number> => {
    const streams = Array.from({ length: bench.amount(2_000) }, (_, index) => (index * 7_919 * 25) % size);
    return (
      1e6 /
      (await perSecond(async () => {
        let read = 0;
        for (const at of streams) read += (await log.readStream(`case-p-${at - (at % 25)}` as never)).length;
        return read;
      }))
    );
  };
  const shared = { sense: 'atMost', unit: 'µs/event', goal: 1.2, stretch: 1.05 } as const;
  const against = `at ${eventsFew}`;
  return [
    {
      what: `append at ${eventsGrown} stored, per event`,
      against,
      ...shared,
      ours: appended(many),
      peer: appended(few),
    },
    {
      what: `reading a stream at ${eventsGrown} stored, per event`,
      ...{ against, ...shared, ours: queried(many, eventsGrown), peer: queried(few, eventsFew) },
      finish: async () => {
        await few.close();
        await many.close();
      },
    },
  ];
}

export const REPLAY_ROWS: readonly Row[] = [
  { name: 'replay', duels: async (bench) => [await replayed(bench)] },
  { name: 'memory', duels: memory },
  { name: 'file-plain', duels: async (bench) => [await plainSize(bench)] },
  { name: 'growth', duels: growth },
];
