import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';

const OTHER = 'region-21';
const PERSON = `${PLACING_PARTY}@caseWorker`;

interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('the doors to where a party’s people are alerted', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  beforeAll(async () => {
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    const registered = new Map([[PLACING_PARTY, ['register@falun.example']]]);
    ({ app, url, tokens } = await openViewsDoor(
      hub,
      rows,
      [REGION, PLACING_PARTY, OTHER, PERSON, 'auditor', 'operator'],
      {
        registered,
      },
    ));
  });
  afterAll(async () => {
    await app.close();
    await rows.stop();
    await hub.close();
  });

  const ask = async (who: string, method: string, path = '/v1/alerts', body?: unknown): Promise<Answered> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.get(who)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Answered['body'] };
  };
  const NOTHING = { isMailSent: false, waiting: 0, dead: 0, lastFailure: null };

  it('say where that is, by whose word: the party’s own in place of the register’s', async () => {
    const byRegister = { from: 'register', mail: ['register@falun.example'], subscription: null, ...NOTHING };
    expect(await ask(PLACING_PARTY, 'GET')).toEqual({ status: 200, body: byRegister });
    expect(await ask(REGION, 'GET')).toEqual({
      status: 200,
      body: { from: 'nobody', mail: [], subscription: null, ...NOTHING },
    });
    const own = { mail: ['hvb@falun.example', 'jour@falun.example'], subscription: null };
    expect(await ask(PLACING_PARTY, 'PUT', '/v1/alerts', own)).toEqual({
      status: 200,
      body: { from: 'party', ...own, ...NOTHING },
    });
    expect((await ask(PLACING_PARTY, 'GET')).body).toMatchObject({ from: 'party', ...own });
    expect((await ask(REGION, 'GET')).body).toMatchObject({ from: 'nobody' });
    expect((await ask(PLACING_PARTY, 'PUT', '/v1/alerts', { mail: [], subscription: null })).body).toMatchObject({
      ...{ from: 'party', mail: [] },
    });
    expect(await ask(PLACING_PARTY, 'DELETE')).toEqual({ status: 200, body: { removed: true } });
    expect(await ask(PLACING_PARTY, 'GET')).toEqual({ status: 200, body: byRegister });
    expect([(await ask(PLACING_PARTY, 'DELETE')).status, (await ask(REGION, 'DELETE')).status]).toEqual([404, 404]);
  });

  it('take a subscription of the party’s own, and none of another’s, nor one that never was', async () => {
    const filter = { types: ['se.hvbhub.alert.raised.v1'] };
    const made = await ask(REGION, 'POST', '/v1/subscriptions', { url: 'https://mottagare.example/hvb', filter });
    expect(made.status).toBe(201);
    const subscription = String(made.body['id']);
    expect((await ask(REGION, 'PUT', '/v1/alerts', { mail: [], subscription })).body).toMatchObject({ subscription });
    const never = '00000000-0000-4000-8000-000000000000';
    const [others, nobodys] = [
      await ask(OTHER, 'PUT', '/v1/alerts', { mail: [], subscription }),
      await ask(OTHER, 'PUT', '/v1/alerts', { mail: [], subscription: never }),
    ];
    expect(others).toEqual(nobodys);
    expect([others.status, others.body['code']]).toEqual([404, 'NotFound']);
  });

  it.each([
    [{ mail: ['hvb@falun.example'] }, 'MissingField', '/subscription'],
    [{ subscription: null }, 'MissingField', '/mail'],
    [{ mail: 'hvb@falun.example', subscription: null }, 'WrongType', '/mail'],
    [{ mail: ['falun'], subscription: null }, 'InvalidValue', '/mail/0'],
    [{ mail: ['hvb@falun.example', '191212121212@falun.example'], subscription: null }, 'InvalidValue', '/mail/1'],
    [{ mail: ['Hubben <hvb@falun.example>'], subscription: null }, 'InvalidValue', '/mail/0'],
    [{ mail: Array.from({ length: 11 }, (_, n) => `a${n}@b.example`), subscription: null }, 'InvalidValue', '/mail'],
    [{ mail: [], subscription: 'ingen' }, 'InvalidValue', '/subscription'],
    [{ mail: [], subscription: null, more: 1 }, 'UnknownField', '/more'],
  ])('refuse %j', async (body, code, pointer) => {
    const { status, body: refused } = await ask(REGION, 'PUT', '/v1/alerts', body);
    expect([status, refused['code'], refused['pointer']]).toEqual([400, code, pointer]);
  });

  it.each([PERSON, 'auditor', 'operator'])('are shut to who is no system of a party: %s', async (who) => {
    for (const method of ['GET', 'DELETE']) expect((await ask(who, method)).status).toBe(403);
    expect((await ask(who, 'PUT', '/v1/alerts', { mail: [], subscription: null })).status).toBe(403);
  });
});
