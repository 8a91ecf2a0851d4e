/** Keeps the parties' feeds on Kafka up to date: follows the log, by itself or in turn with others. */
import { Counter, Gauge } from 'prom-client';
import { streamCache, type Bearing } from '#cases';
import { type Keys } from '#contracts';
import { type Broker, type Lease } from '#engines';
import { type EventLog } from '#event-log';
import { follow, followInTurn, type Follower, type FollowerState } from '#follow';
import { type Logger, type Metrics } from '#http';
import { nameOfThings } from '../views/names.js';
import { FEEDS_FOLLOWER, type FeedCheckpoint } from './feed-checkpoint.port.js';
import { feedTarget } from './feed-target.js';

const TOPICS_EVERY_MS = 10_000;

export interface FeedsOptions {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly broker: Broker;
  /** Closed when the feeds stop. */
  readonly checkpoint: FeedCheckpoint;
  /** Where several processes keep the same feeds: who holds it publishes, the others stand by. */
  readonly lease?: Lease | undefined;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
  readonly topicsEveryMs?: number;
}

/** `stop` finishes the batch at hand and closes publisher and checkpoint. */
export type Feeds = Follower;

/** Publishes from the checkpoint on. Never rejects: what goes wrong is in `state()`, and makes it not ready. */
export function keepFeeds(options: FeedsOptions): Feeds {
  const { log, keys, bearing, broker, checkpoint, lease, logger, topicsEveryMs = TOPICS_EVERY_MS } = options;
  const publisher = broker.publisher();
  const onPublished = counted(options.metrics, () => follower);
  const target = feedTarget({
    ...{
      cache: streamCache({ log, keys }),
      bearing,
      name: nameOfThings,
      broker,
      publisher,
      checkpoint,
      topicsEveryMs,
      onPublished,
    },
  });
  const say = (state: FollowerState): void => {
    if (state.kind === 'defect') logger.error({ err: state.error }, 'the feeds stopped following');
    if (state.kind === 'retrying') logger.warn({ err: state.error, attempts: state.attempts }, 'the feeds wait');
  };
  const follower = lease
    ? followInTurn({
        ...{ name: FEEDS_FOLLOWER, lease, log },
        start: (onState) => follow({ log, target, onState }),
        checkpoint: () => checkpoint.read(),
        onState: say,
      })
    : follow({ log, target, onState: say });
  return {
    ...follower,
    stop: async () => {
      await follower.stop();
      await publisher.close();
      await checkpoint.close();
    },
  };
}

function counted(metrics: Metrics | undefined, follower: () => Follower): (records: number) => void {
  if (!metrics) return () => undefined;
  const registers = [metrics.registry];
  const published = new Counter({
    name: 'hvb_feed_published_total',
    help: 'Thin events published to the feeds on Kafka, repeats included',
    registers,
  });
  new Gauge({
    name: 'hvb_feed_lag_seconds',
    help: 'How long the feeds on Kafka have been behind the log',
    registers,
    async collect() {
      this.set((await follower().lag()).behindMs / 1000);
    },
  });
  return (records) => {
    published.inc(records);
  };
}
