/** The first day of a user, in whatever way the hub is deployed: facts go in, views come out, and are there after a restart. */
import { randomUUID } from 'node:crypto';
import { schemaOf, MESSAGE_TYPES } from '#contracts';
import { type Receipt } from '#hub';
import { aCase, PLACING_PARTY, REGION } from '../support/case-builder.js';
import { eventually } from '../support/eventually.js';
import { urlsOf, type Deploy, type Deployed, type Deployment } from '../support/deployment.js';
import { untilThere } from '../support/patient-door.js';
import { dalarnaEvents, eventsOf, type WireEvent, sayerOf } from '../support/wire-events.js';

const story = aCase()
  .emergency({ registeredKommun: null }, { at: '2025-08-01' })
  .started('2025-08-02')
  .proposed('2025-08-05')
  .approvedByBoth('2025-08-20')
  .cost('K1', 10_000_01, '2025-08-02/2025-08-31');
const id = story.placementId;

const CLOSED = ['/v1/placements', `/v1/placements/${id}`, '/v1/schemas', '/metrics', '/docs', '/openapi.json'];
const VIEWS = ['', '/responsibility', '/costs', '/deadlines', '/findings', '/timeline'];
const LISTS = ['placements', 'handovers', 'deadlines', 'findings', 'agreements'];

type Json = Readonly<Record<string, unknown>>;

export function firstEventContract(deploy: Deploy): void {
  let deployment: Deployment;
  let hub: Deployed;
  let position = '';

  const view = async <Body = Json>(path: string, who: string): Promise<Body> => {
    const { status, body } = await hub.door.get(who, path);
    expect([path, status]).toEqual([path, 200]);
    return body as Body;
  };
  const ask = async (url: string, who: string): Promise<Response> => {
    const headers = await hub.as(who);
    return untilThere(() => fetch(url, { headers }));
  };
  const post = async (event: WireEvent): Promise<Receipt> => {
    const { status, body } = await hub.door.post(sayerOf(event), event);
    const [receipt] = body as [Receipt];
    expect([event.type, status, receipt.outcome]).toEqual([event.type, 202, 'accepted']);
    return receipt;
  };

  beforeAll(async () => {
    deployment = await deploy();
    hub = await deployment.start();
  });
  afterAll(async () => {
    await hub.end('SIGTERM');
    await deployment.close();
  });

  it('comes to be ready, and is open to nobody without a token but for its health', async () => {
    for (const url of urlsOf(hub)) {
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      await eventually(async () => {
        expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      });
    }
    for (const path of CLOSED) {
      const answer = await fetch(`${hub.readUrl}${path}`);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        401,
        'Unauthorized',
      ]);
    }
    expect((await fetch(`${hub.url}/v1/events`, { method: 'POST' })).status).toBe(401);
  });

  it('takes events, says what follows, and shows who is responsible, who pays and what is due', async () => {
    for (const event of [...dalarnaEvents(), ...eventsOf(story)]) position = (await post(event)).position!;
    const shown = <Body>(name: string): Promise<Body> =>
      view<Body>(`/v1/placements/${id}/${name}?waitFor=${position}`, REGION);
    expect((await shown<Json>('responsibility'))['areas']).not.toEqual([]);
    expect(await shown('costs')).toMatchObject({
      status: 'fixed',
      negotiation: 'settled',
      recordedOre: 10_000_01,
      byParty: [{ party: PLACING_PARTY, amountOre: 10_000_01 }],
    });
    expect(await shown('deadlines')).toContainEqual(
      expect.objectContaining({ kind: 'emergencyCostAllocation', status: 'met', metOn: '2025-08-20', onTime: true }),
    );
    expect(await shown('deadlines')).toContainEqual(
      expect.objectContaining({ kind: 'emergencyRegistration', status: 'overdue', dueOn: '2025-10-02' }),
    );
    const overdue = await ask(`${hub.readUrl}/v1/deadlines?status=overdue&waitFor=${position}`, PLACING_PARTY);
    expect(overdue.headers.get('hvb-as-of-position')).toBe(position);
    expect(await overdue.json()).toContainEqual(expect.objectContaining({ kind: 'emergencyRegistration' }));
    expect((await hub.door.get('kommun-2085.socialnamnden', `/v1/placements/${id}`)).status).toBe(404);
  });

  it('answers an operator of every case and list alike: it may not', async () => {
    const doors = [...VIEWS.map((name) => `placements/${id}${name}`), ...LISTS, `timeline?of=placement/${id}`];
    for (const door of [...doors, `deadlines?of=placement/${id}`, `placements/${randomUUID()}`]) {
      const answer = await ask(`${hub.readUrl}/v1/${door}`, 'operator');
      expect([door, answer.status, await answer.json()]).toMatchObject([door, 403, { code: 'Forbidden' }]);
    }
  });

  const everything = async (): Promise<ReadonlyMap<string, unknown>> => {
    const answers = new Map<string, unknown>();
    for (const name of VIEWS) answers.set(name, await view(`/v1/placements/${id}${name}`, 'auditor'));
    for (const list of LISTS) answers.set(list, await view(`/v1/${list}?waitFor=${position}`, 'auditor'));
    return answers;
  };

  const staysTheSameAfter = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const before = await everything();
    await hub.end(signal);
    hub = await deployment.start();
    expect(await everything()).toEqual(before);
  };

  it('is the same after SIGTERM and another start, and knows what it was told before', async () => {
    await staysTheSameAfter('SIGTERM');
    const [registered] = eventsOf(story) as [WireEvent];
    const { body } = await hub.door.post(PLACING_PARTY, registered);
    expect(body).toMatchObject([{ id: registered.id, outcome: 'duplicate' }]);
  });

  it('is the same after SIGKILL and another start', () => staysTheSameAfter('SIGKILL'));

  it('describes itself: API, schemas, numbers', async () => {
    const paths: string[] = [];
    for (const url of urlsOf(hub)) {
      const openapi = (await (await ask(`${url}/openapi.json`, REGION)).json()) as { paths: Json };
      paths.push(...Object.keys(openapi.paths));
      expect((await ask(`${url}/metrics`, 'operator')).status).toBe(200);
      expect((await ask(`${url}/metrics`, REGION)).status).toBe(403);
    }
    expect(paths).toEqual(
      expect.arrayContaining(['/v1/events', '/v1/placements', '/v1/placements/{id}/costs', '/v1/deadlines']),
    );
    const { type } = MESSAGE_TYPES[0]!;
    expect(await (await ask(`${hub.url}/v1/schemas/${type}`, REGION)).json()).toEqual(
      JSON.parse(JSON.stringify(schemaOf(type))),
    );
  });
}
