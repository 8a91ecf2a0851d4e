/** One discharge, as it is shown to each; and what a placement that it names shows of it. */
import { streamNamed } from '#domain';
import { aCase, aRegistration, kommun, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { eyesOf, openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { answerStreamView } from './stream-view.js';

const placed = aCase('P1').registered();
const { placementId } = placed;
const told = aDischarge('U1').admitted('2026-02-02 09:00', { placementId }).ready('2026-02-04 10:00');
/** It names the placement, and is about somebody else. */
const stranger = aDischarge('U2').admitted('2026-02-02 09:00', {
  placementId,
  person: { ...aRegistration.person, personId: uuid('person/B') },
});
/** Registered in 2080, and staying for good in 2081. */
const protectedPerson = {
  ...aRegistration.person,
  protection: 'skyddadFolkbokforing',
  staysPermanentlyIn: kommun('2081'),
} as const;
const guarded = aDischarge('U4').admitted('2026-02-02 09:00', { placementId, person: protectedPerson });
const guest = aDischarge('U3')
  .admitted('2026-02-02 09:00', { expectedNeeds: ['socialServices'] }, { by: 'region-21' })
  .ready('2026-02-04 10:00', {}, { by: 'region-21' });

interface Shown {
  readonly subject?: string;
  readonly kind?: string;
  readonly type?: string;
}

describe('a discharge', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const all = [...dalarnaEvents(), ...[placed, told, stranger, guest, guarded].flatMap((one) => eventsOf(one))];
    const outcomes = (await hub.tell(all)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(outcomes.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const ask = (
    who: string,
    { dischargeId }: typeof told,
    { view = 'discharge', ...asked }: { readonly view?: 'discharge' | 'timeline'; readonly asOf?: string } = {},
  ) =>
    answerStreamView(views.parts, {
      ...asked,
      view,
      stream: streamNamed('discharge', dischargeId),
      eyes: eyesOf(who),
    });
  const ofCase = async (who: string, view: 'deadlines' | 'findings' | 'timeline') => {
    const { body } = await views.view(who, view, placementId, { asOf: '2026-02-20' });
    return (view === 'timeline' ? (body as { entries: Shown[] }).entries : body) as readonly Shown[];
  };

  it('is shown to the kommun with its nämnder and to the regions with their units (D-015)', async () => {
    for (const who of ['kommun-2080', PLACING_PARTY, 'kommun-2080.aldrenamnden', REGION, 'region-20.bup', 'auditor'])
      expect((await ask(who, told)).body).toMatchObject({
        ...{ dischargeId: told.dischargeId, status: 'readyForDischarge', placementId, plannedTogether: true },
        payment: { status: 'conditionsLacking', lacks: ['sipCall'] },
      });
    for (const who of ['region-20', 'region-21'])
      expect((await ask(who, guest)).body).toMatchObject({ region: 'region-21', homeRegion: 'region-20' });
  });

  it('does not exist to others, nor before the admission', async () => {
    for (const who of ['kommun-2081', 'region-21'])
      expect(await refusedWith(ask(who, told))).toEqual({ code: 'NotFound' });
    expect(await refusedWith(ask(REGION, told, { asOf: '2026-02-01' }))).toEqual({ code: 'NotFound' });
    expect(await refusedWith(ask(REGION, aDischarge('U9')))).toEqual({ code: 'NotFound' });
  });

  it('is part of what its placement shows, where it is about its person, to who sees both', async () => {
    const subject = `discharge/${told.dischargeId}`;
    expect(await ofCase(PLACING_PARTY, 'deadlines')).toContainEqual(
      expect.objectContaining({ kind: 'sipCall', subject, placementId }),
    );
    expect(await ofCase(REGION, 'findings')).toContainEqual(expect.objectContaining({ rule: 'D-015', subject }));
    const entries = await ofCase(PLACING_PARTY, 'timeline');
    const own = entries.filter((entry) => entry.subject === subject).map(({ type }) => type);
    expect(own.slice(0, 2)).toEqual(['se.hvbhub.discharge.admitted.v1', 'se.hvbhub.discharge.readyForDischarge.v1']);
    const positions = entries.map((entry) => (entry as { readonly position: string }).position);
    expect(positions).toEqual([...positions].sort((a, b) => hub.log.compare(a as never, b as never)));
    for (const view of ['deadlines', 'findings', 'timeline'] as const)
      expect((await ofCase(PLACING_PARTY, view)).map((one) => one.subject)).not.toContain(
        `discharge/${stranger.dischargeId}`,
      );
  });

  it('tells where a protected person stays to the authority that said it and the auditor alone; where she is registered to all concerned (A-038)', async () => {
    const admissionIn = (who: string, entries: readonly Shown[]) => {
      const [admission] = entries.filter(({ type }) => type === 'se.hvbhub.discharge.admitted.v1');
      expect([who, admission]).toMatchObject([who, { data: { admittedAt: expect.any(String) } }]);
      return admission as Shown & { readonly withheld: readonly object[] };
    };
    const told = async (who: string) => {
      const { body } = await ask(who, guarded, { view: 'timeline' });
      return admissionIn(who, (body as { readonly entries: readonly Shown[] }).entries);
    };
    const subject = `discharge/${guarded.dischargeId}`;
    const ofPlacement = (await ofCase(PLACING_PARTY, 'timeline')).filter((entry) => entry.subject === subject);
    const withheld = { pointer: '/data/person/staysPermanentlyIn', reason: 'protected', class: 'place' };
    for (const admission of [await told('kommun-2080.aldrenamnden'), admissionIn('of the placement', ofPlacement)]) {
      expect(JSON.stringify(admission)).not.toContain('2081');
      expect(admission.withheld).toContainEqual(withheld);
    }
    // A unit is of the authority whose words they are (D-026).
    for (const who of [REGION, 'region-20.bup', 'auditor']) expect(JSON.stringify(await told(who))).toContain('"2081"');
    for (const who of ['kommun-2080', REGION])
      expect((await ask(who, guarded)).body).toMatchObject({ registeredKommun: '2080' });
    expect(JSON.stringify((await ask('kommun-2080', guarded)).body)).not.toContain('2081');
  });

  it('gives a payment day that any nämnd of the kommun finds, and no other kommun’s (S-015)', async () => {
    const found = async (who: string, party?: string) => {
      const asked = { kind: 'dischargePaymentResponsibility', asOf: '2026-02-20', ...(party ? { party } : {}) };
      const { items } = await views.list(who, 'deadlines', asked);
      return (items as readonly Shown[]).map(({ subject }) => subject);
    };
    const subject = `discharge/${guest.dischargeId}`;
    for (const party of ['kommun-2080', PLACING_PARTY, 'kommun-2080.aldrenamnden'])
      expect([party, await found(party, party)]).toEqual([party, [subject]]);
    expect(await found(REGION, PLACING_PARTY)).toEqual([subject]);
    expect(await found(REGION, REGION)).toEqual([]);
    expect(await found('kommun-2081')).toEqual([]);
  });
});
