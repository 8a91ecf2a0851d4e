import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module, Param, Post, Req } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import request from 'supertest';
import { ownIssuer, type Principal } from '#access';
import { type Instant, type PartyId } from '#domain/facts';
import {
  Caller,
  CallingParty,
  DoorFrameModule,
  hubLogger,
  makeApp,
  OnlyFor,
  Readiness,
  simulationClock,
  StopList,
  systemClock,
  type SimulationClock,
} from '#http';

const PERSON_NUMBER = '191212121212';
const falun: Principal = { kind: 'party', party: 'kommun-2080.socialnamnden' as PartyId };

@Controller('v1/try')
class TryController {
  @Get('who')
  who(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Get('party')
  party(@CallingParty() party: PartyId): { readonly party: PartyId } {
    return { party };
  }

  @Get('auditor')
  @OnlyFor('auditor')
  auditor(): { readonly ok: true } {
    return { ok: true };
  }

  @Get('defect/:id')
  defect(@Param('id') id: string): never {
    throw new Error(`unexpected ${id}`);
  }

  @Get('fault')
  fault(): never {
    throw Object.assign(new Error('disk full'), { name: 'LogUnavailable' });
  }

  @Post('bytes')
  bytes(@Req() { body }: FastifyRequest): { readonly length: number } {
    return { length: (body as Buffer | undefined)?.length ?? -1 };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

let folder: string;
let app: NestFastifyApplication;
let tokens: Record<'party' | 'auditor' | 'operator', string>;
let lines: string[];

async function start(
  time: { readonly clock: typeof systemClock } | { readonly simulation: SimulationClock },
): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'hvb-door-'));
  lines = [];
  const own = await ownIssuer(folder);
  const logger = hubLogger('door', 'info', { write: (line) => void lines.push(line) });
  @Module({ imports: [DoorFrameModule.with({ logger, time }), TryModule] })
  class Root {}
  app = await makeApp({ module: Root, verifier: own.verifier, logger, title: 'Door' });
  await app.listen(0, '127.0.0.1');
  tokens = {
    party: await own.issueToken(falun),
    auditor: await own.issueToken({ kind: 'auditor' }),
    operator: await own.issueToken({ kind: 'operator' }),
  };
}

async function stop(): Promise<void> {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}

const http = (): ReturnType<typeof request> => request(app.getHttpServer());
const as = (who: keyof typeof tokens): [string, string] => ['authorization', `Bearer ${tokens[who]}`];

