/** Tells a feed live: each entry as a page of it would, thin, with its number as the id that a reader takes up from. */
import { type OfParty, type Principal } from '#access';
import { type ProblemCode } from '#contracts';
import { type PartyId } from '#domain';
import { faultCodeOf, partyAsking, ProblemError, type Integrity, type Logger } from '#http';
import { entered, type EnteringDeps } from '../views/entered.js';
import { answerFeed, type FeedDeps, type FeedPage } from './answer-feed.js';
import { type Until } from './feed-waits.js';
import { type End, type LiveStream, type LiveStreams } from './live-streams.js';

/** Entries that are decided and written at a time. */
export const LIVE_PAGE = 100;
/** Nothing is silent for longer, so that who listens, and whatever stands between, sees that the other is there. */
export const BEAT_MS = 15_000;
/** Milliseconds after which a reader may come again. */
const RETRY_MS = 2_000;

/** The first of a stream: that it is one, before anything has happened. */
export const OPENING = `retry: ${RETRY_MS}\n\n`;
/** A comment, which no reader is told of. */
export const BEAT = ':\n\n';

/** Where what is told comes from. Rejects as a page of the feed does, and where whoever asks is let in no more. */
export interface LiveSource {
  readonly page: (after: number) => Promise<FeedPage['items']>;
  /** True when there is more; false when the time is up or the signal aborts. */
  readonly wait: (after: number, until: Until) => Promise<boolean>;
}

export type LiveDeps = FeedDeps & EnteringDeps;

/** A party's feed, as who asks may be told of it at each page, with its ledger entry before it is told. */
export function liveFeed(deps: LiveDeps, party: PartyId, askAgain: () => Promise<Principal>): LiveSource {
  return {
    page: async (after) => livePage(deps, partyAsking(await askAgain()), String(after)),
    wait: (after, until) => deps.feed.waits.hear(party, after, until),
  };
}

/** The entries after a number. Refuses as `answerFeed`. */
export async function livePage(deps: LiveDeps, caller: OfParty, after: string): Promise<FeedPage['items']> {
  const asked = { after, limit: String(LIVE_PAGE) };
  const { items } = await entered(deps, { caller, door: 'feed' }, (eyes) => answerFeed(deps, asked, eyes, caller));
  return items;
}

/** As they are sent: what is pushed tells no position, which would tell of the traffic of others (A10). */
export function linesOf(items: FeedPage['items']): string {
  return items.map((item) => `id: ${item.sequence}\ndata: ${JSON.stringify(pushed(item))}\n\n`).join('');
}

function pushed(item: FeedPage['items'][number]): object {
  if ('gone' in item) return item;
  const { position: _ofTheWholeLog, ...rest } = item;
  return rest;
}

/** What the streams of a process have in common. */
export interface LiveDoor extends ToldOfDefects {
  readonly streams: LiveStreams;
}

export interface ToldOfDefects {
  readonly logger: Pick<Logger, 'error'>;
  readonly integrity: Pick<Integrity, 'met'>;
}

export interface Telling {
  readonly source: LiveSource;
  /** The last number that the reader has. */
  readonly after: number;
  /** What is there now, decided before the stream was opened. */
  readonly first: FeedPage['items'];
  readonly beatMs?: number;
}

/**
 * Tells until the stream ends, one page at a time, and reads no further page while its reader has not taken what it has. Where
 * a beat finds anything still held, who listens does not read. Rejects as `source` does.
 */
export async function tellLive(stream: LiveStream, { source, first, after, beatMs = BEAT_MS }: Telling): Promise<void> {
  let has = after;
  let items = first;
  let isOpen = await stream.write(OPENING);
  while (isOpen) {
    isOpen = await stream.write(linesOf(items));
    has = items.at(-1)?.sequence ?? has;
    // After a full page there may be more at once.
    if (items.length < LIVE_PAGE) isOpen &&= await isToGoOn(stream, source, { after: has, beatMs });
    if (isOpen) items = await source.page(has);
  }
}

/** Waits for more, with a beat at the end of each wait in vain. False where the stream has ended. */
async function isToGoOn(
  stream: LiveStream,
  { wait }: LiveSource,
  { after, beatMs }: { readonly after: number; readonly beatMs: number },
): Promise<boolean> {
  if (await wait(after, { ms: beatMs, signal: stream.signal })) return !stream.signal.aborted;
  if (stream.held() > 0) stream.end('notRead');
  return stream.write(BEAT);
}

/** What a stream is ended for by what was thrown; a defect, and damage, is told of. */
export function endOf(error: unknown, { logger, integrity }: ToldOfDefects): End {
  const refused = error instanceof ProblemError ? error.problem.code : undefined;
  if (refused !== undefined) return SHUTS_OUT.has(refused) ? 'shutOut' : 'fault';
  const damage = integrity.met(error);
  if (damage !== undefined || faultCodeOf(error) === undefined)
    logger.error({ err: error, code: damage }, 'a live stream met a defect');
  return 'fault';
}

const SHUTS_OUT: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['Unauthorized', 'Forbidden']);
