import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PartyId, type Uuid, type Instant } from '#domain';
import { type Position } from '#event-log';
import { Metrics } from '#http';
import { eventually } from '../../../../test/support/eventually.js';
import { readLive, type LiveReader } from '../../../../test/support/live-reader.js';
import { type FeedPage } from './answer-feed.js';
import { liveStreams, type LiveBounds, type LiveStream, type LiveStreams } from './live-streams.js';
import { BEAT, LIVE_PAGE, tellLive, type LiveSource } from './tell-live.js';

const KIB = 1024;
/** What one stream holds at most: a page, what is ahead of it in the stream, and what Node holds of an answer. */
const HELD_MAX = 128 * KIB;
const STREAMS = 200;

const party = (at: number): PartyId => `region-${10 + at}` as PartyId;
const entry = (sequence: number): FeedPage['items'][number] => ({
  ...{ sequence, position: '1' as Position, eventId: '0f8a4c9e-52f3-4c1b-9a57-4d2f60c1b7aa' as Uuid },
  ...{ type: 'se.hvbhub.costAllocation.approvedByCounterparty.v1', recordedAt: '2026-01-15T08:00:00.000Z' as Instant },
  subject: 'costAllocation/0f8a4c9e-52f3-4c1b-9a57-4d2f60c1b7aa',
});
/** A feed of so many entries, and no more. */
const feedOf = (count: number): LiveSource => ({
  page: (after) =>
    Promise.resolve(Array.from({ length: Math.min(LIVE_PAGE, count - after) }, (_one, at) => entry(after + at + 1))),
  wait: (after, { ms, signal }) =>
    new Promise((resolve) => {
      if (after < count) resolve(true);
      const timer = setTimeout(() => {
        resolve(false);
      }, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(false);
      });
    }),
});
const ENDLESS = Number.MAX_SAFE_INTEGER;

