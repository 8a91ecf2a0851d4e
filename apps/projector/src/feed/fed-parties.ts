/** Whom the feeds are for: the parties that have a topic, and those whose topic could not be written and who are behind. */
import { partiesWith, topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { standingTopics, type Broker, type StandingTopics } from '#engines';
import { type Position } from '#event-log';
import { type FeedCheckpoint } from './feed-checkpoint.port.js';

export interface FedPartiesDeps {
  readonly broker: Pick<Broker, 'topics'>;
  readonly checkpoint: Pick<FeedCheckpoint, 'parties' | 'keepParties'>;
  /** How often new feeds are looked for. A feed begins with what is published after it was found. */
  readonly topicsEveryMs: number;
}

export interface WhoIsFed {
  /** Takes up what was kept, as another may have kept it. */
  load(): Promise<void>;
  /** The parties that have a feed, as last looked. Fault: `BrokerUnavailable`. */
  look(): Promise<readonly PartyId[]>;
  /** Up to where the feeds are published of those who are behind. */
  readonly behind: ReadonlyMap<PartyId, Position>;
  /** Durable when it resolves; null: it is behind no longer. */
  setBehind(parties: readonly PartyId[], at: Position | null): Promise<void>;
}

interface Fed {
  readonly deps: FedPartiesDeps;
  readonly behind: Map<PartyId, Position>;
  topics: StandingTopics;
  parties: readonly PartyId[];
  lookAgainMs: number;
}

/** Kept over a restart: a broker that lists some topics and not others must not leave a hole in a feed. */
export function fedParties(deps: FedPartiesDeps): WhoIsFed {
  const fed: Fed = { deps, behind: new Map(), topics: standingTopics(), parties: [], lookAgainMs: 0 };
  return {
    load: () => load(fed),
    look: () => look(fed),
    behind: fed.behind,
    setBehind: async (parties, at) => {
      for (const party of parties)
        if (at === null) fed.behind.delete(party);
        else fed.behind.set(party, at);
      await keep(fed);
    },
  };
}

async function load(fed: Fed): Promise<void> {
  const kept = await fed.deps.checkpoint.parties();
  fed.parties = kept.fed;
  fed.topics = standingTopics(kept.fed.map((party) => topicOf('feed', party)));
  fed.behind.clear();
  for (const [party, at] of Object.entries(kept.behind)) fed.behind.set(party as PartyId, at);
  fed.lookAgainMs = 0;
}

async function look(fed: Fed): Promise<readonly PartyId[]> {
  const now = performance.now();
  if (now < fed.lookAgainMs) return fed.parties;
  const parties = partiesWith('feed', fed.topics.seen(await fed.deps.broker.topics(), now));
  fed.lookAgainMs = now + fed.deps.topicsEveryMs;
  if ([...parties].sort().join() === [...fed.parties].sort().join()) return fed.parties;
  fed.parties = parties;
  // Whose topic is gone is owed nothing more.
  for (const party of fed.behind.keys()) if (!parties.includes(party)) fed.behind.delete(party);
  await keep(fed);
  return parties;
}

const keep = ({ deps, parties, behind }: Fed): Promise<void> =>
  deps.checkpoint.keepParties({ fed: parties, behind: Object.fromEntries(behind) });
