import { sampleEvent } from '../test/samples.js';
import { fromBinaryHeaders } from './binary-mode.js';
import { readMessage } from './read-message.js';

const { data, ...attributes } = sampleEvent('placement.childHeard') as Record<string, string>;
const body = Buffer.from(JSON.stringify(data));
const headers: Record<string, string> = Object.fromEntries(
  Object.entries(attributes)
    .filter(([name]) => name !== 'datacontenttype')
    .map(([name, value]) => [`ce-${name}`, encodeURIComponent(value)]),
);
headers['content-type'] = 'application/json';

describe('an event in binary mode', () => {
  it('is the same as in structured mode', () => {
    const read = fromBinaryHeaders(headers, body);
    expect(read).toEqual({ ok: true, value: sampleEvent('placement.childHeard') });
  });

  it('has its headers percent-decoded, and unquoted where quoted', () => {
    const reason = { ...headers, 'ce-correctionreason': '"Fel%20dag, %C3%A5ter"' };
    expect(fromBinaryHeaders(reason, body)).toMatchObject({ value: { correctionreason: 'Fel dag, åter' } });
  });

  it('is refused with a header that is not encoded as the binding says, or that comes twice', () => {
    for (const value of ['%', '%ff', 'å', ['a', 'b']]) {
      expect(fromBinaryHeaders({ ...headers, 'ce-id': value }, body)).toMatchObject({
        ok: false,
        problem: { code: 'InvalidEnvelope', pointer: '/id' },
      });
    }
  });

  it('cannot set its data by a header, nor an attribute that is unknown', () => {
    expect(fromBinaryHeaders({ ...headers, 'ce-data': '{}' }, body).ok).toBe(false);
    const read = fromBinaryHeaders({ ...headers, 'ce-__proto__': 'x', 'ce-extra': 'x' }, body);
    expect(read.ok && readMessage(read.value)).toMatchObject({ problem: { code: 'UnknownField' } });
  });

  it('is refused for its body as any JSON is', () => {
    expect(fromBinaryHeaders(headers, Buffer.from('{"a":1,"a":1}'))).toMatchObject({
      problem: { code: 'DuplicateKey' },
    });
    expect(fromBinaryHeaders(headers, Buffer.alloc(0))).toMatchObject({ problem: { code: 'MalformedJson' } });
  });
});
