import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { MEDIA_TYPES, type Problem } from '#contracts';
import { type Receipt } from '#hub';
import { startStandalone, type Standalone } from '#standalone';
import { aCase, aLine, PLACING_PARTY, REGION } from '../support/case-builder.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { eventsOf, type WireEvent } from '../support/wire-events.js';

const [registered, started, proposed, cost] = eventsOf(
  aCase()
    .emergency({}, { at: '2025-08-01' })
    .started('2025-08-02')
    .proposed('2025-08-05')
    .cost('K1', 100, '2025-08-05'),
) as [WireEvent, WireEvent, WireEvent, WireEvent];

const json = (value: unknown): string => JSON.stringify(value);
const withData = (event: WireEvent, data: object): string => json({ ...event, data: { ...event.data, ...data } });
const structured = { 'content-type': MEDIA_TYPES.structured };
const binary = (event: WireEvent, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-id': event.id,
  'ce-source': event.source,
  'ce-type': event.type,
  'ce-subject': event.subject,
  'ce-time': event.time,
  ...more,
});
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}
/** What is sent, and how it is refused: status, code, pointer. */
type Row = readonly [what: string, sent: Sent, status: number, code: string, pointer?: string];

/** Put aside in quarantine, each once. */
const KEPT: readonly Row[] = [
  ['malformed JSON', { body: '{"specversion":"1.0",' }, 400, 'MalformedJson'],
  ['invalid UTF-8', { body: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]) }, 400, 'InvalidUtf8'],
  ['deep nesting', { body: deep(10_000) }, 400, 'TooDeep'],
  ['deep nesting within an event', { body: withData(started, JSON.parse(deep(40)) as object) }, 400, 'TooDeep'],
  [
    '__proto__',
    { body: json(started).replace('"data":{', '"data":{"__proto__":{"x":1},') },
    400,
    'ForbiddenKey',
    '/data',
  ],
  [
    '1e400',
    { body: withData(cost, {}).replace('"amountOre":100', '"amountOre":1e400') },
    400,
    'NumberOutOfRange',
    '/data/amountOre',
  ],
  ['10 MB in one event', { body: json({ ...started, note: 'x'.repeat(10_000_000) }) }, 413, 'TooLarge'],
  ['a wrong type', { body: withData(registered, { goals: 'ett' }) }, 400, 'WrongType', '/data/goals'],
  ['an unknown field', { body: withData(started, { colour: 'red' }) }, 400, 'UnknownField', '/data/colour'],
  ['an unknown attribute', { body: json({ ...started, colour: 'red' }) }, 400, 'UnknownField', '/colour'],
  ['2026-02-30', { body: withData(started, { startedOn: '2026-02-30' }) }, 400, 'InvalidValue', '/data/startedOn'],
  [
    'shares that do not sum to 1000 (A-095)',
    { body: withData(proposed, { lines: [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 399 })] }) },
    422,
    'SharesDoNotSum',
    '/data/lines/0/shares',
  ],
  ['negative öre', { body: withData(cost, { amountOre: -1 }) }, 400, 'InvalidValue', '/data/amountOre'],
  ['another’s source', { body: json({ ...started, source: `/party/${REGION}` }) }, 403, 'WrongSource', '/source'],
  [
    'a bad ce- header',
    { body: json(started.data), headers: binary(started, { 'ce-id': '%zz' }) },
    400,
    'InvalidEnvelope',
    '/id',
  ],
  [
    'an unknown ce- header',
    { body: json(started.data), headers: binary(started, { 'ce-colour': 'red' }) },
    400,
    'UnknownField',
    '/colour',
  ],
  [
    'a ce- header with no value',
    { body: json(started.data), headers: binary(started, { 'ce-subject': '' }) },
    400,
    'InvalidEnvelope',
    '/subject',
  ],
  ['binary mode with half a body', { body: '{"startedOn"', headers: binary(started) }, 400, 'MalformedJson'],
  ['a batch of nothing', { body: '[]', headers: { 'content-type': MEDIA_TYPES.batch } }, 400, 'EmptyBatch'],
];

/** Refused before there was anything to put aside. */
const TURNED_AWAY: readonly Row[] = [
  [
    'gzip',
    { body: gzipSync(json(started)), headers: { ...structured, 'content-encoding': 'gzip' } },
    415,
    'EncodingNotSupported',
  ],
  [
    'a wrong content type',
    { body: json(started), headers: { 'content-type': 'application/json' } },
    415,
    'UnsupportedMediaType',
  ],
  ['no content type', { body: Buffer.from(json(started)), headers: {} }, 415, 'UnsupportedMediaType'],
  [
    'UTF-16',
    {
      body: Buffer.from(json(started), 'utf16le'),
      headers: { 'content-type': `${MEDIA_TYPES.structured}; charset=utf-16` },
    },
    415,
    'EncodingNotSupported',
  ],
  ['more than 10 MiB', { body: 'x'.repeat(10 * 1024 * 1024 + 1) }, 413, 'TooLarge'],
];

