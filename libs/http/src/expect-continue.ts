/** A client that asks before it sends its body is told to go on when the body is wanted, and not before it is known who asks. */
import { type FastifyInstance, type FastifyRequest } from 'fastify';

const GOES_ON = '100-continue';

/** Hooks it in. Node by itself would say `100 Continue` before anybody has looked at the request. */
export function continueWhenWanted(fastify: FastifyInstance): void {
  fastify.server.on('checkContinue', (request, response) => {
    fastify.routing(request, response);
  });
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    const { 'content-length': length = '0' } = request.headers;
    if (isAsking(request) && Number(length) <= request.routeOptions.bodyLimit) reply.raw.writeContinue();
    done();
  });
  // Who was not told to go on may send its body all the same, or not: what comes next on the connection cannot be known.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (isAsking(request) && !request.raw.complete) reply.header('connection', 'close');
    done();
  });
}

/** Its client has not sent its body, and waits for a word. */
export function isAsking({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers.expect?.trim().toLowerCase() === GOES_ON;
}
