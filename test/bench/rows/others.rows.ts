/**
 * What SIPs of other cases cost one that is judged: no time, however many there are in the log, and no memory once what is
 * kept of streams has reached its bounds.
 */
import { type PartyId } from '#domain';
import { type Bench, type Row } from '../bench.js';
import { KOMMUN } from '../cases.js';
import { type Duel } from '../duel.js';
import { toldCases } from '../plans.js';
import { startChild, type Child } from '../processes/child.js';
import { type JudgeQuestion } from '../processes/judge-process.js';
import { FACTS_PER_SIP, sipLog } from '../sip-log.js';

const SETTLED_MS_MAX = 3_600_000;
const ROUNDS = 9;
/** Seeds of one round; no two rounds tell the same case. */
const SEEDS_PER_ROUND = 5_000;
const CASES = 60;
/**
 * The share of the facts among which memory is read first. Of a million they are of 55 000 streams, and of no more than
 * 50 000 does a hub keep anything: ends of streams in the log 50 000, names as many, keys 20 000, events 10 000. From there
 * on, what grows grows with the streams of others.
 */
const SHARE_OF_FEWER = 0.66;

interface Judging {
  /** Processor time, all threads, for each fact of cases that are told now: microseconds. */
  readonly cpuUsPerFact: () => Promise<number>;
  /** What lives in memory, and all that the process holds: MiB. */
  readonly memory: () => Promise<{ readonly live: number; readonly resident: number }>;
  readonly stop: () => Promise<void>;
}

async function judgingAmong(bench: Bench, facts: number): Promise<Judging> {
  const folder = bench.lasting(`sips-${facts}-by-${FACTS_PER_SIP}`);
  await sipLog(folder, facts);
  const child: Child = startChild('judge-process');
  const ask = <Answer>(question: JudgeQuestion): Promise<Answer> => child.ask<Answer>(question);
  await ask({ ask: 'open', folder });
  await ask({ ask: 'settled', msMax: SETTLED_MS_MAX });
  let seed = 60_000_000 + (Date.now() % 1_000_000) * SEEDS_PER_ROUND;
  return {
    cpuUsPerFact: async () => {
      seed += SEEDS_PER_ROUND;
      const told = toldCases(seed, bench.amount(CASES))
        .flat()
        .filter(({ source }) => source.includes(KOMMUN));
      const events = told.map((event) => JSON.stringify(event));
      const before = await child.cpuUs();
      await ask({ ask: 'take', partitions: [{ party: KOMMUN as PartyId, events }] });
      return ((await child.cpuUs()) - before) / events.length;
    },
    memory: () => ask({ ask: 'memory' }),
    stop: () => child.stop(),
  };
}

async function othersRows(bench: Bench): Promise<readonly Duel[]> {
  const { events } = bench.sizes;
  const fewer = Math.round(events * SHARE_OF_FEWER);
  const [without, some, many] = [
    await judgingAmong(bench, 0),
    await judgingAmong(bench, fewer),
    await judgingAmong(bench, events),
  ];
  // As many as the others will have been told when memory is read, with the one to warm up.
  for (let round = 0; round <= ROUNDS; round += 1) await some.cpuUsPerFact();
  const among = `${events} facts of SIPs of other cases`;
  const memory = { sense: 'atMost', unit: 'MiB', rounds: 3, warmUp: false } as const;
  return [
    {
      what: `one fact judged, said and recorded, among ${among}`,
      ...{ against: 'the same in a log without them', sense: 'atMost', unit: 'µs of the processors' },
      ...{ goal: 1.1, rounds: ROUNDS },
      note: 'user and system of all threads of a hub on SQLite, its follower and clock among them',
      ours: many.cpuUsPerFact,
      peer: without.cpuUsPerFact,
    },
    {
      what: `memory of that hub, what lives in it, among ${among}`,
      ...{ against: `the same among ${fewer}, with what is kept of streams at its bounds`, ...memory, goal: 1.1 },
      note: 'heap and buffers after collecting garbage; both have judged all that was due of every stream',
      ours: async () => (await many.memory()).live,
      peer: async () => (await some.memory()).live,
    },
    {
      what: `memory of that hub, what lives in it, among ${among}`,
      ...{ against: 'the same in a log without them, with nothing kept of streams', ...memory },
      ours: async () => (await many.memory()).live,
      peer: async () => (await without.memory()).live,
    },
    {
      what: `memory of that hub, resident, among ${among}`,
      ...{ against: `the same among ${fewer}`, ...memory },
      ours: async () => (await many.memory()).resident,
      peer: async () => (await some.memory()).resident,
      finish: async () => {
        for (const judging of [without, some, many]) await judging.stop();
      },
    },
  ];
}

export const OTHERS_ROWS: readonly Row[] = [{ name: 'others', duels: othersRows }];
