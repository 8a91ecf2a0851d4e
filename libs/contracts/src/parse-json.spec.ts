import fc from 'fast-check';
import { BATCH_BYTES_MAX, EVENT_BYTES_MAX, EVENT_VALUES_MAX, JSON_DEPTH_MAX } from './limits.js';
import { parseJson } from './parse-json.js';
import { always } from '../../../test/support/always.js';

const parse = (text: string): ReturnType<typeof parseJson> => parseJson(Buffer.from(text, 'utf8'));

function refusal(text: string | Uint8Array): { code: string; pointer: string | undefined } {
  const parsed = typeof text === 'string' ? parse(text) : parseJson(text);
  if (parsed.ok) throw new Error('taken');
  return { code: parsed.problem.code, pointer: parsed.problem.pointer };
}

describe('bytes that claim to be JSON', () => {
  it('are read as JSON.parse reads them, whatever they hold', () => {
    always(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), fc.constantFrom(0, 2), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const parsed = parse(text);
        const refusedKey = /"(__proto__|constructor|prototype)":/.test(text);
        if (!refusedKey) expect(parsed).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it.each(['', '{', '{"a":}', '[1,]', "{'a':1}", 'NaN', '\ufeff{}', '"\u0001"', '"unclosed', '"unclosed\\'])(
    'are refused when malformed: %j',
    (text) => {
      expect(refusal(text).code).toBe('MalformedJson');
    },
  );

  it('are told what is wrong where they begin with a byte order mark', () => {
    const parsed = parse('\ufeff{}');
    expect(parsed.ok ? {} : parsed.problem).toMatchObject({
      code: 'MalformedJson',
      expected: 'JSON without a byte order mark (EF BB BF)',
    });
    expect(parsed.ok ? '' : parsed.problem.detail_en).toMatch(/byte order mark/);
    expect(parse('{"\ufeffa":"\ufeff"}').ok).toBe(true);
    const other = parse('{');
    expect(other.ok ? '' : other.problem.detail_en).not.toMatch(/byte order mark/);
  });

  it('are refused when not UTF-8', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0xaf, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xe2, 0x82, 0x22],
    ]) {
      expect(refusal(Uint8Array.from(bytes)).code).toBe('InvalidUtf8');
    }
  });

  it('are refused when a name stands twice in one object, however it is written', () => {
    expect(refusal('{"a":1,"a":2}').code).toBe('DuplicateKey');
    expect(refusal('{"a":1,"\\u0061":1}').code).toBe('DuplicateKey');
    expect(refusal('{"x":[{"b":{"a":1,"a":1}}]}').code).toBe('DuplicateKey');
    expect(parse('{"a":{"a":":{\\"a\\":1"},"b":[{"a":1},{"a":2}]}').ok).toBe(true);
  });

  it('are refused with more values than are taken, before they are parsed, and taken with as many', () => {
    const list = (values: number): string => `[${'0,'.repeat(values - 1)}0]`;
    expect(parse(list(EVENT_VALUES_MAX)).ok).toBe(true);
    expect(refusal(list(EVENT_VALUES_MAX + 1)).code).toBe('TooManyValues');
    const members = Array.from({ length: EVENT_VALUES_MAX + 1 }, (_, at) => `"${at}":0`);
    expect(refusal(`{${members.join()}}`).code).toBe('TooManyValues');
    expect(parse(`["${','.repeat(EVENT_VALUES_MAX)}"]`).ok).toBe(true);
  });

  it('are refused with half a surrogate pair', () => {
    expect(refusal('{"a":["\\ud800"]}')).toEqual({ code: 'MalformedJson', pointer: '/a/0' });
    expect(refusal('{"\\udc00":1}').code).toBe('MalformedJson');
    expect(parse('"\\ud83d\\ude00"')).toEqual({ ok: true, value: '😀' });
  });

  it.each(['__proto__', 'constructor', 'prototype', '__pr\\u006fto__'])('are refused with a field named %s', (name) => {
    expect(refusal(`{"a":[{"${name}":{"x":1}}]}`)).toEqual({ code: 'ForbiddenKey', pointer: '/a/0' });
  });

  it('are refused with a number that is none', () => {
    expect(refusal('{"data":{"amountOre":1e400}}')).toEqual({ code: 'NumberOutOfRange', pointer: '/data/amountOre' });
    expect(refusal('[-1e999]')).toEqual({ code: 'NumberOutOfRange', pointer: '/0' });
  });

  it('are refused when nested too deep, before they are parsed', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(parse(nested(JSON_DEPTH_MAX)).ok).toBe(true);
    expect(refusal(nested(JSON_DEPTH_MAX + 1)).code).toBe('TooDeep');
    expect(refusal('['.repeat(100_000)).code).toBe('TooDeep');
    expect(refusal('{"a":'.repeat(10_000)).code).toBe('TooDeep');
  });

  it('are refused when there are too many of them', () => {
    expect(parseJson(Buffer.from(`"${'x'.repeat(EVENT_BYTES_MAX - 2)}"`)).ok).toBe(true);
    expect(refusal(`"${'x'.repeat(EVENT_BYTES_MAX - 1)}"`).code).toBe('TooLarge');
    expect(parseJson(Buffer.alloc(BATCH_BYTES_MAX + 1), BATCH_BYTES_MAX)).toMatchObject({ problem: { status: 413 } });
  });
});
