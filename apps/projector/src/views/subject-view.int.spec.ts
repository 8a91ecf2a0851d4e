import { aCase, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const story = aCase().emergency().started('2026-01-15');
const agreementId = uuid('agreement/RÖK');
const OF_AGREEMENT = `agreement/${agreementId}`;

describe('deadlines, findings and the timeline of any subject', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  it('are a placement’s own, whichever of its kinds names it', async () => {
    for (const view of ['deadlines', 'findings'] as const) {
      const { body } = await views.view(REGION, view, story.placementId);
      expect((body as unknown[]).length).toBeGreaterThan(0);
      for (const kind of ['placement', 'costAllocation'])
        expect((await views.of(REGION, view, `${kind}/${story.placementId}`)).body).toEqual(body);
      expect((await views.of(REGION, view, `placement/${story.placementId.toUpperCase()}`)).body).toEqual(body);
    }
  });

  it('are an agreement’s to its parties and their nämnder: when it ends, and what its record lacks (A-126, B-001)', async () => {
    for (const who of [PLACING_PARTY, 'kommun-2080', 'kommun-2080.aldrenamnden', REGION, 'region-20.bup', 'auditor']) {
      expect((await views.of(who, 'deadlines', OF_AGREEMENT)).body).toMatchObject([
        { kind: 'agreementExpiry', dueOn: '2033-06-30', status: 'open', subject: OF_AGREEMENT },
      ]);
    }
    const { body } = await views.of(REGION, 'findings', OF_AGREEMENT);
    expect(body).toContainEqual(expect.objectContaining({ rule: 'B-001', subject: OF_AGREEMENT, status: 'open' }));
    const later = await views.of(REGION, 'deadlines', OF_AGREEMENT, { asOf: '2033-07-01' });
    expect(later.body).toMatchObject([{ status: 'lapsed', lapsedOn: '2033-07-01' }]);
  });

  it('stand beside a timeline of every kind of stream, which its parties see', async () => {
    const { body } = await views.of('kommun-2080', 'timeline', OF_AGREEMENT);
    const entries = (body as { entries: readonly { type: string; by: string }[] }).entries;
    expect(body).toMatchObject({ agreementId });
    expect(entries.map(({ type }) => type.split('.')[3])).toEqual(
      expect.arrayContaining(['registered', 'approvedByParty', 'deadlineSet']),
    );
    expect(await refusedWith(views.of('region-03', 'timeline', OF_AGREEMENT))).toEqual({ code: 'NotFound' });
    const ofCase = await views.of(REGION, 'timeline', `placement/${story.placementId}`);
    expect(ofCase.body).toEqual((await views.view(REGION, 'timeline', story.placementId)).body);
  });

  it('are nobody else’s, and of nothing there are none', async () => {
    for (const who of ['kommun-2081.socialnamnden', 'region-03', 'operator'])
      expect(await refusedWith(views.of(who, 'deadlines', OF_AGREEMENT))).toEqual({ code: 'NotFound' });
    expect(await refusedWith(views.of('auditor', 'deadlines', `agreement/${uuid('none')}`))).toEqual({
      code: 'NotFound',
    });
    expect(await refusedWith(views.of('auditor', 'findings', OF_AGREEMENT, { knownAt: '0' }))).toEqual({
      code: 'NotFound',
    });
  });

  it('are refused of what is no subject', async () => {
    for (const of of [
      '',
      'agreement',
      'agreement/1',
      `contract/${agreementId}`,
      `${OF_AGREEMENT}/x`,
      `Agreement/${agreementId}`,
    ])
      expect([of, await refusedWith(views.of('auditor', 'deadlines', of))]).toEqual([
        of,
        { code: 'BadRequest', pointer: '/of' },
      ]);
  });
});

describe('the agreements', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeEach(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    await hub.tell(dalarnaEvents());
  });
  afterEach(async () => {
    await views.rows.stop();
    await hub.close();
  });

  it('are shown to their parties with who has approved, what is in force and which pack judges', async () => {
    const { body, asOfPosition } = await views.agreements(PLACING_PARTY, { asOf: '2026-01-01' });
    expect(body).toEqual([
      {
        agreementId,
        kind: 'regional',
        parties: ['kommun-2080', PLACING_PARTY, REGION],
        validFrom: '2025-07-01',
        validTo: '2033-06-30',
        rulePack: 'dalarna-hvb-2025',
        status: 'inForce',
        validThrough: '2033-06-30',
        approvals: [
          { party: PLACING_PARTY, on: '2025-07-01' },
          { party: REGION, on: '2025-07-01' },
        ],
        missingApprovals: [],
      },
    ]);
    expect(asOfPosition).toBe(await hub.log.head());
    expect((await views.agreements('auditor')).body).toHaveLength(1);
    for (const who of ['kommun-2081.socialnamnden', 'operator']) expect((await views.agreements(who)).body).toEqual([]);
  });

  it('are shown as they were: not yet approved, not yet known', async () => {
    const { events } = await hub.log.readAll(hub.log.start, { limit: 100 });
    const registered = events.find(({ type }) => type === 'se.hvbhub.agreement.registered.v1')!;
    const then = await views.agreements(REGION, { knownAt: registered.position, asOf: '2026-01-01' });
    expect(then.body).toMatchObject([{ status: 'draft', approvals: [] }]);
    expect((await views.agreements(REGION, { knownAt: '0' })).body).toEqual([]);
    expect((await views.agreements(REGION, { asOf: '2025-06-30' })).body).toMatchObject([
      { status: 'draft', approvals: [], missingApprovals: ['kommun-2080', PLACING_PARTY, REGION] },
    ]);
    expect((await views.agreements(REGION, { asOf: '2033-07-01' })).body).toMatchObject([{ status: 'expired' }]);
  });

  it('are settled by today’s parties, also where the question is about the past', async () => {
    const before = await hub.log.head();
    const alone = {
      ...dalarnaEvents()[0]!,
      id: 'another',
      subject: `agreement/${uuid('agreement/L')}`,
    };
    const corrected = {
      ...alone,
      id: 'corrected',
      corrects: 'another',
      correctionreason: 'Fel parter',
      data: { ...alone.data, parties: ['kommun-2081', REGION] },
    };
    const [first] = await hub.post([alone]);
    const ofFirst = { knownAt: first!.position! };
    expect((await views.agreements(PLACING_PARTY, ofFirst)).body).toHaveLength(2);
    await hub.post([corrected]);
    expect((await views.agreements(PLACING_PARTY, ofFirst)).body).toHaveLength(1);
    expect((await views.agreements('kommun-2081.socialnamnden', ofFirst)).body).toHaveLength(1);
    expect(await refusedWith(views.of(PLACING_PARTY, 'deadlines', alone.subject, ofFirst))).toEqual({
      code: 'NotFound',
    });
    expect((await views.of('kommun-2081', 'deadlines', alone.subject, ofFirst)).body).toHaveLength(1);
    expect((await views.agreements(PLACING_PARTY, { knownAt: before })).body).toHaveLength(1);
  });
});
