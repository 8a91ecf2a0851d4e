/** Whatever goes wrong is answered as a problem document with a stable code; what it was in detail stays in the log. */
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger } from 'pino';
import { problem, PROBLEM_MEDIA_TYPE, type Problem, type ProblemCode } from '#contracts';
import { type Integrity } from './integrity.js';
import { ProblemError, type AnswerHeaders } from './refusal.js';

/** Seconds after which one who met a fault may try again. */
export const RETRY_AFTER_S = '2';

/** Codes for what Fastify and Nest refuse by themselves. */
const CODE_BY_STATUS: ReadonlyMap<number, ProblemCode> = new Map([
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [408, 'RequestTimeout'],
  [413, 'TooLarge'],
  [414, 'BadRequest'],
  [415, 'UnsupportedMediaType'],
  [429, 'TooManyRequests'],
  [431, 'HeadersTooLarge'],
  [503, 'NotReady'],
]);

/** Faults declared beside the ports, by name: not now, but later. */
const CODE_BY_FAULT: ReadonlyMap<string, ProblemCode> = new Map([
  ['LogUnavailable', 'LogUnavailable'],
  ['KeysUnavailable', 'LogUnavailable'],
  ['TokenUnusable', 'LogUnavailable'],
  ['StateUnavailable', 'NotReady'],
  ['DatabaseUnavailable', 'NotReady'],
  ['IssuerUnavailable', 'NotReady'],
  ['RowsIncomplete', 'RowsIncomplete'],
  ['GroundsBehind', 'GroundsBehind'],
  ['LedgerUnavailable', 'LedgerUnavailable'],
  ['RowsOfAnotherVersion', 'NotReady'],
]);

/** Sends a problem document, with its own status and media type. */
export function sendProblem(reply: FastifyReply, document: Problem, headers: AnswerHeaders = {}): FastifyReply {
  return reply.code(document.status).headers(headers).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(document));
}

/** Catches everything that a route, a hook or the framework throws. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly integrity: Pick<Integrity, 'met'>,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (thrown instanceof ProblemError) {
      sendProblem(reply, thrown.problem, thrown.headers);
      return;
    }
    const document = this.documentOf(thrown, http.getRequest<FastifyRequest>());
    sendProblem(reply, document, document.status === 503 ? { 'retry-after': RETRY_AFTER_S } : {});
  }

  private documentOf(thrown: unknown, request: FastifyRequest): Problem {
    const code = faultCodeOf(thrown) ?? this.integrity.met(thrown);
    const requestId = request.id;
    // Whoever broke off reads no answer; it is told in the request's own line, and counted.
    if (code === undefined && isBrokenOff(thrown, request)) return problem('BadRequest');
    if (code === undefined) this.logger.error({ requestId, err: thrown }, 'a defect was met');
    else if (problem(code).status === 503) this.logger.warn({ requestId, err: thrown }, 'a fault was met');
    return problem(code ?? 'InternalError');
  }
}

/** The connection ended before the body did: nothing that the hub could have done otherwise. */
function isBrokenOff(thrown: unknown, { raw }: FastifyRequest): boolean {
  return (thrown as { readonly code?: unknown } | null)?.code === 'ECONNRESET' && raw.destroyed && !raw.complete;
}

/** The code of what was thrown; undefined for a defect, which is the hub's own. */
export function faultCodeOf(thrown: unknown): ProblemCode | undefined {
  if (thrown instanceof HttpException) return CODE_BY_STATUS.get(thrown.getStatus());
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { name, statusCode } = thrown as { readonly name?: unknown; readonly statusCode?: unknown };
  const fault = CODE_BY_FAULT.get(String(name));
  if (fault !== undefined) return fault;
  return name === 'FastifyError' && typeof statusCode === 'number' ? CODE_BY_STATUS.get(statusCode) : undefined;
}
