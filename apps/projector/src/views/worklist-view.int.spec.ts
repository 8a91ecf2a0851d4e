import { PLACING_PARTY as KOMMUN, REGION } from '../../../../test/support/case-builder.js';
import { eyesOf, refusedWith } from '../../../../test/support/open-views.js';
import {
  elsewhere,
  full,
  overtaken,
  sip,
  tellWorklist,
  type ToldWorklist,
} from '../../../../test/support/told-worklist.js';
import { RECEIVER } from '../../../../test/support/transfer-steps.js';
import { type WorkItem } from '../lists/work-readings.js';
import { answerWorklist, countWorklist, type WorkAsked, type WorklistDeps } from './worklist-view.js';

const GAVLE = 'region-21';
const TODAY = '2026-03-20';
const REVIEWS = '2026-07-15';

describe('the worklist', () => {
  let hub: ToldWorklist['hub'];
  let views: ToldWorklist['views'];
  let deps: WorklistDeps;
  beforeAll(async () => {
    ({ hub, views, deps } = await tellWorklist());
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const page = (who: string, question: WorkAsked = {}, of: WorklistDeps = deps) =>
    answerWorklist(of, { asOf: TODAY, limit: '1000', ...question }, eyesOf(who));
  const list = async (...args: Parameters<typeof page>): Promise<readonly WorkItem[]> => (await page(...args)).items;
  const whats = (items: readonly WorkItem[]): readonly string[] => [...new Set(items.map(({ what }) => what))].sort();

  it('has what waits for the region’s word, each with whom it waits for, since when and with what it is answered', async () => {
    const items = await list(REGION, { kind: 'waiting', mine: 'true' });
    expect(whats(items)).toEqual([
      'agreementApproval',
      'closureConfirmation',
      'costApproval',
      'deviationInvestigation',
      'listConfirmation',
      'sipInvitation',
      'splitConfirmation',
    ]);
    expect(items.find(({ what }) => what === 'costApproval')).toEqual({
      kind: 'waiting',
      what: 'costApproval',
      id: expect.any(String) as string,
      subject: `costAllocation/${full.placementId}`,
      placementId: full.placementId,
      waitsFor: [REGION],
      mine: true,
      since: '2026-01-17',
      rule: 'A-098',
      answerWith: ['se.hvbhub.costAllocation.approved.v1'],
      message_sv: 'En version av kostnadsfördelningen väntar på godkännande.',
      message_en: 'A version of the cost allocation waits for approval.',
    });
    expect(items.find(({ what }) => what === 'sipInvitation')).toMatchObject({
      subject: `sip/${sip.sipId}`,
      since: '2026-01-12',
      answerWith: ['se.hvbhub.sip.invitationAnswered.v1'],
    });
    expect(items.every(({ mine }) => mine)).toBe(true);
  });

  it('shows who is asked for an answer that it is, before it has any part in the case, and nothing else of it', async () => {
    expect(await list(RECEIVER, { kind: 'waiting' })).toMatchObject([
      { what: 'transferAnswer', mine: true, since: '2026-03-02', dueOn: '2026-03-02', waitsFor: [RECEIVER] },
    ]);
    expect(await list(GAVLE)).toMatchObject([
      { what: 'handoverAnswer', mine: true, since: '2026-03-10', waitsFor: [GAVLE] },
      { what: 'finding', rule: 'A-075', mine: true, since: '2026-03-11', waitsFor: [GAVLE] },
    ]);
  });

  it('shows the others of the case that it waits for another, and a stranger nothing', async () => {
    const ofKommun = await list(KOMMUN, { kind: 'waiting', mine: 'false' });
    expect(whats(ofKommun)).toEqual([
      'closureConfirmation',
      'costApproval',
      'handoverAnswer',
      'listConfirmation',
      'sipInvitation',
      'splitConfirmation',
      'transferAnswer',
    ]);
    expect(ofKommun.every(({ mine }) => !mine)).toBe(true);
    expect(await list('region-03')).toEqual([]);
    expect(await refusedWith(page('operator'))).toEqual({ code: 'Forbidden' });
  });

  it('has open deadlines with whose they are, and those that were missed, but none that is met (A-060, A-099)', async () => {
    const items = await list(KOMMUN, { kind: 'deadline' });
    expect(items.find(({ what }) => what === 'reviewSoL')).toMatchObject({
      placementId: full.placementId,
      dueOn: REVIEWS,
      since: '2026-01-15',
      mine: true,
      rule: 'A-060',
      answerWith: ['se.hvbhub.placement.reviewed.v1'],
    });
    expect(items.find(({ what }) => what === 'emergencyCostAllocation')).toMatchObject({ dueOn: '2026-03-15' });
    expect(whats(items)).not.toContain('emergencyRegistration');
    expect(whats(await list(KOMMUN, { kind: 'deadline', asOf: '2026-01-14' }))).not.toContain('reviewSoL');
    expect(whats(await list(KOMMUN, { kind: 'deadline', asOf: '2026-01-15' }))).toContain('reviewSoL');
  });

  it('has what was missed as long as there is something left to do, though it stays overdue (S-019)', async () => {
    const { placementId } = overtaken;
    const answers = async (asOf: string) =>
      (await list(KOMMUN, { asOf, kind: 'deadline' })).filter(
        (item) => item.placementId === placementId && item.what === 'caseTransferAnswer',
      );
    expect(await answers('2026-03-17')).toMatchObject([{ dueOn: '2026-03-02', waitsFor: [RECEIVER], mine: false }]);
    expect(await answers('2026-03-18')).toEqual([]);
    const listed = await views.list(KOMMUN, 'deadlines', {
      asOf: TODAY,
      kind: 'caseTransferAnswer',
      status: 'overdue',
    });
    expect(listed.items).toContainEqual(expect.objectContaining({ placementId }));
  });

  it('has findings that somebody can answer, and none that stays (A-078, H-007)', async () => {
    const items = await list(KOMMUN, { kind: 'finding' });
    const ofRule = (rule: string) => items.find((item) => item.rule === rule);
    expect(ofRule('S-012')).toMatchObject({
      ...{ what: 'finding', severity: 'warning', since: '2026-01-15', waitsFor: [KOMMUN], mine: true },
      answerWith: ['se.hvbhub.placement.socialSecretaryNamed.v1'],
    });
    expect(items.filter(({ answerWith, waitsFor }) => !answerWith?.length || waitsFor.length === 0)).toEqual([]);
    const listed = (await views.list(KOMMUN, 'findings', { asOf: TODAY, status: 'open', limit: '1000' }))
      .items as readonly { findingId: string; waitsFor?: readonly string[] }[];
    expect(items.map(({ id }) => id).sort()).toEqual(
      listed.flatMap(({ findingId, waitsFor }) => (waitsFor ? [findingId] : [])).sort(),
    );
  });

  it('is sorted by day due, then severity, then since when: what has no day comes last, a birthday’s first', async () => {
    const items = await list('auditor');
    const ranks = { breach: 0, warning: 1, info: 2 } as const;
    const { workDeadlines, workFindings } = views.rows.queries();
    const rows = await Promise.all(
      [workDeadlines, workFindings].map((read) => read({ asOf: TODAY, today: TODAY, limit: 1000 })),
    );
    const ofABirthday = rows.flat().filter(({ sealed }) => sealed !== null).length;
    expect(ofABirthday).toBeGreaterThan(0);
    const dated = items.slice(ofABirthday);
    const keys = dated.map(
      ({ dueOn = '9999-12-31', severity, since }) => `${dueOn} ${severity ? ranks[severity] : 3} ${since}`,
    );
    expect(keys).toEqual([...keys].sort());
    const first = items.slice(0, ofABirthday);
    expect(first.find(({ what }) => what === 'lvuAgeLimit')).toMatchObject({ dueOn: '2027-05-06' });
    expect(dated.map(({ what }) => what)).not.toContain('lvuAgeLimit');
    expect(new Set(items.map(({ kind }) => kind)).size).toBe(3);
  });

  it('is given page by page, without a gap and without a row twice', async () => {
    const all = (await list(KOMMUN)).map(({ id }) => id);
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const one: Awaited<ReturnType<typeof page>> = await page(KOMMUN, {
        limit: '3',
        ...(next === '' ? {} : { after: next }),
      });
      expect(one.items.length).toBeLessThanOrEqual(3);
      seen.push(...one.items.map(({ id }) => id));
      next = one.next;
    }
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(9);
  });

  it('is narrowed to what is due before a day: that day itself is not', async () => {
    const before = async (dueBefore: string) => (await list(KOMMUN, { dueBefore })).map(({ what }) => what);
    expect(await before('2026-07-15')).not.toContain('reviewSoL');
    expect(await before('2026-07-16')).toContain('reviewSoL');
    expect(await before('2026-07-16')).not.toContain('finding');
    expect(await before('2027-05-06')).not.toContain('lvuAgeLimit');
    expect(await before('2027-05-07')).toContain('lvuAgeLimit');
  });

  it('holds of another day: what was not there yet is not shown, and what the hub holds now is not either', async () => {
    const then = await page(REGION, { asOf: '2026-01-17' });
    expect(whats(then.items.filter(({ kind }) => kind === 'waiting'))).toEqual([
      'agreementApproval',
      'costApproval',
      'listConfirmation',
      'sipInvitation',
    ]);
    expect(then.sources).toEqual(['deadlines', 'findings', 'waiting']);
    expect(whats(await list(REGION, { asOf: '2026-01-16', kind: 'waiting' }))).not.toContain('costApproval');
  });

  it('has the asking party’s own messages that wait and that were refused, where the hub’s state is at hand', async () => {
    const today = hub.time.today();
    const ofRegion = await page(REGION, { asOf: today, kind: 'waiting' });
    expect(ofRegion.items.filter(({ what }) => what === 'message')).toMatchObject([
      { id: 'ahead', subject: `costAllocation/${full.placementId}`, mine: false, waitsFor: [], since: '2026-03-19' },
    ]);
    const ofKommun = await list(KOMMUN, { asOf: today, kind: 'waiting', mine: 'true' });
    expect(ofKommun.filter(({ what }) => what === 'quarantined')).toMatchObject([
      {
        subject: expect.stringMatching(/^quarantine\//) as string,
        mine: true,
        waitsFor: [KOMMUN],
        since: '2026-03-19',
      },
    ]);
    expect(ofRegion.sources).toEqual(['deadlines', 'findings', 'waiting', 'messages', 'quarantine']);
    expect(whats(await list(KOMMUN, { asOf: today, kind: 'deadline' }))).not.toContain('quarantined');
  });

  it('says that it has not looked there where the state is another process’s', async () => {
    const { held: _none, ...alone } = deps;
    const today = hub.time.today();
    const apart = await page(KOMMUN, { asOf: today }, alone);
    expect(apart.sources).toEqual(['deadlines', 'findings', 'waiting']);
    expect(whats(apart.items)).not.toContain('quarantined');
    expect(apart.asOfPosition).toBe(await hub.log.head());
  });

  it('is an auditor’s to read in whole, of which nothing is its own', async () => {
    const items = await list('auditor');
    expect(items.some(({ mine }) => mine)).toBe(false);
    expect(await list('auditor', { mine: 'true' })).toEqual([]);
    expect(await list('auditor', { mine: 'false' })).toEqual(items);
    expect(items.map(({ placementId }) => placementId)).toContain(elsewhere.placementId);
  });

  it('is counted as it is listed: mine and others’, by kind, past its day, and breaches', async () => {
    for (const who of [KOMMUN, REGION, 'auditor', 'region-03']) {
      const items = await list(who);
      const { counts } = await countWorklist(deps, { asOf: TODAY }, eyesOf(who));
      const number = (is: (item: WorkItem) => boolean) => ({
        mine: items.filter((item) => is(item) && item.mine).length,
        others: items.filter((item) => is(item) && !item.mine).length,
      });
      expect(counts).toEqual({
        ...{ asOf: TODAY, asOfPosition: await hub.log.head(), isWhole: true },
        deadline: number(({ kind }) => kind === 'deadline'),
        finding: number(({ kind }) => kind === 'finding'),
        waiting: number(({ kind }) => kind === 'waiting'),
        pastDue: number(({ dueOn }) => dueOn !== undefined && dueOn < TODAY),
        breach: number(({ severity }) => severity === 'breach'),
      });
    }
    expect(await refusedWith(countWorklist(deps, {}, eyesOf('operator')))).toEqual({ code: 'Forbidden' });
  });

  it.each([
    ['mine', 'yes'],
    ['kind', 'reviewSoL'],
    ['dueBefore', '2026-13-01'],
    ['asOf', 'today'],
    ['limit', '0'],
    ['limit', '1001'],
    ['after', 'x'],
  ])('refuses %s=%s, with its pointer', async (word, text) => {
    expect(await refusedWith(page(KOMMUN, { [word]: text }))).toEqual({ code: 'BadRequest', pointer: `/${word}` });
  });
});
