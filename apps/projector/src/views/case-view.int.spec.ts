import { type Instant } from '#domain';
import { aCase, aLine, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { type CaseView } from './case-view.js';

const VIEWS: readonly CaseView[] = [
  'placement',
  'responsibility',
  'costs',
  'deadlines',
  'findings',
  'timeline',
  'retention',
];
const THIRD = 'kommun-2085.socialnamnden';
const STRANGER = 'kommun-2081.socialnamnden';

const story = aCase()
  .emergency({ registeredKommun: null })
  .started('2026-01-15')
  .proposed('2026-01-20', { lines: [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 300, [THIRD]: 100 })] });
const id = story.placementId;

describe('the views of one placement', () => {
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

  describe('are shown', () => {
    const seenBy = async (who: string, placementId = id): Promise<readonly CaseView[]> => {
      const seen = await Promise.all(
        VIEWS.map((view) => views.view(who, view, placementId).then(...(<const>[() => view, () => null]))),
      );
      return seen.filter((view) => view !== null);
    };

    it('to both principals and to an auditor, all of them', async () => {
      for (const who of [PLACING_PARTY, REGION, 'auditor']) expect([who, await seenBy(who)]).toEqual([who, VIEWS]);
    });

    it('to a third payer named in the shares: its costs, and nothing else', async () => {
      expect(await seenBy(THIRD)).toEqual(['costs']);
    });

    it('to nobody else: to an operator, a stranger, another nämnd or the kommun as such there is no such case (D-026)', async () => {
      for (const who of ['operator', STRANGER, 'kommun-2080', 'kommun-2080.aldrenamnden', 'region-03']) {
        expect([who, await seenBy(who)]).toEqual([who, []]);
        expect(await refusedWith(views.view(who, 'costs', id))).toEqual({ code: 'NotFound' });
      }
    });

    it('of a placement that nobody has registered to nobody, as if it were another’s', async () => {
      expect(await seenBy('auditor', uuid('placement/none'))).toEqual([]);
      expect(await refusedWith(views.view(PLACING_PARTY, 'costs', uuid('placement/none')))).toEqual({
        code: 'NotFound',
      });
    });

    it('by what holds today, also where the question is about the past', async () => {
      const before = await hub.log.head();
      await hub.tell(eventsOf(story.registrationEstablished('0380', '2026-03-01')).slice(-1));
      // No principal any more, but still a payer in the shares.
      expect(await seenBy(REGION)).toEqual(['costs']);
      for (const asked of [{ knownAt: before }, { asOf: '2026-02-01' }])
        expect(await refusedWith(views.view(REGION, 'timeline', id, asked))).toEqual({ code: 'NotFound' });
      expect((await views.view('region-03', 'placement', id, { asOf: '2026-02-01' })).body).toMatchObject({
        principals: [PLACING_PARTY, REGION],
      });
    });
  });

  it('say of which day and of which position they are', async () => {
    const head = await hub.log.head();
    for (const view of ['placement', 'responsibility', 'costs', 'timeline'] as const) {
      const { body, asOfPosition } = await views.view(REGION, view, id);
      expect(body).toMatchObject({ placementId: id, asOf: hub.time.today(), asOfPosition: head });
      expect(asOfPosition).toBe(head);
    }
  });

  it('give each deadline its status on the day asked about (A-099)', async () => {
    const on = async (asOf: string) => {
      const { body } = await views.view(REGION, 'deadlines', id, { asOf });
      return (body as { kind: string; status: string; placementId: string }[]).find(
        ({ kind }) => kind === 'emergencyRegistration',
      );
    };
    expect(await on('2026-01-14')).toBeUndefined();
    expect(await on('2026-03-15')).toMatchObject({ status: 'open', dueOn: '2026-03-15', placementId: id });
    expect(await on('2026-03-16')).toMatchObject({ status: 'overdue' });
    await hub.tell(eventsOf(story.registrationEstablished('2080', '2026-03-20')).slice(-1));
    expect(await on('2026-03-16')).toMatchObject({ status: 'overdue' });
    expect(await on('2026-03-16')).not.toHaveProperty('metOn');
    expect(await on('2026-03-20')).toMatchObject({ status: 'met', metOn: '2026-03-20', onTime: false });
    expect(await on('2026-03-20')).not.toHaveProperty('fromBirthDate');
  });

  it('give each finding its status on the day asked about, and its subject', async () => {
    const { body } = await views.view(REGION, 'findings', id, { asOf: '2026-02-01' });
    expect((body as unknown[]).length).toBeGreaterThan(0);
    for (const one of body as object[]) {
      expect(one).toMatchObject({ subject: `placement/${id}`, status: expect.stringMatching(/^(open|resolved)$/) });
    }
  });

  describe('as known at', () => {
    const approved = eventsOf(story.approvedByBoth('2026-01-25')).slice(-2);
    const statusKnownAt = async (knownAt?: string) => {
      const { body, asOfPosition } = await views.view('auditor', 'costs', id, {
        asOf: '2026-02-01',
        ...(knownAt === undefined ? {} : { knownAt }),
      });
      return [(body as { negotiation: string }).negotiation, asOfPosition];
    };

    it('a position are what they were then, whatever has come since', async () => {
      const before = await hub.log.head();
      expect(await statusKnownAt()).toEqual(['proposed', before]);
      const [first] = await hub.tell(approved);
      expect(await statusKnownAt()).toEqual(['approvedByOne', await hub.log.head()]);
      expect(await statusKnownAt(before)).toEqual(['proposed', before]);
      expect(await statusKnownAt(first!.position)).toEqual(['approvedByOne', first!.position]);
      const { body } = await views.view('auditor', 'costs', id, { asOfPosition: before, asOf: '2026-02-01' });
      expect(body).toMatchObject({ negotiation: 'proposed', asOfPosition: before });
    });

    it('an instant are what had been recorded by then', async () => {
      const before = await hub.log.head();
      await hub.time.moveTo('2026-03-01T08:00:00.000Z' as Instant);
      await hub.post(approved.slice(0, 1));
      expect((await statusKnownAt('2026-02-28T23:00:00+01:00'))[0]).toBe('proposed');
      expect((await statusKnownAt('2026-03-01T09:00:00+01:00'))[0]).toBe('approvedByOne');
      expect((await statusKnownAt('2026-03-01T07:59:59.999Z'))[0]).toBe('proposed');
      expect(hub.log.compare((await statusKnownAt('2026-03-01T07:59:59Z'))[1] as never, before)).toBeGreaterThanOrEqual(
        0,
      );
    });

    it('a moment before the case was opened are not there', async () => {
      expect(await refusedWith(views.view('auditor', 'costs', id, { knownAt: '0' }))).toEqual({ code: 'NotFound' });
      expect(await refusedWith(views.view('auditor', 'costs', id, { knownAt: '2025-01-01T00:00:00Z' }))).toEqual({
        code: 'NotFound',
      });
    });

    it('a position that has not been reached are those of now', async () => {
      expect(await statusKnownAt('999999')).toEqual(await statusKnownAt());
    });
  });

  it('refuse a question that is none, and say which part', async () => {
    const asking = (asked: object) => refusedWith(views.view(REGION, 'costs', id, asked));
    for (const asOf of ['2026-02-30', '2026-2-1', 'today', '', '1799-12-31', '3000-01-01'])
      expect(await asking({ asOf })).toEqual({ code: 'BadRequest', pointer: '/asOf' });
    const notReal = [
      '2027-02-30T08:00:00Z',
      '2026-01-15T24:00:00Z',
      '2026-01-15T08:60:00Z',
      '2026-01-15T08:00:00+25:00',
    ];
    for (const knownAt of [
      '-1',
      '1.5',
      '01',
      'yesterday',
      '2026-02-30T08:00:00',
      '2026-13-01T08:00:00Z',
      '',
      ...notReal,
    ]) {
      expect([knownAt, await asking({ knownAt })]).toEqual([knownAt, { code: 'BadRequest', pointer: '/knownAt' }]);
    }
    for (const asOfPosition of ['', '01', 'x', '2026-01-15T08:00:00Z']) {
      const refused = { code: 'BadRequest', pointer: '/asOfPosition' };
      expect([asOfPosition, await asking({ asOfPosition })]).toEqual([asOfPosition, refused]);
      expect([asOfPosition, await asking({ asOfPosition, knownAt: '9' })]).toEqual([asOfPosition, refused]);
    }
  });
});
