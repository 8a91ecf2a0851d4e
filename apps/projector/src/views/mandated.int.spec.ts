/** What an auditor of the register sees under a mandate over some parties, at every door over HTTP (A16). */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Principal } from '#access';
import { aCase, aRegistration, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { auditorUnder, mandateOver } from '../../../../test/support/mandates.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const OTHER_KOMMUN = 'kommun-0380.socialnamnden';
const mine = ['P1', 'P2', 'P3'].map((label) => aCase(label).emergency().started('2026-01-15'));
const theirs = aCase('P9').emergency({ registeredKommun: '0380' as never }, { by: OTHER_KOMMUN });
const sip = aSip('S1').needed().consent('2026-01-12').invited('region-20');
const concern = aConcern().reported('2026-02-02');

const under = (auditor: string, parties: readonly string[]): readonly [string, Principal] => [
  auditor,
  auditorUnder(auditor, ...(parties.length > 0 ? [mandateOver(parties)] : [])),
];
const IVO = 'auditor-ivo';
const OF_BOTH = 'auditor-both';
const OF_OTHER = 'auditor-other';
const OF_NONE = 'auditor-none';

describe('an auditor with a mandate over some parties', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;

  beforeEach(async () => {
    hub = await openSpecHub();
    const stories = [...mine, theirs, sip, concern].flatMap((one) => eventsOf(one));
    const told = await hub.tell([...dalarnaEvents(), ...stories]);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
    rows = await openSpecRows(hub);
    const others = new Map([
      under(IVO, [PLACING_PARTY]),
      under(OF_BOTH, [PLACING_PARTY, REGION]),
      under(OF_OTHER, [OTHER_KOMMUN]),
      under(OF_NONE, []),
    ]);
    ({ app, url } = await openViewsDoor(hub, rows, [], { others }));
    await rows.all();
  });
  afterEach(async () => {
    await app.close();
    await hub.close();
  });

  const get = (path: string, who: string): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { authorization: `Bearer ${who}` } });
  const status = async (path: string, who: string): Promise<number> => (await get(path, who)).status;
  const body = async <Answer>(path: string, who: string): Promise<Answer> => {
    const response = await get(path, who);
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as Answer;
  };
  const placements = async (who: string, query = ''): Promise<readonly string[]> =>
    (await body<readonly { readonly placementId: string }[]>(`/v1/placements${query}`, who)).map(
      (one) => one.placementId,
    );
  const whatIf = async (placementId: string, who: string): Promise<number> => {
    const headers = { authorization: `Bearer ${who}`, 'content-type': 'application/json' };
    const asked = JSON.stringify({ of: `placement/${placementId}`, settings: { emergencyMonths: 3 } });
    return (await fetch(`${url}/v1/audit/what-if`, { method: 'POST', headers, body: asked })).status;
  };
  const [first] = mine;

  it('sees whole what one of them is principal of, and of all else that nothing is there', async () => {
    const views = [
      '',
      '/responsibility',
      '/costs',
      '/deadlines',
      '/findings',
      '/timeline',
      '/deviations',
      '/retention',
    ];
    for (const view of views) {
      expect([view, await status(`/v1/placements/${first!.placementId}${view}`, IVO)]).toEqual([view, 200]);
      expect([view, await status(`/v1/placements/${theirs.placementId}${view}`, IVO)]).toEqual([view, 404]);
      expect([view, await status(`/v1/placements/${first!.placementId}${view}`, OF_OTHER)]).toEqual([view, 404]);
    }
    const timeline = await body<{ readonly entries: readonly { readonly withheld?: unknown }[] }>(
      `/v1/timeline?of=placement/${first!.placementId}`,
      IVO,
    );
    expect(timeline.entries.filter(({ withheld }) => withheld !== undefined)).toEqual([]);
  });

  it('sees the SIPs and the concerns of those alone', async () => {
    for (const path of [`/v1/sips/${sip.sipId}`, `/v1/concerns/${concern.concernId}`]) {
      expect([path, await status(path, IVO)]).toEqual([path, 200]);
      expect([path, await status(path, OF_OTHER)]).toEqual([path, 404]);
    }
  });

  it('has in lists the rows of those, each once, and on pages that join to the whole', async () => {
    const all = mine.map(({ placementId }) => placementId).sort();
    expect(await placements(IVO)).toEqual(all);
    expect(await placements(OF_BOTH)).toEqual(all);
    expect(await placements(OF_OTHER)).toEqual([theirs.placementId]);
    for (const who of [IVO, OF_BOTH]) {
      const paged: string[] = [];
      for (let path = '/v1/placements?limit=2'; path !== '';) {
        const response = await get(path, who);
        const page = (await response.json()) as readonly { readonly placementId: string }[];
        paged.push(...page.map((one) => one.placementId));
        path = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
        if (path !== '') expect(page).toHaveLength(2);
      }
      expect([who, paged]).toEqual([who, all]);
    }
    expect(await status('/v1/placements', OF_NONE)).toBe(403);
  });

  it('counts in the worklist what its pages hold', async () => {
    type Counts = Readonly<Record<'deadline' | 'finding', { readonly mine: number; readonly others: number }>>;
    for (const who of [IVO, OF_BOTH, OF_OTHER]) {
      const items = await body<readonly { readonly kind: string; readonly subject: string }[]>(
        '/v1/worklist?limit=1000',
        who,
      );
      const counts = await body<Counts>('/v1/worklist/counts', who);
      for (const kind of ['deadline', 'finding'] as const)
        expect([who, kind, counts[kind]]).toEqual([
          ...[who, kind],
          { mine: 0, others: items.filter((one) => one.kind === kind).length },
        ]);
      const isTheirs = items.some(({ subject }) => subject === `placement/${theirs.placementId}`);
      expect([who, items.length > 0, isTheirs]).toEqual([who, true, who === OF_OTHER]);
    }
  });

  it('is told why of those alone', async () => {
    const of = `/v1/explain?recipient=${REGION}&of=placement/`;
    expect(await status(`${of}${first!.placementId}`, IVO)).toBe(200);
    expect(await status(`${of}${theirs.placementId}`, IVO)).toBe(404);
    expect(await status(`${of}${first!.placementId}`, OF_OTHER)).toBe(404);
  });

  it('asks what if of those alone', async () => {
    expect([await whatIf(first!.placementId, IVO), await whatIf(theirs.placementId, IVO)]).toEqual([200, 404]);
  });

  it('sees of what is erased that it is, where one of those has told of it', async () => {
    await hub.erase(PLACING_PARTY, aRegistration.person.personId);
    const path = `/v1/placements/${first!.placementId}`;
    expect(await body(path, IVO)).toMatchObject({ status: 'erased' });
    expect(await status(path, OF_OTHER)).toBe(404);
    expect([await whatIf(first!.placementId, IVO), await whatIf(first!.placementId, OF_OTHER)]).toEqual([200, 404]);
  });
});
