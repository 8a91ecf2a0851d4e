import { type PartyId } from '#domain';
import { aCase, aRegistration, kommun, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
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
import { aSip, GUARDIAN, plannedMeasures } from '../../../../test/support/sip-builder.js';
import { RECEIVER } from '../../../../test/support/transfer-steps.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

describe('the feed of a party, of which something may no longer be told', () => {
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

  it('keeps thin what was told while a consent held, and after a withdrawal tells nothing but the recall (A-037, B4)', async () => {
    const sip = aSip('S1')
      .needed()
      .consent('2026-01-12')
      .established('2026-02-01', { measures: plannedMeasures.slice(0, 1) }, { at: '2026-02-01' });
    await tell(eventsOf(sip));
    const subject = `sip/${sip.sipId}`;
    const before = ofSubject(await feed.page(REGION), subject);
    const established = before.find((item) => !('gone' in item) && short(item.type) === 'sip.established');
    const opened = await feed.event(REGION, established?.sequence ?? 0);
    expect(opened).toHaveProperty('data.measures');
    const withdrawn = sip.withdrawn('2026-02-02', GUARDIAN, {}, { at: '2026-02-02' });
    await tell(eventsOf(withdrawn).slice(-1));
    const after = ofSubject(await feed.page(REGION), subject);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(told(after).map((text) => text.split(' ')[1])).toContain('sip.disclosureRecalled');
    const thin = await feed.event(REGION, established?.sequence ?? 0);
    expect(thin).not.toHaveProperty('data');
    const closed = withdrawn.said('sip.closed', { on: '2026-02-09', reason: 'Samtycket är återkallat' } as never, {
      at: '2026-02-09',
    });
    await hub.tell(eventsOf(closed).slice(-1));
    expect(ofSubject(await feed.page(REGION), subject)).toEqual(after);
  });

  it('tells nothing at all to one that the individual has left out, of what it was told before either (A-038)', async () => {
    const unit = 'region-20.bup';
    const sip = aSip('S1').needed().consent('2026-01-12').invited(REGION).established('2026-02-01');
    await feed.page(unit);
    await tell(eventsOf(sip));
    const before = await feed.page(unit);
    expect(before.filter((item) => 'gone' in item)).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
    const excluding = { consentId: uuid('consent/newer'), excludedRecipients: [unit as PartyId] };
    await tell(eventsOf(sip.consent('2026-02-02', excluding)).slice(-1));
    const after = await feed.page(unit);
    // What the clock had brought until then has its number, too.
    expect(after.length).toBeGreaterThanOrEqual(before.length);
    expect(after).toEqual(after.map((_item, at) => ({ sequence: at + 1, gone: true })));
    await hub.tell(eventsOf(sip.consent('2026-02-02', excluding).met('2026-02-20')).slice(-1));
    expect((await feed.page(unit)).length).toBe(after.length);
  });

  it('tells nothing of a part that a correction shows never to have been, but that correction (A9, A-075)', async () => {
    const wrong = aCase().registered({}, { id: 'r1' }).started('2026-01-15');
    const right = wrong.registered({ registeredKommun: kommun('2180') }, { at: '2026-01-16', corrects: 'r1' });
    await tell(eventsOf(wrong));
    const ofCase = ofSubject(await feed.page(REGION), `placement/${wrong.placementId}`);
    expect(ofCase.length).toBeGreaterThan(1);
    await tell(eventsOf(right).slice(-1));
    const items = await feed.page(REGION);
    for (const { sequence } of ofCase) expect(items[sequence - 1]).toEqual({ sequence, gone: true });
    const left = ofSubject(items, `placement/${wrong.placementId}`);
    expect(told(left).map((text) => text.split(' ')[1])).toEqual(['placement.registered']);
    expect(left[0]?.sequence).toBeGreaterThan(ofCase.at(-1)?.sequence ?? 0);
  });

  it('keeps of what is erased only that it was said, for who said it, and that it was erased (SoL 16:1)', async () => {
    await tell(eventsOf(story));
    await feed.page(REGION);
    await hub.erase(PLACING_PARTY, aRegistration.person.personId);
    const ofRegion = await feed.page(REGION);
    const left = ofRegion.filter((item) => 'subject' in item && !item.subject.startsWith('agreement/'));
    expect(told(left).map((text) => text.split(' ')[1])).toEqual(['costAllocation.proposed', 'placement.erased']);
    const own = (await feed.page(PLACING_PARTY)).find(
      (item) => !('gone' in item) && short(item.type) === 'placement.registered',
    );
    expect(await feed.event(PLACING_PARTY, own?.sequence ?? 0)).toMatchObject({ erased: true });
    expect(await feed.event(PLACING_PARTY, own?.sequence ?? 0)).not.toHaveProperty('data');
  });

  it('leaves of a report of concern that was another nämnd’s only that it was corrected (B-009)', async () => {
    const concern = aConcern('C1').reported('2026-02-02', {}, { id: 'c1' });
    const { to } = (eventsOf(concern)[0]?.data ?? {}) as { readonly to: string };
    await tell(eventsOf(concern));
    const [first] = ofSubject(await feed.page(to), `concern/${concern.concernId}`);
    expect(told([first as FeedItem])[0]).toMatch(/concern\.changed$/);
    const corrected = concern.reported('2026-02-03', { to: RECEIVER }, { corrects: 'c1' });
    await tell(eventsOf(corrected).slice(-1));
    const items = await feed.page(to);
    const { sequence } = first as FeedItem;
    expect(items[sequence - 1]).toEqual({ sequence, gone: true });
    const left = ofSubject(items, `concern/${concern.concernId}`);
    expect(told(left).map((text) => text.split(' ')[1])).toEqual(['concern.changed']);
    expect(await feed.event(to, left[0]?.sequence ?? 0)).not.toHaveProperty('data');
  });
});
