/** One report of concern, as it is shown to each: with no case and no SIP, whoever it is about. */
import { streamNamed } from '#domain';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { aConcern, CHILD } from '../../../../test/support/concern-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { eyesOf, openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { answerStreamView } from './stream-view.js';

/** The region that is principal of the child's case tells it to another kommun; and a kommun's other nämnd to the placing one. */
const away = aConcern('O1').reported('2026-02-02', { to: 'kommun-2081' as never });
const within = aConcern('O2').reported('2026-02-02', {}, { by: 'kommun-2080.omsorgsnamnden' });
const moved = aConcern('O3')
  .reported('2026-02-02', { to: 'kommun-2081' as never }, { id: 'report', by: 'region-21' })
  .reported('2026-02-02', {}, { corrects: 'report', by: 'region-21', at: '2026-02-03' });
const placed = aCase('P1').registered();
const sip = aSip('S1').needed({ placementId: placed.placementId });

describe('a report of concern', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const all = [...dalarnaEvents(), ...[placed, sip, away, within, moved].flatMap((one) => eventsOf(one))];
    const outcomes = (await hub.tell(all)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(outcomes.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const ask = (
    who: string,
    { concernId }: typeof away,
    asked = {},
    view: 'concern' | 'findings' | 'timeline' = 'concern',
  ) =>
    answerStreamView<'concern'>(views.parts, {
      ...asked,
      view,
      stream: streamNamed('concern', concernId),
      eyes: eyesOf(who),
    });

  it('is shown to who made it and to the nämnd that it is to (B-008, B-009)', async () => {
    for (const who of [REGION, 'kommun-2081', 'auditor'])
      expect((await ask(who, away)).body).toMatchObject({
        ...{ concernId: away.concernId, status: 'reported', about: { personId: CHILD } },
        ...{ reportedBy: REGION, to: 'kommun-2081', opened: [], why: { rule: 'B-009' } },
      });
    for (const who of ['kommun-2080.omsorgsnamnden', PLACING_PARTY])
      expect((await ask(who, within)).body).toMatchObject({ to: PLACING_PARTY });
  });

  it('does not exist to others, the principals of the child’s case and SIP among them, nor before it is made', async () => {
    for (const who of [PLACING_PARTY, 'kommun-2080', 'region-20.bup', 'region-21'])
      expect([who, await refusedWith(ask(who, away))]).toEqual([who, { code: 'NotFound' }]);
    for (const who of [REGION, 'kommun-2080', 'kommun-2080.aldrenamnden'])
      expect([who, await refusedWith(ask(who, within))]).toEqual([who, { code: 'NotFound' }]);
    expect(await refusedWith(ask(REGION, away, { asOf: '2026-02-01' }))).toEqual({ code: 'NotFound' });
    expect(await refusedWith(ask(REGION, aConcern('O9')))).toEqual({ code: 'NotFound' });
  });

  it('is another’s once it is corrected, of the days before too', async () => {
    expect(await refusedWith(ask('kommun-2081', moved))).toEqual({ code: 'NotFound' });
    expect(await refusedWith(ask('kommun-2081', moved, { asOf: '2026-02-02' }))).toEqual({ code: 'NotFound' });
    expect((await ask(PLACING_PARTY, moved, { asOf: '2026-02-02' })).body).toMatchObject({ to: PLACING_PARTY });
  });

  it('has findings and a timeline of its own', async () => {
    expect((await ask('kommun-2081', away, { asOf: '2026-02-10' }, 'findings')).body).toMatchObject([
      { rule: 'B-008', status: 'open', subject: `concern/${away.concernId}` },
    ]);
    expect((await ask('kommun-2081', away, {}, 'timeline')).body).toMatchObject({
      entries: [{ type: 'se.hvbhub.concern.reported.v1' }, { type: 'se.hvbhub.concern.findingRaised.v1' }],
    });
  });

  it('is part of nothing that the child’s placement shows, to whomever', async () => {
    for (const view of ['deadlines', 'findings', 'timeline'] as const)
      for (const who of [PLACING_PARTY, REGION, 'auditor'])
        expect(
          JSON.stringify((await views.view(who, view, placed.placementId, { asOf: '2026-02-20' })).body),
        ).not.toContain('concern');
  });
});
