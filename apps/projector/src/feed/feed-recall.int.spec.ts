import { type Instant, type PartyId } from '#domain';
import { aCase, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { openSpecFeed, ofSubject, short, tellAccepted, type SpecFeed } from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { aSip, GUARDIAN, plannedMeasures, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const UNIT = 'region-20.bup' as PartyId;
const sip = aSip('S1')
  .needed()
  .consent('2026-01-12')
  .established('2026-02-01', { measures: plannedMeasures.slice(0, 1) }, { at: '2026-02-01' });
const subject = `sip/${sip.sipId}`;

describe('a recall in the feed of a recipient (B4, A-041)', () => {
  let hub: SpecHub;
  let feed: SpecFeed;
  beforeEach(async () => {
    hub = await openSpecHub();
    feed = openSpecFeed(hub);
    await hub.tell(dalarnaEvents());
    // A unit has a feed from when it asks.
    await feed.page(UNIT);
    await tellAccepted(hub, eventsOf(sip));
  });
  afterEach(async () => {
    await feed.stop();
    await hub.close();
  });

  const numberOf = async (who: string, type: string): Promise<number> => {
    const items = ofSubject(await feed.page(who, { limit: '1000' }), subject);
    return items.findLast((item) => !('gone' in item) && short(item.type) === type)?.sequence ?? 0;
  };
  const readsPlan = async (who: string): Promise<void> => {
    expect(await feed.event(who, await numberOf(who, 'sip.established'))).toHaveProperty('data.measures');
  };
  const goneOn = (ended: SipBuilder): Promise<void> => tellAccepted(hub, eventsOf(ended).slice(eventsOf(sip).length));
  const recall = async (who: string) => feed.event(who, await numberOf(who, 'sip.disclosureRecalled'));
  const underIn = (entry: Readonly<Record<string, unknown>>) => entry['readUnder'] as readonly object[];
  const withdrawn = sip.withdrawn('2026-02-02', GUARDIAN, {}, { at: '2026-02-02' });

  it('lists what it has read by the ground, each time: when, of what, which classes, and as of which position', async () => {
    const position = await hub.log.head();
    await readsPlan(REGION);
    await readsPlan(REGION);
    await goneOn(withdrawn);
    const entry = await recall(REGION);
    expect(entry).toMatchObject({ type: 'se.hvbhub.sip.disclosureRecalled.v1', data: { because: 'withdrawn' } });
    const one = {
      readAt: '2026-11-30T08:00:00.000Z',
      position,
      subject,
      classes: expect.arrayContaining(['sensitive']),
    };
    expect(underIn(entry)).toEqual([one, one]);
    // What is read after it is by no such ground, and reading the recall is not either.
    await feed.event(REGION, await numberOf(REGION, 'sip.established'));
    expect(underIn(await recall(REGION))).toHaveLength(2);
  });

  it('lists nothing where nothing was read by it, and nothing that was read by another ground', async () => {
    await feed.page(REGION);
    await goneOn(withdrawn);
    expect(underIn(await recall(REGION))).toEqual([]);
  });

  it('tells a region what its units have read, and a unit what it has read itself', async () => {
    await readsPlan(UNIT);
    await readsPlan(REGION);
    await goneOn(withdrawn);
    expect(underIn(await recall(REGION))).toHaveLength(2);
    expect(underIn(await recall(UNIT))).toHaveLength(1);
  });

  it('leaves out what was read by a consent to another plan of the same person', async () => {
    const other = aSip('S2')
      .needed()
      .consent('2026-01-12', { consentId: uuid('consent/C2') })
      .established('2026-02-01', { measures: plannedMeasures.slice(0, 1) }, { at: '2026-02-01' });
    await tellAccepted(hub, eventsOf(other));
    const plan = ofSubject(await feed.page(REGION), `sip/${other.sipId}`).find(
      (item) => !('gone' in item) && short(item.type) === 'sip.established',
    );
    expect(await feed.event(REGION, plan?.sequence ?? 0)).toHaveProperty('data.measures');
    await goneOn(withdrawn);
    expect(underIn(await recall(REGION))).toEqual([]);
  });

  it('of a ground that was decided on lists what was read by that, and not by a role', async () => {
    const told = aCase()
      .emergency()
      .said('placement.disclosureDecided', groundOf('2026-01-20', { covers: { classes: ['sensitive'] } }), {
        at: '2026-01-20',
      });
    const ended = told.said('placement.disclosureEnded', endOf('2026-02-01'), { at: '2026-02-01' });
    await tellAccepted(hub, eventsOf(told));
    const numberIn = async (type: string): Promise<number> => {
      const items = ofSubject(await feed.page(REGION), `placement/${told.placementId}`);
      return items.findLast((item) => !('gone' in item) && short(item.type) === type)?.sequence ?? 0;
    };
    const registered = await numberIn('placement.registered');
    expect(await feed.event(REGION, registered)).toHaveProperty('data.goals');
    await tellAccepted(hub, eventsOf(ended).slice(-1));
    expect(await feed.event(REGION, registered)).not.toHaveProperty('data.goals');
    const entry = await feed.event(REGION, await numberIn('placement.disclosureRecalled'));
    const subjectOfCase = `placement/${told.placementId}`;
    expect(underIn(entry)).toMatchObject([{ subject: subjectOfCase, classes: ['sensitive'] }]);
  });

  it('is for the recipient: who takes part else hears of it, and not what another has read', async () => {
    await readsPlan(REGION);
    await goneOn(withdrawn);
    const entry = await recall(PLACING_PARTY);
    expect(entry).toHaveProperty('data.because', 'withdrawn');
    expect(entry).not.toHaveProperty('readUnder');
  });

  it('comes when the time of a consent is out, without anybody saying so (A-040)', async () => {
    await readsPlan(REGION);
    await hub.time.moveTo('2027-01-13T09:00:00.000Z' as Instant);
    const entry = await recall(REGION);
    expect(entry).toMatchObject({ data: { because: 'expired', recipient: REGION } });
    expect(underIn(entry)).toHaveLength(1);
  });

  it('comes when a consent is told never to have held (A-037)', async () => {
    await readsPlan(REGION);
    await goneOn(sip.voided({}, { at: '2026-02-03' }));
    const entry = await recall(REGION);
    expect(entry).toMatchObject({ data: { because: 'withdrawn', recipient: REGION } });
    expect(underIn(entry)).toHaveLength(1);
  });

  it('is looked through page by page of the ledger, and lists the first thousand', async () => {
    await readsPlan(REGION);
    const read = feed.entered.findLast(({ outcome }) => outcome !== 'thin');
    const many = Array.from({ length: 1_100 }, (_one, at) => ({
      ...read!,
      request: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` as never,
    }));
    await feed.deps.book.ledger.write(many);
    await goneOn(withdrawn);
    expect(underIn(await recall(REGION))).toHaveLength(1_000);
  });
});
