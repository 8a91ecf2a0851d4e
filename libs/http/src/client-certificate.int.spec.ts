import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { type FastifyRequest } from 'fastify';
import { certificateOf } from './client-certificate.js';

// Any certificate will do: the trusted ones that Node comes with are not secret.
const [pem = '', otherPem = ''] = rootCertificates;
const der = (text: string): Buffer => new X509Certificate(text).raw;
const header = (bytes: Buffer): string => `:${bytes.toString('base64')}:`;
const thumbprint = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');
const asked = (from: string | undefined, cert?: string): FastifyRequest =>
  ({
    headers: cert === undefined ? {} : { 'client-cert': cert },
    raw: { socket: { remoteAddress: from } },
  }) as unknown as FastifyRequest;

describe('a client certificate in a header (RFC 9440)', () => {
  it('is taken from a proxy of ours, by its thumbprint', () => {
    for (const from of ['10.0.0.7', '::ffff:10.0.0.7'])
      expect(certificateOf(asked(from, header(der(pem))), ['10.0.0.6', '10.0.0.7'])).toBe(thumbprint(der(pem)));
    expect(certificateOf(asked('10.0.0.7', header(der(otherPem))), ['10.0.0.7'])).not.toBe(thumbprint(der(pem)));
  });

  it('is taken from nobody else, whatever they say', () => {
    for (const from of ['10.0.0.8', '10.0.0.70', '127.0.0.1', undefined])
      expect(certificateOf(asked(from, header(der(pem))), ['10.0.0.7'])).toBeUndefined();
    expect(certificateOf(asked('10.0.0.7', header(der(pem))), [])).toBeUndefined();
  });

  it('is none where there is none, or what is there is no certificate', () => {
    const proxies = ['10.0.0.7'];
    expect(certificateOf(asked('10.0.0.7'), proxies)).toBeUndefined();
    for (const cert of ['', '::', der(pem).toString('base64'), header(Buffer.from('x')), pem])
      expect(certificateOf(asked('10.0.0.7', cert), proxies)).toBeUndefined();
  });
});
