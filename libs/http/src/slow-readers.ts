/** Lets nobody hold an answer for long by reading it slowly: what is not taken in time is thrown away, with its connection. */
import { type FastifyInstance } from 'fastify';
import { bytesOf } from './bound-bodies.js';
import { ANSWER_BYTES_LARGE, ANSWER_MS_MAX } from './limits.js';
import { type Metrics } from './metrics.js';

/** A connection that stands still is ended by Node; this is for one that is read a little at a time. */
export function endSlowReaders(fastify: FastifyInstance, metrics: Metrics, msMax = ANSWER_MS_MAX): void {
  fastify.addHook('onSend', (_request, { raw }, payload, done) => {
    if (bytesOf(payload) > ANSWER_BYTES_LARGE) {
      const timer = setTimeout(() => {
        metrics.cut('notRead');
        raw.destroy();
      }, msMax);
      raw.once('close', () => {
        clearTimeout(timer);
      });
    }
    done();
  });
}
