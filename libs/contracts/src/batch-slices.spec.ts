import fc from 'fast-check';
import { always } from '../../../test/support/always.js';
import { batchSlices, STRETCH_BYTES } from './batch-slices.js';

interface Looked {
  readonly found: readonly string[] | 'malformed' | 'other';
  readonly pauses: number;
}

function look(text: string | Uint8Array, max = 1_000): Looked {
  const bytes = Buffer.from(text);
  const slices = batchSlices(bytes, max);
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = slices.next();
    if (done !== true) continue;
    const found = typeof value === 'string' ? value : value.map(({ start, end }) => bytes.toString('utf8', start, end));
    return { found, pauses };
  }
}

/** True where each slice is JSON by itself. */
const isJson = (found: Looked['found']): boolean =>
  typeof found !== 'string' &&
  found.every((text) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  });

describe('the events of a batch, found without parsing it', () => {
  it('are those that JSON.parse finds, however the list is written', () => {
    always(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), { maxLength: 12 }),
        fc.constantFrom(0, 1, '\t'),
        (list, space) => {
          const { found } = look(` ${JSON.stringify(list, null, space)}\n`);
          expect(typeof found === 'string' ? found : found.map((text) => JSON.parse(text))).toEqual(
            JSON.parse(JSON.stringify(list)),
          );
        },
      ),
    );
  });

  it('are each JSON exactly where the whole is a list in JSON, whatever a byte of it is changed to', () => {
    const list = '[ {"a":"x\\"],[","b":[1,{"c":"\\\\"}]} , [ ] ,"]", 1,null]';
    always(
      fc.property(
        fc.nat(list.length - 1),
        fc.constantFrom('[', ']', '{', '}', ',', ':', '"', ' ', '\\', '1', 'a'),
        (at, sign) => {
          const text = `${list.slice(0, at)}${sign}${list.slice(at + 1)}`;
          let parsed: unknown;
          try {
            parsed = JSON.parse(text);
          } catch {
            parsed = undefined;
          }
          expect([text, isJson(look(text).found)]).toEqual([text, Array.isArray(parsed)]);
        },
      ),
    );
  });

  it.each(['[', '[1', '[1,', '["]', '[1]]', '[1] x', '[1}', '[{"a":1]', '["\\"]'])('are none in %s', (text) => {
    expect(look(text).found).toBe('malformed');
  });

  it.each(['', ' ', '{}', '"[]"', '1', ']', '\ufeff[]'])('are none in %j, which is no list', (text) => {
    expect(look(text).found).toBe('other');
  });

  it('are none in a list of nothing, and one of nothing where a comma says so', () => {
    expect(look('[]').found).toEqual([]);
    expect(look('\n[ \t\r\n]\n').found).toEqual([]);
    expect(look('[,]').found).toEqual(['', '']);
    expect(look('[1,]').found).toEqual(['1', '']);
  });

  it('are not looked for further when there are more than are taken', () => {
    const text = `[${'[],'.repeat(STRETCH_BYTES)}`;
    const { found, pauses } = look(text, 1_000);
    expect(found.length).toBeGreaterThan(1_000);
    expect(pauses).toBe(0);
    expect(look(`[${'1,'.repeat(999)}1]`, 1_000).found).toHaveLength(1_000);
    expect(look(`[${'1,'.repeat(1_000)}1]`, 1_000).found).toHaveLength(1_001);
  });

  it('are looked for a stretch at a time, also in the midst of a string', () => {
    expect(look(`["${'x'.repeat(3 * STRETCH_BYTES)}\\"]"]`).pauses).toBe(3);
    expect(look(`[${'['.repeat(3 * STRETCH_BYTES)}`)).toEqual({ found: 'malformed', pauses: 4 });
  });
});
