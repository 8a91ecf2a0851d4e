/** Keeps the index of the feeds: follows the log, by itself or in turn with others, and answers from it. */
import { streamCache, type Bearing } from '#cases';
import { type Keys } from '#contracts';
import { type Lease } from '#engines';
import { type EventLog } from '#event-log';
import { follow, followAloneOrInTurn, type Follower, type FollowerState, type Rest } from '#follow';
import { readGauge, type Logger, type Metrics } from '#http';
import { nameOfThings } from '../views/names.js';
import { FEED_INDEX_FOLLOWER, type FeedIndex } from './feed-index.port.js';
import { feedWaits, type FeedWaits } from './feed-waits.js';
import { indexFeeds } from './index-feeds.js';

const MS_PER_S = 1_000;
/** An eighth of the time is the index's under load, as it is the rows'; a feed is so much later at most. */
const REST: Rest = { perWork: 7, msMax: 250 };

export interface FeedIndexOptions {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
  readonly bearing: Pick<Bearing, 'at'>;
  /** Closed when the keeper stops. */
  readonly index: FeedIndex;
  /** Where several processes share the index: who holds it writes, the others stand by and read. */
  readonly lease?: Lease | undefined;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
}

/** The index as it is kept: `stop` finishes the batch at hand, ends all waits and closes it. */
export interface FeedKeeper extends Follower {
  readonly index: FeedIndex;
  readonly waits: FeedWaits;
}

/** Follows from the index's checkpoint on. Never rejects: what goes wrong is in `state()`, and makes it not ready. */
export function keepFeedIndex({ log, keys, bearing, index, lease, logger, metrics }: FeedIndexOptions): FeedKeeper {
  const target = indexFeeds({ log, index, cache: streamCache({ log, keys }), bearing, name: nameOfThings });
  const say = (state: FollowerState): void => {
    if (state.kind === 'defect') logger.error({ err: state.error }, 'the index of the feeds stopped following');
    if (state.kind === 'retrying')
      logger.warn({ err: state.error, attempts: state.attempts }, 'the index of the feeds waits');
  };
  const follower = followAloneOrInTurn({
    ...{ name: FEED_INDEX_FOLLOWER, lease, log },
    start: (onState) => follow({ log, target, withRegister: true, rest: REST, onState }),
    checkpoint: () => index.checkpoint(),
    onState: say,
  });
  const waits = feedWaits({
    ...{ log, index, follower },
    onError: (error) => {
      logger.error({ err: error }, 'who waits for a feed is not told of more');
    },
  });
  if (metrics) measured(metrics, follower, waits);
  return {
    ...follower,
    index,
    waits,
    stop: async () => {
      await waits.stop();
      await follower.stop();
      await index.close();
    },
  };
}

function measured(metrics: Metrics, follower: Follower, waits: FeedWaits): void {
  readGauge(metrics, {
    name: 'hvb_feed_index_lag_seconds',
    help: 'How long the index of the feeds has been behind the log',
    read: async () => (await follower.lag()).behindMs / MS_PER_S,
  });
  readGauge(metrics, {
    name: 'hvb_feed_waits',
    help: 'Requests that wait for something to come into a feed',
    read: () => waits.waiting(),
  });
}
