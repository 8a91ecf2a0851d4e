/** What every answer of the read side says in its headers. */
import { type FastifyReply } from 'fastify';
import { type ViewAnswer } from './stream-view.js';

/** The header that says which position of the log an answer holds everything up to. */
export const POSITION_HEADER = 'hvb-as-of-position';

export function answered({ body, asOfPosition }: ViewAnswer, reply: FastifyReply): unknown {
  void reply.header(POSITION_HEADER, asOfPosition);
  return body;
}
