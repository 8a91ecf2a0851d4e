import { emptyStream, identityOf, type OpenedStream } from '#cases';
import { topicOf, type StreamName } from '#contracts';
import { SUBJECT_KINDS } from '#domain';
import { type WireEvent, sayerOf } from '../support/wire-events.js';
import { type Placed, type ToldRecord } from './broker.kafka.js';
import { lostMessages, receiptsByMessage, wrongReceipts } from './checks.js';
import { wrongFeeds } from './feeds.js';
import { DUPLICATES, POISON, recordOf, REORDERED, roundLoad, streamOfEvent } from './load.js';
import { takenAsTheyCame, wrongOrder } from './order.js';

const round = roundLoad('C', 1, 7);
const [opening] = round.events as [WireEvent];
const stream = streamOfEvent(opening);
const ofStream = (event: WireEvent | null): boolean => event !== null && streamOfEvent(event) === stream;
const load = {
  ...round,
  events: round.events.filter(ofStream),
  records: round.records.filter(({ event }) => ofStream(event)),
};
const kommun = load.events.filter((event) => sayerOf(event) === sayerOf(load.events[0]!));
const [first, second] = kommun as [WireEvent, WireEvent];

/** The case as if its messages stood at these revisions. */
const standing = (revisions: ReadonlyMap<WireEvent, number>): ReadonlyMap<StreamName, OpenedStream> => {
  const messages = new Map([...revisions].map(([event, revision]) => [identityOf(event), { place: { revision } }]));
  const entries = [...revisions].map(([, revision]) => ({ place: { revision, eventId: `e${revision}` } }));
  return new Map([[stream, { ...emptyStream(stream, undefined), messages, entries } as unknown as OpenedStream]]);
};
const inOrder = standing(new Map(load.events.map((event, at) => [event, at])));
const placedAs = (events: readonly WireEvent[]): readonly Placed[] =>
  events.map((event, offset) => ({ sent: recordOf(event), partition: 0, offset }));
const answered = (events: readonly WireEvent[], outcome = 'accepted', position = '1'): readonly ToldRecord[] =>
  events.map(({ id, subject }, offset) => ({
    ...{ topic: 't', partition: 0, offset },
    event: { id: `${outcome} ${id} ${subject} ${position}`, data: { id, subject, outcome, position } },
  }));
const receipts = receiptsByMessage(answered(load.events));
const taken = takenAsTheyCame(receipts, new Set());

const kindOf = ({ subject }: WireEvent): string => subject.split('/', 1).join();

describe('the load of a round', () => {
  it('repeats, reorders and poisons as often as it says', () => {
    const large = roundLoad('L', 300, 11);
    const poison = large.records.filter(({ event }) => !event).length;
    const share = (part: number): number => part / large.events.length;
    expect(share(large.records.length - poison - large.events.length)).toBeCloseTo(DUPLICATES, 1);
    expect(share(poison)).toBeCloseTo(POISON, 1);
    expect(poison).toBeGreaterThan(0);
    const at = new Map(large.events.map((event, index) => [event, index]));
    const last = new Map<string, number>();
    let early = 0;
    for (const { event, key } of new Set(large.records)) {
      if (!event) continue;
      if ((at.get(event) ?? 0) < (last.get(key) ?? -1)) early += 1;
      last.set(key, Math.max(last.get(key) ?? -1, at.get(event) ?? 0));
    }
    expect(share(early)).toBeGreaterThan(REORDERED / 3);
  });

  it('is of every kind, a deviation with a placement and by itself', () => {
    const kinds = new Set(round.events.map((event) => `${streamOfEvent(event).split('-', 1).join()} ${kindOf(event)}`));
    expect([...kinds].map((one) => one.split(' ')[1])).toEqual(expect.arrayContaining([...SUBJECT_KINDS]));
    expect(kinds).toContain('case deviation');
    expect(kinds).toContain('deviation deviation');
  });

  it('is the same for the same seed', () => {
    const texts = (seed: number) => roundLoad('S', 3, seed).records.map(({ key, value }) => `${key} ${String(value)}`);
    expect(texts(3)).toEqual(texts(3));
    expect(texts(3)).not.toEqual(texts(4));
  });
});

describe('what is looked at after a round', () => {
  it('finds a message that is not there', () => {
    expect(lostMessages(inOrder, load)).toEqual([]);
    const without = standing(new Map(load.events.slice(1).map((event, at) => [event, at])));
    expect(lostMessages(without, load)).toEqual([expect.stringContaining(first.id)]);
  });

  it('finds messages out of order, and lets one pass that came before what it builds on', () => {
    const sent = { load, placed: placedAs(kommun) };
    expect(wrongOrder(inOrder, taken, sent)).toEqual([]);
    const swapped = standing(new Map(load.events.map((event, at) => [event, event === first ? 99 : at])));
    expect(wrongOrder(swapped, taken, sent).length).toBeGreaterThan(0);
    const early = { load, placed: placedAs([second, first, ...kommun.slice(2)]) };
    expect(wrongOrder(inOrder, taken, early)).toEqual([]);
    const refused = receiptsByMessage([...answered(load.events), ...answered([first], 'rejected')]);
    expect(wrongOrder(swapped, takenAsTheyCame(refused, new Set()), sent)).toEqual([]);
    const untold = takenAsTheyCame(receipts, new Set([`${first.subject} ${first.id}`]));
    expect(wrongOrder(swapped, untold, sent)).toEqual([]);
  });

  it('finds a record without a receipt, and a message that was taken in two places', () => {
    const once = placedAs([first]);
    expect(wrongReceipts(receipts, once)).toEqual([]);
    expect(wrongReceipts(receipts, [...once, ...once])).toEqual([expect.stringContaining('unanswered')]);
    const twice = receiptsByMessage([...answered([first]), ...answered([first], 'duplicate', '2')]);
    expect(wrongReceipts(twice, once)).toEqual([expect.stringContaining('several places')]);
  });

  it('finds an event that a feed lacks or has in another order, and drops repeats by their numbers', () => {
    const feed = (positions: readonly number[]): readonly ToldRecord[] =>
      [...new Set(kommun.map(sayerOf)), 'region-20'].flatMap((party) =>
        positions.map((at, offset) => ({
          ...{ topic: topicOf('feed', party as never), partition: 0, offset, sequence: at + 1 },
          event: { id: `e${at}`, partitionkey: stream.slice(stream.indexOf('-') + 1) },
        })),
      );
    const all = [...inOrder.get(stream)!.entries.keys()];
    expect(wrongFeeds(feed(all), inOrder)).toEqual([]);
    expect(wrongFeeds(feed([...all.slice(0, 3), ...all]), inOrder)).toEqual([]);
    expect(wrongFeeds(feed(all.slice(1)), inOrder)).toHaveLength(2);
    expect(wrongFeeds(feed([...all.slice(1), 0]), inOrder)).toHaveLength(2);
  });
});
