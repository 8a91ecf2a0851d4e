import { generateKeyPairSync } from 'node:crypto';
import { type PartyId, type Uuid } from '#domain';
import { HUB_STREAM, NO_STREAM } from '#event-log';
import { checkpointSigned, signCheckpoint, writeOfLog } from '#proof';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecFeed, ofSubject, told, type SpecFeed } from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { fitting, pushedEvent } from '../webhooks/pushed-event.js';
import { type Filter } from '../webhooks/subscription.js';

const TYPE = 'se.hvbhub.hub.checkpointSigned.v1';
const OTHER = 'kommun-0380.socialnamnden';
const [ONE, TWO] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as Uuid[];
const checkpoint = { origin: 'hub.example/log/1/1', size: 3, root: Buffer.alloc(32, 7) };
const note = signCheckpoint(checkpoint, generateKeyPairSync('ed25519').privateKey);

describe('what is said of the log, in a feed (A9)', () => {
  let hub: SpecHub;
  let feed: SpecFeed;
  beforeEach(async () => {
    hub = await openSpecHub();
    feed = openSpecFeed(hub);
  });
  afterEach(async () => {
    await feed.stop();
    await hub.close();
  });

  const subject = 'hub/5f0c2a9e-7d41-5b63-9a18-3e6c0b7d2f41';
  const tellOfLog = async (eventId: Uuid, revision: number): Promise<void> => {
    const recordedAt = hub.time.now();
    await hub.log.append(
      HUB_STREAM,
      [{ eventId, recordedAt, ...writeOfLog(checkpointSigned(checkpoint, note)) }],
      revision,
    );
  };

  it('is for everybody who has a feed, whatever their cases, each by the next number of its own', async () => {
    await feed.keeper.index.begin(OTHER as PartyId, hub.log.start);
    await hub.tell([...dalarnaEvents(), ...eventsOf(aCase().emergency().started('2026-01-15'))]);
    const before = new Map(
      await Promise.all([REGION, PLACING_PARTY].map(async (who) => [who, (await feed.page(who)).length] as const)),
    );
    await tellOfLog(ONE!, NO_STREAM);
    await tellOfLog(TWO!, 0);
    for (const [who, count] of before) {
      const [first, second, ...more] = (await feed.page(who)).slice(count);
      const place = { type: TYPE, subject: subject, recordedAt: hub.time.now() };
      expect(first).toEqual({ sequence: count + 1, eventId: ONE, position: expect.any(String) as string, ...place });
      expect(second).toMatchObject({ sequence: count + 2, previous: count + 1, eventId: TWO, ...place });
      expect(more).toEqual([]);
    }
    expect(told(await feed.page(OTHER))).toEqual(['1 hub.checkpointSigned', '2 hub.checkpointSigned']);
  });

  it('begins no feed, and is not in one that was begun after it', async () => {
    await tellOfLog(ONE!, NO_STREAM);
    expect(await feed.page(REGION)).toEqual([]);
    expect(await feed.page(REGION)).toEqual([]);
    await tellOfLog(TWO!, 0);
    expect(told(await feed.page(REGION))).toEqual(['1 hub.checkpointSigned']);
  });

  it('is read whole by its number: the note that anybody can check, and nothing of a person', async () => {
    await feed.keeper.index.begin(REGION, hub.log.start);
    await tellOfLog(ONE!, NO_STREAM);
    await feed.page(REGION);
    expect(await feed.event(REGION, 1)).toEqual({
      ...{ sequence: 1, position: await hub.log.head(), eventId: ONE, type: TYPE, subject: subject },
      ...{ recordedAt: hub.time.now(), by: 'hub' },
      data: { origin: checkpoint.origin, size: 3, root: Buffer.alloc(32, 7).toString('base64'), note },
    });
    await expect(feed.event(REGION, 2)).rejects.toMatchObject({ problem: { code: 'NotFound' } });
  });

  it('shifts nothing of what is said of cases, and follows none of it', async () => {
    const story = aCase().emergency().started('2026-01-15');
    const [first, ...rest] = eventsOf(story);
    await hub.tell([...dalarnaEvents(), first!]);
    await tellOfLog(ONE!, NO_STREAM);
    await hub.tell(rest);
    const page = await feed.page(REGION);
    expect(page.map(({ sequence }) => sequence)).toEqual(page.map((_, at) => at + 1));
    const [, ...ofCase] = ofSubject(page, first!['subject']);
    expect(ofCase.every((item) => 'previous' in item)).toBe(true);
  });

  it('is pushed thin to who asks for its type or for all, and to nobody who asks for cases', async () => {
    await feed.keeper.index.begin(REGION, hub.log.start);
    await tellOfLog(ONE!, NO_STREAM);
    await tellOfLog(TWO!, 0);
    await feed.page(REGION);
    const { index } = feed.keeper;
    const party = REGION;
    const deps = { index, log: hub.log, reader: feed.deps.reader, clock: hub.time };
    const page = await index.page(party, 0, 10);
    const left = async (filter: Filter): Promise<number> => (await fitting(deps, { party, filter }, page)).length;
    expect(await left({})).toBe(2);
    expect(await left({ types: [TYPE] })).toBe(2);
    expect(await left({ types: ['se.hvbhub.placement.changed.v1'] })).toBe(0);
    expect(await left({ regions: ['20'] })).toBe(0);
    expect(await left({ placements: [ONE!], types: [TYPE] })).toBe(0);

    const pushed = async (since: number): Promise<unknown> => {
      const bytes = await pushedEvent(deps, { party, filter: {}, since }, page[1]!);
      return JSON.parse(Buffer.from(bytes!).toString()) as unknown;
    };
    const stream = page[1]!.stream;
    const thin = {
      ...{ specversion: '1.0', id: TWO, source: '/hub', type: TYPE, subject: subject },
      ...{ time: hub.time.now(), partitionkey: stream.slice('hub-'.length), sequence: 2 },
    };
    expect(await pushed(0)).toEqual({ ...thin, previous: 1 });
    expect(await pushed(1)).toEqual(thin);
  });
});