const BAD_QUESTIONS: readonly (readonly [path: string, status: number, code: string, pointer?: string])[] = [
  ['/v1/placements?limit=0', 400, 'BadRequest', '/limit'],
  ['/v1/placements?limit=1e3', 400, 'BadRequest', '/limit'],
  ['/v1/placements?status=open', 400, 'BadRequest', '/status'],
  ['/v1/placements?knownAt=1', 400, 'BadRequest', '/knownAt'],
  ['/v1/placements?asOf=2026-02-30', 400, 'BadRequest', '/asOf'],
  ['/v1/placements?asOf=2026-01-01&asOf=2026-01-02', 400, 'BadRequest', '/asOf'],
  ['/v1/placements?__proto__=1', 400, 'BadRequest', '/__proto__'],
  ['/v1/placements?constructor=1', 400, 'BadRequest', '/constructor'],
  ['/v1/placements?waitFor=x', 400, 'BadRequest', '/waitFor'],
  ['/v1/placements?asOf=%zz', 400, 'BadRequest', '/asOf'],
  ['/v1/deadlines?of=sip/1', 400, 'BadRequest', '/of'],
  ['/v1/deadlines?of=', 400, 'BadRequest', '/of'],
  [`/v1/deadlines?of=${registered.subject}&status=open`, 400, 'BadRequest', '/status'],
  ['/v1/deadlines?dueBefore=soon', 400, 'BadRequest', '/dueBefore'],
  ['/v1/findings?kind=x', 400, 'BadRequest', '/kind'],
  ['/v1/agreements?knownAt=never', 400, 'BadRequest', '/knownAt'],
  [`/v1/placements/${registered.subject.slice(10)}/costs?colour=red`, 400, 'BadRequest', '/colour'],
  ['/v1/placements/1', 404, 'NotFound'],
  ['/v1/placements/%00', 404, 'NotFound'],
  [`/v1/placements/${'1'.repeat(201)}`, 400, 'BadRequest'],
  [`/v1/placements/${registered.subject.slice(10)}/timelines`, 404, 'NotFound'],
  [`/v1/placements/${registered.subject.slice(10)}/constructor`, 404, 'NotFound'],
  ['/v1/nothing', 404, 'NotFound'],
  ['/v1/../etc/passwd', 404, 'NotFound'],
];

describe('the hub refuses', () => {
  let hub: Standalone;
  let authorization = '';
  beforeAll(async () => {
    hub = await startStandalone({ dataDir: temporaryFolder(), port: 0, logLevel: 'silent' });
    authorization = `Bearer ${await hub.tokenOf(PLACING_PARTY)}`;
    expect((await post({ body: json(registered) })).status).toBe(202);
  });
  afterAll(() => hub.stop());

  const post = ({ body, headers = structured }: Sent): Promise<Response> =>
    fetch(`${hub.url}/v1/events`, { method: 'POST', headers: { authorization, ...headers }, body });

  const inQuarantine = async (): Promise<number> => {
    const ids = new Set<string>();
    for (let after = 0, before = -1; before !== ids.size;) {
      before = ids.size;
      const answer = await fetch(`${hub.url}/v1/quarantine?limit=100&after=${after}`, { headers: { authorization } });
      const { entries, next } = (await answer.json()) as { entries: { quarantineId: string }[]; next: number };
      for (const { quarantineId } of entries) ids.add(quarantineId);
      after = next;
    }
    return ids.size;
  };

  const refused = async (sent: Sent): Promise<readonly [number, string, string | undefined]> => {
    const answer = await post(sent);
    const body = (await answer.json()) as Problem | readonly [Receipt];
    const problem = (Array.isArray(body) ? (body as readonly [Receipt])[0].problem : body) as Problem;
    expect(problem).toMatchObject({ title: expect.any(String), detail: expect.any(String), status: answer.status });
    return [answer.status, problem.code, problem.pointer];
  };

  for (const [what, sent, ...expected] of KEPT)
    it(`${what}, and puts it aside once`, async () => {
      const [head, kept] = [await hub.log.head(), await inQuarantine()];
      const [status, code, pointer] = await refused(sent);
      expect([status, code, ...(pointer === undefined || pointer === '' ? [] : [pointer])]).toEqual(expected);
      expect([await hub.log.head(), await inQuarantine()]).toEqual([head, kept + 1]);
    });

  for (const [what, sent, ...expected] of TURNED_AWAY)
    it(`${what} at the door`, async () => {
      const [head, kept] = [await hub.log.head(), await inQuarantine()];
      const [status, code] = await refused(sent);
      expect([status, code]).toEqual(expected);
      expect([await hub.log.head(), await inQuarantine()]).toEqual([head, kept]);
    });

  it.each(BAD_QUESTIONS)('the question %s', async (path, ...expected) => {
    const answer = await fetch(`${hub.url}${path}`, { headers: { authorization } });
    const { code, pointer } = (await answer.json()) as Problem;
    expect([answer.status, code, ...(pointer === undefined ? [] : [pointer])]).toEqual(expected);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('what cannot be read as HTTP, with a problem and not with silence', async () => {
    const { port } = new URL(hub.url);
    const answerTo = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
        let answer = '';
        socket.on('data', (bytes) => (answer += bytes.toString()));
        socket.on('close', () => {
          resolve(answer);
        });
        socket.on('error', reject);
      });
    expect(await answerTo('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*"code":"BadRequest"/);
    expect(await answerTo(`GET /health/live HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4/,
    );
  });

  it('and goes on: nothing of all that is in the log, and what is right is taken', async () => {
    expect((await post({ body: json(started) })).status).toBe(202);
    const answer = await fetch(`${hub.url}/health/ready`);
    expect(answer.status).toBe(200);
  });
});
