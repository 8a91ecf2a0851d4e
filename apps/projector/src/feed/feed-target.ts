/** The follower's target that publishes the feeds: first to the broker, then the checkpoint; after a crash in between, again. */
import { partiesWith } from '#contracts';
import { type PartyId } from '#domain';
import { type Broker, type Publisher } from '#engines';
import { type Position } from '#event-log';
import { type FollowTarget } from '#follow';
import { FEEDS_FOLLOWER, type FeedCheckpoint } from './feed-checkpoint.port.js';
import { standsAmong } from './recipients.js';
import { addressed, type StandingDeps } from './standing.js';
import { thinRecords } from './thin-event.js';

export interface FeedDeps extends StandingDeps {
  readonly broker: Pick<Broker, 'topics'>;
  readonly publisher: Publisher;
  readonly checkpoint: FeedCheckpoint;
  /** How often new feeds are looked for. A feed begins with what is published after it was found. */
  readonly topicsEveryMs: number;
  readonly onPublished: (records: number) => void;
}

export function feedTarget(deps: FeedDeps): FollowTarget {
  const { publisher, checkpoint, onPublished } = deps;
  const partiesFed = fedParties(deps);
  let at: Position | null = null;
  return {
    name: FEEDS_FOLLOWER,
    checkpoint: async () => (at = await checkpoint.read()),
    apply: async (events, next) => {
      if (events.length > 0) {
        const parties = await partiesFed();
        const all = await addressed(deps, events, next);
        const records = all.flatMap(({ event, recipients, told }) =>
          thinRecords(
            event,
            told,
            parties.filter((party) => standsAmong(recipients, party)),
          ),
        );
        await publisher.publish(records);
        onPublished(records.length);
      }
      await checkpoint.move(at, next);
      at = next;
    },
  };
}

/** The parties that have a feed, as last looked. Fault: `BrokerUnavailable`. */
function fedParties({ broker, topicsEveryMs }: FeedDeps): () => Promise<readonly PartyId[]> {
  let parties: readonly PartyId[] = [];
  let lookAgainMs = 0;
  return async () => {
    if (performance.now() >= lookAgainMs) {
      parties = partiesWith('feed', await broker.topics());
      lookAgainMs = performance.now() + topicsEveryMs;
    }
    return parties;
  };
}
