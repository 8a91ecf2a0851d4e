import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_TYPES } from '#contracts';
import { type Receipt } from '#hub';
import { aCase, PLACING_PARTY, REGION } from '../support/case-builder.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../support/wire-events.js';

const story = aCase()
  .emergency({ registeredKommun: null }, { at: '2025-08-01' })
  .started('2025-08-02')
  .proposed('2025-08-05')
  .approvedByBoth('2025-08-20')
  .cost('K1', 10_000_01, '2025-08-02/2025-08-31');
const id = story.placementId;

describe('the program as a user starts it', () => {
  const dataDir = temporaryFolder();
  let hub: HubProcess;
  let position = '';
  const before = new Map<string, unknown>();

  /** The token file of a demo party, as `curl -H "authorization: Bearer $(cat …)"` would use it. */
  const tokenFileOf = (who: string) => readFileSync(join(dataDir, 'access', 'tokens', `${who}.token`), 'utf8').trim();
  const get = async (path: string, who: string): Promise<Response> =>
    fetch(`${hub.url}${path}`, { headers: { authorization: `Bearer ${tokenFileOf(who)}` } });
  const post = async (event: WireEvent): Promise<Receipt> => {
    const answer = await fetch(`${hub.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokenFileOf(event.source.split('/')[2] ?? '')}`,
        'content-type': MEDIA_TYPES.structured,
      },
      body: JSON.stringify(event),
    });
    expect(answer.status).toBe(202);
    const [receipt] = (await answer.json()) as [Receipt];
    return receipt;
  };

  beforeAll(async () => {
    hub = await startHubProcess({ dataDir });
  });
  afterAll(() => hub.end('SIGTERM'));

  it('is ready, and open to nobody without a token but for its health', async () => {
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
    for (const path of [
      '/v1/placements',
      `/v1/placements/${id}`,
      '/v1/schemas',
      '/metrics',
      '/docs',
      '/openapi.json',
    ]) {
      const answer = await fetch(`${hub.url}${path}`);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        401,
        'Unauthorized',
      ]);
    }
  });

  it('takes events, says what follows, and shows who is responsible, who pays and what is due', async () => {
    for (const event of [...dalarnaEvents(), ...eventsOf(story)]) {
      const receipt = await post(event);
      expect([event.type, receipt.outcome]).toEqual([event.type, 'accepted']);
      position = receipt.position!;
    }
    const view = async (name: string, who = REGION): Promise<Record<string, never>> =>
      (await (await get(`/v1/placements/${id}/${name}?waitFor=${position}`, who)).json()) as Record<string, never>;
    expect((await view('responsibility'))['areas']).not.toEqual([]);
    expect(await view('costs')).toMatchObject({
      status: 'fixed',
      negotiation: 'settled',
      recordedOre: 10_000_01,
      byParty: [{ party: PLACING_PARTY, amountOre: 10_000_01 }],
    });
    expect(await view('deadlines')).toContainEqual(
      expect.objectContaining({ kind: 'emergencyCostAllocation', status: 'met', metOn: '2025-08-20', onTime: true }),
    );
    expect(await view('deadlines')).toContainEqual(
      expect.objectContaining({ kind: 'emergencyRegistration', status: 'overdue', dueOn: '2025-10-02' }),
    );
    const overdue = await get(`/v1/deadlines?status=overdue&waitFor=${position}`, PLACING_PARTY);
    expect(overdue.headers.get('hvb-as-of-position')).toBe(position);
    expect(await overdue.json()).toContainEqual(expect.objectContaining({ kind: 'emergencyRegistration' }));
    expect((await get(`/v1/placements/${id}`, 'kommun-2085.socialnamnden')).status).toBe(404);
  });

  const everything = async (): Promise<ReadonlyMap<string, unknown>> => {
    const answers = new Map<string, unknown>();
    for (const view of ['', '/responsibility', '/costs', '/deadlines', '/findings', '/timeline'])
      answers.set(view, await (await get(`/v1/placements/${id}${view}`, 'auditor')).json());
    for (const list of ['placements', 'deadlines', 'findings', 'agreements'])
      answers.set(list, await (await get(`/v1/${list}?waitFor=${position}`, 'auditor')).json());
    return answers;
  };

  it.each(['SIGTERM', 'SIGKILL'] as const)('is the same after %s and another start', async (signal) => {
    for (const [view, answer] of await everything()) before.set(view, answer);
    await hub.end(signal);
    hub = await startHubProcess({ dataDir });
    expect(await everything()).toEqual(before);
  });

  it('describes itself: API, schemas, numbers', async () => {
    const openapi = (await (await get('/openapi.json', REGION)).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/v1/events', '/v1/placements', '/v1/placements/{id}/{view}', '/v1/deadlines']),
    );
    expect((await get('/v1/schemas/se.hvbhub.placement.started.v1', REGION)).status).toBe(200);
    expect((await get('/metrics', 'operator')).status).toBe(200);
    expect((await get('/metrics', REGION)).status).toBe(403);
  });
});
