/** The follower's target that writes the index of the feeds: each event once in the feed of each whom it is for. */
import { type PartyId } from '#domain';
import { isOfHub, ofSubjects, type EventLog, type Position, type RecordedEvent } from '#event-log';
import { CheckpointMoved, type FollowTarget } from '#follow';
import { FEED_INDEX_FOLLOWER, type FeedIndex, type FeedOf, type NewFeedEntry } from './feed-index.port.js';
import { MEMBERSHIP_VERSION, membershipOf, type Membership } from './membership.js';
import { EVERYBODY } from './of-log.js';
import { addressed, type Addressed, type StandingDeps } from './standing.js';

export interface IndexFeedsDeps extends StandingDeps {
  readonly log: Pick<EventLog, 'start' | 'compare'>;
  readonly index: Pick<FeedIndex, 'checkpoint' | 'feeds' | 'commit'>;
  /** By which membership; else by the newest. */
  readonly version?: number;
}

/** Feeds that are begun by others while a batch is made: beyond it something else is wrong. */
const TRIES_MAX = 100;

/** Begins from the index's checkpoint. What it commits is fenced by that: of two who write one gets anywhere. */
export function indexFeeds(deps: IndexFeedsDeps): FollowTarget {
  const { index, log, version = MEMBERSHIP_VERSION } = deps;
  const membership = membershipOf(version);
  let before: Position | null = null;
  return {
    name: FEED_INDEX_FOLLOWER,
    checkpoint: async () => (before = await index.checkpoint()),
    apply: async (events, next) => {
      const after = before ?? log.start;
      const all = await allAddressed({ ...deps, membership }, events, next);
      for (let tried = 0; ; tried += 1) {
        const feeds = await index.feeds();
        const made = entriesOf(all, { membership, feeds, after, log });
        if (await index.commit({ before, next, after, version, feeds: feeds.length, ...made })) break;
        if (tried >= TRIES_MAX) throw new CheckpointMoved('feeds are begun faster than they are written');
      }
      before = next;
    },
  };
}

export interface Feeding {
  readonly membership: Pick<Membership, 'standsAmong'>;
  readonly feeds: readonly FeedOf[];
  /** Of the first event the position before, or an earlier one. */
  readonly after: Position;
  readonly log: Pick<EventLog, 'compare'>;
}

/**
 * The entries of a batch, in the order of the log, and the feeds that begin with it: whoever is named has one from there on.
 * Who is reached as a part of whoever is named has what comes after its own feed has begun.
 */
export function entriesOf(
  all: readonly Addressed[],
  { membership, feeds, after, log }: Feeding,
): { readonly begun: readonly FeedOf[]; readonly entries: readonly NewFeedEntry[] } {
  const since = new Map<PartyId, Position>(feeds.map((feed) => [feed.party, feed.after]));
  const begun: FeedOf[] = [];
  const entries: NewFeedEntry[] = [];
  let before = after;
  for (const { event, recipients } of all) {
    for (const party of recipients.named) {
      if (since.has(party) || !membership.standsAmong(recipients, party)) continue;
      since.set(party, before);
      begun.push({ party, after: before });
    }
    const { position, stream, revision } = event;
    for (const [party, from] of since)
      if (log.compare(from, position) < 0 && membership.standsAmong(recipients, party))
        entries.push({ party, position, stream, revision });
    before = position;
  }
  return { begun, entries };
}

/** Of subjects to whom they are for, of the log to everybody; of parties to nobody. */
async function allAddressed(
  deps: Parameters<typeof addressed>[0],
  events: readonly RecordedEvent[],
  upTo: Position,
): Promise<readonly Addressed[]> {
  const ofSubject = new Map(
    (await addressed(deps, ofSubjects(events), upTo)).map((one) => [one.event.position, one] as const),
  );
  return events.flatMap((event) =>
    isOfHub(event) ? [{ event, recipients: EVERYBODY }] : (ofSubject.get(event.position) ?? []),
  );
}

/** The events of a batch, told again as a version of the membership has it: what the index should hold of them. */
export async function toldAgain(
  deps: StandingDeps & { readonly log: Pick<EventLog, 'compare'> },
  version: number,
  batch: { readonly events: readonly RecordedEvent[]; readonly upTo: Position } & Pick<Feeding, 'feeds' | 'after'>,
): Promise<readonly NewFeedEntry[]> {
  const membership = membershipOf(version);
  const all = await allAddressed({ ...deps, membership }, batch.events, batch.upTo);
  return entriesOf(all, { ...batch, membership, log: deps.log }).entries;
}
