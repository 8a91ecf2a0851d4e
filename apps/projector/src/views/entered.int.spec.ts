import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const story = aCase().emergency().started('2026-01-15').proposed('2026-01-20', {}, { at: '2026-01-20', by: REGION });
const id = story.placementId;
const PERSON = story.theCase.facts.flatMap((fact) =>
  fact.type === 'placement.registered' ? [fact.data.person.personId] : [],
)[0];
const NEVER = '99999999-9999-4999-8999-999999999999' as typeof id;

describe('what is read', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeEach(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
  });
  afterEach(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const OF_CASE = { subject: { kind: 'placement', id }, person: PERSON, extractTo: 'guardian' } as const;
  const BY_ROLE = { kind: 'principalRole', statute: { act: 'OSL 2009:400', section: '10:2' } } as const;

  it('is entered for whose it is: what was shown by which ground and what withheld, to whom, for what, and up to where (HSLF-FS 2016:40 4:9)', async () => {
    await views.view(REGION, 'placement', id);
    expect(views.entered).toEqual([
      {
        ...{ is: 'access', request: expect.any(String) as string, controller: PLACING_PARTY, receiver: REGION },
        ...{ who: { party: REGION, machine: true }, purpose: 'caseHandling', door: 'placements' },
        items: [
          { ...OF_CASE, classes: ['routing'], ground: null, withheld: 4 },
          { ...OF_CASE, classes: ['case'], ground: BY_ROLE, withheld: 0 },
        ],
        ...{ outcome: 'reduced', readAt: '2026-11-30T08:00:00.000Z', codeVersion: '0.1.0' },
        position: await hub.log.head(),
      },
    ]);
  });

  it('is entered of one’s own without a ground, which is no disclosure (D-026)', async () => {
    await views.view(PLACING_PARTY, 'placement', id);
    expect(views.entered).toMatchObject([
      {
        controller: PLACING_PARTY,
        outcome: 'disclosed',
        items: [{ classes: ['case', 'identity', 'place', 'routing'], ground: null }],
      },
    ]);
    expect(views.entered[0]).not.toHaveProperty('receiver');
  });

  it('is entered for each authority whose words it is', async () => {
    await views.view(PLACING_PARTY, 'timeline', id);
    const told = views.entered.map(({ controller, receiver, outcome }) => [controller, receiver, outcome]);
    expect(told).toEqual([
      [PLACING_PARTY, undefined, 'disclosed'],
      [REGION, PLACING_PARTY, 'reduced'],
    ]);
    expect(new Set(views.entered.map(({ request }) => request)).size).toBe(1);
  });

  it('is entered of an auditor, whose word it is for no authority to hide', async () => {
    await views.view('auditor', 'costs', id);
    expect(views.entered).toMatchObject([
      { controller: PLACING_PARTY, who: { party: 'auditor', machine: true }, purpose: 'costs', outcome: 'disclosed' },
    ]);
  });

  it('is entered as denied under the asker’s own where it is not there for it, an id that never was like another’s (A7)', async () => {
    for (const asked of [id, NEVER])
      expect(await refusedWith(views.view('region-21', 'placement', asked))).toEqual({ code: 'NotFound' });
    const [first, second] = views.entered;
    expect(first).toMatchObject({ controller: 'region-21', outcome: 'denied', items: [] });
    expect({ ...second, request: '', position: '' }).toEqual({ ...first, request: '', position: '' });
  });

  it('is entered of a page of a list once for each authority, by subject', async () => {
    await views.list(REGION, 'deadlines');
    await views.list(REGION, 'placements');
    expect(views.entered).toMatchObject([
      {
        door: 'deadlines',
        controller: PLACING_PARTY,
        items: [{ ...OF_CASE, classes: ['case', 'routing'], ground: BY_ROLE, withheld: 0 }],
      },
      {
        door: 'placements',
        controller: PLACING_PARTY,
        items: [{ ...OF_CASE, classes: ['case', 'routing'], ground: BY_ROLE, withheld: 4 }],
      },
    ]);
  });

  it('is not entered where nothing was asked in its form, and nothing was read', async () => {
    expect(await refusedWith(views.view(REGION, 'placement', id, { asOf: 'igår' }))).toEqual({
      ...{ code: 'BadRequest', pointer: '/asOf' },
    });
    await views.list('region-21', 'placements');
    expect(views.entered).toEqual([]);
  });
});
