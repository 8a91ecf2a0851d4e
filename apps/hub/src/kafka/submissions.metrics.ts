/** Kafka in, in numbers: what came by it and how it fared, how far behind, and how often the consumer was made anew. */
import { Counter, Gauge } from 'prom-client';
import { type Metrics } from '#http';
import { type Receipt } from '../receipt/receipt.js';
import { type RebuildCause } from './steady-consumer.js';

export interface SubmissionsMetrics {
  judged(receipt: Receipt): void;
  lag(records: number): void;
  rebuilt(cause: RebuildCause): void;
}

export function submissionsMetrics({ registry }: Metrics): SubmissionsMetrics {
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
    lag: (records) => {
      lag.set(records);
    },
    rebuilt: (cause) => {
      rebuilds.inc({ cause });
    },
  };
}
