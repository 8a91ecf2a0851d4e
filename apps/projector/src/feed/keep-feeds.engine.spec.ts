import { pushedType } from '#contracts';
import { type PartyId, type SubjectKind } from '#domain';
import { type Broker } from '#engines';
import { connectBroker } from '#engines/kafka';
import { LogUnavailable, type Position } from '#event-log';
import { hubLogger, Metrics } from '#http';
import { keepFeeds, type FedParties, type FeedCheckpoint, type Feeds, type FeedsOptions } from '#projector';
import { startKafka, type KafkaServer } from '../../../../infra/engines/index.js';
import { aCase, aLine, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  faultsOfCloudEvent,
  kafkaParty,
  type KafkaParty,
  type ReadEvent,
} from '../../../../test/support/kafka-party.js';
import { onlyOne } from '../../../../test/support/only-one.js';
import { openSpecFeed, type SpecFeed } from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const THIRD_PAYER = 'region-21';

/** A checkpoint that is lost with the process, and can fail. */
function memoryCheckpoint(): FeedCheckpoint & { failNext(): void; at(): Position | null } {
  let at: Position | null = null;
  let failing = false;
  let parties: FedParties = { fed: [], behind: {} };
  return {
    at: () => at,
    failNext: () => {
      failing = true;
    },
    read: () => Promise.resolve(at),
    move: (_before, next) => {
      if (failing) {
        failing = false;
        return Promise.reject(new LogUnavailable('the disk is away'));
      }
      at = next;
      return Promise.resolve();
    },
    parties: () => Promise.resolve(parties),
    keepParties: (kept) => Promise.resolve(void (parties = kept)),
    close: () => Promise.resolve(),
  };
}

/** What a consumer is left with that drops what is not after the last it saw of the partition. */
function withoutRepeats(feed: readonly ReadEvent[]): readonly ReadEvent[] {
  const last = new Map<number, number>();
  return feed.filter(({ record }) => {
    const sequence = Number(record.headers['sequence']);
    if (sequence <= (last.get(record.partition) ?? 0)) return false;
    last.set(record.partition, sequence);
    return true;
  });
}

/** Number and number before, in the headers too, so that a loss is seen before the record is read (B21). */
const numbersOf = (of: Readonly<Record<string, unknown>>) => [of['sequence'], of['previous']].map((n) => n?.toString());
const inHeaders = ({ record: { headers } }: ReadEvent) => numbersOf(headers);
const ids = (feed: readonly ReadEvent[]): readonly unknown[] => feed.map(({ event }) => event['id']);
const bySequence = (feed: readonly ReadEvent[]): readonly ReadEvent[] =>
  [...feed].sort((a, b) => Number(a.record.headers['sequence']) - Number(b.record.headers['sequence']));

