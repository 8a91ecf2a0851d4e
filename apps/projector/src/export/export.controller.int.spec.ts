import { readTar, verifyBundle, type BundleEvent, type Verdict } from '#bundle';
import { parseKeyText } from '#proof';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { auditorUnder, mandateOver } from '../../../../test/support/mandates.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor, type ViewsDoor } from '../../../../test/support/open-views-door.js';
import { eventually } from '../../../../test/support/eventually.js';
import { applied, asked } from '../../../../test/support/transfer-steps.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { type JobTold } from '../audit-jobs/audit-jobs.js';

const story = aCase('P1').emergency().started('2026-01-15');
/** Of whose deadlines one may be asked of another after a time, and one is IVO's to meet. */
const moving = applied(asked(aCase('P2').emergency().started('2026-01-15'), '2026-01-20'), '2026-03-02');
const of = `placement/${story.placementId}`;
const ALL = auditorUnder('auditor-ivo', mandateOver([PLACING_PARTY]));
const ELSEWHERE = auditorUnder('auditor-ivo', mandateOver(['kommun-1480']));
const NO_IDENTITY = auditorUnder('auditor-costs', mandateOver([PLACING_PARTY], ['case', 'cost', 'place', 'sensitive']));

describe('the doors of exports', () => {
  let hub: SpecHub;
  let door: ViewsDoor;
  beforeEach(async () => {
    hub = await openSpecHub();
    door = await openViewsDoor(hub, await openSpecRows(hub), [PLACING_PARTY, REGION, 'auditor', 'operator'], {
      others: new Map([
        ['ivo', ALL],
        ['elsewhere', ELSEWHERE],
        ['costs', NO_IDENTITY],
      ]),
    });
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
  });
  afterEach(async () => {
    await door.app.close();
    await hub.close();
  });

  const ask = (who: string, path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${door.url}/v1/audit/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${door.tokens.get(who) ?? who}`, 'content-type': 'application/json' },
    });
  const begin = (who: string, question: object): Promise<Response> =>
    ask(who, 'export', { method: 'POST', body: JSON.stringify(question) });
  const told = async (answer: Response): Promise<JobTold> => (await answer.json()) as JobTold;
  const refused = async (answer: Response): Promise<unknown> => [
    answer.status,
    ((await answer.json()) as { readonly code: string }).code,
  ];
  const bundleFor = async (who: string, question: object): Promise<ReadonlyMap<string, Uint8Array>> => {
    const { jobId } = await told(await begin(who, question));
    await eventually(async () => {
      expect((await told(await ask(who, `jobs/${jobId}`))).state).toBe('done');
    });
    const answer = await ask(who, `jobs/${jobId}/result`);
    expect(answer.headers.get('content-type')).toBe('application/x-tar');
    return readTar(new Uint8Array(await answer.arrayBuffer()));
  };
  const verified = async (files: ReadonlyMap<string, Uint8Array>): Promise<Verdict> => {
    const key = parseKeyText((await (await ask('auditor', 'checkpoint-key')).text()).trim())!;
    return verifyBundle(files, { key, known: [] });
  };

  const events = (files: ReadonlyMap<string, Uint8Array>): readonly BundleEvent[] =>
    Buffer.from(files.get('events.ndjson')!)
      .toString('utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as BundleEvent);
  const json = (files: ReadonlyMap<string, Uint8Array>, name: string): unknown =>
    JSON.parse(Buffer.from(files.get(name)!).toString('utf8'));

  it('give an auditor a bundle in which all is shown to be what stands in the log', async () => {
    const verdict = await verified(await bundleFor('auditor', { of, complete: true }));
    expect(verdict.wrong).toEqual([]);
    expect(verdict.tried).toMatchObject({ opened: verdict.tried.proved, inPart: 0, erased: 0 });
    expect(verdict.tried.opened).toBeGreaterThan(3);
    expect(verdict.cannotExclude).toEqual(['rewritten', 'splitView']);
    expect(verdict.isComplete).toBe(true);
  });

  it.each([
    ['of a placement', story],
    ['of one whose deadlines are also IVO’s', moving],
  ])('give it the views that the doors of views answer on that day, %s', async (_which, told) => {
    if (told !== story) await hub.tell(eventsOf(told));
    const { placementId } = told;
    const subject = `placement/${placementId}`;
    const files = await bundleFor('auditor', { of: subject, asOf: '2026-04-01' });
    const views = json(files, 'views.json') as readonly Record<string, readonly Record<string, unknown>[]>[];
    const own = views.find((view) => (view['subject'] as unknown) === subject)!;
    for (const view of ['deadlines', 'findings']) {
      const answer = await fetch(`${door.url}/v1/placements/${placementId}/${view}?asOf=2026-04-01`, {
        headers: { authorization: `Bearer ${door.tokens.get('auditor')!}` },
      });
      const there = (await answer.json()) as readonly Record<string, unknown>[];
      expect(own[view]).toEqual(there.map(({ placementId: _of, subject: _subject, ...one }) => one));
      expect(there.length).toBeGreaterThan(0);
    }
  });

  it('give of a time each history of which anything was recorded in it, and of another time nothing', async () => {
    const at = Date.parse((await hub.log.readStream(`case-${story.placementId}`))[0]!.recordedAt);
    const between = (from: number, to: number) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    const within = await bundleFor('auditor', between(at, at + 1));
    expect(new Set(events(within).map(({ leaf }) => leaf.stream))).toContain(`case-${story.placementId}`);
    expect((await verified(within)).wrong).toEqual([]);
    const before = await bundleFor('auditor', between(at - 2_000, at - 1_000));
    expect(events(before).map(({ leaf }) => leaf.stream)).not.toContain(`case-${story.placementId}`);
    expect((await verified(before)).wrong).toEqual([]);
  });

  it('open as much under a mandate as it opens: under one over all classes all, with keys', async () => {
    const files = await bundleFor('ivo', { of });
    const verdict = await verified(files);
    expect(verdict.wrong).toEqual([]);
    expect(verdict.tried.proved).toBe(verdict.tried.opened);
    expect(verdict.manifest.mandates).toMatchObject([{ parties: [PLACING_PARTY] }]);
  });

  it('open under one without who somebody is no birth date, no key by which it could be guessed, and say what is not tried', async () => {
    const files = await bundleFor('costs', { of });
    const all = Buffer.concat([...files.values()]).toString('utf8');
    const { birthDate } = story.facts.flatMap((fact) =>
      fact.type === 'placement.registered' ? [fact.data.person] : [],
    )[0]!;
    expect(all).not.toContain(birthDate);
    expect(json(files, 'keys.json')).toEqual([]);
    expect(files.get('ledger.ndjson')).toHaveLength(0);
    const verdict = await verified(files);
    expect(verdict.wrong).toEqual([]);
    expect(verdict.tried.inPart).toBeGreaterThan(0);
    expect(verdict.cannotExclude).toContain('notOpened');
    expect(Buffer.concat([...(await bundleFor('ivo', { of })).values()]).toString('utf8')).toContain(birthDate);
  });

  it('give nothing of whom no mandate is over, and every leaf of the log only to who reads of everybody', async () => {
    expect(await refused(await begin('elsewhere', { of }))).toEqual([404, 'NotFound']);
    expect(await refused(await begin('ivo', { of, complete: true }))).toEqual([403, 'Forbidden']);
    const period = { from: '2025-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
    const theirs = await bundleFor('elsewhere', period);
    expect(events(theirs).filter(({ leaf }) => leaf.stream.startsWith('case-'))).toEqual([]);
    expect(events(await bundleFor('ivo', period)).filter(({ leaf }) => leaf.stream.startsWith('case-'))).not.toEqual(
      [],
    );
  });

  it('are closed to parties and to the operator', async () => {
    for (const who of [PLACING_PARTY, 'operator']) expect((await begin(who, { of })).status).toBe(403);
  });

  it('tell of a job, cancel it and give it to whoever began it alone', async () => {
    const { jobId } = await told(await begin('auditor', { of }));
    for (const path of [`jobs/${jobId}`, `jobs/${jobId}/result`])
      expect(await refused(await ask('ivo', path))).toEqual([404, 'NotFound']);
    expect((await told(await ask('auditor', `jobs/${jobId}`, { method: 'DELETE' }))).state).toBe('cancelled');
    expect(await refused(await ask('auditor', `jobs/${jobId}/result`))).toEqual([404, 'NotFound']);
    expect(await refused(await ask('auditor', 'jobs/none'))).toEqual([404, 'NotFound']);
  });

  it('open it by what may be seen when it is fetched, not when it was asked for: what was erased meanwhile is erased', async () => {
    const { jobId } = await told(await begin('auditor', { of }));
    await eventually(async () => {
      expect((await told(await ask('auditor', `jobs/${jobId}`))).state).toBe('done');
    });
    const person = story.facts.flatMap((fact) => (fact.type === 'placement.registered' ? [fact.data.person] : []))[0]!;
    await hub.keys.destroy(PLACING_PARTY, person.personId);
    const answer = await ask('auditor', `jobs/${jobId}/result`);
    expect(answer.status).toBe(200);
    const all = Buffer.from(await answer.arrayBuffer()).toString('utf8');
    expect(all).not.toContain(person.birthDate);
  });

  it('show of who is erased that it was said, when and by whom, and that it is erased: proved as ever, and nothing accused', async () => {
    const person = story.facts.flatMap((fact) => (fact.type === 'placement.registered' ? [fact.data.person] : []))[0]!;
    await hub.erase(PLACING_PARTY, person.personId);
    const files = await bundleFor('auditor', { of, complete: true });
    const verdict = await verified(files);
    expect(verdict.wrong).toEqual([]);
    expect(verdict.tried.erased).toBeGreaterThan(0);
    expect(verdict.tried).toMatchObject({ erased: eventsOf(story).length, opened: 0, inPart: 0 });
    expect(Buffer.concat([...files.values()]).toString('utf8')).not.toContain(person.birthDate);
    const keys = json(files, 'keys.json') as readonly { readonly stream: string; readonly controller: string }[];
    expect(keys.filter(({ stream, controller }) => stream.startsWith('case-') && controller === PLACING_PARTY)).toEqual(
      [],
    );
    expect(json(files, 'views.json')).toContainEqual({ subject: of, state: 'erased', erased: [PLACING_PARTY] });
    expect(Buffer.from(files.get('report.html')!).toString('utf8')).toContain(`Gallrat av ${PLACING_PARTY}`);
  });

  it('refuse a question that is none', async () => {
    expect(await refused(await begin('auditor', { of, more: 1 }))).toEqual([400, 'UnknownField']);
    expect(await refused(await begin('auditor', {}))).toEqual([400, 'MissingField']);
  });
});
