/** Answers one entry of a party's feed: full, reduced or thin, as its grounds are at this read. */
import { type OfParty } from '#access';
import { decodeEvent, factsIn, type AssessedAs, type Entry } from '#cases';
import { type Keys } from '#contracts';
import { HUB_CONTROLLER, type PartyId, type StreamCategory } from '#domain';
import { isOfHub, ofSubjects, type EventLog } from '#event-log';
import { refusal } from '#http';
import { type ReadLedger } from '../views/entered.js';
import { noteThatRead, showing, type Eyes } from '../views/showing.js';
import { type ViewAnswer } from '../views/stream-view.js';
import { contentOf, fates } from '../views/timeline.js';
import { entryAt, placeOf, type FeedDeps } from './answer-feed.js';
import { contentOfLog, eventOfLog, placeOfLog } from './of-log.js';
import { readUnder, recalledFrom } from './read-under.js';
import { isStillTold } from './still-told.js';

export interface FeedEventDeps extends FeedDeps {
  readonly log: Pick<EventLog, 'head' | 'start' | 'eventAt' | 'compare'>;
  readonly keys: Pick<Keys, 'of'>;
  /** What a recipient has read is told from there. */
  readonly book: { readonly ledger: Pick<ReadLedger, 'readsOf'> };
}

/** A number that a feed may have. */
const NUMBER = /^[1-9][0-9]{0,8}$/;

/**
 * The entry of that number, decided at the log's head when this reading began. Refuses with `NotFound` alike a number that was
 * never given, what no number is, and what may no longer be told of.
 */
export async function answerFeedEvent(
  deps: FeedEventDeps,
  number: string,
  eyes: Eyes,
  { party }: OfParty,
): Promise<ViewAnswer> {
  const head = await deps.log.head();
  eyes.noted.readUpTo(head);
  const [one] = NUMBER.test(number) ? await deps.feed.index.page(party, Number(number) - 1, 1) : [];
  if (!one) throw refusal('NotFound');
  if (isOfHub(one)) {
    const said = await eventOfLog(deps.log, one);
    return { body: { ...placeOfLog(one, said), ...contentOfLog(said) }, asOfPosition: head };
  }
  const read = await deps.reader.read(one.stream, { asOf: deps.clock.today() });
  const entry = entryAt(read, one);
  if (!isStillTold(deps.reader, read, { entry, party })) throw refusal('NotFound');
  noteThatRead(eyes, read);
  const content = await contentNow(deps, read, { entry, eyes });
  const place = placeOf(one, entry);
  const shown = { ...content, ...(await recallShown(deps, read, { entry, party })) };
  const isOpened = 'data' in shown || 'why' in shown;
  const body = { ...place, ...(isOpened ? { type: entry.place.type } : {}), ...shown };
  return { body, asOfPosition: head };
}

/**
 * A recall is for whom it is of, though no ground opens anything of the stream to it any more: which ground, what it opened and
 * why it does no longer, with what was read by it (B4).
 */
async function recallShown<C extends StreamCategory>(
  { book: { ledger }, log }: FeedEventDeps,
  read: AssessedAs<C>,
  { entry, party }: { readonly entry: Entry; readonly party: PartyId },
): Promise<object> {
  const recalled = entry.kind === 'derived' ? recalledFrom(entry.derived, party) : null;
  if (entry.kind !== 'derived' || recalled === null) return {};
  const reads = await readUnder({ ledger, log }, read, { entry, recalled, party });
  return { by: HUB_CONTROLLER, data: recalled, readUnder: reads };
}

/** What of it is shown; null where no ground opens any of it and whoever asks has no part in it any more. */
async function contentNow<C extends StreamCategory>(
  { log, keys }: FeedEventDeps,
  read: AssessedAs<C>,
  { entry, eyes }: { readonly entry: Entry; readonly eyes: Eyes },
): Promise<object | null> {
  const { stream, entries } = read.opened;
  const found = await log.eventAt(entry.place.position);
  const [event] = found ? ofSubjects([found]) : [];
  if (!event) throw new RangeError(`${stream} has no event at ${entry.place.position}`);
  const show = await showing<C>(eyes, () => Promise.resolve(read));
  return contentOf(decodeEvent(event, await keys.of(stream), 'show'), fates(factsIn(entries)), show);
}