describe('live streams', () => {
  let server: Server;
  let url: string;
  let readers: LiveReader[];
  let stopping: AbortController;
  let metrics: Metrics;
  let streams: LiveStreams;
  let isLetIn: boolean;
  let pages: number;
  beforeEach(() => {
    [readers, stopping, metrics, isLetIn, pages] = [[], new AbortController(), new Metrics(), true, 0];
  });
  afterEach(async () => {
    stopping.abort();
    for (const reader of readers) reader.cut();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const counted = (source: LiveSource): LiveSource => ({
    ...source,
    page: (after) => {
      pages += 1;
      return source.page(after);
    },
  });
  const serve = async (source: LiveSource, bounds: LiveBounds & { readonly beatMs?: number } = {}): Promise<void> => {
    const { beatMs = 60_000, ...rest } = bounds;
    streams = liveStreams(stopping.signal, metrics, { ofParty: STREAMS, ...rest });
    server = createServer((_request, response) => {
      const letIn = () => (isLetIn ? Promise.resolve() : Promise.reject(new Error('no more')));
      const stream = streams.open(party(streams.count() % 10), response, letIn);
      if (!stream) {
        response.writeHead(429).end();
        return;
      }
      stream.body.pipe(response);
      void tellLive(stream, { source: counted(source), after: 0, first: [], beatMs });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const listen = async (): Promise<LiveReader> => {
    const reader = await readLive(url, { token: '' });
    readers.push(reader);
    return reader;
  };
  /** Of a gauge, or of a counter with its label. */
  const metric = async (line: string): Promise<number> => {
    const text = await metrics.registry.getSingleMetricAsString(line.split('{')[0] ?? '');
    return Number(
      text
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.slice(line.length),
    );
  };
  const openOn = (who: PartyId, writableLength = 0): LiveStream => {
    const stream = streams.open(who, { ...fakeConnection(), writableLength }, () => Promise.resolve());
    if (!stream) throw new Error('no place is free');
    return stream;
  };

  it('tell all of a long feed to who reads it, in order, and then beat', async () => {
    const count = 12 * LIVE_PAGE + 5;
    await serve(feedOf(count), { beatMs: 30 });
    const reader = await listen();
    await eventually(() => {
      expect(reader.beats()).toBeGreaterThan(1);
    });
    expect(reader.entries.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_one, at) => at + 1));
    expect(reader.text().endsWith(BEAT)).toBe(true);
    // Of a full page the next is read at once; of the last, which is not full, when there is more.
    expect(pages).toBeGreaterThanOrEqual(14);
    expect(await metric('hvb_feed_live_streams')).toBe(1);
  });

  it(`hold no more than a bound of ${STREAMS} that nobody reads, and read no further for them`, async () => {
    await serve(feedOf(0), { takenMsMax: 600_000 });
    const reading = { source: counted(feedOf(ENDLESS)), after: 0, first: [] };
    for (let at = 0; at < STREAMS; at += 1) void tellLive(openOn(party(at % 10)), reading);
    await eventually(async () => {
      expect(await metric('hvb_feed_live_held_bytes')).toBeGreaterThan(STREAMS * KIB);
    });
    // Whatever is still to be done by itself has been done by now: no page is read twice ahead.
    for (let turn = 0; turn < 100; turn += 1) await nextTurn();
    expect(pages).toBe(STREAMS);
    expect(streams.count()).toBe(STREAMS);
    expect(await metric('hvb_feed_live_held_bytes')).toBeLessThan(STREAMS * HELD_MAX);
  });

  it('cut off who does not read in time, whatever the feed has', async () => {
    await serve(feedOf(ENDLESS), { takenMsMax: 300 });
    const still = await listen();
    still.stopReading();
    await eventually(async () => {
      expect(await metric('hvb_feed_live_ended_total{why="notRead"}')).toBe(1);
    });
    expect(await metric('hvb_feed_live_streams')).toBe(0);
    still.readOn();
    expect(await still.ended).toBe('cut');
  });

  it('cut off who has not taken by a beat what was told before it', async () => {
    await serve(feedOf(0));
    const stream = openOn(party(0), 1);
    await tellLive(stream, { source: feedOf(3), after: 0, first: [], beatMs: 5 });
    expect(await metric('hvb_feed_live_ended_total{why="notRead"}')).toBe(1);
  });

  it('end where who listens is let in no more, and tell nothing after that', async () => {
    await serve(feedOf(3), { askAgainMs: 20 });
    const reader = await listen();
    await eventually(() => {
      expect(reader.entries).toHaveLength(3);
    });
    isLetIn = false;
    expect(await reader.ended).toBe('end');
    expect(await metric('hvb_feed_live_ended_total{why="shutOut"}')).toBe(1);
  });

  it('are as many as may be, of a party and in all', async () => {
    await serve(feedOf(0), { ofParty: 2, all: 3 });
    const open = (at: number) => streams.open(party(at), fakeConnection(), () => Promise.resolve());
    const [first, second, third, fourth] = [open(0), open(0), open(0), open(1)];
    expect([first !== null, second !== null, third, fourth !== null, open(2)]).toEqual([true, true, null, true, null]);
    first?.end('left');
    expect(open(2)).not.toBeNull();
    expect(streams.count()).toBe(3);
  });

  it('end when the process stops, and none is opened after', async () => {
    await serve(feedOf(3));
    const reader = await listen();
    stopping.abort();
    expect(await reader.ended).toBe('end');
    expect([streams.count(), streams.open(party(1), fakeConnection(), () => Promise.resolve())]).toEqual([0, null]);
    expect(await metric('hvb_feed_live_ended_total{why="stopping"}')).toBe(1);
  });

  it('end once, for the first reason', async () => {
    await serve(feedOf(0));
    const stream = streams.open(party(0), fakeConnection(), () => Promise.resolve());
    stream?.end('fault');
    stream?.end('left');
    expect(await stream?.write('more')).toBe(false);
    expect(await metric('hvb_feed_live_ended_total{why="fault"}')).toBe(1);
    expect(await metric('hvb_feed_live_ended_total{why="left"}')).toBe(0);
  });
});

const fakeConnection = () => ({ writableLength: 0, once: () => undefined, destroy: () => undefined });
