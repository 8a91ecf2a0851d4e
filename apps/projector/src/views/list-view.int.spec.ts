import { birthday, type Day } from '#domain';
import { aCase, aRegistration, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, refusedWith, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { LIST_NAMES } from '../lists/lists.js';

type Item = Readonly<Record<string, unknown>>;

/** Of age on 2027-05-06, before the first review of the second case is due: its cancelling tells the birth date. */
const born = '2009-05-06' as Day;
const ofAge = birthday(born, 18);
const soonOfAge = aCase('P2')
  .registered({ person: { ...aRegistration.person, personId: uuid('person/B'), birthDate: born } })
  .started('2026-12-15');
const COMPLAINT = { kind: 'complaint', raisedBy: 'relative', concerns: [PLACING_PARTY] } as const;
const child = aCase('P1')
  .emergency({ registeredKommun: null })
  .started('2026-01-15')
  .deviation('2026-01-18', COMPLAINT, { of: '1' })
  .deviation('2026-01-19', COMPLAINT, { of: '2' });
const AGREEMENT = `agreement/${uuid('agreement/RÖK')}`;
const elsewhere = aCase('P3').registered({}, { by: 'kommun-2081.socialnamnden' });

describe('a list', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const told = await hub.tell([...dalarnaEvents(), ...[child, elsewhere, soonOfAge].flatMap(eventsOf)]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const list = async (...asked: Parameters<SpecViews['list']>): Promise<readonly Item[]> =>
    (await views.list(...asked)).items as Item[];
  const placementsOf = (items: readonly Item[]): readonly unknown[] =>
    [...new Set(items.map(({ placementId }) => placementId))].sort();

  it('says of which position it is, and holds everything up to it', async () => {
    const { asOfPosition, items } = await views.list('auditor', 'placements');
    expect(asOfPosition).toBe(await hub.log.head());
    expect(items).toHaveLength(3);
  });

  it('shows a party the cases whose principal it is, an auditor all, an operator none', async () => {
    const ids = (...stories: { placementId: string }[]) => stories.map(({ placementId }) => placementId).sort();
    expect(placementsOf(await list(PLACING_PARTY, 'placements'))).toEqual(ids(child, soonOfAge));
    expect(placementsOf(await list(REGION, 'placements'))).toEqual(ids(child, elsewhere, soonOfAge));
    expect(placementsOf(await list('kommun-2080', 'placements'))).toEqual([]);
    expect(placementsOf(await list('kommun-2080', 'deadlines'))).toEqual([]);
    for (const name of ['placements', 'deadlines', 'findings'] as const)
      expect(await refusedWith(views.list('operator', name))).toEqual({ code: 'Forbidden' });
  });

  it('has the same rows as the views of its placements, and of the agreement, on the day', async () => {
    for (const asOf of ['2026-01-20', '2026-03-16', '2027-05-05', '2027-05-06', '2029-01-01']) {
      for (const name of ['deadlines', 'findings'] as const) {
        const viewed = await Promise.all(
          [child, elsewhere, soonOfAge].map(
            async ({ placementId }) => (await views.view('auditor', name, placementId, { asOf })).body as Item[],
          ),
        );
        const listed = await list('auditor', name, { asOf, limit: '1000' });
        const ofAgreement = (await views.of('auditor', name, AGREEMENT, { asOf })).body as Item[];
        expect(ofAgreement.length).toBeGreaterThan(0);
        const byId = (items: readonly Item[]) =>
          Object.fromEntries(items.map((item) => [item['deadlineId'] ?? item['findingId'], item]));
        const told = ofAgreement.map((item) => ({ ...item, subject: AGREEMENT }));
        expect(byId(listed)).toEqual(byId([...viewed.flat(), ...told]));
      }
      const viewed = await views.view('auditor', 'placement', child.placementId, { asOf });
      const listed = await list('auditor', 'placements', { asOf });
      expect(viewed.body).toMatchObject(listed.find(({ placementId }) => placementId === child.placementId)!);
    }
  });

  it('tells the parties of an agreement, and their nämnder, what is due and found of it, and nobody else (A-126, B-001)', async () => {
    const ofAgreement = async (who: string, name: 'deadlines' | 'findings', asked: object = {}) =>
      (await list(who, name, asked)).filter(({ subject }) => subject === AGREEMENT);
    const expiry = { kind: 'agreementExpiry', dueOn: '2033-06-30', status: 'open' };
    for (const who of [PLACING_PARTY, REGION, 'kommun-2080', 'kommun-2080.aldrenamnden', 'region-20.bup', 'auditor']) {
      expect([who, await ofAgreement(who, 'deadlines')]).toMatchObject([who, [expiry]]);
      expect([who, await ofAgreement(who, 'findings')]).toMatchObject([
        who,
        [
          { rule: 'A-018', severity: 'breach' },
          { rule: 'B-001', severity: 'warning' },
        ],
      ]);
    }
    for (const who of ['kommun-2081.socialnamnden', 'kommun-2081', 'region-03']) {
      expect([who, await ofAgreement(who, 'deadlines')]).toEqual([who, []]);
      expect([who, await ofAgreement(who, 'findings')]).toEqual([who, []]);
    }
    const asked = { asOf: '2033-07-01', party: 'kommun-2080', kind: 'agreementExpiry' };
    expect(await ofAgreement(REGION, 'deadlines', { ...asked, status: 'lapsed' })).toHaveLength(1);
    expect(await ofAgreement(REGION, 'deadlines', { ...asked, status: 'open' })).toEqual([]);
    expect(await ofAgreement(REGION, 'deadlines', { ...asked, party: 'region-03' })).toEqual([]);
  });

  it('opens what is sealed because it tells a birth date, and only then says how it stands', async () => {
    const reviews = (asked: object) =>
      list('auditor', 'deadlines', { kind: 'reviewSoL', party: PLACING_PARTY, ...asked });
    const ofPerson = async (asked: object) =>
      (await reviews(asked)).filter(({ placementId }) => placementId === soonOfAge.placementId);
    expect(await ofPerson({ asOf: '2027-05-05' })).toMatchObject([{ status: 'open', dueOn: '2027-06-15' }]);
    expect(await ofPerson({ asOf: ofAge })).toMatchObject([{ status: 'cancelled', cancelledOn: ofAge }]);
    expect(await ofPerson({ asOf: ofAge, status: 'open' })).toEqual([]);
    expect(await ofPerson({ asOf: ofAge, status: 'cancelled' })).toHaveLength(1);
    expect(await ofPerson({ asOf: '2026-12-14' })).toEqual([]);
    expect(await ofPerson({ asOf: '2027-01-01', dueBefore: '2027-06-15' })).toEqual([]);
    expect(await ofPerson({ asOf: '2027-01-01', dueBefore: '2027-06-16' })).toHaveLength(1);
  });

  it('comes in pages that together are the whole, each saying where the next begins', async () => {
    const whole = await list('auditor', 'deadlines', { asOf: '2027-01-01' });
    const pages: Item[] = [];
    let after: string | undefined;
    do {
      const page = await views.list('auditor', 'deadlines', {
        asOf: '2027-01-01',
        limit: '2',
        ...(after === undefined ? {} : { after }),
      });
      pages.push(...(page.items as Item[]));
      expect(page.items.length).toBeLessThanOrEqual(2);
      after = page.next;
    } while (after !== undefined);
    expect(pages).toEqual(whole);
    expect(whole.length).toBeGreaterThan(2);
    expect((await views.list('auditor', 'placements', { limit: '3' })).next).toBeUndefined();
    expect((await views.list('auditor', 'placements', { limit: '2' })).next).toBeDefined();
  });

  it('is refused where a word of the question is none, and says which', async () => {
    const asking = (asked: object) => refusedWith(views.list('auditor', 'deadlines', asked));
    for (const limit of ['0', '1001', '-1', '1e2', 'many', '', '5.5'])
      expect([limit, await asking({ limit })]).toEqual([limit, { code: 'BadRequest', pointer: '/limit' }]);
    expect(await asking({ status: 'started' })).toEqual({ code: 'BadRequest', pointer: '/status' });
    expect(await asking({ asOf: '2026-02-29' })).toEqual({ code: 'BadRequest', pointer: '/asOf' });
    for (const dueBefore of ['soon', '2027-02-29', '2027-02-30', ''])
      expect(await asking({ dueBefore })).toEqual({ code: 'BadRequest', pointer: '/dueBefore' });
    for (const after of ['abc', 'null', '', ' ', '2026-01-01', uuid('person/B')])
      expect([after, await asking({ after })]).toEqual([after, { code: 'BadRequest', pointer: '/after' }]);
    for (const kind of ['x', 'reviewsol', 'reviewSoL ', ''])
      expect([kind, await asking({ kind })]).toEqual([kind, { code: 'BadRequest', pointer: '/kind' }]);
    for (const party of ['x', 'kommun-9999', 'region-99', 'kommun-2080.', 'auditor', ''])
      expect([party, await asking({ party })]).toEqual([party, { code: 'BadRequest', pointer: '/party' }]);
    for (const rule of ['x', ['A', '999'].join('-'), 'a-099', ''])
      expect(await refusedWith(views.list('auditor', 'findings', { rule }))).toEqual({
        code: 'BadRequest',
        pointer: '/rule',
      });
    expect(await refusedWith(views.list('auditor', 'placements', { status: 'open' }))).toEqual({
      code: 'BadRequest',
      pointer: '/status',
    });
  });

  it('says what would have been taken in the place of what is none', async () => {
    const expectedOf = (asked: object): Promise<unknown> =>
      views.list('auditor', 'deadlines', asked).then(
        () => 'answered',
        (error: unknown) => (error as { readonly problem: { readonly expected: string } }).problem.expected,
      );
    expect(await expectedOf({ kind: 'x' })).toMatch(/^[a-zA-Z0-9]+( \| [a-zA-Z0-9]+)+$/);
    expect(await expectedOf({ kind: 'x' })).toContain('emergencyCostAllocation');
    expect(await expectedOf({ status: 'x' })).toBe('open | met | overdue | lapsed | cancelled');
    expect(await expectedOf({ party: 'x' })).toBe('kommun-NNNN[.nämnd] | region-NN[.unit]');
    expect(await expectedOf({ limit: '0' })).toBe('1–1000');
    expect(await views.list('auditor', 'findings', { rule: 'A-099', party: 'region-03.bup' })).toMatchObject({
      items: [],
    });
  });

  describe('cut into pages', () => {
    const moved = (label: string) =>
      aCase(label).registered().started('2026-01-15').registrationChanged('2180', '2026-03-01', { at: '2026-03-02' });
    beforeAll(async () => {
      const told = await hub.tell([moved('P4'), moved('P5')].flatMap(eventsOf));
      expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
    });

    it.each(LIST_NAMES)('gives of %s as the next page’s beginning what it takes', async (name) => {
      const whole = await list('auditor', name, { asOf: ofAge });
      const page = await views.list('auditor', name, { asOf: ofAge, limit: '1' });
      const rest = await views.list('auditor', name, { asOf: ofAge, after: page.next! });
      expect(whole.length).toBeGreaterThan(1);
      expect([...page.items, ...rest.items]).toEqual(whole);
    });
  });

  it('leaves out what erasure has emptied', async () => {
    const path = () => list('auditor', 'deadlines', { asOf: ofAge, kind: 'reviewSoL' });
    const before = placementsOf(await path());
    expect(before).toContain(soonOfAge.placementId);
    await hub.keys.destroy(PLACING_PARTY, uuid('person/B'));
    expect(placementsOf(await path())).not.toContain(soonOfAge.placementId);
  });
});
