/** The feeds over a hub for specs, asked without HTTP: an index in a file of its own, and what keeps it. */
import { join } from 'node:path';
import { bearing, memoryBearingIndex, streamCache, streamReader } from '#cases';
import { type Uuid } from '#domain';
import { hubLogger } from '#http';
import { nameOfThings, sqliteFeedIndex, type FeedIndex } from '#projector';
import {
  answerFeed,
  waitForFeed,
  type FeedAsked,
  type FeedDeps,
  type FeedPage,
} from '../../apps/projector/src/feed/answer-feed.js';
import { answerFeedEvent, type FeedEventDeps } from '../../apps/projector/src/feed/answer-feed-event.js';
import { keepFeedIndex, type FeedKeeper } from '../../apps/projector/src/feed/keep-feed-index.js';
import { entered, type EntryBook } from '../../apps/projector/src/views/entered.js';
import { machineOf, type OfParty } from '#access';
import { type PartyId } from '#domain';
import { type SpecHub } from './open-hub.js';
import { recordingLedger, type RecordingLedger } from './recording-ledger.js';
import { temporaryFolder } from './temporary-folder.js';
import { type WireEvent } from './wire-events.js';

export type FeedItem = FeedPage['items'][number];

export interface SpecFeed {
  readonly deps: FeedDeps & FeedEventDeps & { readonly book: EntryBook };
  readonly keeper: FeedKeeper;
  readonly entered: RecordingLedger['entries'];
  /** A page, once the index has caught up. */
  page(who: string, asked?: FeedAsked): Promise<readonly FeedItem[]>;
  /** One entry. */
  event(who: string | OfParty, sequence: number | string): Promise<Readonly<Record<string, unknown>>>;
  /** Waits as the door does. */
  wait(who: string, asked: FeedAsked, until?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

const party = (who: string | OfParty): OfParty => (typeof who === 'string' ? machineOf(who as PartyId) : who);

/** Opens them over the hub's log and keys; `stop()` ends them, and closes the index. */
export function openSpecFeed(
  { log, keys, time: clock }: SpecHub,
  index: FeedIndex = sqliteFeedIndex(join(temporaryFolder(), 'feed-index.db')),
): SpecFeed {
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  const reader = streamReader({ cache: streamCache({ log, keys }), bearing: known, name: nameOfThings });
  const keeper = keepFeedIndex({ log, keys, bearing: known, index, logger: hubLogger('spec', 'silent') });
  const { book, entries } = recordingLedger();
  const deps = { log, keys, reader, clock, feed: keeper, book };
  return {
    deps,
    keeper,
    entered: entries,
    page: async (who, asked = {}) => {
      const caller = party(who);
      const { items } = await entered(deps, { caller, door: 'feed' }, (eyes) => answerFeed(deps, asked, eyes, caller));
      return items;
    },
    event: async (who, sequence) => {
      const caller = party(who);
      const { body } = await entered(deps, { caller, door: 'feed' }, (eyes) =>
        answerFeedEvent(deps, String(sequence), eyes, caller),
      );
      return body as Readonly<Record<string, unknown>>;
    },
    wait: (who, asked, until = new AbortController().signal) => waitForFeed(deps, asked, party(who), until),
    stop: () => keeper.stop(),
  };
}

/** The subjects' ids that stand in it. */
export const idsIn = (items: readonly FeedItem[]): readonly Uuid[] =>
  items.flatMap((item) => ('subject' in item ? [item.subject.slice(item.subject.indexOf('/') + 1) as Uuid] : []));

/** A type without what all have in common. */
export const short = (type: string): string => type.replace(/^se\.hvbhub\.|\.v1$/g, '');

/** Each item as `<number> <type>`, or as gone. */
export const told = (items: readonly FeedItem[]): readonly string[] =>
  items.map((item) => ('gone' in item ? `${item.sequence} gone` : `${item.sequence} ${short(item.type)}`));

export const ofSubject = (items: readonly FeedItem[], subject: string): readonly FeedItem[] =>
  items.filter((item) => 'subject' in item && item.subject === subject);

/** Tells the hub, and fails where any of it is not accepted. */
export async function tellAccepted(hub: SpecHub, events: readonly WireEvent[]): Promise<void> {
  const receipts = await hub.tell(events);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(events.map(() => 'accepted'));
}
