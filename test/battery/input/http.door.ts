/** The door of HTTP: bodies, headers, paths and raw bytes, at a hub that runs as a process of its own. */
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { MEDIA_TYPES } from '#contracts';
import { seeded as seededBy, type Seeded } from '../../bench/seeded.js';
import { type HubProcess } from '../../support/hub-process.js';
import { REGION } from '../../support/case-defaults.data.js';
import { type WireEvent, sayerOf } from '../../support/wire-events.js';
import { counting, type Counting, type InputDoor } from './door.js';
import { hostileMessage, someBytes, spoilt, spoiltBytes } from './hostile.js';
import { toldCase } from '../../support/told-case.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const ANSWER_MS_MAX = 60_000;

/** Asks by a connection of its own; the path is sent as it is. Throws where no answer comes. */
export function ask(url: string, { method, path, headers, body }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers, timeout: ANSWER_MS_MAX, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Sends bytes that may be no HTTP, and gives what comes back until the hub closes or is silent. */
function sendRaw(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes));
    const done = (): void => {
      socket.destroy();
      resolve(Buffer.concat(parts).toString('latin1'));
    };
    socket.setTimeout(ANSWER_MS_MAX, done);
    socket.on('data', (part) => parts.push(part));
    socket.on('close', done);
    socket.on('error', done);
  });
}

interface Problemed {
  readonly code?: unknown;
  readonly pointer?: unknown;
}

interface ReceiptRead {
  readonly outcome?: unknown;
  readonly problem?: Problemed;
  readonly quarantineId?: unknown;
}

/** Refusals by form name the place of the fault. */
const WITH_POINTER = new Set([
  ...['UnknownField', 'MissingField', 'WrongType', 'InvalidValue', 'InvalidEnvelope', 'UnknownType', 'WrongSource'],
  ...['PersonNumberNotAllowed', 'ForbiddenKey', 'NumberOutOfRange'],
]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Notes whatever an answer lacks: below 500, a code in every refusal, a pointer in those by form. */
export function judgeAnswer(answer: Answer, what: string, { count, wrong }: Counting): readonly ReceiptRead[] {
  const { status, text } = answer;
  const body = parsed(text);
  if (status >= 500 || status < 200) wrong(`${what}: answered ${status} ${text}`);
  if (Array.isArray(body) && body.every((one) => typeof one === 'object' && one !== null && 'outcome' in one)) {
    for (const receipt of body as ReceiptRead[]) judgeReceipt(receipt, what, { count, wrong });
    return body as ReceiptRead[];
  }
  if (status < 400) count(`${status}`);
  else judgeProblem(body as Problemed | undefined, `${what}: ${status} ${text}`, { count, wrong });
  return [];
}

type Notes = Pick<Counting, 'count' | 'wrong'>;

function judgeReceipt({ outcome, problem, quarantineId }: ReceiptRead, what: string, notes: Notes): void {
  if (outcome !== 'rejected') {
    notes.count(String(outcome));
    return;
  }
  judgeProblem(problem, what, notes);
  const isGivenBack = problem?.code === 'TooManyWaiting';
  if (typeof quarantineId !== 'string' && !isGivenBack) notes.wrong(`${what}: refused and not put aside`);
}

function judgeProblem(problem: Problemed | undefined, what: string, { count, wrong }: Notes): void {
  const code = problem?.code;
  if (typeof code !== 'string') {
    wrong(`${what}: refused without a code`);
    return;
  }
  count(code);
  if (WITH_POINTER.has(code) && typeof problem?.pointer !== 'string') wrong(`${what}: ${code} without a pointer`);
}

const PATHS = [
  ...[
    '/v1/placements',
    '/v1/deadlines',
    '/v1/findings',
    '/v1/agreements',
    '/v1/timeline',
    '/v1/receipts',
    '/v1/quarantine',
  ],
  ...[
    '/v1/schemas',
    '/v1/placements/ID',
    '/v1/placements/ID/responsibility',
    '/v1/placements/ID/costs',
    '/v1/quarantine/ID',
  ],
  ...['/health/ready', '/metrics', '/openapi.json', '/asyncapi.json', '/v1/events', '/v1/simulation/clock', '/'],
];
const PARTS = [
  'ID',
  '..',
  '%00',
  '%2e%2e%2f',
  '%',
  '%ff',
  'a'.repeat(3_000),
  '811218-9876',
  '__proto__',
  'null',
  '-1',
  '1e9',
  '*',
  '%C0%AF',
  '',
];
const QUERIES = [
  'asOf',
  'knownAt',
  'asOfPosition',
  'limit',
  'after',
  'waitFor',
  'party',
  'kind',
  'rule',
  'status',
  'of',
  '__proto__',
  'x',
];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'content-encoding': 'gzip' },
  { expect: '100-continue' },
  { accept: 'text/html;q=x', 'accept-language': '*'.repeat(500) },
  { 'x-filler': 'a'.repeat(20_000) },
  { traceparent: '00-0-0-00', tracestate: '='.repeat(600) },
  { 'if-none-match': '*', range: 'bytes=0-' },
  { host: '' },
  { connection: 'keep-alive, upgrade', upgrade: 'h2c' },
];
const TYPES = [
  ...[MEDIA_TYPES.structured, MEDIA_TYPES.structured, MEDIA_TYPES.batch, MEDIA_TYPES.binary],
  ...[
    'application/json; charset=latin1',
    'application/cloudevents+json; charset="utf-8"',
    'text/plain',
    ';;',
    '',
    'application/cloudevents+avro',
  ],
];

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 2_000);

