/** What every request meets before its route: raw bytes, request id, safe headers, refusals by the framework, the access log. */
import { randomUUID } from 'node:crypto';
import { type Server } from 'node:http';
import { type Socket } from 'node:net';
import {
  type FastifyError,
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { type Logger } from 'pino';
import { BATCH_BYTES_MAX, problem, PROBLEM_MEDIA_TYPE, type Problem, type ProblemCode } from '#contracts';
import { nameOf } from '#access';
import {
  CONNECTIONS_CHECK_MS,
  HEADERS_MS_MAX,
  KEEP_ALIVE_MS,
  PARAM_CHARS_MAX,
  REQUEST_MS_MAX,
  STILL_MS_MAX,
} from './limits.js';
import { RETRY_AFTER_S, sendProblem } from './problem.filter.js';
import { type StopList } from './stop-list.js';

/** Nothing that a party reads is kept by a browser or a proxy, or shown inside somebody else's page. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** How Fastify is made: limits, ids, and problem documents for what never reaches a route. */
export const FASTIFY_OPTIONS = {
  bodyLimit: BATCH_BYTES_MAX,
  http: { connectionsCheckingInterval: CONNECTIONS_CHECK_MS, headersTimeout: HEADERS_MS_MAX },
  requestTimeout: REQUEST_MS_MAX,
  connectionTimeout: STILL_MS_MAX,
  keepAliveTimeout: KEEP_ALIVE_MS,
  return503OnClosing: false,
  genReqId: () => randomUUID(),
  routerOptions: { maxParamLength: PARAM_CHARS_MAX },
  frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    sendProblem(reply.headers(HEADERS).header('x-request-id', request.id), problem('BadRequest'));
  },
  clientErrorHandler: answerBrokenRequest,
} satisfies FastifyHttpOptions<Server>;

/** Every body reaches its controller as the bytes that were sent, whatever its type says it is. */
export function takeRawBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}

/** Sets what every answer carries; while the process stops, refuses what is new. */
export function guardTheDoor(fastify: FastifyInstance, stopList: StopList): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS).header('x-request-id', request.id);
    if (!stopList.stopping) done();
    else sendProblem(reply, problem('NotReady'), { connection: 'close', 'retry-after': RETRY_AFTER_S });
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopList.stopping) reply.header('connection', 'close');
    done();
  });
}

/** Refuses compressed bodies, before they are read: what they hold cannot be bounded by what was sent. */
export function refuseCompressed(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { 'content-encoding': content = 'identity', 'transfer-encoding': transfer = 'chunked' } = request.headers;
    if (isOnly(content, 'identity') && isOnly(transfer, 'chunked')) done();
    else sendProblem(reply, problem('EncodingNotSupported', { expected: 'identity' }));
  });
}

const isOnly = (header: string, coding: string): boolean => header.trim().toLowerCase() === coding;

/**
 * One line per request: who, which route, how it ended; never the address asked for, which may hold a query. What went
 * well is counted by the metrics and logged at `debug` only: under load it would be most of the log and of its cost.
 */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const level = levelOf(reply.statusCode);
    if (!logger.isLevelEnabled(level)) {
      done();
      return;
    }
    const { statusCode: status, elapsedTime: ms } = reply;
    logger[level]({ ...lineOf(request), status, ms: Math.round(ms * 100) / 100 }, 'request');
    done();
  });
  // To whom nothing was answered.
  fastify.addHook('onRequestAbort', (request, done) => {
    logger.info(lineOf(request), 'request broken off');
    done();
  });
}

const lineOf = ({ id, principal, method, routeOptions }: FastifyRequest) => ({
  requestId: id,
  by: principal === null ? null : nameOf(principal),
  method,
  route: routeOptions.url ?? null,
});

function levelOf(status: number): 'debug' | 'info' | 'error' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}

/** What Node's HTTP parser gives up on, where it is more than that it could not be read. */
const CODE_OF_BROKEN: ReadonlyMap<string, ProblemCode> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 'RequestTimeout'],
  ['HPE_HEADER_OVERFLOW', 'HeadersTooLarge'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 'TooLarge'],
]);

/** What Node could not read as HTTP is answered on the bare socket, and the connection closed. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const document = problem(CODE_OF_BROKEN.get(error.code ?? '') ?? 'BadRequest');
  socket.end(rawAnswer(document), () => {
    socket.destroy();
  });
}

function rawAnswer(document: Problem): string {
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${document.title_en}`,
    `content-type: ${PROBLEM_MEDIA_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
