import { aCase, PLACING_PARTY, party, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { aSip, GUARDIAN } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const placed = aCase().emergency().started('2026-01-15');
const PLACEMENT = placed.placementId;
const planned = aSip()
  .needed({ placementId: PLACEMENT }, { at: '2026-01-10' })
  .consent('2026-01-10')
  .established('2026-01-20', {}, { at: '2026-01-20' });
const withdrawn = planned.withdrawn('2026-02-11', GUARDIAN, {}, { at: '2026-02-11' });
const SIP = `sip/${planned.sipId}`;

interface Row {
  readonly subject?: string;
  readonly kind?: string;
}

describe('the rows of a SIP', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeEach(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(placed), ...eventsOf(planned)]);
  });
  afterEach(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const ofSip = (rows: unknown): readonly (string | undefined)[] =>
    (rows as readonly Row[]).filter(({ subject }) => subject === SIP).map(({ kind }) => kind);
  const listed = async (who: string, asOf: string) => ofSip((await views.list(who, 'deadlines', { asOf })).items);
  const beside = async (who: string, asOf: string) =>
    ofSip((await views.view(who, 'deadlines', PLACEMENT, { asOf })).body);
  const ALL = ['2026-02-01', '2026-02-20'];

  it('are in the list of who keeps it, and of who reads it by consent (A-039)', async () => {
    for (const asOf of ALL) {
      for (const who of [PLACING_PARTY, REGION])
        expect([who, await listed(who, asOf)]).toEqual([who, ['sipFollowUp', 'consentExpiry']]);
      expect(await beside(REGION, asOf)).toEqual(['sipFollowUp', 'consentExpiry']);
    }
    const [entry] = views.entered.filter(({ receiver }) => receiver === party(REGION));
    expect(entry?.items).toContainEqual(
      expect.objectContaining({
        subject: { kind: 'sip', id: planned.sipId },
        ground: { kind: 'personConsents', statute: { act: 'OSL 2009:400', section: '12:2' } },
      }),
    );
  });

  it('are not in the region’s list when the consent is withdrawn, nor beside the case, of the time before either (A-041)', async () => {
    await hub.tell(eventsOf(withdrawn).slice(eventsOf(planned).length));
    for (const asOf of ALL) {
      expect(await listed(REGION, asOf)).toEqual([]);
      expect(await beside(REGION, asOf)).toEqual([]);
      expect(await listed(PLACING_PARTY, asOf)).toContain('sipFollowUp');
    }
  });
});

describe('the rows of a deviation', () => {
  it('are for those whom it concerns, and for no other principal of the case (A-107)', async () => {
    const hub = await openSpecHub();
    const views = await openSpecViews(hub);
    const deviating = placed.deviation('2026-01-20', { concerns: [party('region-21')] }, { at: '2026-01-20' });
    await hub.tell([...dalarnaEvents(), ...eventsOf(deviating)]);
    const seenBy = async (who: string) => (await views.list(who, 'deviations', { asOf: '2026-02-01' })).items.length;
    expect([await seenBy(PLACING_PARTY), await seenBy(REGION)]).toEqual([1, 0]);
    expect((await views.view(REGION, 'deviations', PLACEMENT, { asOf: '2026-02-01' })).body).toEqual([]);
    await views.rows.stop();
    await hub.close();
  });
});
