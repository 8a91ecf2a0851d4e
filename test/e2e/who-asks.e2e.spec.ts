import { readFileSync } from 'node:fs';
import { DOORS, lawOf, principalOf, rolesOf, ROLES, type DoorName, type Principal, type Role } from '#access';
import { startStandalone, type Standalone } from '#standalone';
import { letsIn, routesOf, wovenDoors, type DescribedRoute } from '../../tools/door-guide.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const FALUN = 'kommun-2080.socialnamnden';
const GUIDE = 'docs/guides/who-asks.md';
const ID = '4f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b11';

let hub: Standalone;
let routes: readonly DescribedRoute[];
let description: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  const simulationFrom = '2026-01-10T08:00:00.000Z' as never;
  hub = await startStandalone({ dataDir: temporaryFolder(), port: 0, logLevel: 'silent', simulationFrom });
  const headers = { authorization: `Bearer ${await hub.tokenOf('auditor')}` };
  description = (await (await fetch(`${hub.url}/openapi.json`, { headers })).json()) as typeof description;
  routes = routesOf(description);
});
afterAll(() => hub.stop());

const nameIn = (role: Role): string => (role === 'auditor' || role === 'operator' ? role : `${FALUN}@${role}`);

interface Said {
  readonly token?: string;
  readonly purpose?: string;
}

/** The status and the code of a request that has nothing in it but who asks. */
async function asked({ route }: DescribedRoute, { token, purpose }: Said): Promise<readonly [number, string]> {
  const [method = '', path = ''] = route.split(' ');
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(purpose === undefined ? {} : { 'hvb-purpose': purpose }),
  };
  const answer = await fetch(`${hub.url}${path.replace(/\{\w+\}/g, ID)}`, { method, headers });
  const text = await answer.text();
  return [answer.status, /"code":"(\w+)"/.exec(text)?.[1] ?? ''];
}

describe('every door of the hub', () => {
  it('is one of the table, and each of the table is there', () => {
    const named = routes.map(({ door }) => door).filter((door) => door !== undefined);
    expect([...new Set(named)].sort()).toEqual(Object.keys(DOORS).sort());
    expect(routes.filter(({ door }) => door === undefined).map(({ route }) => route)).toEqual([
      'GET /health/live',
      'GET /health/ready',
    ]);
  });

  it('is shut to whoever has no token', async () => {
    for (const one of routes.filter(({ door }) => door !== undefined))
      expect([one.route, ...(await asked(one, {}))]).toEqual([one.route, 401, 'Unauthorized']);
  });

  it.each(ROLES)('opens to %s, or is Forbidden, as the table says', async (role) => {
    const token = await hub.tokenOf(nameIn(role));
    for (const one of routes) {
      if (one.door === undefined) continue;
      const [status, code] = await asked(one, { token, purpose: 'followUp' });
      const isOpen = letsIn(one.door, role);
      expect([one.route, role, status === 403, code === 'Forbidden']).toEqual([one.route, role, !isOpen, !isOpen]);
      expect([one.route, status]).not.toEqual([one.route, 401]);
    }
  });

  it('asks every person what for, where it reads of somebody, and a machine where it is for some purposes alone', async () => {
    for (const role of ROLES) {
      const who = principalOf(nameIn(role)) as Principal;
      const token = await hub.tokenOf(nameIn(role));
      for (const one of routes) {
        if (one.door === undefined || !letsIn(one.door, role)) continue;
        const [, code] = await asked(one, { token });
        const { purpose, onlyFor } = lawOf(one.door);
        const mustSay = onlyFor !== undefined || (who.person !== undefined && purpose !== undefined);
        expect([one.route, role, code === 'PurposeMissing']).toEqual([one.route, role, mustSay]);
      }
    }
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
