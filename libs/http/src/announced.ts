/** What a request's headers say of its body. */
import { type FastifyRequest } from 'fastify';

/** Bytes of the body as announced, null where only its end will tell, 0 where there is none. */
export function announced({ headers }: Pick<FastifyRequest, 'headers'>): number | null {
  if (headers['transfer-encoding'] !== undefined) return null;
  return Number(headers['content-length'] ?? 0);
}
