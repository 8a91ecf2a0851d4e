/** Keeps the parties' feeds on Kafka up to date: follows the log, by itself or in turn with others. */
import { Counter, Gauge } from 'prom-client';
import { streamCache } from '#cases';
import { type Keys } from '#contracts';
import { BrokerUnavailable, unansweredSayer, type Broker, type Lease } from '#engines';
import { type EventLog } from '#event-log';
import { follow, followAloneOrInTurn, isFault, sleep, type Follower, type FollowerState } from '#follow';
import { type Logger, type Metrics } from '#http';
import { FEEDS_FOLLOWER, type FeedCheckpoint } from './feed-checkpoint.port.js';
import { feedTarget, type FedFrom, type FeedTarget } from './feed-target.js';

const TOPICS_EVERY_MS = 10_000;
const CATCH_UP_EVERY_MS = 1_000;

export interface FeedsOptions {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
  /** Who is told of what, and by which number. */
  readonly feed: FedFrom;
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
  const { log, keys, feed, broker, checkpoint, lease, logger, topicsEveryMs = TOPICS_EVERY_MS } = options;
  const publisher = broker.publisher();
  const onPublished = counted(options.metrics, {
    follower: () => follower,
    behind: () => target.behind(),
  });
  const target = feedTarget({
    ...{ log, cache: streamCache({ log, keys }), feed, broker, publisher, checkpoint },
    ...{ topicsEveryMs, onPublished, logger },
  });
  const unanswered = unansweredSayer(logger);
  const say = (state: FollowerState): void => {
    if (state.kind === 'defect') logger.error({ err: state.error }, 'the feeds stopped following');
    if (state.kind !== 'retrying') return;
    if (state.error instanceof BrokerUnavailable) unanswered(state.error, performance.now());
    else logger.warn({ err: state.error, attempts: state.attempts }, 'the feeds wait');
  };
  const follower = followAloneOrInTurn({
    ...{ name: FEEDS_FOLLOWER, lease, log },
    start: (onState) => catchingUp(follow({ log, target, withRegister: true, onState }), target, logger),
    checkpoint: () => checkpoint.read(),
    onState: say,
  });
  return {
    ...follower,
    stop: async () => {
      await follower.stop();
      await publisher.close();
      await checkpoint.close();
    },
  };
}

/** Beside the follower, as long as it is this process that follows: those who are behind are brought on. */
function catchingUp(follower: Follower, target: FeedTarget, logger: Logger): Follower {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if (target.behind() > 0 && (await target.catchUp())) continue;
      } catch (error) {
        // What passes is met by the follower, too, which says so.
        if (!isFault(error)) logger.error({ err: error }, 'feeds that are behind cannot be brought on');
      }
      await sleep(CATCH_UP_EVERY_MS, stopping.signal);
    }
  };
  const ended = run();
  return {
    ...follower,
    stop: async () => {
      stopping.abort();
      await Promise.all([follower.stop(), ended]);
    },
  };
}

interface Counted {
  readonly follower: () => Follower;
  readonly behind: () => number;
}

function counted(metrics: Metrics | undefined, { follower, behind }: Counted): (records: number) => void {
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
  new Gauge({
    name: 'hvb_feed_parties_behind',
    help: 'Parties whose feed on Kafka is behind the others, since their topic could not be written',
    registers,
    collect() {
      this.set(behind());
    },
  });
  return (records) => {
    published.inc(records);
  };
}
