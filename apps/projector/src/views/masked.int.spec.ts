import { aCase, anHvb, kommun, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

/** A child at a home in 2061, at school in 2081, whose protection becomes known in March. */
const before = aCase()
  .registered({ hvb: { ...anHvb, kommun: kommun('2061') } })
  .started('2026-01-15')
  .schooling('2026-02-01')
  .contract('V1')
  .handledBy('barn-och-unga', '2026-02-02');
const id = before.placementId;
const PLACES = ['2061', anHvb.hvbId, 'kommun-2081', '"2081"', 'barn-och-unga'];

/** An agreement by whose routine a principal is told by its role where the person is, too. */
const withRoutine = ([registered, ...others]: WireEvent[]): WireEvent[] => {
  const statute = 'OSL 2009:400 10:2';
  const secrecyRoutine = {
    decidedOn: '2025-07-01',
    ground: 'necessaryForOwnActivity',
    statute,
    classes: ['case', 'place'],
  };
  return registered ? [{ ...registered, data: { ...registered.data, secrecyRoutine } }, ...others] : [];
};

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

  it('tells the region of the case, and not where the person is, until a ground names it (D-022)', async () => {
    await hub.tell([...dalarnaEvents(), ...eventsOf(before)]);
    // Its own contract names the home: what a party has said itself is its own (D-026).
    expect(found(await told(REGION))).toEqual([anHvb.hvbId]);
    expect(await views.view(REGION, 'placement', id)).toMatchObject({
      body: {
        status: 'started',
        withheld: [
          { pointer: '/personId', reason: 'noGround', class: 'identity' },
          ...['/registeredKommun', '/hvbId', '/hvbKommun', '/handledBy'].map((pointer) => ({
            ...{ pointer, reason: 'noGround', class: 'place' },
          })),
        ],
      },
    });
  });

  it('tells the region where the person is by a decision of the nämnd that names the place, and no more when it is ended (D-024)', async () => {
    const opened = before.said(
      'placement.disclosureDecided',
      groundOf('2026-02-03', { covers: { classes: ['place'] } }),
    );
    await hub.tell([...dalarnaEvents(), ...eventsOf(opened)]);
    expect(found(await told(REGION))).toEqual(PLACES);
    expect(await views.view(REGION, 'placement', id)).toMatchObject({ body: { hvbKommun: '2061' } });
    await hub.tell(eventsOf(opened.said('placement.disclosureEnded', endOf('2026-02-04'))).slice(-1));
    expect(found(await told(REGION))).toEqual([anHvb.hvbId]);
  });

  it('tells nobody but the placing nämnd and the auditor from when the protection is told, of what was told before it either (A-038)', async () => {
    const guarded = before.protectionChanged('skyddadFolkbokforing', '2026-03-01', {}, { at: '2026-03-01' });
    await hub.tell([...withRoutine(dalarnaEvents()), ...eventsOf(guarded)]);
    const { body } = await views.view(REGION, 'placement', id);
    expect((body as { withheld: readonly object[] }).withheld).toEqual([
      { pointer: '/personId', reason: 'noGround', class: 'identity' },
      ...['/registeredKommun', '/hvbId', '/hvbKommun', '/handledBy'].map((pointer) => ({
        ...{ pointer, reason: 'protected', class: 'place' },
      })),
    ]);
    expect(found(await told(REGION))).toEqual([anHvb.hvbId]);
    expect(found(await told(PLACING_PARTY))).toEqual(PLACES);
    expect(found(await told('auditor'))).toEqual(PLACES);
    expect(await views.view(PLACING_PARTY, 'placement', id)).not.toHaveProperty('body.masked');
  });
});
