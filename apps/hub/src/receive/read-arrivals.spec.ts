import { MEDIA_TYPES } from '#contracts';
import { slices } from '#http';
import { readArrivals, type ReadArrivals } from './read-arrivals.js';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const OWN = '00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const read = (
  body: unknown,
  headers: Readonly<Record<string, string | string[]>>,
  mode: keyof typeof MEDIA_TYPES = 'structured',
): Promise<ReadArrivals> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readArrivals({ 'content-type': MEDIA_TYPES[mode], ...headers }, Buffer.from(text), slices());
};

async function tracesIn(read: Promise<ReadArrivals>): Promise<readonly unknown[]> {
  const arrivals = await read;
  if (!arrivals.ok) throw new Error(arrivals.problem.code);
  return arrivals.arrivals.map(({ bytes }) => {
    const event = JSON.parse(Buffer.from(bytes()).toString()) as { traceparent?: unknown } | null;
    return event?.traceparent;
  });
}

describe('the trace of a request', () => {
  it('becomes that of each of its events that has none of its own, in all three modes', async () => {
    expect(await tracesIn(read({ id: '1' }, { traceparent: TRACE }))).toEqual([TRACE]);
    expect(await tracesIn(read({ id: '1', traceparent: null }, { traceparent: TRACE }))).toEqual([TRACE]);
    const batch = [{ id: '1' }, { id: '2', traceparent: OWN }, 7, null];
    expect(await tracesIn(read(batch, { traceparent: TRACE }, 'batch'))).toEqual([TRACE, OWN, undefined, undefined]);
    expect(await tracesIn(read({}, { traceparent: TRACE, 'ce-id': '1' }, 'binary'))).toEqual([TRACE]);
    const own = { traceparent: TRACE, 'ce-id': '1', 'ce-traceparent': OWN };
    expect(await tracesIn(read({}, own, 'binary'))).toEqual([OWN]);
  });

  it('is as if it were not there where it is not valid, or comes twice', async () => {
    for (const traceparent of ['', 'nonsense', TRACE.toUpperCase(), [TRACE, OWN], [TRACE, TRACE]]) {
      expect(await tracesIn(read({ id: '1' }, { traceparent }))).toEqual([undefined]);
    }
  });
});

describe('a batch of nothing', () => {
  it('has no events, and is no error', async () => {
    expect(await read([], {}, 'batch')).toEqual({ ok: true, arrivals: [] });
  });
});

describe('a batch', () => {
  /** The code of what is refused whole, with its pointer; else of each event, or that it was read. */
  const outcome = async (body: string): Promise<unknown> => {
    const arrivals = await read(body, {}, 'batch');
    if (!arrivals.ok) return `${arrivals.problem.code} ${arrivals.problem.pointer ?? ''}`.trim();
    return arrivals.arrivals.map((arrival) => (arrival.read.ok ? 'read' : arrival.read.problem.code));
  };
  const many = (values: number): string => `{"a":[${Array.from({ length: values }, () => '1').join()}]}`;

  it('is refused whole for what its events are not told apart by, or none may hold', async () => {
    expect(await outcome('{}')).toBe('WrongType');
    expect(await outcome('x')).toBe('MalformedJson');
    expect(await outcome('[1,{"a":}]')).toBe('MalformedJson');
    expect(await outcome('[1,]')).toBe('MalformedJson');
    expect(await outcome('[1]2')).toBe('MalformedJson');
    expect(await outcome('\ufeff[]')).toBe('MalformedJson');
    expect(await outcome('[1,{"data":{"constructor":1}}]')).toBe('ForbiddenKey /1/data');
  });

  it('has its events counted before any is parsed: a thousand and no more', async () => {
    expect(await outcome(`[${'[],'.repeat(999)}[]]`)).toHaveLength(1_000);
    expect(await outcome(`[${'[],'.repeat(1_000)}[]]`)).toBe('TooManyEvents');
    expect(await outcome(`[${'[],'.repeat(3_000_000)}`)).toBe('TooManyEvents');
    // Also where the rest of it could not be read.
    expect(await outcome(`[${'[],'.repeat(100_000)}}}}`)).toBe('TooManyEvents');
  });

  it('has an event that is too large, or holds too much, refused alone and unparsed', async () => {
    // A list in an object counts two, each element but the first one.
    expect(await outcome(`[${many(19_999)},${many(20_000)}]`)).toEqual(['UnknownField', 'TooManyValues']);
    const long = JSON.stringify('x'.repeat(256 * 1024));
    expect(await outcome(`[1,${long},2]`)).toEqual(['WrongType', 'TooLarge', 'WrongType']);
    const entries = Array.from({ length: 900_000 }, (_, at) => `"${at}":1`);
    expect(await outcome(`[{${entries.join()}}]`)).toEqual(['TooLarge']);
  });
});
