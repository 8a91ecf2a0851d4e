/** The matrix of who is let in: every role, every relation to a case and every door, whatever the hub is deployed as; every cell as the table says. */
import { request } from 'node:http';
import { DOORS, lawOf, principalOf, ROLES, type DoorName, type Principal, type Role } from '#access';
import { type PartyId } from '#domain';
import { letsIn, routesOf, type DescribedRoute } from '../../tools/door-guide.js';
import { toldThings } from '../battery/existence/told-things.js';
import { PLACING_PARTY, REGION } from '../support/case-defaults.data.js';
import { untilThere } from '../support/patient-door.js';
import { type As } from '../support/tokens.js';
import { dalarnaEvents, sayerOf, type WireEvent } from '../support/wire-events.js';
import { wrongTokens } from '../support/wrong-tokens.js';

/** Nothing is told by it: as good as any that never was. */
const ID = '4f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b11';
/** Of no part in anything: another nämnd of the same county, another region, and a nämnd of another county. */
const STRANGERS = ['kommun-2081.socialnamnden', 'region-21', 'kommun-1480.socialnamnden'] as const;
/** Those whose case it is. */
const PRINCIPALS = [PLACING_PARTY, REGION] as const;

/** What asks and answers, with a story's clock: both doors of it are among the routes. */
export interface AskedDeployment {
  /** Each of its processes. */
  readonly urls: readonly string[];
  readonly as: As;
  /** Where its signing key lies. */
  readonly accessDir: string;
  /** Says an event by the way that this deployment is about; how it was taken. */
  readonly tell: (event: WireEvent) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A route at the process that has it. */
export interface HeldRoute extends DescribedRoute {
  readonly url: string;
}

/** A person of a party in a role, or a machine of all roles that machines have. */
const nameIn = (role: Role, party: PartyId | string = PLACING_PARTY): string =>
  role === 'auditor' || role === 'operator' ? role : `${party}@${role}`;

export interface Said {
  readonly authorization?: string;
  readonly purpose?: string;
  readonly id?: string;
}

const REFUSED_FROM = 300;
const codeIn = (text: string): string => /"code":"(\w+)"/.exec(text)?.[1] ?? '';

/** The status and the code of a request that has nothing in it but who asks, and after what; of what is given only that it is. */
export function askedAt(
  { url, route }: HeldRoute,
  { authorization, purpose, id = ID }: Said,
): Promise<readonly [number, string]> {
  const [method, path = ''] = route.split(' ');
  const headers = {
    ...(authorization === undefined ? {} : { authorization }),
    ...(purpose === undefined ? {} : { 'hvb-purpose': purpose }),
  };
  return new Promise((resolve, reject) => {
    const to = `${url}${path.replace(/\{\w+\}/g, id)}`;
    // A connection for each: what is told without an end is cut.
    const asked = request(to, { agent: false, ...(method && { method }), headers }, (answer) => {
      const { statusCode: status = 0 } = answer;
      if (status < REFUSED_FROM) {
        asked.destroy();
        resolve([status, '']);
        return;
      }
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.once('end', () => {
        resolve([status, codeIn(text)]);
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** A header for one who asks. */
export const asOf =
  (tokenOf: (who: string) => Promise<string>): As =>
  async (who) => ({ authorization: `Bearer ${await tokenOf(who)}` });

/** Says it over HTTP by its party; how it was taken, or the code of why not. */
export async function toldOverHttp(
  { url, as }: { readonly url: string; readonly as: As },
  event: WireEvent,
): Promise<string> {
  const headers = { 'content-type': 'application/cloudevents+json', ...(await as(sayerOf(event))) };
  const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
  const text = await answer.text();
  return codeIn(text) || (/"outcome":"(\w+)"/.exec(text)?.[1] ?? text);
}

/** The routes of all processes, each once. */
export async function routesAt({ urls, as }: Pick<AskedDeployment, 'urls' | 'as'>): Promise<readonly HeldRoute[]> {
  const found = new Map<string, HeldRoute>();
  for (const url of urls) {
    const description: unknown = await (await fetch(`${url}/openapi.json`, { headers: await as('auditor') })).json();
    for (const one of routesOf(description)) if (!found.has(one.route)) found.set(one.route, { ...one, url });
  }
  return [...found.values()];
}

/** Where one thing is read by its uuid, and which of those that were told it is. */
const BY_ID: Readonly<Record<string, keyof ReturnType<typeof toldThings>['ids']>> = {
  placements: 'placement',
  sips: 'sip',
  consents: 'consent',
  discharges: 'discharge',
  concerns: 'concern',
  deviations: 'deviation',
};

/** Declares what must hold of a deployment; `more`: what else where there are more ways in. */
export function whoAsksContract(open: () => Promise<AskedDeployment>, more: () => void = () => undefined): void {
  let hub: AskedDeployment;
  let routes: readonly HeldRoute[];
  const { ids, events } = toldThings('matrix');
  beforeAll(async () => {
    hub = await open();
    routes = (await routesAt(hub)).filter(({ door }) => door !== undefined);
    for (const event of [...dalarnaEvents(), ...events])
      expect([event.type, await hub.tell(event)]).toEqual([event.type, 'accepted']);
  });
  afterAll(() => hub.stop());

  const authorizationOf = async (who: string): Promise<string> => (await hub.as(who)).authorization;

  it('has every door of the table', () => {
    expect([...new Set(routes.map(({ door }) => door))].sort()).toEqual(Object.keys(DOORS).sort());
  });

  it('is shut to whoever has no token', async () => {
    for (const one of routes)
      expect([one.route, ...(await askedAt(one, {}))]).toEqual([one.route, 401, 'Unauthorized']);
  });

  it('is shut at every door to a token that is forged, expired, of another audience, of alg none, or otherwise wrong', async () => {
    const { right, wrong } = wrongTokens(hub.accessDir, PLACING_PARTY);
    for (const one of routes) {
      for (const [what, token] of Object.entries(wrong))
        expect([one.route, what, ...(await askedAt(one, { authorization: `Bearer ${token}` }))]).toEqual([
          ...[one.route, what, 401, 'Unauthorized'],
        ]);
      const [status] = await askedAt(one, { authorization: `Bearer ${right}`, purpose: 'followUp' });
      expect([one.route, status]).not.toEqual([one.route, 401]);
    }
  });

  it.each(ROLES)('opens to %s, or is Forbidden, as the table says', async (role) => {
    const authorization = await authorizationOf(nameIn(role));
    for (const one of routes) {
      const [status, code] = await askedAt(one, { authorization, purpose: 'followUp' });
      const isOpen = letsIn(one.door as DoorName, role);
      expect([one.route, role, status === 403, code === 'Forbidden']).toEqual([one.route, role, !isOpen, !isOpen]);
      expect([one.route, status]).not.toEqual([one.route, 401]);
    }
  });

  it('asks every person what for, where it reads of somebody, and a machine where it is for some purposes alone', async () => {
    for (const role of ROLES) {
      const who = principalOf(nameIn(role)) as Principal;
      const authorization = await authorizationOf(nameIn(role));
      for (const one of routes) {
        const door = one.door as DoorName;
        if (!letsIn(door, role)) continue;
        const [, code] = await askedAt(one, { authorization });
        const { purpose, onlyFor } = lawOf(door);
        const mustSay = onlyFor !== undefined || (who.person !== undefined && purpose !== undefined);
        expect([one.route, role, code === 'PurposeMissing']).toEqual([one.route, role, mustSay]);
      }
    }
  });

  describe.each(Object.entries(BY_ID))('what is read by its uuid under %s', (under, kind) => {
    const own = (): readonly HeldRoute[] =>
      routes.filter(({ route }) => new RegExp(`^GET /v1/${under}/\\{\\w+\\}(/\\w+)?$`).test(route));
    const asked = async (one: HeldRoute, who: string): Promise<readonly [number, string]> => {
      const authorization = await authorizationOf(who);
      const answer = await untilThere(async () => {
        const [status, code] = await askedAt(one, { authorization, purpose: purposeAt(one), id: ids[kind] });
        return { status, code };
      });
      return [answer.status, answer.code];
    };

    it('is there to those whose it is, in each role that is let in', async () => {
      expect(own().length).toBeGreaterThan(0);
      const shown: string[] = [];
      for (const one of own())
        for (const party of PRINCIPALS) {
          const [status] = await asked(one, party);
          if (status === 200) shown.push(one.route);
          expect([one.route, party, letsIn(one.door as DoorName, 'subscriber') || status === 403]).toEqual([
            ...[one.route, party, true],
          ]);
        }
      expect([...new Set(shown)].sort()).toEqual(
        own()
          .map(({ route }) => route)
          .sort(),
      );
    });

    it.each(STRANGERS)(
      'is not there to %s, in any role: as what never was, or Forbidden to the role',
      async (party) => {
        for (const one of own())
          for (const role of ROLES.filter((each) => each !== 'auditor' && each !== 'operator')) {
            const expected = letsIn(one.door as DoorName, role) ? [404, 'NotFound'] : [403, 'Forbidden'];
            expect([one.route, role, ...(await asked(one, nameIn(role, party)))]).toEqual([
              one.route,
              role,
              ...expected,
            ]);
          }
      },
    );

    it('is there to the auditor, and the operator reads no case', async () => {
      for (const one of own()) {
        expect([one.route, (await asked(one, 'auditor'))[0]]).toEqual([one.route, 200]);
        expect([one.route, ...(await asked(one, 'operator'))]).toEqual([one.route, 403, 'Forbidden']);
      }
    });
  });

  it('takes nothing from a party under another’s source', async () => {
    const [registered] = events;
    const own = await fetch(`${hub.urls[0]}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', authorization: await authorizationOf(REGION) },
      body: JSON.stringify({ ...registered, id: 'of-another' }),
    });
    expect([own.status, codeIn(await own.text())]).toEqual([403, 'WrongSource']);
    expect(sayerOf(registered)).toBe(PLACING_PARTY);
  });

  more();
}

/** What a person says at a door: that which the door is for. */
const purposeAt = ({ door }: HeldRoute): string => lawOf(door as DoorName).purpose ?? 'caseHandling';
