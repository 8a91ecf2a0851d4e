import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { auditorUnder, mandateOver } from '../../../../test/support/mandates.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor, type ViewsDoor } from '../../../../test/support/open-views-door.js';
import { recordingLedger, type RecordingLedger } from '../../../../test/support/recording-ledger.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { type JobTold } from '../audit-jobs/audit-jobs.js';
import { type PastListPage } from './past-list.js';

const OTHER_KOMMUN = 'kommun-0380.socialnamnden';
const first = aCase('P1').emergency().started('2026-01-15');
const second = aCase('P2').emergency().started('2026-01-16');
const theirs = aCase('P9').emergency({ registeredKommun: '0380' as never }, { by: OTHER_KOMMUN });
const later = aCase('P3').emergency().started('2026-01-17');
const IVO = auditorUnder('auditor-ivo', mandateOver([PLACING_PARTY]));
const COSTS = auditorUnder('auditor-costs', mandateOver([PLACING_PARTY], ['cost']));
const ELSEWHERE = auditorUnder('auditor-ivo', mandateOver(['kommun-1480']));

describe('the doors of lists as they were known', () => {
  let hub: SpecHub;
  let door: ViewsDoor;
  let ledger: RecordingLedger;
  let then: string;
  beforeEach(async () => {
    hub = await openSpecHub();
    ledger = recordingLedger();
    const others = new Map([
      ['ivo', IVO],
      ['costs', COSTS],
      ['elsewhere', ELSEWHERE],
    ]);
    const askers = [PLACING_PARTY, REGION, 'auditor', 'operator'];
    door = await openViewsDoor(hub, await openSpecRows(hub), askers, { others, book: ledger.book });
    await hub.tell([...dalarnaEvents(), ...[first, second, theirs].flatMap((one) => eventsOf(one))]);
    then = await hub.log.head();
    await hub.tell(eventsOf(later));
  });
  afterEach(async () => {
    await door.app.close();
    await hub.close();
  });

  const ask = (who: string, path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${door.url}/v1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${door.tokens.get(who) ?? who}`, 'content-type': 'application/json' },
    });
  const begin = (who: string, question: object): Promise<Response> =>
    ask(who, 'audit/lists', { method: 'POST', body: JSON.stringify(question) });
  const told = async (answer: Response): Promise<JobTold> => (await answer.json()) as JobTold;
  const refused = async (answer: Response): Promise<unknown> => {
    const { code, pointer } = (await answer.json()) as { readonly code: string; readonly pointer?: string };
    return [answer.status, code, ...(pointer === undefined ? [] : [pointer])];
  };
  const made = async (who: string, question: object): Promise<string> => {
    const { jobId, kind } = await told(await begin(who, question));
    expect(kind).toBe('list');
    await eventually(async () => {
      expect((await told(await ask(who, `audit/jobs/${jobId}`))).state).toBe('done');
    });
    return jobId;
  };
  const page = async (who: string, jobId: string, query = ''): Promise<PastListPage> => {
    const answer = await ask(who, `audit/jobs/${jobId}/rows${query}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as PastListPage;
  };
  const ids = ({ items }: PastListPage): readonly unknown[] => items.map((item) => item['placementId']);
  const inOrder = (...cases: readonly (typeof first)[]): readonly unknown[] =>
    cases.map(({ placementId }) => placementId).sort();

  it('give the list that was then, and not what has come since', async () => {
    const jobId = await made('auditor', { list: 'placements', knownAt: then, asOf: '2026-02-01' });
    const list = await page('auditor', jobId);
    expect(list).toMatchObject({ list: 'placements', asOf: '2026-02-01', asOfPosition: then, next: null });
    expect(ids(list)).toEqual(inOrder(first, second, theirs));
    const now = await made('auditor', { list: 'placements', knownAt: await hub.log.head(), asOf: '2026-02-01' });
    expect(ids(await page('auditor', now))).toEqual(inOrder(first, second, theirs, later));
    const asListed = await ask('auditor', 'placements?asOf=2026-02-01');
    expect((await page('auditor', now)).items).toEqual(await asListed.json());
  });

  it('give all of one kommun by its name, page after page', async () => {
    const jobId = await made('auditor', { list: 'placements', knownAt: then, party: PLACING_PARTY });
    const one = await page('auditor', jobId, '?limit=1');
    expect(one.next).toBe('1');
    const two = await page('auditor', jobId, '?limit=1&after=1');
    expect(two.next).toBeNull();
    expect([...ids(one), ...ids(two)]).toEqual(inOrder(first, second));
    expect(await page('auditor', jobId, '?after=2')).toMatchObject({ items: [], next: null });
  });

  it('tell how much of the log has been read, in events', async () => {
    const jobId = await made('auditor', { list: 'deadlines', knownAt: then });
    const { done, total } = await told(await ask('auditor', `audit/jobs/${jobId}`));
    expect(total).toBeGreaterThan(3);
    expect(done).toBe(total);
  });

  it('show an auditor of the register what its mandates are over now, and of each row what they open', async () => {
    const jobId = await made('ivo', { list: 'placements', knownAt: then });
    const list = await page('ivo', jobId);
    expect(ids(list)).toEqual(inOrder(first, second));
    expect(list.items[0]).not.toHaveProperty('withheld');
    const narrow = await page('costs', await made('costs', { list: 'placements', knownAt: then }));
    expect(narrow.items.every((item) => 'withheld' in item && !('hvbId' in item))).toBe(true);
    expect(ids(await page('elsewhere', await made('elsewhere', { list: 'placements', knownAt: then })))).toEqual([]);
  });

  it('enter that it was asked for, and each page for the authority whose it is, before it leaves', async () => {
    const jobId = await made('ivo', { list: 'placements', knownAt: then });
    expect(ledger.entries.map(({ door: at, outcome }) => [at, outcome])).toEqual([['auditList', 'disclosed']]);
    await page('ivo', jobId);
    const [, entry, ...more] = ledger.entries;
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ controller: PLACING_PARTY, door: 'auditList', position: await hub.log.head() });
    expect(entry!.items.map(({ subject }) => subject.id).sort()).toEqual(inOrder(first, second));
    expect(entry!.items[0]!.ground).toMatchObject({ kind: 'mandate' });
  });

  it('show nothing of who has been erased since it was made, nor keep it in a form that can be read', async () => {
    const jobId = await made('auditor', { list: 'placements', knownAt: then });
    const person = first.facts.flatMap((fact) => (fact.type === 'placement.registered' ? [fact.data.person] : []))[0]!;
    await hub.erase(PLACING_PARTY, person.personId);
    expect(ids(await page('auditor', jobId))).not.toContain(first.placementId);
    const after = await made('auditor', { list: 'placements', knownAt: then });
    expect(ids(await page('auditor', after))).not.toContain(first.placementId);
  });

  it('are closed to parties and the operator, and of another’s job nothing is told', async () => {
    const question = { list: 'placements', knownAt: then };
    for (const who of [PLACING_PARTY, REGION, 'operator']) expect((await begin(who, question)).status).toBe(403);
    const jobId = await made('auditor', question);
    expect(await refused(await ask('ivo', `audit/jobs/${jobId}/rows`))).toEqual([404, 'NotFound']);
    expect(await refused(await ask('auditor', `audit/jobs/${jobId}/result`))).toEqual([404, 'NotFound']);
    expect((await told(await ask('auditor', `audit/jobs/${jobId}`, { method: 'DELETE' }))).state).toBe('cancelled');
    expect(await refused(await ask('auditor', `audit/jobs/${jobId}/rows`))).toEqual([404, 'NotFound']);
  });

  it('refuse a question that is none', async () => {
    const question = { list: 'placements', knownAt: then };
    expect(await refused(await begin('auditor', { knownAt: then }))).toEqual([400, 'MissingField', '/list']);
    expect(await refused(await begin('auditor', { ...question, list: 'people' }))).toEqual([
      400,
      'InvalidValue',
      '/list',
    ]);
    expect(await refused(await begin('auditor', { list: 'placements' }))).toEqual([400, 'MissingField', '/knownAt']);
    expect(await refused(await begin('auditor', { ...question, knownAt: 'then' }))).toEqual([
      400,
      'BadRequest',
      '/knownAt',
    ]);
    expect(await refused(await begin('auditor', { ...question, asOf: '2026-02-30' }))).toEqual([
      400,
      'BadRequest',
      '/asOf',
    ]);
    expect(await refused(await begin('auditor', { ...question, status: 7 }))).toEqual([400, 'WrongType', '/status']);
    expect(await refused(await begin('auditor', { ...question, status: 'lost' }))).toEqual([
      400,
      'BadRequest',
      '/status',
    ]);
    expect(await refused(await begin('auditor', { ...question, rule: 'A-061' }))).toEqual([
      400,
      'UnknownField',
      '/rule',
    ]);
    expect(await refused(await begin('auditor', { ...question, more: '1' }))).toEqual([400, 'UnknownField', '/more']);
    const jobId = await made('auditor', question);
    expect(await refused(await ask('auditor', `audit/jobs/${jobId}/rows?limit=0`))).toEqual([
      400,
      'BadRequest',
      '/limit',
    ]);
    expect(await refused(await ask('auditor', `audit/jobs/${jobId}/rows?after=-1`))).toEqual([
      400,
      'BadRequest',
      '/after',
    ]);
  });
});
