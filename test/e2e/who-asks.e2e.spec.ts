import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lawOf, principalOf, rolesOf, ROLES, type DoorName, type Principal } from '#access';
import { type Instant } from '#domain';
import { startStandalone, type Standalone } from '#standalone';
import { routesOf, wovenDoors, type DescribedRoute } from '../../tools/door-guide.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { askedAt, toldOverHttp, whoAsksContract } from './who-asks.contract.js';

const FALUN = 'kommun-2080.socialnamnden';
const GUIDE = 'docs/guides/who-asks.md';
const NOW = '2026-01-10T08:00:00.000Z' as Instant;

let hub: Standalone;
let routes: readonly DescribedRoute[];
let description: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  hub = await startStandalone({ dataDir: temporaryFolder(), port: 0, logLevel: 'silent', simulationFrom: NOW });
  const headers = { authorization: `Bearer ${await hub.tokenOf('auditor')}` };
  description = (await (await fetch(`${hub.url}/openapi.json`, { headers })).json()) as typeof description;
  routes = routesOf(description);
});
afterAll(() => hub.stop());

const asked = (one: DescribedRoute, said: { readonly token: string; readonly purpose?: string }) =>
  askedAt({ ...one, url: hub.url }, { ...said, authorization: `Bearer ${said.token}` });

describe('the embedded hub', () => {
  whoAsksContract(async () => {
    const dataDir = temporaryFolder();
    const started = await startStandalone({ dataDir, port: 0, logLevel: 'silent', simulationFrom: NOW });
    const as = async (who: string) => ({ authorization: `Bearer ${await started.tokenOf(who)}` });
    return {
      ...{ urls: [started.url], as, accessDir: join(dataDir, 'access') },
      tell: (event) => toldOverHttp({ url: started.url, as }, event),
      stop: () => started.stop(),
    };
  });
});

describe('every door of the hub', () => {
  it('but of its health asks who is there', () => {
    expect(routes.filter(({ door }) => door === undefined).map(({ route }) => route)).toEqual([
      'GET /health/live',
      'GET /health/ready',
    ]);
  });

  it('says in the description who is let in', () => {
    const paths = description['paths'] as Readonly<Record<string, Readonly<Record<string, { security?: unknown }>>>>;
    for (const { route, door } of routes) {
      const [method = '', path = ''] = route.split(' ');
      const { security } = paths[path]![method.toLowerCase()]!;
      const roles = door === undefined ? null : lawOf(door).opensTo;
      const expected = roles === null ? [] : [{ token: roles === 'anyone' ? [] : roles }];
      expect([route, security]).toEqual([route, expected]);
    }
  });
});

describe('the guide of who asks', () => {
  it('has the doors as they are (npm run door-guide)', () => {
    const guide = readFileSync(GUIDE, 'utf8');
    expect(wovenDoors(guide, routes)).toBe(guide);
  });

  it('has the roles as they are', () => {
    for (const role of ROLES) expect(readFileSync(GUIDE, 'utf8')).toContain(`| \`${role}\` |`);
    expect(rolesOf(principalOf(FALUN) as Principal)).toEqual(['publisher', 'subscriber']);
  });
});

describe('the first start', () => {
  it('gives each demo party a token of its system and one for each role, the auditor and the operator theirs', async () => {
    const names = [...hub.tokenFiles.keys()];
    expect(names.filter((name) => name.startsWith(FALUN))).toEqual([
      FALUN,
      ...['publisher', 'subscriber', 'caseWorker', 'costMandate', 'coordinator'].map((role) => `${FALUN}@${role}`),
    ]);
    expect(names.slice(-2)).toEqual(['auditor', 'operator']);
    const token = readFileSync(hub.tokenFiles.get(`${FALUN}@costMandate`)!, 'utf8').trim();
    const costs: DoorName = 'costs';
    const route = routes.find(({ door }) => door === costs)!;
    expect(await asked(route, { token, purpose: 'costs' })).toEqual([404, 'NotFound']);
    expect(
      await asked(
        routes.find(({ door }) => door === 'timeline')!,
        { token },
      ),
    ).toEqual([403, 'Forbidden']);
  });
});