describe('the door', () => {
  beforeAll(() => start({ clock: systemClock }));
  afterAll(stop);

  describe('without a token', () => {
    it('shows health, and nothing else', async () => {
      await http().get('/health/live').expect(200, { status: 'ok' });
      await http().get('/health/ready').expect(200);
      const closed = [
        '/',
        '/nothing',
        '/v1/try/who',
        '/v1/schemas',
        '/metrics',
        '/openapi.json',
        '/docs',
        '/docs/swagger-ui.css',
      ];
      for (const path of closed) {
        const { status, body, headers } = await http().get(path);
        expect([path, status, body.code]).toEqual([path, 401, 'Unauthorized']);
        expect(headers['www-authenticate']).toMatch(/^Bearer realm="hvb-hub"/);
        expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    });

    it('refuses before it reads the body', async () => {
      const { status } = await http().post('/v1/try/bytes').set('content-encoding', 'gzip').send('x');
      expect(status).toBe(401);
    });
  });

  it('tells what is wrong with a token, and never repeats it', async () => {
    const answer = await http().get('/v1/try/who').set('authorization', `Bearer ${tokens.party}x`).expect(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(answer.text).not.toContain(tokens.party.slice(-20));
    await http().get('/v1/try/who').set('authorization', 'Bearer').expect(401);
    await http().get('/v1/try/who').set('authorization', `Basic ${tokens.party}`).expect(401);
    await http().get(`/v1/try/who?access_token=${tokens.party}`).expect(401);
  });

  it('hands the handler who asks', async () => {
    await http()
      .get('/v1/try/who')
      .set(...as('party'))
      .expect(200, falun);
    await http()
      .get('/v1/try/party')
      .set(...as('party'))
      .expect(200, { party: 'kommun-2080.socialnamnden' });
  });

  it('forbids what is for another role', async () => {
    await http()
      .get('/v1/try/auditor')
      .set(...as('auditor'))
      .expect(200);
    for (const path of ['/v1/try/auditor', '/metrics']) {
      const { status, body } = await http()
        .get(path)
        .set(...as('party'));
      expect([status, body.code]).toEqual([403, 'Forbidden']);
    }
    expect(
      (
        await http()
          .get('/v1/try/party')
          .set(...as('operator'))
      ).body.code,
    ).toBe('Forbidden');
  });

  describe('a problem', () => {
    it('says that a thing does not exist, in Swedish and English', async () => {
      const { status, body, headers } = await http()
        .get('/v1/nothing')
        .set(...as('party'));
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'NotFound', status: 404, type: 'https://hvbhub.se/problems/NotFound' });
      expect(body.title).not.toBe(body.title_en);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('answers a defect by 500 with nothing of its cause, and logs where it was, not what it held', async () => {
      lines.length = 0;
      const { status, body } = await http()
        .get(`/v1/try/defect/${PERSON_NUMBER}`)
        .set(...as('party'));
      expect([status, body.code]).toEqual([500, 'InternalError']);
      expect(JSON.stringify(body)).not.toContain('unexpected');
      const log = lines.join('');
      expect(log).toContain('a defect was met');
      expect(log).toContain('door.int.spec');
      expect(log).not.toContain(PERSON_NUMBER);
      expect(log).not.toContain('unexpected');
    });

    it('answers a fault by 503 and when to try again', async () => {
      const { status, body, headers } = await http()
        .get('/v1/try/fault')
        .set(...as('party'));
      expect([status, body.code, headers['retry-after']]).toEqual([503, 'LogUnavailable', '2']);
    });

    it.each(['/v1/%', '/v1/try/defect/%zz', `/v1/try/defect/${'a'.repeat(300)}`])(
      'is what a bad address gets',
      async (path) => {
        const { status, body } = await http()
          .get(path)
          .set(...as('party'));
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(body.code).toMatch(/^(BadRequest|NotFound)$/);
      },
    );

    it('is what text that is no HTTP gets', async () => {
      const { port } = app.getHttpServer().address() as AddressInfo;
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nbad header\r\n\r\n'));
        let text = '';
        socket.on('data', (bytes) => (text += bytes.toString()));
        socket.on('close', () => {
          resolve(text);
        });
      });
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(JSON.parse(answer.split('\r\n\r\n')[1]!).code).toBe('BadRequest');
    });
  });

  describe('a body', () => {
    const post = (): request.Test =>
      http()
        .post('/v1/try/bytes')
        .set(...as('party'));

    it('reaches its handler as the bytes that were sent, whatever it is called', async () => {
      for (const type of ['application/json', 'application/cloudevents+json', 'text/plain', 'image/png']) {
        const { body } = await post()
          .set('content-type', type)
          .serialize((sent: string) => sent)
          .send('{"half');
        expect(body).toEqual({ length: 6 });
      }
    });

    it('may be absent', async () => {
      expect((await post()).body.length).toBeLessThanOrEqual(0);
    });

    it('is refused over 10 MiB', async () => {
      const { status, body } = await post()
        .set('content-type', 'text/plain')
        .send('x'.repeat(10 * 1024 * 1024 + 1));
      expect([status, body.code]).toEqual([413, 'TooLarge']);
    });

    it('is taken at 10 MiB', async () => {
      const { body } = await post()
        .set('content-type', 'text/plain')
        .send('x'.repeat(10 * 1024 * 1024));
      expect(body).toEqual({ length: 10 * 1024 * 1024 });
    });

    it.each(['gzip', 'br', 'deflate, gzip'])('is refused compressed', async (encoding) => {
      const { status, body } = await post().set('content-encoding', encoding).send('x');
      expect([status, body.code]).toEqual([415, 'EncodingNotSupported']);
    });

    it('is refused under a media type that is none', async () => {
      const { status, body } = await post().set('content-type', 'not a type').send('x');
      expect([status, body.code]).toEqual([415, 'UnsupportedMediaType']);
    });
  });

  it('lets nothing be kept by caches or shown in frames', async () => {
    const { headers } = await http()
      .get('/v1/try/who')
      .set(...as('party'));
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('logs each request by its route, without query, address or token', async () => {
    lines.length = 0;
    await http()
      .get(`/v1/try/who?person=${PERSON_NUMBER}&x=y`)
      .set(...as('party'))
      .expect(200);
    const line = JSON.parse(lines.at(-1)!);
    expect(line).toMatchObject({ by: 'kommun-2080.socialnamnden', method: 'GET', route: '/v1/try/who', status: 200 });
    expect(lines.join('')).not.toMatch(/person=|x=y|eyJ/);
  });

  it('counts requests by route template, for the operator and the auditor', async () => {
    await http()
      .get('/v1/try/defect/abc')
      .set(...as('party'));
    const { text } = await http()
      .get('/metrics')
      .set(...as('operator'))
      .expect(200);
    expect(text).toContain('hvb_http_request_seconds_count{method="GET",route="/v1/try/defect/:id",status="500"}');
    expect(text).not.toContain('abc');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('is not ready while a part of the hub is not, and names the part', async () => {
    let fails = true;
    app.get(Readiness).watch('eventLog', () => {
      if (fails) throw new Error(`cannot read ${PERSON_NUMBER}`);
    });
    const { status, body, text } = await http().get('/health/ready');
    expect([status, body.code, body.expected]).toEqual([503, 'NotReady', 'eventLog']);
    expect(text).not.toContain(PERSON_NUMBER);
    fails = false;
    await http().get('/health/ready').expect(200);
  });

  describe('its description', () => {
    it('is read with any token, also given as a password by a browser', async () => {
      const { body } = await http()
        .get('/openapi.json')
        .set(...as('party'))
        .expect(200);
      expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/v1/try/who', '/v1/schemas', '/health/ready']));
      expect(Object.keys(body.paths)).not.toContain('/v1/simulation/clock');
      const docs = await http().get('/docs').auth('any', tokens.auditor).expect(200);
      expect(docs.text).toContain('swagger-ui');
      expect(docs.headers['content-security-policy']).toContain("script-src 'self'");
      await http().get('/docs/swagger-ui.css').auth('any', tokens.auditor).expect(200);
    });

    it('takes no password anywhere else', async () => {
      await http().get('/v1/try/who').auth('any', tokens.party).expect(401);
      await http().get('/docsx').auth('any', tokens.party).expect(401);
      await http().post('/docs').auth('any', tokens.party).expect(401);
    });

    it('asks a browser for the password', async () => {
      const { headers } = await http().get('/docs').expect(401);
      expect(headers['www-authenticate']).toContain('Basic');
    });
  });

  it('publishes the schema of every message type', async () => {
    const { body } = await http()
      .get('/v1/schemas')
      .set(...as('party'))
      .expect(200);
    expect(body.schemas.length).toBeGreaterThan(20);
    for (const { type, id } of body.schemas) {
      const schema = await http()
        .get(`/v1/schemas/${type}`)
        .set(...as('party'))
        .expect(200);
      expect(JSON.parse(schema.text).$id).toBe(id);
      expect(schema.headers['content-type']).toContain('application/schema+json');
    }
    expect(
      (
        await http()
          .get('/v1/schemas/none')
          .set(...as('party'))
      ).body.code,
    ).toBe('NotFound');
  });

  it('has no clock to move outside simulation mode', async () => {
    await http()
      .put('/v1/simulation/clock')
      .set(...as('operator'))
      .send({ now: '2026-01-01T00:00:00Z' })
      .expect(404);
  });
});

describe('the clock of a simulation', () => {
  let clock: SimulationClock;
  beforeEach(async () => {
    clock = simulationClock('2026-01-15T08:00:00.000Z' as Instant);
    await start({ simulation: clock });
  });
  afterEach(stop);

  const put = (body: unknown): request.Test =>
    http()
      .put('/v1/simulation/clock')
      .set(...as('operator'))
      .send(body as object);

  it('moves forward, and answers when every follower has caught up', async () => {
    const heard: string[] = [];
    clock.onAdvance(async (from, to) => {
      await new Promise((resolve) => setImmediate(resolve));
      heard.push(`${from} ${to}`);
    });
    const { body } = await put({ now: '2026-03-14T23:30:00+01:00' }).expect(200);
    expect(body).toEqual({ now: '2026-03-14T22:30:00.000Z', today: '2026-03-14' });
    expect(heard).toEqual(['2026-01-15T08:00:00.000Z 2026-03-14T22:30:00.000Z']);
  });

  it('shows the Swedish day', async () => {
    const { body } = await put({ now: '2026-07-01T22:30:00Z' });
    expect(body.today).toBe('2026-07-02');
    await http()
      .get('/v1/simulation/clock')
      .set(...as('party'))
      .expect(200, body);
  });

  it('never goes back', async () => {
    const { status, body } = await put({ now: '2026-01-15T07:59:59.999Z' });
    expect([status, body.code, body.pointer]).toEqual([409, 'ClockNeverGoesBack', '/now']);
    expect(clock.now()).toBe('2026-01-15T08:00:00.000Z');
    await put({ now: '2026-01-15T08:00:00Z' }).expect(200);
  });

  it('is moved by the operator alone', async () => {
    await http()
      .put('/v1/simulation/clock')
      .set(...as('party'))
      .send({ now: '2027-01-01T00:00:00Z' })
      .expect(403);
    await http()
      .put('/v1/simulation/clock')
      .set(...as('auditor'))
      .send({ now: '2027-01-01T00:00:00Z' })
      .expect(403);
  });

  it.each([
    ['{', 'MalformedJson'],
    ['[]', 'WrongType'],
    ['{}', 'MissingField'],
    ['{"now":1}', 'WrongType'],
    ['{"now":"2026-02-30T00:00:00Z"}', 'InvalidValue'],
    ['{"now":"2026-02-03"}', 'InvalidValue'],
    ['{"now":"2027-01-01T00:00:00Z","x":1}', 'UnknownField'],
    ['{"now":"2027-01-01T00:00:00Z","__proto__":1}', 'ForbiddenKey'],
  ])('refuses %s by %s', async (sent, code) => {
    const { status, body } = await put(undefined)
      .type('application/json')
      .serialize((text: string) => text)
      .send(sent);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('refuses a body of another type', async () => {
    const { status, body } = await put(undefined).type('text/plain').send('{"now":"2027-01-01T00:00:00Z"}');
    expect([status, body.code]).toEqual([415, 'UnsupportedMediaType']);
  });
});

describe('a process that stops', () => {
  it('answers what is under way, takes nothing new, then ends its parts in order, the log after the followers', async () => {
    await start({ clock: systemClock });
    const ended: string[] = [];
    const stopList = app.get(StopList);
    for (const stage of ['keys', 'log', 'followers', 'clocks', 'stores'] as const) {
      stopList.at(stage, stage, () => void ended.push(stage));
    }
    stopList.at('followers', 'failing', () => {
      throw new Error('broken');
    });
    const underWay = http()
      .get('/v1/try/who')
      .set(...as('party'));
    await underWay.expect(200);
    stopList.beforeApplicationShutdown();
    expect(stopList.signal.aborted).toBe(true);
    expect((await http().get('/health/ready')).status).toBe(503);
    expect(
      (
        await http()
          .get('/v1/try/who')
          .set(...as('party'))
      ).body.code,
    ).toBe('NotReady');
    expect(ended).toEqual([]);
    await stop();
    expect(ended).toEqual(['clocks', 'followers', 'stores', 'log', 'keys']);
    expect(lines.join('')).toContain('a step of stopping failed');
  });
});
