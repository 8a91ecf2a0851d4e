import { once } from 'node:events';
import { type Socket } from 'node:net';
import { fastify } from 'fastify';
import { eventually } from '../../../test/support/eventually.js';
import { answerTo, connectTo, headOf } from '../../../test/support/raw-http.js';
import { openDoor, type TryDoor } from '../../../test/support/try-door.js';
import { HEADERS_MS_MAX, REQUEST_MS_MAX, STILL_MS_MAX } from './limits.js';
import { Metrics } from './metrics.js';
import { endSlowReaders } from './slow-readers.js';
import { systemClock } from './system-clock.js';

const CONNECTIONS = 20;
let door: TryDoor;
const bearer = (): string => door.as('party').join(': ');
const upload = (...more: string[]): string =>
  headOf('POST /v1/try/bytes HTTP/1.1', 'host: x', 'content-type: text/plain', ...more);

beforeAll(async () => (door = await openDoor({ clock: systemClock }, undefined, { connectionsMax: CONNECTIONS })));
afterAll(() => door.close());

/** How long until the connection is ended, and what was said before. */
async function untilEnded(socket: Socket): Promise<{ ms: number; said: string }> {
  const begun = performance.now();
  let said = '';
  socket.on('data', (bytes) => (said += bytes.toString()));
  await once(socket, 'close');
  return { ms: performance.now() - begun, said };
}

describe('a request that is not whole in time', () => {
  it('is ended when its own limit says: headers, no byte at all, and a body', async () => {
    const server = door.app.getHttpServer();
    expect([server.headersTimeout, server.requestTimeout, server.timeout]).toEqual([
      HEADERS_MS_MAX,
      REQUEST_MS_MAX,
      STILL_MS_MAX,
    ]);
    // The same limits, made shorter for as long as this takes.
    server.headersTimeout = 500;
    server.requestTimeout = 1_500;
    try {
      const [headers, nothing, body] = [connectTo(door.app), connectTo(door.app), connectTo(door.app)];
      headers.write('GET /v1/try/who HTTP/1.1\r\nhost: x\r\nx-slow: ');
      body.write(upload(bearer(), 'content-length: 1000'));
      const drip = setInterval(() => {
        headers.write('x');
        body.write('x');
      }, 100);
      const ended = await Promise.all([headers, nothing, body].map(untilEnded));
      clearInterval(drip);
      for (const [at, limit] of [500, 500, 1_500].entries()) {
        const { ms, said } = ended[at]!;
        expect(said).toMatch(/^HTTP\/1\.1 408 [^]*"code":"RequestTimeout"/);
        expect(ms).toBeGreaterThanOrEqual(limit - 50);
      }
      expect(ended[0]!.ms).toBeLessThan(ended[2]!.ms);
    } finally {
      server.headersTimeout = HEADERS_MS_MAX;
      server.requestTimeout = REQUEST_MS_MAX;
    }
    expect(door.lines.filter((line) => line.includes('"error"'))).toEqual([]);
  });
});

describe('connections', () => {
  it('are held up to the bound; what comes above it is closed and counted, and there is room again when some have gone', async () => {
    const open = Array.from({ length: CONNECTIONS }, () => connectTo(door.app));
    await Promise.all(open.map((socket) => once(socket, 'connect')));
    const above = connectTo(door.app);
    expect((await untilEnded(above)).said).toBe('');
    for (const socket of open.slice(0, 5)) socket.destroy();
    await eventually(async () => {
      const { text } = await door
        .http()
        .get('/metrics')
        .set(...door.as('operator'))
        .expect(200);
      expect(text).toMatch(/^hvb_http_cut_connections_total\{why="tooMany"\} [1-9]/m);
      expect(text).toMatch(/^hvb_http_connections 1[5-9]$/m);
    });
    for (const socket of open) socket.destroy();
  });

  it('serve many requests, also such as are sent before the first is answered, in their order', async () => {
    const one = headOf('GET /v1/try/who HTTP/1.1', 'host: x', bearer());
    const last = headOf('GET /v1/nothing HTTP/1.1', 'host: x', bearer(), 'connection: close');
    const answers = (await answerTo(door.app, one.repeat(200) + last)).match(/HTTP\/1\.1 \d+/g) ?? [];
    expect(answers).toHaveLength(201);
    expect(answers.findIndex((status) => status.endsWith('404'))).toBe(200);
  });
});

describe('a client that asks before it sends its body', () => {
  it('is told to go on where its body is wanted', async () => {
    const socket = connectTo(door.app);
    let said = '';
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (said.endsWith('100 Continue\r\n\r\n')) socket.write('hello');
    });
    socket.write(upload(bearer(), 'expect: 100-continue', 'content-length: 5', 'connection: close'));
    await once(socket, 'close');
    expect(said).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 [^]*\{"length":5\}$/);
  });

  it.each([
    ['without a token', [], 401],
    ['with a compressed one', ['content-encoding: gzip'], 415],
    ['with one that is too large', ['content-length: 999999999'], 413],
  ] as const)('is refused %s without being told to go on, and the connection is closed', async (what, more, status) => {
    const token = what === 'without a token' ? [] : [bearer()];
    const size = what === 'with one that is too large' ? [] : ['content-length: 5'];
    const answer = await answerTo(door.app, upload(...token, ...size, ...more, 'expect: 100-continue'));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});

describe('an answer', () => {
  it('that is read a little at a time is thrown away when its time is up, with its connection', async () => {
    const metrics = new Metrics();
    const server = fastify();
    endSlowReaders(server, metrics, 2_000);
    metrics.observe(server);
    server.get('/', () => 'x'.repeat(12 * 1024 * 1024));
    server.get('/small', () => 'x');
    await server.listen({ port: 0, host: '127.0.0.1' });
    const listening = { getHttpServer: () => server.server };
    const slow = connectTo(listening);
    slow.write(headOf('GET / HTTP/1.1', 'host: x'));
    slow.once('data', () => slow.pause());
    const ended = once(server.server, 'connection').then(([socket]: Socket[]) => once(socket!, 'close'));
    await ended;
    slow.destroy();
    expect(await metrics.registry.metrics()).toMatch(/why="notRead"\} 1$/m);
    const whole = await answerTo(listening, headOf('GET / HTTP/1.1', 'host: x', 'connection: close'));
    expect(whole.length).toBeGreaterThan(12 * 1024 * 1024);
    expect(await answerTo(listening, headOf('GET /small HTTP/1.1', 'host: x', 'connection: close'))).toMatch(/x$/);
    expect(await metrics.registry.metrics()).toMatch(/why="notRead"\} 1$/m);
    await server.close();
  });
});
