/** Lets a client whose body is too large finish before it is answered: one that is cut off while it sends reads no answer. */
import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { isAsking } from './expect-continue.js';

/** What is taken in to be thrown away: beyond it, and after it, the connection is closed on whoever still sends. */
const BYTES_MAX = 64 * 1024 * 1024;
const MS_MAX = 5_000;
const TOO_LARGE = 413;

export function hearOut(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => {
    const { raw } = request;
    if (reply.statusCode === TOO_LARGE && !raw.complete && !isAsking(request)) await thrownAway(raw);
  });
}

function thrownAway(body: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const enough = (): void => {
      clearTimeout(timer);
      body.off('data', count).off('close', enough).off('end', enough);
      resolve();
    };
    const count = (chunk: Uint8Array): void => {
      bytes += chunk.byteLength;
      if (bytes > BYTES_MAX) enough();
    };
    const timer = setTimeout(enough, MS_MAX);
    body.on('data', count).on('close', enough).on('end', enough).resume();
  });
}
