/** What the ways over Apache Kafka take: the broker alone, from topics to log and rows, and how soon a party hears of it. */
import { type Bench, type Row } from '../bench.js';
import { readings, type Duel } from '../duel.js';
import { startBenchKafka } from '../engines/bench-kafka.js';
import { barePasses, clientPasses, hubPasses, judgePasses, type Told } from '../engines/passes.js';
import { enginesPath, standalonePath, type StartPath } from '../engines/paths.js';
import { toPeer } from '../engines/sender.kafka.js';
import { telling } from '../engines/told-records.js';

const RATE = { sense: 'atLeast', unit: 'records/s' } as const;
const DELAY = { sense: 'atMost', unit: 'ms' } as const;
const GOAL = { goal: 0.65, stretch: 0.75 } as const;
const PARSED = 'kafkajs eachBatch with JSON.parse only';
/** Passes by which the maximum is known of which half is sent. */
const PASSES_FOR_MAX = 3;

let tellings = 0;
/** Tells of cases that nobody has heard of. */
const newTold = (cases: number, repeats?: number): Told => ({
  ...{ number: tellings++, cases },
  ...(repeats === undefined ? {} : { repeats }),
});

async function broker(bench: Bench): Promise<readonly Duel[]> {
  const kafka = await startBenchKafka(bench);
  const told = newTold(bench.amount(1_000), 0);
  const counting = await clientPasses(kafka, 'counted', told);
  const parsing = await clientPasses(kafka, 'parsed', told);
  const { next } = telling(tellings++);
  const counted = readings(() => counting.pass());
  const shared = { ...RATE, against: 'kafkajs eachBatch with nothing done' };
  return [
    {
      what: 'kafkajs sending, all replicas (of one broker), batches of 500',
      ...shared,
      note: 'the limit of the broker and its client, with nothing of the hub: no goal',
      ours: () => kafka.sender.flood(next(bench.amount(5_000), 0), toPeer('sent')),
      peer: counted((rate) => rate),
    },
    {
      what: PARSED,
      ...shared,
      note: 'the same limit with each record read as JSON: no goal',
      ours: () => parsing.pass(),
      peer: counted((rate) => rate),
      finish: async () => {
        await counting.stop();
        await parsing.stop();
        await kafka.stop();
      },
    },
  ];
}

/** From topics to log, and on to rows. */
const throughput =
  (startPath: StartPath, casesFull: number, judged: boolean) =>
  async (bench: Bench): Promise<readonly Duel[]> => {
    const kafka = await startBenchKafka(bench);
    const path = await startPath(bench, kafka);
    const told = newTold(bench.amount(casesFull));
    const hubs = await hubPasses(kafka, path, told);
    const parsing = await clientPasses(kafka, 'parsed', told);
    const judging = judged ? await judgePasses(bench, told) : undefined;
    const ours = readings(() => hubs.rates());
    const parsed = readings(() => parsing.pass());
    const { name, note } = path;
    const finish = async (): Promise<void> => {
      await Promise.all([parsing.stop(), judging?.stop()]);
      await hubs.close().finally(async () => {
        await path.stop();
        await kafka.stop();
      });
    };
    const toLog: Duel = {
      what: `Kafka → log, judged and deduplicated, receipts told: ${name}`,
      against: PARSED,
      ...{ ...RATE, ...GOAL },
      note: `${told.cases} cases begin in each round, a tenth of the records comes twice; timed until the offsets are committed; ${note}`,
      ours: ours(({ log }) => log),
      peer: parsed((rate) => rate),
    };
    const withoutBroker: readonly Duel[] = judging
      ? [
          {
            what: `Kafka → log: ${name}`,
            against: 'the same records handed to a hub on SQLite in its process, in batches of up to 200, no rows',
            ...RATE,
            note: 'what the broker and the rows beside it cost of the judging: no goal',
            ours: ours(({ log }) => log),
            peer: () => judging.pass(),
          },
        ]
      : [];
    const toRows: Duel = {
      what: `Kafka → log → rows: ${name}`,
      against: PARSED,
      ...RATE,
      note: `the same passes, timed until the rows stand at the log's head; no goal; ${note}`,
      ours: ours(({ rows }) => rows),
      peer: parsed((rate) => rate),
      finish,
    };
    return [toLog, ...withoutBroker, toRows];
  };

/** From when a record was to be sent until a party reads what came of it, at half of what the path takes at most. */
const latency =
  (startPath: StartPath, casesFull: number) =>
  async (bench: Bench): Promise<readonly Duel[]> => {
    const kafka = await startBenchKafka(bench);
    const path = await startPath(bench, kafka);
    const told = newTold(bench.amount(casesFull), 0);
    const hubs = await hubPasses(kafka, path, told);
    let max = 0;
    for (let pass = 0; pass < PASSES_FOR_MAX; pass += 1) max = Math.max(max, (await hubs.rates()).rows);
    const perS = max / 2;
    const bare = await barePasses(kafka, told, perS);
    const heard = readings(() => hubs.latency(perS));
    const alone = readings(() => bare.pass());
    const shared = {
      ...DELAY,
      against: 'the record itself, sent at the same rate and read with kafkajs alone',
      note: `${Math.round(perS)} records/s, half of the most that reached log and rows; timed from when each was due; no goal; ${path.note}`,
    };
    const row = (of: 'receipt' | 'feed', quantile: 'p50' | 'p99'): Duel => ({
      what: `record → ${of === 'receipt' ? 'its receipt' : 'its last event in the feed'}, ${quantile} at half load: ${path.name}`,
      ...shared,
      ours: heard((reading) => reading[of][quantile]),
      peer: alone((reading) => reading[quantile]),
    });
    const finish = async (): Promise<void> => {
      await bare.stop();
      await hubs.close().finally(async () => {
        await path.stop();
        await kafka.stop();
      });
    };
    return [row('receipt', 'p50'), row('receipt', 'p99'), row('feed', 'p50'), { ...row('feed', 'p99'), finish }];
  };

export const ENGINES_ROWS: readonly Row[] = [
  { name: 'kafka-broker', duels: broker },
  { name: 'kafka-sqlite', duels: throughput(standalonePath, 250, true) },
  { name: 'kafka-engines-1', duels: throughput(enginesPath(1), 150, false) },
  { name: 'kafka-engines-2', duels: throughput(enginesPath(2), 150, false) },
  { name: 'kafka-sqlite-latency', duels: latency(standalonePath, 120) },
  { name: 'kafka-engines-latency', duels: latency(enginesPath(2), 80) },
];