describe('the feeds on Kafka', () => {
  let server: KafkaServer;
  let parties: Readonly<Record<'kommun' | 'region' | 'payer', KafkaParty>>;
  let hub: SpecHub;
  let index: SpecFeed;
  let broker: Broker;
  const stopping: (() => Promise<unknown>)[] = [];

  /** Topics of a broker are for one spec: each has its own. */
  beforeEach(async () => {
    server = await startKafka({ folder: temporaryFolder() });
    stopping.push(() => server.kill());
    const party = (id: string) => kafkaParty(server.brokers, id);
    parties = { kommun: party(PLACING_PARTY), region: party(REGION), payer: party(THIRD_PAYER) };
    hub = await openSpecHub({ startAt: '2025-06-01T08:00:00.000Z' });
    stopping.push(() => hub.close());
    index = openSpecFeed(hub);
    stopping.push(() => index.stop());
    broker = connectBroker({
      brokers: server.brokers.split(','),
      clientId: 'spec',
      logger: hubLogger('spec', 'silent'),
    });
    stopping.push(() => broker.close());
  });
  afterEach(async () => {
    for (const stop of stopping.splice(0).reverse()) await stop();
  });

  function feeding(options: Partial<FeedsOptions> = {}): Feeds {
    const { log, keys } = hub;
    const feeds = keepFeeds({
      ...{
        log,
        keys,
        feed: index.keeper,
        broker,
        checkpoint: memoryCheckpoint(),
      },
      ...{ logger: hubLogger('spec', 'silent'), metrics: new Metrics(), topicsEveryMs: 100 },
      ...options,
    });
    stopping.push(() => feeds.stop());
    return feeds;
  }

  const makeFeeds = (...some: readonly KafkaParty[]): Promise<void> =>
    server.createTopics(some.flatMap(({ topics }) => topics.filter((topic) => topic.startsWith('hvb.feed.'))));

  /** Everything that was appended, as the log has it. */
  const logged = async () => (await hub.log.readAll(hub.log.start, { limit: 1_000 })).events;
  const allPublished = async (feeds: Feeds): Promise<void> => {
    expect(await feeds.caughtUp(await hub.log.head(), 60_000)).toBe(true);
  };

  const story = (label: string) =>
    eventsOf(
      aCase(label)
        .registered()
        .started('2026-01-15')
        .proposed('2026-01-20', {
          lines: [aLine('housing', { [PLACING_PARTY]: 500, [REGION]: 300, [THIRD_PAYER]: 200 })],
        }),
    );

  it('tell each party what happened in its cases, where, and nothing of what was said', async () => {
    const { kommun, region, payer } = parties;
    await makeFeeds(kommun, region, payer);
    const traceparent = `00-${'3'.repeat(32)}-${'4'.repeat(16)}-01`;
    const [registered, ...rest] = story('P1');
    await hub.tell([...dalarnaEvents(), { ...registered!, traceparent }, ...rest]);
    await allPublished(feeding());
    const feed = bySequence(await region.feed());
    const events = await logged();
    expect(feed.flatMap(faultsOfCloudEvent)).toEqual([]);
    expect(feed.map(({ event }) => event)).toEqual(
      events.map(({ eventId, type, recordedAt, stream, revision }, at) => ({
        specversion: '1.0',
        id: eventId,
        source: '/hub',
        type: pushedType(type, type.split('.')[2] as SubjectKind),
        sequence: at + 1,
        ...(revision === 0
          ? {}
          : { previous: events.findLastIndex((one, of) => of < at && one.stream === stream) + 1 }),
        subject: `${type.split('.')[2]}/${stream.slice(stream.indexOf('-') + 1)}`,
        time: recordedAt,
        partitionkey: stream.slice(stream.indexOf('-') + 1),
        ...(tracedBy(type, recordedAt) ? { traceparent } : {}),
      })),
    );
    expect(feed.map(inHeaders)).toEqual(feed.map(({ event }) => numbersOf(event)));
    expect(ids(bySequence(await kommun.feed()))).toEqual(ids(feed));
    const paid = await payer.feed();
    expect(paid.length).toBeGreaterThan(0);
    expect(paid.every(({ event }) => String(event['type']).startsWith('se.hvbhub.costAllocation.'))).toBe(true);

    function tracedBy(type: string, recordedAt: string): boolean {
      const first = events.find((event) => event.type.endsWith('placement.registered.v1'));
      return !type.includes('.agreement.') && recordedAt === first?.recordedAt;
    }
  });

  it('say nothing twice to who drops repeats by number, whatever was published again after a crash', async () => {
    const { kommun, region } = parties;
    await makeFeeds(kommun, region);
    const checkpoint = memoryCheckpoint();
    await hub.tell(story('P1'));
    checkpoint.failNext();
    const first = feeding({ checkpoint });
    await allPublished(first);
    await first.stop();
    await hub.tell(story('P2'));
    checkpoint.failNext();
    await allPublished(feeding({ checkpoint }));
    const feed = await kommun.feed();
    const events = await logged();
    expect(feed.length).toBeGreaterThan(events.length);
    expect(ids(bySequence(withoutRepeats(feed)))).toEqual(events.map(({ eventId }) => eventId));
    expect(ids(withoutRepeats(feed)).length).toBe(new Set(ids(feed)).size);
  });

  it('wait while the broker is away, and go on in order when it is back', async () => {
    const { kommun } = parties;
    await makeFeeds(kommun);
    const feeds = feeding();
    await hub.tell(story('P1'));
    await allPublished(feeds);
    await server.kill();
    await hub.tell(story('P2'));
    await eventually(() => {
      expect(feeds.state().kind).toBe('retrying');
    });
    await server.start();
    await allPublished(feeds);
    expect(ids(bySequence(withoutRepeats(await kommun.feed())))).toEqual(
      (await logged()).map(({ eventId }) => eventId),
    );
  });

  it('of one party that cannot be written hold up no other, and come whole and in order when they can be', async () => {
    const { kommun, region, payer } = parties;
    await makeFeeds(kommun, payer);
    const checkpoint = memoryCheckpoint();
    // A feed that was there before, and is not now: what is published to it fails, as to one that may not be written.
    await checkpoint.keepParties({ fed: [PLACING_PARTY, REGION, THIRD_PAYER] as PartyId[], behind: {} });
    const metrics = new Metrics();
    const first = feeding({ checkpoint, metrics });
    await hub.tell(story('P1'));
    await allPublished(first);
    expect(await metrics.registry.metrics()).toContain('hvb_feed_parties_behind 1');
    await hub.tell(story('P2'));
    await allPublished(first);
    expect(ids(bySequence(withoutRepeats(await kommun.feed())))).toEqual(
      (await logged()).map(({ eventId }) => eventId),
    );
    await first.stop();
    await makeFeeds(region);
    await hub.tell(story('P3'));
    await allPublished(feeding({ checkpoint }));
    await eventually(async () => {
      expect((await checkpoint.parties()).behind).toEqual({});
    });
    await hub.tell(story('P4'));
    await allPublished(feeding({ checkpoint, lease: onlyOne() }));
    const [mine, theirs] = [await region.feed(), await kommun.feed()].map((feed) =>
      ids(bySequence(withoutRepeats(feed))),
    );
    expect(mine).toEqual(theirs);
  });

  it('have no hole where a broker lists a topic one time and not another', async () => {
    const { kommun } = parties;
    await makeFeeds(kommun);
    let asked = 0;
    const now: Pick<Broker, 'topics'> = { topics: async () => ((asked += 1) % 2 === 0 ? [] : broker.topics()) };
    const feeds = feeding({ broker: { ...broker, ...now }, topicsEveryMs: 0 });
    for (const name of ['P1', 'P2', 'P3', 'P4']) {
      await hub.tell(story(name));
      await allPublished(feeds);
    }
    expect(asked).toBeGreaterThan(3);
    expect(ids(bySequence(await kommun.feed()))).toEqual((await logged()).map(({ eventId }) => eventId));
  });

  it('give the numbers that the same party pulls, and make no other', async () => {
    const { region } = parties;
    await makeFeeds(region);
    await hub.tell([...dalarnaEvents(), ...story('P1')]);
    await allPublished(feeding());
    const pulled = await index.page(REGION, { limit: '1000' });
    const pushed = bySequence(await region.feed()).map(({ event }) => [
      event['sequence'],
      event['id'],
      event['previous'],
    ]);
    expect(pushed).toEqual(pulled.map((item) => ('gone' in item ? [] : [item.sequence, item.eventId, item.previous])));
  });

  it('begin for a party when it gets a topic', async () => {
    const { kommun, region } = parties;
    await makeFeeds(kommun);
    const feeds = feeding();
    await hub.tell(story('P1'));
    await allPublished(feeds);
    await makeFeeds(region);
    const before = new Set((await logged()).map(({ eventId }) => String(eventId)));
    let told = 1;
    await eventually(async () => {
      await hub.tell(story(`P${++told}`));
      await allPublished(feeds);
      expect((await region.feed()).length).toBeGreaterThan(0);
    });
    expect((await region.feed()).every(({ event }) => !before.has(String(event['id'])))).toBe(true);
  });

  it('are published by one of many, and by the next when that one goes', async () => {
    const { kommun } = parties;
    await makeFeeds(kommun);
    const lease = onlyOne();
    const checkpoint = memoryCheckpoint();
    const first = feeding({ checkpoint, lease });
    const second = feeding({ checkpoint, lease });
    await hub.tell(story('P1'));
    await allPublished(second);
    expect([first.state().kind, second.state().kind].sort()).toEqual(['atHead', 'standby']);
    await first.stop();
    await hub.tell(story('P2'));
    await allPublished(second);
    const feed = await kommun.feed();
    expect(ids(bySequence(feed))).toEqual((await logged()).map(({ eventId }) => eventId));
  });
});
