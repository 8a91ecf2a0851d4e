/** What of a SIP's plan is shown to each. */
import { streamNamed, type Uuid } from '#domain';
import { PLACING_PARTY, REGION, day, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { eyesOf, openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { aSip, GUARDIAN } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { answerStreamView } from './stream-view.js';

const told = aSip()
  .needed({}, { at: '2026-01-10' })
  .consent('2026-01-10')
  .established('2026-01-20', { byOthers: ['Skolan ordnar studiero'] }, { id: 'plan', at: '2026-01-20' })
  .established(
    '2026-01-20',
    { byOthers: ['Skolan ordnar studiero', 'Farmor hämtar'] },
    { corrects: 'plan', at: '2026-01-22' },
  );
const later = told.established(
  '2026-02-10',
  { byOthers: [], followUpOn: day('2026-08-01') },
  { at: '2026-02-10', by: REGION },
);
const withdrawn = later.withdrawn('2026-02-11', GUARDIAN, {}, { at: '2026-02-11' });
const unplanned = aSip('S2')
  .needed({}, { at: '2026-01-10' })
  .consent('2026-01-10', { consentId: uuid('consent/C2') });

describe('a SIP', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const answers = await hub.tell([...dalarnaEvents(), ...eventsOf(later), ...eventsOf(unplanned)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const shown = async (who: string, asOf: string, sipId: Uuid = later.sipId) =>
    (
      await answerStreamView<'sip'>(views.parts, {
        ...{ view: 'sip', stream: streamNamed('sip', sipId), asOf },
        eyes: eyesOf(who),
      })
    ).body;

  it('shows what others do by the plan of the day to who wrote it and the auditor, as it was corrected (E-014)', async () => {
    const byOthers = ['Skolan ordnar studiero', 'Farmor hämtar'];
    for (const who of [PLACING_PARTY, 'auditor']) {
      const answer = await shown(who, '2026-02-09');
      expect(answer).toMatchObject({ status: 'established', byOthers });
      expect(answer).not.toHaveProperty('withheld');
    }
    for (const who of [REGION, 'auditor']) expect(await shown(who, '2026-02-10')).toMatchObject({ byOthers: [] });
  });

  it('shows it to whom the consent covers all of the plan to (A-039)', async () => {
    expect(await shown(REGION, '2026-02-09')).toMatchObject({ byOthers: ['Skolan ordnar studiero', 'Farmor hämtar'] });
  });

  it('names to another who takes part that it is withheld, why, and nothing of it (E-014; D-022)', async () => {
    const answer = await shown(PLACING_PARTY, '2026-02-10');
    const withheld = [{ pointer: '/byOthers', reason: 'noGround', class: 'sensitive' }];
    expect(answer).toMatchObject({ status: 'established', withheld });
    expect(answer).not.toHaveProperty('byOthers');
  });

  it('withholds it from whom it was shown to when the consent is withdrawn, of the time before too (A-041)', async () => {
    await hub.tell(eventsOf(withdrawn).slice(eventsOf(later).length));
    const answer = await shown(REGION, '2026-02-09');
    const withheld = (pointer: string, of: string) => ({ pointer, reason: 'withdrawn', class: of });
    expect(answer).toEqual({
      ...{ sipId: later.sipId, asOf: '2026-02-09', asOfPosition: expect.any(String) as string },
      withheld: [
        withheld('/kind', 'case'),
        withheld('/status', 'case'),
        withheld('/personId', 'identity'),
        ...['/measures', '/invitations', '/consents', '/nextFollowUpOn', '/why'].map((at) => withheld(at, 'case')),
        withheld('/byOthers', 'sensitive'),
      ],
    });
    expect(await shown(PLACING_PARTY, '2026-02-09')).toMatchObject({
      byOthers: ['Skolan ordnar studiero', 'Farmor hämtar'],
    });
  });

  it('without a plan shows neither', async () => {
    for (const [asOf, sipId] of [
      ['2026-01-19', later.sipId],
      ['2026-02-10', unplanned.sipId],
    ] as const) {
      const answer = await shown(PLACING_PARTY, asOf, sipId);
      expect(answer).toMatchObject({ status: 'needed' });
      expect(answer).not.toHaveProperty('byOthers');
      expect(answer).not.toHaveProperty('withheld');
    }
  });
});
