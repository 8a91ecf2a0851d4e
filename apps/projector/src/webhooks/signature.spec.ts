import { verifiedBy } from '../../../../test/support/standard-webhooks.js';
import { newSecret, signedHeaders, unsignedHeaders } from './signature.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const now = (): number => Math.floor(Date.now() / 1_000);

describe('the signature of a webhook (B15, Standard Webhooks 1.0.0)', () => {
  const [key, other] = [newSecret(), newSecret()];
  const payload = '{"id":"å"}';
  const signed = (secrets: readonly string[], timestamp = now()) =>
    signedHeaders({ id: 'a_1', timestamp, body: bytes(payload) }, secrets);

  it('has keys of 32 bytes in base64, after whsec_, none twice', () => {
    expect(Buffer.from(/^whsec_([A-Za-z0-9+/]{43}=)$/.exec(key)?.[1] ?? '', 'base64')).toHaveLength(32);
    expect(key).not.toBe(other);
  });

  it('is that of others over the same', () => {
    const vector = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: bytes('{"test": 2432232314}'),
    };
    expect(signedHeaders(vector, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is believed by the library under its key, and of two keys under each', () => {
    expect(verifiedBy(key, payload, signed([key]))).toEqual({ id: 'å' });
    const both = signed([key, other]);
    expect([verifiedBy(key, payload, both), verifiedBy(other, payload, both)]).toEqual([{ id: 'å' }, { id: 'å' }]);
    expect(both['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
  });

  it('is not believed under another key, with a changed byte, another id, another time, an old time, or none', () => {
    const headers = signed([key]);
    const isBelieved = (secret: string, text: string, more: Readonly<Record<string, string>> = {}) => {
      try {
        verifiedBy(secret, text, { ...headers, ...more });
        return true;
      } catch {
        return false;
      }
    };
    expect([
      isBelieved(key, payload),
      isBelieved(other, payload),
      isBelieved(key, '{"id":"ä"}'),
      isBelieved(key, payload, { 'webhook-id': 'a_2' }),
      isBelieved(key, payload, { 'webhook-timestamp': String(now() + 1) }),
      isBelieved(key, payload, signed([key], now() - 301)),
      isBelieved(key, payload, { 'webhook-signature': '' }),
    ]).toEqual([true, false, false, false, false, false, false]);
  });

  it('is left out of what every receiver is to refuse', () => {
    expect(unsignedHeaders({ id: 'a_1', timestamp: 7 })).toEqual({ 'webhook-id': 'a_1', 'webhook-timestamp': '7' });
  });

  it('signs no id with a full stop, by which what is signed could be read in two ways', () => {
    expect(() => signedHeaders({ id: 'a.1', timestamp: 7, body: bytes('') }, [key])).toThrow(RangeError);
    expect(() => unsignedHeaders({ id: 'a.1', timestamp: 7 })).toThrow(RangeError);
  });
});
