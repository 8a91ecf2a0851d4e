/** The client certificate of a connection that ends at a proxy: taken from its header (RFC 9440) where the proxy is one of ours. */
import { createHash, X509Certificate } from 'node:crypto';
import { type FastifyRequest } from 'fastify';

/** As RFC 9440 has it: a byte sequence of structured fields, base64 between colons. */
const HEADER = 'client-cert';
const BYTES = /^:([A-Za-z0-9+/=]+):$/;
const MAPPED = '::ffff:';

/**
 * The thumbprint (`x5t#S256`, RFC 8705) of the certificate that a proxy says its client has shown; undefined where the
 * request comes from nobody among `proxies`, whatever it says, or where it says none that is one.
 */
export function certificateOf({ headers, raw }: FastifyRequest, proxies: readonly string[]): string | undefined {
  const from = raw.socket.remoteAddress?.replace(MAPPED, '');
  if (from === undefined || !proxies.includes(from)) return undefined;
  const [, base64] = BYTES.exec(String(headers[HEADER] ?? '')) ?? [];
  return base64 === undefined ? undefined : thumbprintOf(Buffer.from(base64, 'base64'));
}

function thumbprintOf(der: Buffer): string | undefined {
  try {
    return createHash('sha256').update(new X509Certificate(der).raw).digest('base64url');
  } catch {
    return undefined;
  }
}