function someQuestion(from: Seeded): Omit<Asked, 'headers'> {
  const path = from.pick(PATHS).replace('ID', () => from.pick([from.uuid(), from.pick(PARTS)]));
  const value = (): string =>
    from.pick([from.pick(PARTS), `${from.integer(100)}`, '2026-02-30', '2026-01-01', from.uuid()]);
  const query = Array.from({ length: from.integer(4) }, () => `${from.pick(QUERIES)}=${value()}`).join('&');
  return { method: from.pick(METHODS), path: query === '' ? path : `${path}?${query}` };
}

function someSubmission(event: WireEvent, from: Seeded): Omit<Asked, 'path' | 'method'> {
  const type = from.pick(TYPES);
  const binary = Object.entries(spoilt(event, from) ?? {})
    .filter(([name]) => name !== 'data')
    .map(
      ([name, value]) =>
        [
          `ce-${name.replace(/[^a-z0-9]/gi, '')}`,
          printable(typeof value === 'string' ? value : JSON.stringify(value)),
        ] as const,
    );
  const headers = {
    'content-type': type,
    ...(type === MEDIA_TYPES.binary ? Object.fromEntries(binary) : {}),
    ...from.pick(HEADERS),
  };
  const one = hostileMessage(event, from);
  const list = Array.from({ length: 1 + from.integer(3) }, () => hostileMessage(event, from).toString());
  const body = type === MEDIA_TYPES.batch ? from.pick([Buffer.from(`[${list.join()}]`), one]) : one;
  return { headers, body };
}

/** HTTP that may be none: a good request cut, flipped or filled up, or any bytes. */
function someRaw(event: WireEvent, authorization: string, from: Seeded): Buffer {
  const body = JSON.stringify(event);
  const length = from.pick([Buffer.byteLength(body), from.integer(3_000), -1]);
  const framing = from.pick([
    `content-length: ${length}`,
    'transfer-encoding: chunked',
    `content-length: 3\r\ncontent-length: ${length}`,
  ]);
  const head = `POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: ${MEDIA_TYPES.structured}\r\n${framing}\r\n\r\n`;
  const good = Buffer.from(head + body);
  return from.pick([() => spoiltBytes(good, from), () => good, () => someBytes(from, 1 + from.integer(200))])();
}

export const httpDoor = (hub: HubProcess): InputDoor => ({
  name: 'HTTP',
  play: async (from, times) => {
    const notes = counting('HTTP');
    for (let number = 0; number < times; number += 1) {
      const seed = from.integer(2 ** 30);
      await tryOne(hub, seed, notes);
    }
    return notes.tally(times);
  },
});

async function tryOne(hub: HubProcess, seed: number, notes: Counting): Promise<void> {
  const from = seededBy(seed);
  const event = from.pick(toldCase(`http-${seed}`));
  const { authorization } = await hub.as(
    from.pick([...Array.from({ length: 9 }, () => sayerOf(event)), REGION, 'auditor', 'operator']),
  );
  const what = `HTTP ${seed}`;
  const way = from.integer(10);
  try {
    if (way === 0)
      notes.count(
        `raw: ${/^HTTP\/1\.1 (\d+)/.exec(await sendRaw(hub.url, someRaw(event, authorization, from)))?.[1] ?? 'closed'}`,
      );
    else {
      const asked =
        way < 4
          ? { headers: from.pick(HEADERS), ...someQuestion(from) }
          : { method: 'POST', path: '/v1/events', ...someSubmission(event, from) };
      judgeAnswer(await ask(hub.url, { ...asked, headers: { ...asked.headers, authorization } }), what, notes);
    }
  } catch (error) {
    notes.wrong(`${what}: ${String(error)}`);
  }
}
