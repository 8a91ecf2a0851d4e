import { MEDIA_TYPES } from '#contracts';
import { readArrivals, type ReadArrivals } from './read-arrivals.js';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const OWN = '00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const read = (
  body: unknown,
  headers: Readonly<Record<string, string | string[]>>,
  mode: keyof typeof MEDIA_TYPES = 'structured',
): ReadArrivals => readArrivals({ 'content-type': MEDIA_TYPES[mode], ...headers }, Buffer.from(JSON.stringify(body)));

function tracesIn(arrivals: ReadArrivals): readonly unknown[] {
  if (!arrivals.ok) throw new Error(arrivals.problem.code);
  return arrivals.arrivals.map(({ bytes }) => {
    const event = JSON.parse(Buffer.from(bytes()).toString()) as { traceparent?: unknown } | null;
    return event?.traceparent;
  });
}

describe('the trace of a request', () => {
  it('becomes that of each of its events that has none of its own, in all three modes', () => {
    expect(tracesIn(read({ id: '1' }, { traceparent: TRACE }))).toEqual([TRACE]);
    expect(tracesIn(read({ id: '1', traceparent: null }, { traceparent: TRACE }))).toEqual([TRACE]);
    const batch = [{ id: '1' }, { id: '2', traceparent: OWN }, 7, null];
    expect(tracesIn(read(batch, { traceparent: TRACE }, 'batch'))).toEqual([TRACE, OWN, undefined, undefined]);
    expect(tracesIn(read({}, { traceparent: TRACE, 'ce-id': '1' }, 'binary'))).toEqual([TRACE]);
    const own = { traceparent: TRACE, 'ce-id': '1', 'ce-traceparent': OWN };
    expect(tracesIn(read({}, own, 'binary'))).toEqual([OWN]);
  });

  it('is as if it were not there where it is not valid, or comes twice', () => {
    for (const traceparent of ['', 'nonsense', TRACE.toUpperCase(), [TRACE, OWN], [TRACE, TRACE]]) {
      expect(tracesIn(read({ id: '1' }, { traceparent }))).toEqual([undefined]);
    }
  });
});

describe('a batch of nothing', () => {
  it('has no events, and is no error', () => {
    expect(read([], {}, 'batch')).toEqual({ ok: true, arrivals: [] });
  });
});
