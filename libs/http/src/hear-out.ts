/** Lets a client send to its end what will not be read, before it is answered: one that is cut off while it sends reads no answer. */
import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { announced } from './announced.js';
import { isAsking } from './expect-continue.js';
import { BODY_BYTES_SMALL } from './limits.js';
import { type Slices } from './slices.js';

/** What is taken in to be thrown away: beyond it, and after it, the connection is closed on whoever still sends. */
const BYTES_MAX = 64 * 1024 * 1024;
const MS_MAX = 5_000;

/** Hooks it in. What is thrown away is read in slices, too: it may be as much, and come as fast, as what is kept. */
export function hearOut(fastify: FastifyInstance, slices: Pick<Slices, 'rest'>): void {
  fastify.addHook('onSend', async (request, reply) => {
    const { raw } = request;
    const bytes = announced(request);
    const isLarge = bytes === null || bytes > BODY_BYTES_SMALL;
    if (isWhole(raw) || !isLarge || isAsking(request)) return;
    await thrownAway(raw, slices);
    if (!isWhole(raw)) reply.header('connection', 'close');
  });
}

const isWhole = ({ complete }: IncomingMessage): boolean => complete;

function thrownAway(body: IncomingMessage, slices: Pick<Slices, 'rest'>): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const enough = (): void => {
      clearTimeout(timer);
      body.off('data', count).off('close', enough).off('end', enough);
      resolve();
    };
    const count = (piece: Uint8Array): void => {
      bytes += piece.byteLength;
      if (bytes > BYTES_MAX) enough();
      const rest = slices.rest();
      if (rest === null) return;
      body.pause();
      void rest.then(() => body.resume());
    };
    const timer = setTimeout(enough, MS_MAX);
    body.unpipe();
    body.on('data', count).on('close', enough).on('end', enough).resume();
  });
}
