import { type PartyId, type StreamName, type Uuid } from '#domain';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecFeed, type SpecFeed } from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { fitting } from './pushed-event.js';
import { type Filter } from './subscription.js';

const [ONE, OTHER] = [aCase('P1').emergency().started('2026-01-15'), aCase('P2').emergency().started('2026-01-15')];

describe('the filter of a subscription', () => {
  let hub: SpecHub;
  let feed: SpecFeed;
  beforeAll(async () => {
    hub = await openSpecHub();
    feed = openSpecFeed(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(ONE), ...eventsOf(OTHER)]);
    await feed.page(REGION);
  });
  afterAll(async () => {
    await feed.stop();
    await hub.close();
  });

  /** The streams of what is left of a party's feed, each once. */
  const left = async (filter: Filter, party: string = REGION): Promise<readonly StreamName[]> => {
    const { index } = feed.keeper;
    const page = await index.page(party as PartyId, 0, 1_000);
    const deps = { index, log: hub.log, reader: feed.deps.reader, clock: hub.time };
    return [...new Set((await fitting(deps, { party: party as PartyId, filter }, page)).map(({ stream }) => stream))];
  };
  const idOf = (event: ReturnType<typeof eventsOf>[number] | undefined): Uuid =>
    String(event?.['subject']).split('/')[1] as Uuid;
  const isCase = (stream: StreamName): boolean => stream.startsWith(`case-`);

  it('lets all through where nothing is asked for', async () => {
    expect((await left({})).filter(isCase)).toHaveLength(2);
  });

  it('lets a placement through by its uuid, and no other', async () => {
    const id = idOf(eventsOf(ONE)[0]);
    expect((await left({ placements: [id] })).map((stream) => stream.slice(5))).toEqual([id]);
    expect(await left({ placements: ['00000000-0000-4000-8000-000000000000' as Uuid] })).toEqual([]);
  });

  it('lets through by the name under which it is pushed', async () => {
    expect((await left({ types: ['se.hvbhub.placement.started.v1'] })).filter(isCase)).toHaveLength(2);
    expect(await left({ types: ['se.hvbhub.concern.changed.v1'] })).toEqual([]);
  });

  it.each([
    [{ regions: ['20'] }, 2],
    [{ regions: ['21'] }, 0],
    [{ kommuner: ['2080'] }, 2],
    [{ kommuner: ['2081'] }, 0],
    [{ legalBases: ['SoL'] }, 2],
    [{ legalBases: ['LVM'] }, 0],
    [{ regions: ['20'], legalBases: ['LVM'] }, 0],
  ])('lets through by who has a part in it, and by its act: %j', async (filter, cases) => {
    expect((await left(filter)).filter(isCase)).toHaveLength(cases);
    expect((await left(filter, PLACING_PARTY)).filter(isCase)).toHaveLength(cases);
  });
});
