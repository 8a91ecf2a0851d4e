import { type IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../test/support/eventually.js';
import { answerTo, connectTo, headOf } from '../../../test/support/raw-http.js';
import { openDoor, type TryDoor } from '../../../test/support/try-door.js';
import { systemClock } from './system-clock.js';

let door: TryDoor;
const bearer = (): string => door.as('party').join(': ');
/** Status and code of an answer on the wire. */
const outcomeOf = (answer: string): string => {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return [head.split(' ')[1], /"code":"(\w+)"/.exec(body)?.[1] ?? ''].join(' ');
};

beforeAll(async () => (door = await openDoor({ clock: systemClock })));
afterAll(() => door.close());
beforeEach(() => (door.lines.length = 0));

describe('a method that an address does not take', () => {
  const ask = async (
    method: 'get' | 'put' | 'delete' | 'patch' | 'options' | 'head' | 'post',
    path: string,
    authorization = door.as('party')[1],
  ): Promise<{ outcome: unknown[]; headers: IncomingHttpHeaders }> => {
    const { status, body, headers } = await door.http()[method](path).set('authorization', authorization);
    return { outcome: [status, body.code, headers['allow']], headers };
  };

  it('is refused by 405, with those that it takes', async () => {
    for (const method of ['put', 'delete', 'patch', 'options', 'post'] as const) {
      const { outcome, headers } = await ask(method, '/v1/try/who?x=1');
      expect([method, ...outcome]).toEqual([method, 405, 'MethodNotAllowed', 'GET, HEAD']);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    }
    expect((await ask('get', '/v1/try/bytes')).outcome).toEqual([405, 'MethodNotAllowed', 'POST']);
    expect((await ask('post', '/v1/try/defect/1')).outcome).toEqual([405, 'MethodNotAllowed', 'GET, HEAD']);
    expect((await ask('head', '/v1/try/bytes')).outcome).toEqual([405, undefined, 'POST']);
  });

  it('is refused so whatever HTTP calls a method', async () => {
    const heads = ['TRACE', 'PROPFIND', 'QUERY', 'PURGE'].map((method) =>
      answerTo(door.app, headOf(`${method} /v1/try/who HTTP/1.1`, 'host: x', bearer(), 'connection: close')),
    );
    for (const answer of await Promise.all(heads)) {
      expect(outcomeOf(answer)).toBe('405 MethodNotAllowed');
      expect(answer).toMatch(/\r\nallow: GET, HEAD\r\n/);
    }
  });

  it('is nothing where the address is none, and not told to who has no token', async () => {
    expect((await ask('delete', '/v1/nothing')).outcome).toEqual([404, 'NotFound', undefined]);
    expect((await ask('delete', '/v1/try/who', '')).outcome).toEqual([401, 'Unauthorized', undefined]);
  });

  it('is taken as HEAD wherever GET is', async () => {
    const { status, text } = await door
      .http()
      .head('/v1/try/who')
      .set(...door.as('party'));
    expect([status, text]).toEqual([200, undefined]);
  });
});

describe('headers', () => {
  it('are refused by 431 where they are larger than what is taken, and told so', async () => {
    const long = 'x'.repeat(20_000);
    for (const head of [
      ['GET /v1/try/who HTTP/1.1', `x-long: ${long}`],
      [`GET /v1/try/who?long=${long} HTTP/1.1`],
      ['GET /v1/try/who HTTP/1.1', ...Array.from({ length: 3_000 }, (_, at) => `x-${at}: ${at}`)],
    ]) {
      expect(outcomeOf(await answerTo(door.app, headOf(...head, 'host: x', bearer())))).toBe('431 HeadersTooLarge');
    }
  });

  it('may be many, as long as they are small', async () => {
    const head = Array.from({ length: 500 }, (_, at) => `x-${at}: ${at}`);
    const answer = await answerTo(
      door.app,
      headOf('GET /v1/try/who HTTP/1.1', 'host: x', bearer(), ...head, 'connection: close'),
    );
    expect(outcomeOf(answer)).toBe('200 ');
  });

  it('that put a chunk in a wrapping of their own are refused before the body is read', async () => {
    const answer = await answerTo(
      door.app,
      headOf(
        'POST /v1/try/bytes HTTP/1.1',
        'host: x',
        bearer(),
        'transfer-encoding: gzip, chunked',
        'connection: close',
      ),
    );
    expect(outcomeOf(answer)).toBe('415 EncodingNotSupported');
  });
});

describe('an upload that its sender breaks off', () => {
  it.each(['content-length: 100000', 'transfer-encoding: chunked'])(
    'is no defect of the hub, and none is logged (%s)',
    async (size) => {
      const socket = connectTo(door.app);
      socket.write(headOf('POST /v1/try/bytes HTTP/1.1', 'host: x', bearer(), 'content-type: text/plain', size));
      socket.write('5\r\nhello\r\n');
      await delay(50);
      socket.destroy();
      const read = () => door.lines.map((line) => JSON.parse(line) as { level: string | number; msg: string });
      const lines = await eventually(() => {
        expect(read().map(({ msg }) => msg)).toContain('request broken off');
        return read();
      });
      expect(
        lines.filter(({ level, msg }) => msg.includes('defect') || level === 'error' || Number(level) >= 50),
      ).toEqual([]);
    },
  );

  it('is counted', async () => {
    const { text } = await door
      .http()
      .get('/metrics')
      .set(...door.as('operator'));
    expect(text).toMatch(/^hvb_http_cut_connections_total\{why="brokenOff"\} [2-9]/m);
  });
});
