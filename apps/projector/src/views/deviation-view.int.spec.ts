/** One deviation, as it is shown to each, wherever it stands; and the list over all of them. */
import { type Uuid } from '#domain';
import { aCase, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const NEIGHBOUR = 'kommun-2081.socialnamnden';
const bound = aCase('P1')
  .registered()
  .deviation('2026-02-02', { concerns: [PLACING_PARTY, REGION, NEIGHBOUR as never] })
  .investigated('2026-02-03', { parties: [PLACING_PARTY, REGION, NEIGHBOUR as never] })
  .splitProposed('S1', { until: '2026-03-31' as never }, { at: '2026-02-04' })
  .splitConfirmed('S1', {}, { at: '2026-02-05' })
  .splitConfirmed('S1', {}, { by: NEIGHBOUR, at: '2026-02-06' });
const alone = aCase('P2').deviation('2026-02-02', {}, { of: '2' }).investigated('2026-02-03', {}, { of: '2' });
const unbound = (events: readonly WireEvent[]): WireEvent[] =>
  events.map((event) => {
    const { placementId: _none, ...data } = event.data as { readonly placementId?: string };
    return { ...event, data };
  });
const [ONE, TWO] = [uuid('deviation/1'), uuid('deviation/2')];

describe('a deviation', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const told = await hub.tell([...dalarnaEvents(), ...eventsOf(bound), ...unbound(eventsOf(alone))]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const shown = async (who: string, id: Uuid, asked = {}) => (await views.deviation(who, id, asked)).body;

  it('is shown to those whom it concerns, whether it stands with a placement or by itself', async () => {
    for (const who of [PLACING_PARTY, REGION, NEIGHBOUR, 'auditor'])
      expect(await shown(who, ONE)).toMatchObject({
        deviationId: ONE,
        placementId: bound.placementId,
        status: 'investigating',
        temporary: [{ status: 'inForce', from: '2026-02-06', until: '2026-03-31' }],
      });
    for (const who of [PLACING_PARTY, REGION, 'auditor'])
      expect(await shown(who, TWO)).toMatchObject({ deviationId: TWO, status: 'investigating' });
    expect(await shown(REGION, TWO)).not.toHaveProperty('placementId');
  });

  it('does not exist to others, nor before it has occurred, nor before it was known', async () => {
    for (const [who, id] of [
      ['region-21', ONE],
      ['kommun-2080.aldrenamnden', ONE],
      [NEIGHBOUR, TWO],
      [REGION, uuid('deviation/3')],
    ] as const)
      expect(await refusedWith(views.deviation(who, id))).toEqual({ code: 'NotFound' });
    for (const id of [ONE, TWO]) {
      expect(await refusedWith(views.deviation(REGION, id, { asOf: '2026-02-01' }))).toEqual({ code: 'NotFound' });
      const knownAt = '2026-02-01T08:00:00.000Z';
      expect(await refusedWith(views.deviation(REGION, id, { knownAt }))).toEqual({ code: 'NotFound' });
    }
  });

  it('shows nothing else of its placement to one that is no principal of it', async () => {
    for (const view of ['placement', 'deviations', 'timeline'] as const)
      expect(await refusedWith(views.view(NEIGHBOUR, view, bound.placementId))).toEqual({ code: 'NotFound' });
    const { body } = await views.of(NEIGHBOUR, 'timeline', `deviation/${ONE}`);
    const types = (body as { entries: readonly { type: string }[] }).entries.map(({ type }) => type);
    expect(types.length).toBe(5);
    expect(types.every((type) => type.startsWith('se.hvbhub.deviation.'))).toBe(true);
  });

  it('has its own deadlines and findings, which are its placement’s too', async () => {
    for (const view of ['deadlines', 'findings'] as const) {
      const own = (await views.of(NEIGHBOUR, view, `deviation/${ONE}`)).body as readonly object[];
      const all = (await views.view(REGION, view, bound.placementId)).body as readonly object[];
      expect(own).toHaveLength(1);
      expect(all).toEqual(expect.arrayContaining([...own]));
    }
    const { body } = await views.of(REGION, 'findings', `deviation/${TWO}`);
    expect(body).toMatchObject([{ rule: 'A-108', subject: `deviation/${TWO}`, status: 'open' }]);
    expect((await views.of(REGION, 'timeline', `deviation/${TWO}`)).body).toMatchObject({ deviationId: TWO });
  });

  it('stands among those of its placement, and in the list of those whom it concerns', async () => {
    expect((await views.view(REGION, 'deviations', bound.placementId)).body).toEqual([
      expect.objectContaining({ deviationId: ONE }),
    ]);
    const listed = async (who: string, asked = {}) =>
      ((await views.list(who, 'deviations', asked)).items as readonly { deviationId: Uuid }[]).map(
        ({ deviationId }) => deviationId,
      );
    const both = [ONE, TWO].sort();
    expect(await listed('auditor')).toEqual(both);
    expect(await listed(REGION)).toEqual(both);
    expect(await listed(NEIGHBOUR)).toEqual([ONE]);
    expect(await listed('region-21')).toEqual([]);
    expect(await listed('auditor', { party: NEIGHBOUR })).toEqual([ONE]);
    expect(await listed(REGION, { status: 'investigating' })).toEqual(both);
    expect(await listed(REGION, { status: 'closed' })).toEqual([]);
    expect(await listed(REGION, { asOf: '2026-02-01' })).toEqual([]);
  });

  it('is listed as it is shown', async () => {
    for (const asOf of ['2026-02-02', '2026-02-05', '2026-02-06', '2026-03-31', '2026-04-01']) {
      const { items } = await views.list('auditor', 'deviations', { asOf });
      for (const item of items as readonly { deviationId: Uuid }[]) {
        const one = (await shown('auditor', item.deviationId, { asOf })) as object;
        expect(one).toMatchObject(item);
      }
    }
  });
});
