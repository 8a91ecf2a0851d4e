/** Answers a page of a party's feed: ids, types and times, decided at this read, and nothing of what was said. */
import { type OfParty } from '#access';
import { subjectOf, type AssessedAs, type Entry, type StreamReader } from '#cases';
import { pushedType, wholeNumber, type Clock, type Form } from '#contracts';
import { subjectText, type PartyId, type StreamCategory, type StreamName } from '#domain';
import { isOfHub, type EventLog, type Position } from '#event-log';
import { refusal, refuseOtherForm } from '#http';
import { POSITION_HEADER } from '../views/answered.js';
import { noteThatRead, type Eyes } from '../views/showing.js';
import { RETRY_AFTER_S } from '../views/when-whole.js';
import { type FeedEntry } from './feed-index.port.js';
import { type FeedPlace } from './feed-place.js';
import { type FeedKeeper } from './keep-feed-index.js';
import { eventsOfLog, placeOfLog } from './of-log.js';
import { sideBySide } from './side-by-side.js';
import { isStillTold } from './still-told.js';

export const FEED_LIMIT_DEFAULT = 100;
const FEED_LIMIT_MAX = 1_000;
/** Seconds that a request waits at most for something to come. */
export const FEED_WAIT_S_MAX = 30;
/** What a number of a feed can be at most. */
export const SEQUENCE_MAX = 2_147_483_647;
/** Milliseconds that a reading waits for the index to hold all that the log held when it began. */
const GROUNDS_WAIT_MS_MAX = 2_000;
const MS_PER_S = 1_000;

/** The forms of what a feed is asked by. */
export const FEED_FORMS = {
  after: wholeNumber(0, SEQUENCE_MAX, 0),
  limit: wholeNumber(1, FEED_LIMIT_MAX, FEED_LIMIT_DEFAULT),
  wait: wholeNumber(0, FEED_WAIT_S_MAX, 0),
} as const satisfies Readonly<Record<string, Form>>;

export type FeedAsked = { readonly [W in keyof typeof FEED_FORMS]?: string };

export interface FeedDeps {
  readonly log: Pick<EventLog, 'head' | 'start' | 'eventAt'>;
  readonly reader: StreamReader;
  readonly clock: Clock;
  readonly feed: Pick<FeedKeeper, 'index' | 'caughtUp' | 'position' | 'waits'>;
}

/** What has a number and may no longer be told of. */
interface Gone {
  readonly sequence: number;
  readonly gone: true;
}

export interface FeedPage {
  readonly items: readonly (FeedPlace | Gone)[];
  readonly asOfPosition: Position;
}

interface Asking {
  readonly party: PartyId;
  readonly after: number;
  readonly limit: number;
  readonly waitMs: number;
}

/** Refuses with `BadRequest` what is not in its form. */
function askingOf(asked: FeedAsked, { party }: OfParty): Asking {
  for (const [word, form] of Object.entries(FEED_FORMS))
    refuseOtherForm(word, asked[word as keyof typeof FEED_FORMS], form);
  const { after = '0', limit = String(FEED_LIMIT_DEFAULT), wait = '0' } = asked;
  return { party, after: Number(after), limit: Number(limit), waitMs: Number(wait) * MS_PER_S };
}

/** Refuses with `GroundsBehind`, and how far the index has come, where it stays behind what the log holds now. */
async function reachHead({ log, feed }: FeedDeps): Promise<Position> {
  const head = await log.head();
  if (await feed.caughtUp(head, GROUNDS_WAIT_MS_MAX)) return head;
  const at = feed.position();
  throw refusal(
    'GroundsBehind',
    { expected: `${at} / ${head}` },
    { [POSITION_HEADER]: at, 'retry-after': RETRY_AFTER_S },
  );
}

/** The feed's last number; who has none has one from now on. Refuses with `BadRequest` a number that it has not given. */
async function lastOf({ log, feed: { index } }: FeedDeps, { party, after }: Asking): Promise<number> {
  const last = (await index.last([party])).get(party) ?? 0;
  if (after > last) throw refusal('BadRequest', { pointer: '/after', expected: 'a number that this feed has given' });
  if (last === 0) await index.begin(party, log.start);
  return last;
}

/**
 * Waits, where it is asked to and nothing is there, until something is, the time is up, the process stops or whoever asks
 * leaves. Refuses as `answerFeed`, and with `TooManyRequests` where as many wait already as may.
 */
export async function waitForFeed(
  deps: FeedDeps,
  asked: FeedAsked,
  caller: OfParty,
  until: AbortSignal,
): Promise<void> {
  const asking = askingOf(asked, caller);
  if (asking.waitMs === 0) return;
  await reachHead(deps);
  if ((await lastOf(deps, asking)) > asking.after) return;
  const waited = deps.feed.waits.wait(asking.party, asking.after, { ms: asking.waitMs, signal: until });
  if (waited === null) throw refusal('TooManyRequests', {}, { 'retry-after': RETRY_AFTER_S });
  await waited;
}

/**
 * The entries after a number, each as it may be told of at the log's head when this reading began. Refuses with `BadRequest`
 * what is not in its form and a number that was never given, with `GroundsBehind` where the index stays behind the log.
 */
export async function answerFeed(deps: FeedDeps, asked: FeedAsked, eyes: Eyes, caller: OfParty): Promise<FeedPage> {
  const asking = askingOf(asked, caller);
  const head = await reachHead(deps);
  eyes.noted.readUpTo(head);
  await lastOf(deps, asking);
  const entries = await deps.feed.index.page(asking.party, asking.after, asking.limit);
  const asOf = deps.clock.today();
  const ofLog = await eventsOfLog(deps.log, entries);
  const names = [...new Set(entries.filter((one) => !isOfHub(one)).map(({ stream }) => stream))];
  const streams = await sideBySide(names, (name) => deps.reader.read(name, { asOf }));
  const read = new Set<StreamName>();
  const items = entries.map((one) => {
    const said = ofLog.get(one.position);
    if (said) return placeOfLog(one, said);
    const stream = streams.get(one.stream) as AssessedAs<StreamCategory>;
    const entry = entryAt(stream, one);
    if (!isStillTold(deps.reader, stream, { entry, party: asking.party })) return gone(one);
    if (!read.has(one.stream)) noteThatRead(eyes, stream);
    read.add(one.stream);
    return placeOf(one, entry);
  });
  return { items, asOfPosition: head };
}

const gone = ({ sequence }: FeedEntry): Gone => ({ sequence, gone: true });

/** The event that an entry is of. Throws `RangeError` where the stream does not have it there: the index is of another log. */
export function entryAt<C extends StreamCategory>(
  { opened }: AssessedAs<C>,
  { party, sequence, position, revision }: FeedEntry,
): Entry {
  const entry = opened.entries[revision];
  if (entry?.place.position !== position)
    throw new RangeError(
      `entry ${sequence} of the feed of ${party} is of ${position}, where ${opened.stream} has no such event`,
    );
  return entry;
}

/** Where it stands, by the name that tells nothing. */
export function placeOf({ sequence, previous }: FeedEntry, entry: Entry): FeedPlace {
  const { position, eventId, type, recordedAt } = entry.place;
  const subject = subjectOf(entry);
  return {
    sequence,
    ...(previous === null ? {} : { previous }),
    ...{ position, eventId, type: pushedType(type, subject.kind), subject: subjectText(subject), recordedAt },
  };
}
