import { type Uuid } from '#domain';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import {
  accepted,
  handoverId,
  initiated,
  materialSent,
  opened,
  refused,
} from '../../../../test/support/handover-steps.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

type Item = Readonly<Record<string, unknown>>;

const begun = (label: string) => aCase(label).registered().started('2026-01-15');
/** Told ahead, material sent, accepted early, in the id that the hub itself gives. */
const ahead = begun('P1').registrationChanged('2180', '2026-03-01', { at: '2026-02-10' });
/** Asked of a region without any part in the case, which refuses. */
const asked = initiated(begun('P2'), '2026-02-01', { to: 'region-17' });
const elsewhere = begun('P3').registrationChanged('0380', '2026-02-01', { at: '2026-02-02' });

describe('the handovers between regions', () => {
  let hub: SpecHub;
  let views: SpecViews;
  let id: string;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const told = await hub.tell([...dalarnaEvents(), ...[ahead, asked, elsewhere].flatMap(eventsOf)]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
    const [found] = (await views.view('auditor', 'handovers', ahead.placementId)).body as Item[];
    id = found?.['handoverId'] as string;
    const startedBy = async (placementId: Uuid): Promise<never> => {
      const { entries } = (await views.view('auditor', 'timeline', placementId)).body as { entries: Item[] };
      return entries.find(({ type }) => type === 'se.hvbhub.handover.initiated.v1')?.['eventId'] as never;
    };
    const events = [await startedBy(ahead.placementId), await startedBy(asked.placementId)] as const;
    const acts = [
      // The event of the hub itself, and that of a region.
      ...eventsOf(opened(ahead, 'region-21', '2026-02-11', { event: events[0] })).slice(-1),
      ...eventsOf(opened(asked, 'region-17', '2026-02-03', { event: events[1] })).slice(-1),
      ...eventsOf(materialSent(ahead, '2026-02-12', { of: id as never })).slice(-1),
      ...eventsOf(accepted(ahead, 'region-21', '2026-02-20', { of: id as never })).slice(-1),
      ...eventsOf(refused(asked, 'region-17', '2026-02-24', { of: handoverId() })).slice(-1),
    ].map((event, n) => ({ ...event, id: `act-${n}` }));
    expect((await hub.tell(acts)).map(({ outcome }) => outcome)).toEqual(Array(5).fill('accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const list = async (who: string, question: object = {}): Promise<readonly Item[]> =>
    (await views.list(who, 'handovers', question)).items as Item[];
  const ids = (items: readonly Item[]) => items.map(({ handoverId: one }) => one).sort();

  it('are the same in the list as in the view of each placement, on any day (A-075, A-076)', async () => {
    const days = ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-12', '2026-02-20', '2026-02-24', '2026-02-28'];
    for (const asOf of [...days, '2026-03-01', '2026-03-05', '2026-04-01']) {
      const viewed = await Promise.all(
        [ahead, asked, elsewhere].map(
          async ({ placementId }) => (await views.view('auditor', 'handovers', placementId, { asOf })).body as Item[],
        ),
      );
      const byId = (items: readonly Item[]) => Object.fromEntries(items.map((item) => [item['handoverId'], item]));
      expect([asOf, byId(await list('auditor', { asOf }))]).toEqual([asOf, byId(viewed.flat())]);
    }
  });

  it('tell who is responsible by law and who acts on the day (A-076)', async () => {
    const sides = async (asOf: string) =>
      (await list('auditor', { asOf, region: 'region-21' })).map((one) => [
        one['status'],
        one['legalResponsible'],
        one['actingResponsible'],
      ]);
    expect(await sides('2026-02-09')).toEqual([]);
    expect(await sides('2026-02-11')).toEqual([['initiated', 'region-20', 'region-20']]);
    expect(await sides('2026-02-12')).toEqual([['materialSent', 'region-20', 'region-20']]);
    expect(await sides('2026-02-20')).toEqual([['accepted', 'region-20', 'region-20']]);
    expect(await sides('2026-03-01')).toEqual([['accepted', 'region-21', 'region-21']]);
  });

  it('tell who has opened what started it, from its own day (A-075)', async () => {
    const by = async (asOf: string, region: string) =>
      (await list('auditor', { asOf, region })).map(({ opened: all }) =>
        (all as Item[]).map(({ party, on }) => [party, on]),
      );
    expect([await by('2026-02-10', 'region-21'), await by('2026-02-02', 'region-17')]).toEqual([[[]], [[]]]);
    expect(await by('2026-02-11', 'region-21')).toEqual([[['region-21', '2026-02-11']]]);
    expect(await by('2026-02-03', 'region-17')).toEqual([[['region-17', '2026-02-03']]]);
  });

  it('are asked for by region and by status', async () => {
    expect(ids(await list('auditor', { region: REGION }))).toHaveLength(3);
    expect(ids(await list('auditor', { region: 'region-17' }))).toEqual([handoverId()]);
    expect(ids(await list('auditor', { party: 'region-21' }))).toEqual([id]);
    expect(ids(await list('auditor', { status: 'rejected' }))).toEqual([handoverId()]);
    expect(await list('auditor', { status: 'overdue', asOf: '2026-03-04' })).toEqual([]);
    expect(await list('auditor', { status: 'overdue', asOf: '2026-03-05' })).toHaveLength(1);
    expect(await refusedWith(list('auditor', { status: 'lost' }))).toMatchObject({ code: 'BadRequest' });
  });

  it('are seen by the principals of their case, and each by the region that is asked, which sees no more', async () => {
    expect(await list(PLACING_PARTY)).toHaveLength(3);
    expect(ids(await list('region-17'))).toEqual([handoverId()]);
    expect(await refusedWith(views.view('region-17', 'handovers', asked.placementId))).toEqual({ code: 'NotFound' });
    expect(await refusedWith(views.view('region-17', 'placement', asked.placementId))).toEqual({ code: 'NotFound' });
    for (const who of ['region-01', 'kommun-2081.socialnamnden']) expect(await list(who)).toEqual([]);
    expect(await refusedWith(list('operator'))).toEqual({ code: 'Forbidden' });
  });
});
