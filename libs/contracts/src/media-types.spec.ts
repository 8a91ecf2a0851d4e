import { readMode } from './media-types.js';

const code = (headers: Record<string, string>): string | undefined => {
  const read = readMode(headers);
  return read.ok ? read.mode : read.problem.code;
};

describe('the CloudEvents mode of a request', () => {
  it('follows from its media type', () => {
    expect(code({ 'content-type': 'application/cloudevents+json' })).toBe('structured');
    expect(code({ 'content-type': 'Application/CloudEvents+JSON; charset=UTF-8' })).toBe('structured');
    expect(code({ 'content-type': 'application/cloudevents-batch+json' })).toBe('batch');
    expect(code({ 'content-type': 'application/json', 'ce-id': '1' })).toBe('binary');
  });

  it('is none for plain JSON without event headers, for another type, and for none', () => {
    for (const type of ['application/json', 'text/plain', 'application/cloudevents+xml', 'multipart/form-data']) {
      expect(code({ 'content-type': type })).toBe('UnsupportedMediaType');
    }
    expect(code({})).toBe('UnsupportedMediaType');
  });

  it('is told of, where it is none, with what would have been one', () => {
    const read = readMode({ 'content-type': 'application/json' });
    expect(read.ok ? '' : read.problem.expected).toBe(
      'application/cloudevents+json, application/cloudevents-batch+json, or application/json with ce- headers',
    );
  });

  it('is refused when compressed or in another character set', () => {
    const type = { 'content-type': 'application/cloudevents+json' };
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip']) {
      expect(code({ ...type, 'content-encoding': encoding })).toBe('EncodingNotSupported');
    }
    expect(code({ ...type, 'content-encoding': 'identity' })).toBe('structured');
    for (const charset of [
      'charset=iso-8859-1',
      'charset = latin1',
      'charset= "latin1"',
      'x=1;charset =latin1',
      'charset=utf-8; charset=latin1',
      'charset',
      'charset=utf-8=latin1',
    ]) {
      expect([charset, code({ 'content-type': `${type['content-type']}; ${charset}` })]).toEqual([
        charset,
        'EncodingNotSupported',
      ]);
    }
    for (const charset of ['charset = utf-8', 'charset="UTF-8"', 'charset=utf8', 'x=latin1']) {
      expect([charset, code({ 'content-type': `${type['content-type']};${charset}` })]).toEqual([
        charset,
        'structured',
      ]);
    }
  });

  it('is refused where the type is told twice: which of them was meant cannot be known', () => {
    const types = ['application/cloudevents+json', 'application/cloudevents+json; charset=latin1'];
    const read = readMode({ 'content-type': types });
    expect(read.ok ? '' : read.problem.code).toBe('UnsupportedMediaType');
    expect(readMode({ 'content-type': types.slice(0, 1) }).ok).toBe(true);
  });
});
