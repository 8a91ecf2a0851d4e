import { openStream } from '#cases';
import { wireType, type StreamName } from '#contracts';
import { type Controller } from '#domain';
import { aCase, aRegistration, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const PERSON = aRegistration.person.personId;
const KOMMUN = PLACING_PARTY as Controller;
const OF_REGION = REGION as Controller;
/** An emergency: two months to agree on the costs, which the region's signature ends in time. */
const story = aCase('P1')
  .emergency()
  .started('2026-01-15')
  .proposed('2026-01-20')
  .approvedByBoth('2026-02-01')
  .reviewed('2026-07-01');
const events = eventsOf(story);
const stream = `case-${story.placementId}` as StreamName;
const VIEWS = ['placement', 'responsibility', 'costs', 'deadlines', 'findings', 'timeline'] as const;

interface TimelineEntry {
  readonly type: string;
  readonly by: string;
  readonly data?: unknown;
  readonly erased?: true;
}

describe('erasure of what one controller has said of a person', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeEach(async () => {
    hub = await openSpecHub();
    await hub.tell([...dalarnaEvents(), ...events]);
    await hub.clock.run();
    views = await openSpecViews(hub);
  });
  afterEach(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const opened = () => openStream(hub, stream, { want: 'show' });
  const body = async (who: string, view: (typeof VIEWS)[number]) =>
    (await views.view(who, view, story.placementId)).body as Record<string, unknown>;
  const timeline = async (who: string): Promise<readonly TimelineEntry[]> =>
    (await body(who, 'timeline'))['entries'] as readonly TimelineEntry[];
  const count = (types: readonly string[], name: string): number => types.filter((type) => type.endsWith(name)).length;

  it('is told on each of their streams, once, however often it is asked for', async () => {
    expect(await hub.erase(OF_REGION, PERSON)).toEqual([stream]);
    expect(await hub.erase(OF_REGION, PERSON)).toEqual([stream]);
    const told = (await hub.log.readStream(stream)).filter(({ type }) => type === wireType('placement.erased'));
    expect(told).toHaveLength(1);
    expect(JSON.parse(Buffer.from(told[0]!.body).toString())).toEqual({
      v: 2,
      is: 'saying',
      open: { subject: `placement/${story.placementId}`, key: REGION, erased: true },
    });
  });

  it('that was broken off after the keys were destroyed is ended when it is asked for again', async () => {
    await hub.keys.destroy(OF_REGION, PERSON);
    expect(await hub.erase(OF_REGION, PERSON)).toEqual([stream]);
    expect(count(await hub.types(), 'placement.erased')).toBe(1);
  });

  it("leaves of the region's facts that they were said, and the kommun's as they were", async () => {
    const before = await timeline('auditor');
    await hub.erase(OF_REGION, PERSON);
    const { entries, erased } = await opened();
    expect(erased).toEqual([REGION]);
    const ofRegion = events.filter(({ source }) => source.startsWith(`/party/${REGION}`));
    expect(entries.filter(({ kind }) => kind === 'erasedFact')).toHaveLength(ofRegion.length);
    expect(ofRegion.length).toBeGreaterThan(0);
    const after = await timeline('auditor');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ by: 'hub', data: { controller: REGION } });
    for (const [index, entry] of before.entries()) {
      if (entry.by !== REGION) expect(after[index]).toEqual(entry);
      else expect(after[index]).toMatchObject({ type: entry.type, by: REGION, erased: true });
      if (entry.by === REGION) expect(after[index]).not.toHaveProperty('data');
    }
  });

  it('makes nothing missed and raises nothing, also when its time comes and an agreement moves', async () => {
    const before = await hub.types();
    await hub.erase(OF_REGION, PERSON);
    await hub.time.moveTo('2027-06-01T10:00:00.000Z' as never);
    await hub.clock.run();
    const [registered] = dalarnaEvents() as [WireEvent];
    await hub.post([{ ...registered, id: 'back', type: wireType('agreement.annulled'), data: ANNULLED(registered) }]);
    await hub.clock.run();
    const onCase = (await hub.log.readStream(stream)).map(({ type }) => type);
    expect(onCase.at(-1)).toBe(wireType('placement.erased'));
    const later = (await hub.types()).slice(before.length);
    expect(later.filter((type) => /^placement\.(deadline|finding)/.test(type))).toEqual([]);
  });

  it('would have: the same time without it says what is due', async () => {
    const before = (await hub.types()).length;
    await hub.time.moveTo('2027-06-01T10:00:00.000Z' as never);
    await hub.clock.run();
    expect(count((await hub.types()).slice(before), 'deadlineMissed')).toBeGreaterThan(0);
  });

  it('answers a fact as for a case that is annulled, and one that was said before as what it was', async () => {
    await hub.erase(OF_REGION, PERSON);
    const [first] = events;
    const later = eventsOf(story.endPlanned('2026-09-01')).at(-1)!;
    const [again] = await hub.post([first]);
    expect(again).toMatchObject({ outcome: 'duplicate' });
    const [refused] = await hub.post([later]);
    expect(refused).toMatchObject({ outcome: 'rejected', problem: { code: 'SubjectAnnulled' } });
    const ofRegion = events.find(({ source }) => source.startsWith(`/party/${REGION}`))!;
    const [changed] = await hub.post([{ ...ofRegion, data: { ...ofRegion.data, signedOn: '2026-02-02' } }]);
    expect(changed).toMatchObject({ outcome: 'duplicate' });
  });

  it('is answered by every view with who has erased, and with nothing that is judged', async () => {
    await hub.erase(OF_REGION, PERSON);
    for (const view of VIEWS) {
      const { placementId, asOf, asOfPosition, entries: _entries, ...rest } = await body(PLACING_PARTY, view);
      expect([view, rest]).toEqual([view, { erased: [REGION] }]);
      expect([placementId, typeof asOf, typeof asOfPosition]).toEqual([story.placementId, 'string', 'string']);
    }
  });

  it('of the placing party, whose fact opened the case, leaves that it is erased, and no more', async () => {
    await hub.erase(KOMMUN, PERSON);
    for (const view of VIEWS) {
      const { placementId: _id, asOf: _asOf, asOfPosition: _at, ...rest } = await body('auditor', view);
      expect([view, rest]).toEqual([view, { status: 'erased' }]);
    }
    expect(await body(REGION, 'placement')).toMatchObject({ status: 'erased' });
    expect(await refusedWith(views.view('region-21', 'placement', story.placementId))).toMatchObject({
      code: 'NotFound',
    });
  });

  it('takes the case out of the lists', async () => {
    const listed = () => views.list('auditor', 'placements', {});
    expect(JSON.stringify(await listed())).toContain(story.placementId);
    await hub.erase(OF_REGION, PERSON);
    expect(JSON.stringify(await listed())).not.toContain(story.placementId);
  });
});

const ANNULLED = ({ id }: WireEvent): object => ({ annulsId: id, reason: 'Felregistrering' });
