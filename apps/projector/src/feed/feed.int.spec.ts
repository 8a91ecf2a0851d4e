import { type PartyId } from '#domain';
import {
  aCase,
  anHvb,
  aRegistration,
  kommun,
  PLACING_PARTY,
  REGION,
  uuid,
} from '../../../../test/support/case-builder.js';
import {
  openSpecFeed,
  ofSubject,
  short,
  tellAccepted,
  told,
  type FeedItem,
  type SpecFeed,
} from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { refusedWith } from '../../../../test/support/open-views.js';
import { transferred, RECEIVER } from '../../../../test/support/transfer-steps.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

describe('the feed of a party', () => {
  let hub: SpecHub;
  let feed: SpecFeed;
  beforeEach(async () => {
    hub = await openSpecHub();
    feed = openSpecFeed(hub);
    await hub.tell(dalarnaEvents());
  });
  afterEach(async () => {
    await feed.stop();
    await hub.close();
  });

  const tell = (events: readonly WireEvent[]): Promise<void> => tellAccepted(hub, events);

  const story = aCase().emergency().started('2026-01-15').proposed('2026-01-20', {}, { at: '2026-01-20', by: REGION });
  const placement = `placement/${story.placementId}`;

  it('says that something has happened, by numbers without a gap, and where the entry before of the same case is (A9)', async () => {
    await tell(eventsOf(story));
    const items = await feed.page(REGION);
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_item, at) => at + 1));
    expect(told(items).slice(0, 4)).toEqual([
      '1 agreement.registered',
      '2 agreement.deadlineSet',
      '3 agreement.findingRaised',
      '4 agreement.findingRaised',
    ]);
    const ofCase = items.filter((item) => !('gone' in item) && item.subject !== `agreement/${uuid('agreement/RÖK')}`);
    expect(ofCase.map((item) => 'previous' in item && item.previous)).toEqual([
      false,
      ...ofCase.slice(0, -1).map(({ sequence }) => sequence),
    ]);
    const [first] = ofSubject(items, placement);
    const [recorded] = await hub.log.readStream(`case-${story.placementId}`);
    expect(first).toEqual({
      ...{
        sequence: ofCase[0]?.sequence,
        position: recorded?.position,
        eventId: recorded?.eventId,
        subject: placement,
      },
      ...{ type: 'se.hvbhub.placement.registered.v1', recordedAt: recorded?.recordedAt },
    });
  });

  it('says of what a name would tell only that something of its kind has changed (A10)', async () => {
    await tell(eventsOf(story));
    const types = told(await feed.page(REGION)).map((text) => text.split(' ')[1]);
    expect(types).toContain('placement.changed');
    expect(types).toContain('costAllocation.proposed');
    expect(types.filter((type) => /placement\.(deadline|finding)/.test(type ?? ''))).toEqual([]);
  });

  it('tells nothing of a protected person in any entry: no number, name, birth date nor place (D-022)', async () => {
    const guarded = aCase()
      .registered({ hvb: { ...anHvb, kommun: kommun('2061') } })
      .started('2026-01-15')
      .schooling('2026-02-01')
      .contract('V1')
      .handledBy('barn-och-unga', '2026-02-02')
      .protectionChanged('skyddadFolkbokforing', '2026-03-01', {}, { at: '2026-03-01' });
    await tell(eventsOf(guarded));
    const { person } = aRegistration;
    const planted = [
      '2061',
      anHvb.hvbId,
      anHvb.name,
      'kommun-2081',
      '"2081"',
      'barn-och-unga',
      'skyddad',
      'protection',
    ];
    const identity = [person.personId, person.birthDate, person.legalSex];
    for (const who of [PLACING_PARTY, REGION]) {
      const text = JSON.stringify(await feed.page(who));
      expect([...planted, ...identity].filter((one) => text.includes(one))).toEqual([]);
    }
  });

  it('is pulled by any size of page, each entry once and in its order', async () => {
    await tell(eventsOf(story));
    const all = await feed.page(REGION, { limit: '1000' });
    for (const limit of [1, 2, 3, 7, all.length]) {
      const pulled: FeedItem[] = [];
      for (;;) {
        const page = await feed.page(REGION, { after: String(pulled.at(-1)?.sequence ?? 0), limit: String(limit) });
        expect(page.length).toBeLessThanOrEqual(limit);
        if (page.length === 0) break;
        pulled.push(...page);
      }
      expect(pulled).toEqual(all);
    }
  });

  it('is entered for each authority whose case is told of, thin, and not at all where nothing was (A5)', async () => {
    await tell(eventsOf(story));
    await feed.page(REGION);
    expect(feed.entered).toMatchObject([
      {
        controller: PLACING_PARTY,
        receiver: REGION,
        door: 'feed',
        outcome: 'thin',
        items: [{ subject: { kind: 'placement', id: story.placementId }, classes: ['routing'], ground: null }],
      },
    ]);
    const { length } = await feed.page(REGION);
    await feed.page(REGION, { after: String(length) });
    expect(feed.entered).toHaveLength(2);
  });

  it('refuses a number that it has not given, and what is in no form', async () => {
    await tell(eventsOf(story));
    const { length } = await feed.page(REGION);
    expect(await feed.page(REGION, { after: String(length) })).toEqual([]);
    const refused = (asked: Parameters<SpecFeed['page']>[1]) => refusedWith(feed.page(REGION, asked));
    expect(await refused({ after: String(length + 1) })).toEqual({ code: 'BadRequest', pointer: '/after' });
    expect(await refused({ after: '-1' })).toEqual({ code: 'BadRequest', pointer: '/after' });
    expect(await refused({ after: '2147483648' })).toEqual({ code: 'BadRequest', pointer: '/after' });
    expect(await refused({ limit: '0' })).toEqual({ code: 'BadRequest', pointer: '/limit' });
    expect(await refused({ limit: '1001' })).toEqual({ code: 'BadRequest', pointer: '/limit' });
    expect(await refused({ wait: '31' })).toEqual({ code: 'BadRequest', pointer: '/wait' });
  });

  it('begins, for one that is named nowhere, when it asks: with what comes after that, and nobody else’s', async () => {
    const namnd = 'kommun-2080.aldrenamnden';
    const silent = 'kommun-2080.kulturnamnden' as PartyId;
    expect(await feed.page(namnd)).toEqual([]);
    await tell(
      dalarnaEvents().map((event) => ({
        ...event,
        subject: `agreement/${uuid('agreement/next')}`,
        id: `next-${event.id}`,
      })),
    );
    expect(told(await feed.page(namnd))[0]).toBe('1 agreement.registered');
    expect(await feed.deps.feed.index.last([silent])).toEqual(new Map([[silent, 0]]));
    expect(await feed.page(silent)).toEqual([]);
  });

  it('begins, for one that comes into a case, with what brought it there; what was before is in the views', async () => {
    await tell(eventsOf(transferred(story, '2026-02-01', '2026-02-10')));
    const items = ofSubject(await feed.page(RECEIVER), placement);
    expect(told(items)[0]).toBe('1 placement.changed');
    const first = items[0] as { readonly sequence: number };
    expect(await feed.event(RECEIVER, first.sequence)).toMatchObject({ subject: placement });
  });

  describe('one entry of it', () => {
    const sequenceOf = async (who: string, type: string, at = 0): Promise<number> => {
      const items = await feed.page(who, { limit: '1000' });
      const those = items.filter((item) => !('gone' in item) && short(item.type) === type);
      return those[at]?.sequence ?? -1;
    };

    it('is full of one’s own, and reduced to whom a role opens a part, with its ledger entry (D-022, D-026)', async () => {
      await tell(eventsOf(story));
      const own = await feed.event(PLACING_PARTY, await sequenceOf(PLACING_PARTY, 'placement.registered'));
      expect(own).toMatchObject({ by: PLACING_PARTY, data: { person: { personId: aRegistration.person.personId } } });
      expect(own).not.toHaveProperty('withheld');
      const before = feed.entered.length;
      const sequence = await sequenceOf(REGION, 'placement.registered');
      const reduced = await feed.event(REGION, sequence);
      expect(reduced).toMatchObject({
        ...{ sequence, subject: placement, type: 'se.hvbhub.placement.registered.v1', by: PLACING_PARTY },
        withheld: [
          { pointer: '/data/goals', reason: 'noGround', class: 'sensitive' },
          { pointer: '/data/hvb', reason: 'noGround', class: 'place' },
          { pointer: '/data/person', reason: 'noGround', class: 'identity' },
          { pointer: '/data/registeredKommun', reason: 'noGround', class: 'place' },
        ],
      });
      expect(reduced['data']).not.toHaveProperty('person');
      expect(feed.entered.slice(before).at(-1)).toMatchObject({
        ...{ controller: PLACING_PARTY, receiver: REGION, door: 'feed', outcome: 'reduced' },
        position: await hub.log.head(),
      });
    });

    it('tells by its own name what its class is opened of', async () => {
      await tell(eventsOf(story));
      const sequence = await sequenceOf(REGION, 'placement.changed');
      expect(await feed.event(REGION, sequence)).toMatchObject({
        sequence,
        by: 'hub',
        type: expect.stringMatching(/deadlineSet|findingRaised/),
      });
    });

    it('is not there, alike, where the number was never given, where no number is, and where it is gone (A7)', async () => {
      const wrong = aCase().registered({}, { id: 'r1' });
      const right = wrong.registered({ registeredKommun: kommun('2180') }, { at: '2026-01-11', corrects: 'r1' });
      await tell(eventsOf(wrong));
      const sequence = await sequenceOf(REGION, 'placement.registered');
      await tell(eventsOf(right).slice(-1));
      const before = feed.entered.length;
      for (const number of [sequence, 9_999, '2147483648', '0', '-1', 'x', '1e1', '01'])
        expect(await refusedWith(feed.event(REGION, number))).toEqual({ code: 'NotFound' });
      const denials = feed.entered.slice(before).map(({ request: _each, ...entry }) => entry);
      expect(denials).toHaveLength(8);
      expect(denials[0]).toMatchObject({ controller: REGION, door: 'feed', outcome: 'denied', items: [] });
      expect(new Set(denials.map((entry) => JSON.stringify(entry))).size).toBe(1);
    });
  });
});
