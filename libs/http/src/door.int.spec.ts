import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type request from 'supertest';
import { IssuerUnavailable } from '#access';
import { systemClock } from '#http';
import { FALUN, openDoor, type TryDoor } from '../../../test/support/try-door.js';

const PERSON_NUMBER = '191212121212';
let door: TryDoor;

describe('the door', () => {
  beforeAll(async () => (door = await openDoor({ clock: systemClock })));
  afterAll(() => door.close());

  describe('without a token', () => {
    it('shows health, and nothing else', async () => {
      await door.http().get('/health/live').expect(200, { status: 'ok' });
      await door.http().get('/health/ready').expect(200);
      const closed = [
        '/',
        '/nothing',
        '/v1/try/who',
        '/v1/schemas',
        '/metrics',
        '/openapi.json',
        '/asyncapi.json',
        '/docs',
        '/docs/swagger-ui.css',
      ];
      for (const path of closed) {
        const { status, body, headers } = await door.http().get(path);
        expect([path, status, body.code]).toEqual([path, 401, 'Unauthorized']);
        expect(headers['www-authenticate']).toMatch(/^Bearer realm="hvb-hub"/);
        expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    });

    it('refuses before it reads the body', async () => {
      const { status } = await door.http().post('/v1/try/bytes').set('content-encoding', 'gzip').send('x');
      expect(status).toBe(401);
    });
  });

  it('tells what is wrong with a token, and never repeats it', async () => {
    const answer = await door
      .http()
      .get('/v1/try/who')
      .set('authorization', `Bearer ${door.tokens.party}x`)
      .expect(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(answer.text).not.toContain(door.tokens.party.slice(-20));
    await door.http().get('/v1/try/who').set('authorization', 'Bearer').expect(401);
    await door.http().get('/v1/try/who').set('authorization', `Basic ${door.tokens.party}`).expect(401);
    await door.http().get(`/v1/try/who?access_token=${door.tokens.party}`).expect(401);
  });

  it('hands the handler who asks', async () => {
    await door
      .http()
      .get('/v1/try/who')
      .set(...door.as('party'))
      .expect(200, FALUN);
    await door
      .http()
      .get('/v1/try/party')
      .set(...door.as('party'))
      .expect(200, { party: 'kommun-2080.socialnamnden' });
  });

  it('forbids what is for another role', async () => {
    await door
      .http()
      .get('/v1/try/auditor')
      .set(...door.as('auditor'))
      .expect(200);
    for (const path of ['/v1/try/auditor', '/metrics']) {
      const { status, body } = await door
        .http()
        .get(path)
        .set(...door.as('party'));
      expect([status, body.code]).toEqual([403, 'Forbidden']);
    }
    expect(
      (
        await door
          .http()
          .get('/v1/try/party')
          .set(...door.as('operator'))
      ).body.code,
    ).toBe('Forbidden');
  });

  describe('that shows something of somebody', () => {
    const read = (as: 'party' | 'caseWorker' | 'auditor', headers: Readonly<Record<string, string>> = {}) =>
      door
        .http()
        .get('/v1/try/read')
        .set(...door.as(as))
        .set(headers);

    it('has a person say what for, and hands it on', async () => {
      const { status, body } = await read('caseWorker');
      expect([status, body.code, body.pointer]).toEqual([400, 'PurposeMissing', '/HVB-Purpose']);
      expect(body.expected).toContain('caseHandling');
      const asked = await read('caseWorker', { 'hvb-purpose': 'followUp' });
      expect([asked.status, asked.body.purpose, asked.body.person]).toEqual([200, 'followUp', 'demo-caseWorker']);
    });

    it('takes it of a machine that says nothing, and refuses a purpose that there is none of', async () => {
      await read('party').expect(200, { ...FALUN, purpose: 'caseHandling' });
      await read('auditor', { 'hvb-purpose': 'audit' }).expect(200, { kind: 'auditor', purpose: 'audit' });
      const { status, body } = await read('party', { 'hvb-purpose': PERSON_NUMBER });
      expect([status, body.code, body.pointer]).toEqual([400, 'PurposeUnknown', '/HVB-Purpose']);
      expect(JSON.stringify(body)).not.toContain(PERSON_NUMBER);
    });

    it('is told by a machine whom it shows it to, and never a number', async () => {
      await read('party', { 'hvb-user': 'a-1' }).expect(200, { ...FALUN, shownTo: 'a-1', purpose: 'caseHandling' });
      const said: readonly (readonly ['party' | 'caseWorker', string])[] = [
        ['party', PERSON_NUMBER],
        ['caseWorker', 'a-1'],
      ];
      for (const [as, user] of said) {
        const { status, body } = await read(as, { 'hvb-user': user, 'hvb-purpose': 'costs' });
        expect([status, body.code, body.pointer]).toEqual([400, 'BadRequest', '/HVB-User']);
        expect(JSON.stringify(body)).not.toContain(PERSON_NUMBER);
      }
    });
  });

  describe('a problem', () => {
    it('says that a thing does not exist, in Swedish and English', async () => {
      const { status, body, headers } = await door
        .http()
        .get('/v1/nothing')
        .set(...door.as('party'));
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'NotFound', status: 404, type: 'https://hvbhub.se/problems/NotFound' });
      expect(body.title).not.toBe(body.title_en);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('answers a defect by 500 with nothing of its cause, and logs where it was, not what it held', async () => {
      door.lines.length = 0;
      const { status, body } = await door
        .http()
        .get(`/v1/try/defect/${PERSON_NUMBER}`)
        .set(...door.as('party'));
      expect([status, body.code]).toEqual([500, 'InternalError']);
      expect(JSON.stringify(body)).not.toContain('unexpected');
      const log = door.lines.join('');
      expect(log).toContain('a defect was met');
      expect(log).toContain('try-door');
      expect(log).not.toContain(PERSON_NUMBER);
      expect(log).not.toContain('unexpected');
    });

    it('answers a fault by 503 and when to try again', async () => {
      const { status, body, headers } = await door
        .http()
        .get('/v1/try/fault')
        .set(...door.as('party'));
      expect([status, body.code, headers['retry-after']]).toEqual([503, 'LogUnavailable', '2']);
    });

    it.each(['/v1/%', '/v1/try/defect/%zz', `/v1/try/defect/${'a'.repeat(300)}`])(
      'is what a bad address gets',
      async (path) => {
        const { status, body } = await door
          .http()
          .get(path)
          .set(...door.as('party'));
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(body.code).toMatch(/^(BadRequest|NotFound)$/);
      },
    );

    it('is what text that is no HTTP gets', async () => {
      const { port } = door.app.getHttpServer().address() as AddressInfo;
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
      door
        .http()
        .post('/v1/try/bytes')
        .set(...door.as('party'));

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

    it.each(['announced', 'in chunks'])(
      'is refused over 10 MiB, %s, to a client that sends it all before it reads',
      async (how) => {
        const { port } = door.app.getHttpServer().address() as AddressInfo;
        const sizes = { announced: 'content-length: 12582912', 'in chunks': 'transfer-encoding: chunked' };
        const head = [
          'POST /v1/try/bytes HTTP/1.1',
          'host: x',
          door.as('party').join(': '),
          'content-type: text/plain',
        ];
        const piece = Buffer.alloc(1024 * 1024, 'x');
        const chunk =
          how === 'announced' ? piece : Buffer.concat([Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')]);
        const socket = connect(port, '127.0.0.1');
        const answer = text(socket);
        socket.write(`${[...head, sizes[how as keyof typeof sizes]].join('\r\n')}\r\n\r\n`);
        for (let sent = 0; sent < 12; sent++) {
          await new Promise((resolve) => socket.write(chunk, resolve));
          await delay(10);
        }
        if (how === 'in chunks') socket.write('0\r\n\r\n');
        expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"TooLarge"/);
      },
    );

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
    const { headers } = await door
      .http()
      .get('/v1/try/who')
      .set(...door.as('party'));
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('logs each request by its route, without query, address or token', async () => {
    door.lines.length = 0;
    await door
      .http()
      .get(`/v1/try/who?person=${PERSON_NUMBER}&x=y`)
      .set(...door.as('party'))
      .expect(200);
    const line = JSON.parse(door.lines.at(-1)!);
    expect(line).toMatchObject({ by: 'kommun-2080.socialnamnden', method: 'GET', route: '/v1/try/who', status: 200 });
    expect(door.lines.join('')).not.toMatch(/person=|x=y|eyJ/);
  });
});

describe('a token of an issuer that does not answer', () => {
  it('is neither believed nor refused: the question is to be asked again', async () => {
    door = await openDoor({ clock: systemClock }, { verify: () => Promise.reject(new IssuerUnavailable('away')) });
    const { status, body } = await door
      .http()
      .get('/v1/try/who')
      .set(...door.as('party'));
    expect([status, body.code]).toEqual([503, 'NotReady']);
    await door.close();
  });
});
