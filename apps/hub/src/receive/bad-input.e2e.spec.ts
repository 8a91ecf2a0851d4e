import { gzipSync } from 'node:zlib';
import { MEDIA_TYPES } from '#contracts';
import { aCase, aLine, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { answerTo, headOf } from '../../../../test/support/raw-http.js';
import { openHubDoor, type HubDoor } from '../../../../test/support/hub-door.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const [registered, started, proposed, cost] = eventsOf(
  aCase('P1').emergency().started('2026-01-10').proposed('2026-01-10').cost('K1', 100, '2026-01-10'),
) as [WireEvent, WireEvent, WireEvent, WireEvent];

const structured = { 'content-type': MEDIA_TYPES.structured };
const json = (value: unknown): string => JSON.stringify(value);
const withData = (event: WireEvent, data: object): string => json({ ...event, data: { ...event.data, ...data } });
const line = (shares: Readonly<Record<string, number>>): string =>
  withData(proposed, { lines: [aLine('housing', shares)] });

/** [what, body, status, code, pointer] */
type Row = [string, string | Uint8Array, number, string, string?];

const REFUSED_WHOLE: readonly Row[] = [
  ['an empty body', '', 400, 'MalformedJson'],
  ['half a document', '{"specversion":"1.0",', 400, 'MalformedJson'],
  ['text that is no JSON', 'specversion: 1.0', 400, 'MalformedJson'],
  ['NaN', '{"a":NaN}', 400, 'MalformedJson'],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    400,
    'InvalidUtf8',
  ],
  ['10 000 objects within each other', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 400, 'TooDeep'],
  ['10 000 lists within each other', '['.repeat(10_000), 400, 'TooDeep'],
  ['one field twice', '{"id":"1","id":"2"}', 400, 'DuplicateKey'],
  ['__proto__', json(started).replace('{', '{"__proto__":{"party":"region-20"},'), 400, 'ForbiddenKey', ''],
  [
    '__proto__ in data',
    withData(started, {}).replace('"startedOn"', '"__proto__":1,"startedOn"'),
    400,
    'ForbiddenKey',
    '/data',
  ],
  ['constructor', json({ ...started, data: { constructor: 1 } }), 400, 'ForbiddenKey', '/data'],
  ['1e400', json(cost).replace('"amountOre":100', '"amountOre":1e400'), 400, 'NumberOutOfRange', '/data/amountOre'],
  ['more than 256 KiB', json({ ...started, padding: 'x'.repeat(256 * 1024) }), 413, 'TooLarge'],
  ['10 MiB', 'x'.repeat(10 * 1024 * 1024), 413, 'TooLarge'],
  ['more than 10 MiB', 'x'.repeat(10 * 1024 * 1024 + 1), 413, 'TooLarge'],
];

const REFUSED_EVENTS: readonly Row[] = [
  ['no object', '"text"', 400, 'WrongType', ''],
  ['a list where one event is meant', json([started]), 400, 'WrongType', ''],
  ['nothing', 'null', 400, 'WrongType', ''],
  ['an unknown attribute', json({ ...started, colour: 'red' }), 400, 'UnknownField', '/colour'],
  ['an unknown field', withData(started, { colour: 'red' }), 400, 'UnknownField', '/data/colour'],
  ['a field that is missing', withData(started, { startedOn: undefined }), 400, 'MissingField', '/data/startedOn'],
  ['no data', json({ ...started, data: undefined }), 400, 'MissingField', '/data'],
  ['no id', json({ ...started, id: undefined }), 400, 'MissingField', '/id'],
  ['an id that is a number', json({ ...started, id: 7 }), 400, 'WrongType', '/id'],
  ['an id that holds a person number', json({ ...started, id: '121212-1212' }), 400, 'PersonNumberNotAllowed', '/id'],
  ['an unknown type', json({ ...started, type: 'se.hvbhub.placement.burned.v1' }), 400, 'UnknownType', '/type'],
  [
    'a type that only the hub says',
    json({ ...started, type: 'se.hvbhub.placement.deadlineMet.v1' }),
    400,
    'UnknownType',
    '/type',
  ],
  [
    'a later version of a type',
    json({ ...started, type: 'se.hvbhub.placement.started.v2' }),
    400,
    'UnknownType',
    '/type',
  ],
  [
    'a subject of another kind',
    json({ ...started, subject: `agreement/${started.subject.slice(10)}` }),
    400,
    'InvalidEnvelope',
    '/subject',
  ],
  ['a subject with no uuid', json({ ...started, subject: 'placement/1' }), 400, 'InvalidEnvelope', '/subject'],
  ['a time without offset', json({ ...started, time: '2026-01-10T08:00:00' }), 400, 'InvalidEnvelope', '/time'],
  ['another version of CloudEvents', json({ ...started, specversion: '0.3' }), 400, 'InvalidEnvelope', '/specversion'],
  ['a string where a list is meant', withData(registered, { goals: 'ett' }), 400, 'WrongType', '/data/goals'],
  [
    'true as text',
    withData(registered, { hvb: { ...hvbOf(registered), providesHealthcare: 'true' } }),
    400,
    'WrongType',
    '/data/hvb/providesHealthcare',
  ],
  ['2026-02-30', withData(started, { startedOn: '2026-02-30' }), 400, 'InvalidValue', '/data/startedOn'],
  [
    'a kommun code that none has',
    withData(registered, { registeredKommun: '9999' }),
    400,
    'InvalidValue',
    '/data/registeredKommun',
  ],
  ['negative öre', withData(cost, { amountOre: -1 }), 400, 'InvalidValue', '/data/amountOre'],
  ['half an öre', withData(cost, { amountOre: 0.5 }), 400, 'WrongType', '/data/amountOre'],
  ['öre as text', withData(cost, { amountOre: '100' }), 400, 'WrongType', '/data/amountOre'],
  ['shares of 999 (A-098)', line({ [PLACING_PARTY]: 999 }), 422, 'SharesDoNotSum', '/data/lines/0/shares'],
  [
    'shares of 1001 (A-098)',
    line({ [PLACING_PARTY]: 600, [REGION]: 401 }),
    422,
    'SharesDoNotSum',
    '/data/lines/0/shares',
  ],
  ['no shares', line({}), 400, 'InvalidValue', '/data/lines/0/shares'],
];

