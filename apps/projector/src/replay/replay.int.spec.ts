/** The auditor's door to replays, over HTTP: who may ask, what is refused, and what each event changed. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { aCase, day, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { type Replay } from './answer-replay.js';

const story = aCase('P1').emergency().started('2026-01-15').ended('2026-03-01');
const sip = aSip('S1')
  .needed()
  .consent('2026-01-12', { validTo: day('2026-12-31') })
  .invited(REGION);
const OF = `placement/${story.placementId}`;

describe('GET /v1/audit/replay', () => {
  let hub: SpecHub;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  beforeAll(async () => {
    hub = await openSpecHub();
    const told = await hub.tell([...dalarnaEvents(), ...eventsOf(story), ...eventsOf(sip)]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
    ({ app, url, tokens } = await openViewsDoor(hub, await openSpecRows(hub), [PLACING_PARTY, 'operator', 'auditor']));
  });
  afterAll(async () => {
    await app.close();
    await hub.close();
  });

  const ask = async (query: Readonly<Record<string, string>>, who = 'auditor') => {
    const headers = { authorization: `Bearer ${tokens.get(who)}` };
    const answer = await fetch(`${url}/v1/audit/replay?${new URLSearchParams(query).toString()}`, { headers });
    return { status: answer.status, body: (await answer.json()) as Replay & { code?: string; pointer?: string } };
  };
  const replayed = async (query: Readonly<Record<string, string>>): Promise<Replay> => {
    const { status, body } = await ask({ of: OF, ...query });
    expect([status, body.code]).toEqual([200, undefined]);
    return body;
  };
  const view = async (path: string): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${tokens.get('auditor')}` };
    return (await (await fetch(`${url}/v1/placements/${story.placementId}${path}`, { headers })).json()) as Record<
      string,
      unknown
    >;
  };

  it('tells of each event of a case what it changed in the view, and of those that changed nothing that they did not', async () => {
    const { steps, changes, next, ...head } = await replayed({ asOf: '2026-06-01' });
    expect(head).toEqual({
      of: OF,
      view: 'placement',
      asOf: '2026-06-01',
      knownFrom: '0',
      asOfPosition: await hub.log.head(),
    });
    expect(next).toBeNull();
    const byType = (type: string) => steps.filter((step) => step.type === `se.hvbhub.placement.${type}.v1`);
    const [registered, ended] = [byType('registered'), byType('ended')];
    expect(registered).toHaveLength(1);
    expect(registered[0]!.changes).toEqual([
      { pointer: '', after: expect.objectContaining({ placementId: story.placementId }) },
    ]);
    expect(ended[0]!.changes).toContainEqual({ pointer: '/status', before: 'started', after: 'ended' });
    expect(byType('findingRaised').flatMap((step) => step.changes)).toEqual([]);
    const { asOf: _day, asOfPosition: _at, ...now } = await view('?asOf=2026-06-01');
    expect(changes).toEqual([{ pointer: '', after: now }]);
  });

  it('begins and ends where it is told, and says what differs between the two', async () => {
    const all = await replayed({ asOf: '2026-06-01' });
    const at = all.steps.findIndex(({ type }) => type === 'se.hvbhub.placement.ended.v1');
    const [before, ended] = [all.steps[at - 1]!, all.steps[at]!];
    const one = await replayed({ asOf: '2026-06-01', knownFrom: before.position, knownAt: ended.position });
    expect(one.steps).toEqual([ended]);
    expect(one.changes).toEqual(ended.changes);
    expect([one.knownFrom, one.asOfPosition]).toEqual([before.position, ended.position]);
    const none = await replayed({ knownFrom: ended.position, knownAt: ended.position });
    expect([none.steps, none.changes]).toEqual([[], []]);
    const instant = await replayed({ asOf: '2026-06-01', knownFrom: before.recordedAt, knownAt: ended.recordedAt });
    expect(instant.steps.map(({ position }) => position)).toContain(ended.position);
    expect(instant.changes).toContainEqual({ pointer: '/status', before: 'started', after: 'ended' });
  });

  it('tells of what stands beside a case where it changed what is seen, and only there', async () => {
    const beside = ({ steps }: Replay) => steps.filter(({ type }) => /\.(sip|agreement)\./.test(type));
    const deadlines = beside(await replayed({ view: 'deadlines', limit: '200' }));
    expect(deadlines.every(({ changes }) => changes.length > 0)).toBe(true);
    const costs = await replayed({ view: 'costs', limit: '200' });
    expect(beside(costs).filter(({ type }) => type.includes('.sip.'))).toEqual([]);
  });

  it('is told page by page, each going on where the one before ended, to the same steps', async () => {
    const whole = await replayed({ view: 'responsibility' });
    const steps = [];
    let after: string | null = null;
    do {
      const page: Replay = await replayed({ view: 'responsibility', limit: '2', ...(after === null ? {} : { after }) });
      expect(page.steps.length).toBeLessThanOrEqual(2);
      expect(page.changes).toEqual(whole.changes);
      steps.push(...page.steps);
      after = page.next;
    } while (after !== null);
    expect(steps).toEqual(whole.steps);
  });

  it('is the auditor’s alone, and of what is there', async () => {
    for (const who of [PLACING_PARTY, 'operator']) expect((await ask({ of: OF }, who)).status).toBe(403);
    expect((await ask({ of: `placement/${uuid('placement/nobody')}` })).body.code).toBe('NotFound');
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{}, '/of'],
    [{ of: 'placement/x' }, '/of'],
    [{ of: OF, view: 'sip' }, '/view'],
    [{ of: OF, view: 'none' }, '/view'],
    [{ of: OF, limit: '0' }, '/limit'],
    [{ of: OF, limit: '201' }, '/limit'],
    [{ of: OF, knownFrom: 'x' }, '/knownFrom'],
    [{ of: OF, knownAt: 'x' }, '/knownAt'],
    [{ of: OF, after: 'x' }, '/after'],
    [{ of: OF, asOf: '2026-02-30' }, '/asOf'],
    [{ of: OF, other: '1' }, '/other'],
  ])('refuses %j by its pointer', async (query, pointer) => {
    const { status, body } = await ask(query);
    expect([status, body.code, body.pointer]).toEqual([400, 'BadRequest', pointer]);
  });
});
