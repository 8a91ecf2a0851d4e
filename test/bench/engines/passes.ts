/** Passes over the same records: by a path's hubs, by the client alone, by the judge alone. */
import { type Bench } from '../bench.js';
import { startChild } from '../processes/child.js';
import { type JudgeQuestion, type PartitionOfParty } from '../processes/judge-process.js';
import { mustAllBeTaken, peerTopics, topicsOf, type BenchKafka } from './bench-kafka.js';
import { heard, heardBare, type Heard, type Quantiles } from './heard.js';
import { type Path } from './paths.js';
import { toHub, toPeer } from './sender.kafka.js';
import { PARTIES, PARTITIONS, REPEATS, ROUNDS_PER_CASE, telling, type ToldRecord } from './told-records.js';

/** What is told: tellings of one number tell the same; of so many cases that begin in each round, a share of it twice. */
export interface Told {
  readonly number: number;
  readonly cases: number;
  readonly repeats?: number;
}

/** Records a second. */
export interface Rates {
  /** Until the group had committed the last. */
  readonly log: number;
  /** Until the rows stood at the log's head. */
  readonly rows: number;
}

const perSecond = (count: number, ms: number): number => (count * 1000) / ms;
const nextOf = ({ number, cases, repeats = REPEATS }: Told): (() => readonly ToldRecord[]) => {
  const { next } = telling(number);
  return () => next(cases, repeats);
};

/** The rounds from the first that is like all after it. */
function steadyRounds(told: Told): () => readonly ToldRecord[] {
  const next = nextOf(told);
  for (let round = 1; round < ROUNDS_PER_CASE; round += 1) next();
  return next;
}

export interface HubPasses {
  rates(): Promise<Rates>;
  /** Sends a round at a rate; the party listens to its receipts and its feed. */
  latency(perS: number): Promise<Heard>;
  /** Throws where anything of all passes was not taken. */
  close(): Promise<void>;
}

/** Tells a path's hubs the rounds up to the first that is like all after it. */
export async function hubPasses(kafka: BenchKafka, path: Path, told: Told): Promise<HubPasses> {
  const { sender } = kafka;
  const next = nextOf(told);
  const listener = await kafka.reader([...topicsOf('receipts'), ...topicsOf('feed').slice(0, 1)], 'note');
  let sent = 0;
  const rates = async (): Promise<Rates> => {
    const records = next();
    sent += records.length;
    const { atMs, ends } = await sender.release(records, toHub);
    const loggedAtMs = await sender.taken(path.group, ends);
    const rowsAtMs = await path.rowsAtHead();
    return { log: perSecond(records.length, loggedAtMs - atMs), rows: perSecond(records.length, rowsAtMs - atMs) };
  };
  for (let round = 1; round < ROUNDS_PER_CASE; round += 1) await rates();
  return {
    rates,
    latency: async (perS) => {
      const records = next();
      sent += records.length;
      const dueAt = await sender.atRate(records, toHub, perS);
      return heard(listener, dueAt, { receiptTopics: topicsOf('receipts'), numbers: () => path.feedNumbers() });
    },
    close: async () => {
      await listener.stop();
      await mustAllBeTaken(kafka, sent);
    },
  };
}

/** Something measured again and again. */
export interface Passes<Reading> {
  pass(): Promise<Reading>;
  stop(): Promise<void>;
}

/** The client alone, with nothing done or with JSON.parse, from when it could see the records: records a second. */
export async function clientPasses(kafka: BenchKafka, peer: 'counted' | 'parsed', told: Told): Promise<Passes<number>> {
  const next = steadyRounds(told);
  const reader = await kafka.reader(peerTopics(peer), peer === 'counted' ? 'count' : 'parse');
  return {
    pass: async () => {
      const records = next();
      const { atMs } = await kafka.sender.release(records, toPeer(peer));
      return perSecond(records.length, (await reader.read(records.length)) - atMs);
    },
    stop: () => reader.stop(),
  };
}

/** The broker and the client alone, records sent at a rate: how soon they are read. */
export async function barePasses(kafka: BenchKafka, told: Told, perS: number): Promise<Passes<Quantiles>> {
  const next = steadyRounds(told);
  const reader = await kafka.reader(peerTopics('noted'), 'note');
  return {
    pass: async () => heardBare(reader, await kafka.sender.atRate(next(), toPeer('noted'), perS)),
    stop: () => reader.stop(),
  };
}

/** The judge and the log alone, without a broker: records a second. */
export async function judgePasses(bench: Bench, told: Told): Promise<Passes<number>> {
  const next = nextOf(told);
  const child = startChild('judge-process');
  const ask = <Answer>(question: JudgeQuestion): Promise<Answer> => child.ask<Answer>(question);
  await ask({ ask: 'open', folder: bench.folder('judge') });
  const pass = (): Promise<number> => ask({ ask: 'take', partitions: byPartition(next()) });
  for (let round = 1; round < ROUNDS_PER_CASE; round += 1) await pass();
  return { pass, stop: () => child.stop() };
}

function byPartition(records: readonly ToldRecord[]): readonly PartitionOfParty[] {
  return PARTIES.flatMap((party) =>
    Array.from({ length: PARTITIONS }, (_, partition) => {
      const own = records.filter((one) => one.party === party && one.partition === partition);
      return { party, events: own.map(({ value }) => value.toString()) };
    }),
  );
}
