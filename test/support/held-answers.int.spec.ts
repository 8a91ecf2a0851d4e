import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What the app is to answer next. */
interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';
const json = (schema: object, type = JSON_TYPE): object => ({ content: { [type]: { schema } } });

const DESCRIPTION = {
  openapi: '3.1.0',
  paths: {
    '/v1/things/{id}': {
      get: {
        operationId: 'thing',
        responses: {
          200: json({ $ref: '#/components/schemas/Thing' }),
          401: json({ $ref: '#/components/schemas/Problem' }, PROBLEM_TYPE),
        },
      },
    },
    '/health/live': {
      get: { operationId: 'live', responses: { 200: json({ properties: { status: { const: 'ok' } } }) } },
    },
  },
  components: {
    schemas: {
      Thing: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
      Problem: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
    },
  },
};

describe('an answer that a spec fetches from an app that describes itself', () => {
  let app: Server;
  let url: string;
  let next: Answer;
  beforeEach(async () => {
    app = createServer(({ url: path, headers }, response) => {
      const isDescription = path === '/openapi.json';
      const isRefused = isDescription && headers.authorization !== 'Bearer right';
      const described: Answer = isRefused ? { status: 401, body: {} } : { body: DESCRIPTION };
      const { status = 200, type = JSON_TYPE, body, headers: more = {} } = isDescription ? described : next;
      response.writeHead(status, { 'content-type': type, ...more }).end(JSON.stringify(body));
    });
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    app.close();
    app.closeAllConnections();
  });

  const RIGHT = { authorization: 'Bearer right' };
  const get = async (
    path: string,
    answer: Answer,
    headers: Readonly<Record<string, string>> = RIGHT,
  ): Promise<number> => {
    next = answer;
    return (await fetch(url + path, { headers })).status;
  };
  const THING = '/v1/things/7?asOf=2026-01-01';
  const AS_DESCRIBED: Answer = { body: { n: 1 } };

  it('is given to it where it is as described', async () => {
    expect(await get(THING, AS_DESCRIBED)).toBe(200);
    expect(await get(THING, { status: 401, type: PROBLEM_TYPE, body: { code: 'Unauthorized' } })).toBe(401);
  });

  it.each<readonly [what: string, says: string, answer: Answer]>([
    ['has a value of another type', '/n must be integer', { body: { n: '1' } }],
    ['lacks what is always there', 'must have required property', { body: {} }],
    ['says more than is described', 'must NOT have additional properties', { body: { n: 1, m: 2 } }],
    ['has a status that is not described', '→ 418: no such status', { status: 418, body: { n: 1 } }],
    ['has a media type that is not described', 'text/plain is not described', { type: 'text/plain', body: { n: 1 } }],
    [
      'says when to come again, where that is not described',
      'retry-after: 3',
      { ...AS_DESCRIBED, headers: { 'retry-after': '3' } },
    ],
  ])('fails the spec where it %s', async (_what, says, answer) => {
    const refused = get(THING, answer);
    await expect(refused).rejects.toThrow('not as /openapi.json describes it: GET /v1/things/7 → ');
    await expect(refused).rejects.toThrow(says);
  });

  const UNDESCRIBED: Answer = { status: 401, type: PROBLEM_TYPE, body: { kod: 'Unauthorized' } };

  it.each([
    ['no token', {}],
    ['a token that is none', { authorization: 'Bearer wrong' }],
  ])('is held also with %s, once somebody with one has asked', async (_what, headers: Record<string, string>) => {
    expect(await get(THING, UNDESCRIBED, headers)).toBe(401);
    await get(THING, AS_DESCRIBED);
    await expect(get(THING, UNDESCRIBED, headers)).rejects.toThrow('must have required property');
    expect(await get(THING, { status: 401, type: PROBLEM_TYPE, body: { code: 'Unauthorized' } }, headers)).toBe(401);
  });

  it('is held where it tells of health, which is open to everybody', async () => {
    await get(THING, AS_DESCRIBED);
    expect(await get('/health/live', { body: { status: 'ok' } }, {})).toBe(200);
    await expect(get('/health/live', { body: { status: 'well' } }, {})).rejects.toThrow('/status must be equal');
    await expect(get('/health/live', { status: 500, body: {} }, {})).rejects.toThrow('no such status');
  });

  it('is not held where it is none of the doors that are described', async () => {
    await get(THING, AS_DESCRIBED);
    expect(await get('/v1/others', { status: 418, body: 1 })).toBe(418);
    expect(await get('/metrics', { status: 418, body: 1 })).toBe(418);
  });
});
