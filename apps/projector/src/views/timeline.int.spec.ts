import { aCase, aRegistration, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const NUMBER = '201212121212';
const story = aCase()
  .emergency({
    person: { ...aRegistration.person, identity: { personnummer: NUMBER } },
    goals: ['Ett mål', 'Ett till'],
  })
  .started('2026-01-15', { id: 'start' })
  .proposed('2026-01-20', { documentRef: 'KF-1' }, { at: '2026-01-20', by: REGION })
  .started('2026-01-16', { id: 'start-2', corrects: 'start', at: '2026-01-21' })
  .costAnnulled('m3', { by: REGION, at: '2026-01-22' });
const id = story.placementId;

interface EntryShown {
  readonly type: string;
  readonly by: string;
  readonly on?: string;
  readonly eventId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly withheld?: readonly { readonly pointer: string; readonly reason: string }[];
  readonly correctedBy?: string;
  readonly annulledBy?: string;
}

describe('the timeline of a case', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const receipts = await hub.tell(eventsOf(story));
    expect(receipts.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual(receipts.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const entriesFor = async (who: string, asked = {}): Promise<readonly EntryShown[]> => {
    const { body } = await views.view(who, 'timeline', id, asked);
    return (body as { entries: EntryShown[] }).entries;
  };
  const ofType = (entries: readonly EntryShown[], type: string) =>
    entries.filter((entry) => entry.type === `se.hvbhub.${type}.v1`);

  it('has everything that was said, by parties and by the hub, in the order in which it became known', async () => {
    const entries = await entriesFor('auditor');
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    expect(entries.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
    expect(new Set(entries.map(({ by }) => by))).toEqual(new Set([PLACING_PARTY, REGION, 'hub']));
    for (const { by, ...entry } of entries)
      expect(entry).toHaveProperty(by === 'hub' ? 'why.rule' : 'messageId', expect.any(String));
  });

  it('shows a party its own messages whole', async () => {
    const [registered] = ofType(await entriesFor(PLACING_PARTY), 'placement.registered');
    expect(registered).toMatchObject({
      by: PLACING_PARTY,
      data: { person: { birthDate: '2012-03-04', identity: { personnummer: NUMBER } }, goals: ['Ett mål', 'Ett till'] },
    });
    expect(registered).not.toHaveProperty('withheld');
  });

  it('shows the other’s as its role opens it, without identity, free text and where the person is, and says of each why (D-022)', async () => {
    const [registered] = ofType(await entriesFor(REGION), 'placement.registered');
    expect(registered!.withheld).toEqual([
      // Of a list the whole, as of an object of which nothing is opened: what stands there would tell.
      { pointer: '/data/goals', reason: 'noGround', class: 'sensitive' },
      { pointer: '/data/hvb', reason: 'noGround', class: 'place' },
      { pointer: '/data/person', reason: 'noGround', class: 'identity' },
      { pointer: '/data/registeredKommun', reason: 'noGround', class: 'place' },
    ]);
    expect(registered!.data).toMatchObject({ mode: 'emergency', plannedFrom: aRegistration.plannedFrom });
    for (const member of ['person', 'hvb', 'goals', 'registeredKommun'])
      expect(registered!.data).not.toHaveProperty(member);
    expect(JSON.stringify(await entriesFor(REGION))).not.toMatch(/201212121212|2012-03-04|Ett mål|Ett till/);
    const [proposed] = ofType(await entriesFor(PLACING_PARTY), 'costAllocation.proposed');
    expect(proposed!.withheld).toEqual([{ pointer: '/data/documentRef', reason: 'noGround', class: 'sensitive' }]);
    expect(ofType(await entriesFor(REGION), 'costAllocation.proposed')[0]!.data).toMatchObject({ documentRef: 'KF-1' });
  });

  it('shows an auditor everything whole', async () => {
    expect((await entriesFor('auditor')).filter(({ withheld }) => withheld !== undefined)).toEqual([]);
  });

  it('keeps what was corrected and what was taken back, and says by what', async () => {
    const entries = await entriesFor(REGION);
    const [first, second] = ofType(entries, 'placement.started');
    expect(first).toMatchObject({ on: '2026-01-15', correctedBy: second!.eventId });
    expect(second).toMatchObject({ on: '2026-01-16', corrects: 'start' });
    const [proposed] = ofType(entries, 'costAllocation.proposed');
    const [annulled] = ofType(entries, 'costAllocation.annulled');
    expect(proposed!.annulledBy).toBe(annulled!.eventId);
  });

  it('as of a day has what counts by then: the registration always, a fact from its own day, the hub’s word from when it was said', async () => {
    const typesAsOf = async (asOf: string) =>
      (await entriesFor('auditor', { asOf })).map(({ by, type }) => (by === 'hub' ? 'hub' : type.slice(10, -3)));
    expect(new Set(await typesAsOf('2026-01-09'))).toEqual(new Set(['placement.registered']));
    expect(await typesAsOf('2026-01-10')).toContain('hub');
    expect(await typesAsOf('2026-01-14')).not.toContain('placement.started');
    expect((await typesAsOf('2026-01-15')).filter((type) => type === 'placement.started')).toHaveLength(1);
    expect((await typesAsOf('2026-01-16')).filter((type) => type === 'placement.started')).toHaveLength(2);
    expect(await typesAsOf('2026-01-19')).not.toContain('costAllocation.proposed');
  });

  it('as known at a position has what had been said by then, and no word of what became of it', async () => {
    const [first] = ofType(await entriesFor('auditor'), 'placement.started');
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    const { position } = events.find(({ eventId }) => eventId === first!.eventId)!;
    const then = await entriesFor('auditor', { knownAt: position });
    expect(then.at(-1)).toMatchObject({ eventId: first!.eventId });
    expect(then.at(-1)).not.toHaveProperty('correctedBy');
  });
});
