/** Kafka in: what parties say on their topics is received as by the door, and answered on their topics. */
import { partiesWith, topicOf, type Clock } from '#contracts';
import { type PartyId } from '#domain';
import { standingTopics, type Broker, type BrokerFaultCode } from '#engines';
import { type Logger, type Metrics } from '#http';
import { type Hub } from '../hub.js';
import { batchTaker } from './batch-taker.js';
import { tellFinalReceipts } from './final-receipts.js';
import { steadyConsumer } from './steady-consumer.js';
import { submissionsMetrics } from './submissions.metrics.js';

const TOPICS_EVERY_MS = 10_000;
const STALL_MS = 60_000;
const FINALS_EVERY_MS = 500;
/** Batches of different partitions under way: with `JUDGED_AT_ONCE_MAX` each, well within the turns that the hub has. */
const PARTITIONS_AT_ONCE = 8;

export interface SubmissionsOptions {
  readonly hub: Pick<Hub, 'receive' | 'outbox'>;
  readonly broker: Broker;
  /** The consumer group: all hubs of one installation have the same. */
  readonly group: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Nothing more is read, and will not be by this process: end it with a failure, so that it is started again. */
  readonly giveUp: (error: Error) => void;
  readonly topicsEveryMs?: number;
  readonly stallMs?: number;
  readonly finalsEveryMs?: number;
}

export interface Submissions {
  /** True while submissions are being read, or would be if there were any. */
  ready(): boolean;
  /** What keeps the broker from being had, null where it is had. */
  missing(): BrokerFaultCode | null;
  /** Finishes what is under way, commits it, leaves the group. */
  stop(): Promise<void>;
}

/** Reads submissions from now on. Never throws: where the broker is away it is not ready until it comes back. */
export function startSubmissions(options: SubmissionsOptions): Submissions {
  const { hub, broker, group, clock, logger, giveUp } = options;
  const publisher = broker.publisher();
  const metrics = submissionsMetrics(options.metrics, () => consumer.missing() === null);
  const standing = standingTopics();
  const speakers = new Set<PartyId>();
  let served: ReadonlySet<string> | null = null;
  const isServed = (topic: string): boolean => served?.has(topic) ?? false;
  const taker = batchTaker({
    ...{ receive: hub.receive, publisher, clock, logger, isServed },
    onJudged: (receipt) => {
      metrics.judged(receipt);
    },
    onUnreadable: (reason) => {
      metrics.unreadable(reason);
    },
    onDone: () => {
      consumer.progressed();
    },
  });
  const consumer = steadyConsumer({
    ...{ broker, group, logger, giveUp, partitionsAtOnce: PARTITIONS_AT_ONCE },
    take: (batch) => taker.take(batch),
    topicsEveryMs: options.topicsEveryMs ?? TOPICS_EVERY_MS,
    stallMs: options.stallMs ?? STALL_MS,
    onTopics: (listed) => {
      standing.expect(toldOf(partiesWith('submissions', listed).filter((party) => !speakers.has(party))));
      for (const party of partiesWith('submissions', listed)) speakers.add(party);
      served = new Set(standing.seen(listed, performance.now()));
    },
    onLook: ({ lag, standsMs }) => {
      metrics.lag(lag);
      metrics.stands(standsMs);
    },
    onRebuilt: (cause) => {
      metrics.rebuilt(cause);
    },
  });
  const teller = tellFinalReceipts({
    ...{ outbox: hub.outbox, publisher, isServed, logger },
    knowsTopics: () => served !== null,
    everyMs: options.finalsEveryMs ?? FINALS_EVERY_MS,
  });
  return {
    ready: () => consumer.ready(),
    missing: () => consumer.missing(),
    stop: async () => {
      await Promise.all([consumer.stop(), teller.stop()]);
      await publisher.close();
    },
  };
}

/** Where a party that begins to speak is told of what it says: made with the topic that it says it on, if not listed with it. */
const toldOf = (parties: readonly PartyId[]): readonly string[] =>
  parties.flatMap((party) => [topicOf('receipts', party), topicOf('quarantine', party)]);
