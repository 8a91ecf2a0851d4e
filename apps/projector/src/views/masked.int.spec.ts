import { aCase, anHvb, kommun, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

/** A child at a home in 2061, at school in 2081, whose protection becomes known in March. */
const before = aCase()
  .registered({ hvb: { ...anHvb, kommun: kommun('2061') } })
  .started('2026-01-15')
  .schooling('2026-02-01')
  .contract('V1')
  .handledBy('barn-och-unga', '2026-02-02');
const story = before.protectionChanged('skyddadFolkbokforing', '2026-03-01', {}, { at: '2026-03-01' });
const id = story.placementId;
const PLACES = ['2061', anHvb.hvbId, 'kommun-2081', '"2081"', 'barn-och-unga'];

describe('a case of a protected person', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeEach(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
  });
  afterEach(async () => {
    await views.rows.stop();
    await hub.close();
  });

  /** All that is answered of the case to somebody. */
  const told = async (who: string): Promise<string> => {
    const names = ['placement', 'responsibility', 'costs', 'timeline', 'retention', 'deadlines', 'findings'] as const;
    return JSON.stringify(await Promise.all(names.map((view) => views.view(who, view, id))));
  };
  const found = (text: string): readonly string[] => PLACES.filter((place) => text.includes(place));

  it('tells the region where the person is until the protection is told', async () => {
    await hub.tell([...dalarnaEvents(), ...eventsOf(before)]);
    // Where the school is stands in the kommun's own message alone, and no ground opens that to the region (D-022).
    expect(found(await told(REGION))).toEqual(PLACES.filter((place) => place !== '"2081"'));
    expect(await views.view(REGION, 'placement', id)).toMatchObject({ body: { hvbKommun: '2061' } });
  });

  it('tells nobody but the placing nämnd and the auditor from then on, of what was told before it either (A-038)', async () => {
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    expect(await views.view(REGION, 'placement', id)).toMatchObject({
      body: {
        status: 'started',
        withheld: ['/hvbId', '/hvbKommun', '/registeredKommun'].map((pointer) => ({
          pointer,
          reason: 'protected',
          class: 'place',
        })),
      },
    });
    // Its own contract names the home: what a party has said itself it is shown in the timeline, and nowhere else.
    expect(found(JSON.stringify(await views.view(REGION, 'placement', id)))).toEqual([]);
    expect(found(JSON.stringify(await views.view(REGION, 'responsibility', id)))).toEqual([]);
    expect(found(JSON.stringify(await views.view(REGION, 'costs', id)))).toEqual([]);
    expect(found(JSON.stringify(await views.view(REGION, 'retention', id)))).toEqual([]);
    expect(found(JSON.stringify(await views.view(REGION, 'timeline', id)))).toEqual([anHvb.hvbId]);
    expect(found(await told(PLACING_PARTY))).toEqual(PLACES);
    expect(found(await told('auditor'))).toEqual(PLACES);
    expect(await views.view(PLACING_PARTY, 'placement', id)).not.toHaveProperty('body.masked');
  });
});
