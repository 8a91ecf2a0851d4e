/** A certificate for 127.0.0.1 that signs itself, and for names where there are any, made anew for each run: no key is kept anywhere. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  sequence: 0x30,
  set: 0x31,
  time: 0x17,
} as const;

/** DER: a tag, a length, the content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head =
    length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), content]);
}

const oid = (hexadecimal: string): Buffer => der(TAG.oid, Buffer.from(hexadecimal, 'hex'));
const ECDSA_WITH_SHA256 = der(TAG.sequence, oid('2a8648ce3d040302'));

function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/^..|[-:T]|\.\d+/g, '');
  return der(TAG.time, Buffer.from(text));
}

export function selfSigned(names: readonly string[] = []): { readonly key: Buffer; readonly certificate: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = der(
    TAG.sequence,
    der(TAG.set, der(TAG.sequence, oid('550403'), der(TAG.text, Buffer.from('127.0.0.1')))),
  );
  const address = der(
    TAG.sequence,
    der(0x87, Buffer.from([127, 0, 0, 1])),
    ...names.map((one) => der(0x82, Buffer.from(one))),
  );
  const extension = der(TAG.sequence, oid('551d11'), der(TAG.octets, address));
  const now = Date.now();
  const toSign = der(
    TAG.sequence,
    der(0xa0, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    name,
    der(TAG.sequence, time(now - 3_600_000), time(now + 86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(TAG.sequence, extension)),
  );
  const signature = der(TAG.bits, Buffer.from([0]), sign('sha256', toSign, privateKey));
  const certificate = der(TAG.sequence, toSign, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    certificate: Buffer.from(
      `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    ),
  };
}
