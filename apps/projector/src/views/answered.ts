/** What every answer of the read side says in its headers. */
import { type FastifyReply } from 'fastify';
import { type Position } from '#event-log';

/** The header that says which position of the log an answer holds everything up to. */
export const POSITION_HEADER = 'hvb-as-of-position';

interface Answer {
  readonly body: unknown;
  readonly asOfPosition: Position;
}

export function answered({ body, asOfPosition }: Answer, reply: FastifyReply): unknown {
  void reply.header(POSITION_HEADER, asOfPosition);
  return body;
}