function hvbOf({ data }: WireEvent): object {
  return (data as { hvb: object }).hvb;
}

/** As `door.post`, with headers that may come more than once: status and code. */
async function postRaw(
  door: HubDoor,
  headers: Readonly<Record<string, string | string[]>>,
  body: string,
): Promise<string> {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}`),
  );
  const size = `content-length: ${Buffer.byteLength(body)}`;
  const fixed = ['host: x', `authorization: Bearer ${door.token('kommun')}`, size, 'connection: close'];
  const answer = await answerTo(door.app, `${headOf('POST /v1/events HTTP/1.1', ...fixed, ...lines)}${body}`);
  return [answer.split(' ')[1], /"code":"(\w+)"/.exec(answer)?.[1]].join(' ');
}

describe('bad input', () => {
  let door: HubDoor;
  let head: string;
  beforeAll(async () => {
    door = await openHubDoor();
    await door.post(json(registered), structured).expect(202);
    head = await door.log.head();
  });
  afterAll(() => door.close());
  afterEach(async () => {
    // Nothing half-stored: neither in the log nor in the waiting room.
    expect(await door.log.head()).toBe(head);
    expect(await door.hub.room.size()).toBe(0);
  });

  it.each<Row>(REFUSED_WHOLE)('refuses %s with a problem document', async (...[, sent, status, code, pointer]: Row) => {
    const { body, headers, ...answer } = await door.post(sent, structured);
    expect([answer.status, body.code, body.pointer]).toEqual([status, code, pointer]);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body.title).not.toBe(body.title_en);
  });

  it.each<Row>(REFUSED_EVENTS)('refuses %s with a receipt', async (...[, sent, status, code, pointer]: Row) => {
    const { body, ...answer } = await door.post(sent, structured);
    expect([answer.status, body[0].outcome, body[0].problem.code, body[0].problem.pointer]).toEqual([
      status,
      'rejected',
      code,
      pointer,
    ]);
    expect(body[0].quarantineId).toMatch(/^[0-9a-f-]{36}$/);
  });

  const HEADERS: readonly (readonly [string, Readonly<Record<string, string>>, string | Buffer, string])[] = [
    ['plain JSON without ce- headers', { 'content-type': 'application/json' }, json(started), 'UnsupportedMediaType'],
    ['plain text', { 'content-type': 'text/plain' }, json(started), 'UnsupportedMediaType'],
    ['no media type', { 'content-type': '' }, json(started), 'UnsupportedMediaType'],
    [
      'another character set',
      { 'content-type': `${MEDIA_TYPES.structured}; charset=iso-8859-1` },
      json(started),
      'EncodingNotSupported',
    ],
    ['gzip', { ...structured, 'content-encoding': 'gzip' }, gzipSync(json(started)), 'EncodingNotSupported'],
  ];
  it.each(HEADERS)('refuses %s by 415', async (_what, headers, sent, code) => {
    const { status, body } = await door.post(sent, headers);
    expect([status, body.code]).toEqual([415, code]);
  });

  const BATCHES: readonly Row[] = [
    ['that is one event', json(started), 400, 'WrongType', ''],
    ['of more than 1 000', json(Array.from({ length: 1_001 }, () => 1)), 413, 'TooManyEvents'],
    ['with __proto__ in one of its events', '[{"data":{"__proto__":1}}]', 400, 'ForbiddenKey', '/0/data'],
  ];
  it.each<Row>(BATCHES)('refuses a batch %s', async (...[, sent, status, code, pointer]: Row) => {
    const { body, ...answer } = await door.post(sent, { 'content-type': MEDIA_TYPES.batch });
    expect([answer.status, body.code, body.pointer]).toEqual([status, code, pointer]);
  });

  it('says of each event of a batch what is wrong with it', async () => {
    const sent = [1, null, [], {}, { ...started, data: { startedOn: '2026-02-30' } }];
    const { status, body } = await door.post(json(sent), { 'content-type': MEDIA_TYPES.batch });
    expect(status).toBe(400);
    expect(body.map(({ problem }: { problem: { code: string } }) => problem.code)).toEqual([
      'WrongType',
      'WrongType',
      'WrongType',
      'MissingField',
      'InvalidValue',
    ]);
  });

  it('refuses an attribute in binary mode that cannot be read, or comes in two ways', async () => {
    const headers = { 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': '%zz' };
    expect((await door.post('{}', headers)).body).toMatchObject({ code: 'InvalidEnvelope', pointer: '/id' });
    const data = { ...headers, 'ce-id': '1', 'ce-data': '1' };
    expect((await door.post('{}', data)).body.code).toBe('InvalidEnvelope');
  });

  it.each(['ce-id', 'ce-source', 'content-type'])('refuses a request that has two of %s', async (name) => {
    const { id, source, type, subject, time, data } = started;
    const headers = { 'ce-specversion': '1.0', 'ce-id': id, 'ce-source': source, 'ce-type': type };
    const whole = { 'content-type': 'application/json', ...headers, 'ce-subject': subject, 'ce-time': time };
    const answer = await postRaw(door, { ...whole, [name]: [whole[name as keyof typeof whole], 'other'] }, json(data));
    expect(answer).toMatch(name === 'content-type' ? /^415 UnsupportedMediaType/ : /^400 InvalidEnvelope/);
  });

  it.each([
    ['an id', { id: 'sak-811218_9876' }, '811218_9876'],
    ['an id in a batch of digits', { id: '8.1.1.2.1.8.9.8.7.6' }, '8.1.1.2.1.8.9.8.7.6'],
    ['a subject', { subject: 'placement/811218-9876' }, '811218-9876'],
    [
      'a subject that is a uuid of no version',
      { subject: 'placement/00000000-0000-0000-0000-008112189876' },
      '8112189876',
    ],
    ['a correction', { corrects: '811218-9876', correctionreason: 'fel' }, '811218-9876'],
    ['a source', { source: '/party/kommun-2080.socialnamnden/811218-9876' }, '811218-9876'],
    ['the name of a field', { data: { ...started.data, '811218 98 76': 1 } }, '811218 98 76'],
    ['the name of an attribute', { '８１１２１８９８７６': 'x' }, '８１１２１８９８７６'],
  ])(
    'repeats no person number that stood in %s: not in the receipt, nor in the log',
    async (_what, changes, number) => {
      const { body, status } = await door.post(json({ ...started, ...changes }), structured);
      expect([status, body[0].outcome]).toEqual([400, 'rejected']);
      expect(JSON.stringify(body)).not.toContain(number);
      const kept = await door.get(`/v1/quarantine`).expect(200);
      expect(JSON.stringify(kept.body)).not.toContain(number);
      expect(door.lines.join('')).not.toContain(number);
    },
  );

  it('repeats no person number of a path or a question in the log', async () => {
    await door.get('/v1/quarantine/811218-9876?after=811218-9876');
    expect(door.lines.join('')).toContain('quarantine');
    expect(door.lines.join('')).not.toContain('811218-9876');
  });

  it('never answers 500, whatever one byte of a message is changed to', async () => {
    const good = Buffer.from(json({ ...started, data: { startedOn: '2026-02-30' } }));
    for (let at = 0; at < good.length; at += 5) {
      for (const byte of [0x00, 0x22, 0x5c, 0x7b, 0xff]) {
        const bad = Buffer.from(good);
        bad[at] = byte;
        const { status } = await door.post(bad, structured);
        expect([at, byte, status >= 400 && status < 500]).toEqual([at, byte, true]);
      }
    }
  });
});
