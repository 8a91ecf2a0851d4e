/** Kafka in, in numbers: what came by it and how it fared, how far behind, and how often the consumer was made anew. */
import { Counter, Gauge } from 'prom-client';
import { type Metrics } from '#http';
import { type Receipt } from '../receipt/receipt.js';
import { type RebuildCause } from './steady-consumer.js';

export interface SubmissionsMetrics {
  judged(receipt: Receipt): void;
  /** A place that was passed by. */
  unreadable(reason: string): void;
  lag(records: number): void;
  /** How long the slowest partition has stood at one place. */
  stands(ms: number): void;
  rebuilt(cause: RebuildCause): void;
}

/** `isUp`: whether the broker answers. */
export function submissionsMetrics({ registry }: Metrics, isUp: () => boolean): SubmissionsMetrics {
  const registers = [registry];
  const messages = new Counter({
    name: 'hvb_kafka_messages_total',
    help: 'Messages judged that came by Kafka, by outcome and, of refused ones, problem code',
    labelNames: ['outcome', 'code'] as const,
    registers,
  });
  const lag = new Gauge({
    name: 'hvb_kafka_lag_messages',
    help: 'Messages in the partitions of this instance that are not done with',
    registers,
  });
  const unreadable = new Counter({
    name: 'hvb_kafka_unreadable_total',
    help: 'Places of a partition that could not be read as a record and were passed by, put aside, by reason',
    labelNames: ['reason'] as const,
    registers,
  });
  const stands = new Gauge({
    name: 'hvb_kafka_standing_seconds',
    help: 'How long the slowest partition of this instance with messages in it has stood at the same place',
    registers,
  });
  new Gauge({
    name: 'hvb_kafka_broker_up',
    help: '1 while the broker answers this instance; 0: the log says why it does not',
    registers,
    collect() {
      this.set(isUp() ? 1 : 0);
    },
  });
  const rebuilds = new Counter({
    name: 'hvb_kafka_consumer_rebuilds_total',
    help: 'How often the consumer was made anew, by cause',
    labelNames: ['cause'] as const,
    registers,
  });
  return {
    judged: ({ outcome, problem }) => {
      messages.inc({ outcome, code: problem?.code ?? '' });
    },
    unreadable: (reason) => {
      unreadable.inc({ reason });
    },
    lag: (records) => {
      lag.set(records);
    },
    stands: (ms) => {
      stands.set(ms / 1000);
    },
    rebuilt: (cause) => {
      rebuilds.inc({ cause });
    },
  };
}
