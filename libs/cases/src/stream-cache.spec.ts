import fc from 'fast-check';
import { memoryKeys, type KeyStore } from '#access';
import { openStream, streamCache } from '#cases';
import { type StreamName } from '#contracts';
import { memoryLog, type EventLog, type Position } from '#event-log';
import { always } from '../../../test/support/always.js';
import { aCase } from '../../../test/support/case-builder.js';
import { appendTold } from '../../../test/support/told-log.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15').proposed('2026-01-20').approvedByBoth('2026-02-01');
const events = eventsOf(story);
const stream = `case-${story.placementId}` as StreamName<'case'>;

describe('the cache of streams', () => {
  let log: EventLog;
  let keys: KeyStore;
  beforeEach(() => {
    log = memoryLog();
    keys = memoryKeys();
  });

  const append = (event: WireEvent): Promise<Position> => appendTold({ log, keys }, event);

  async function appendAll(all: readonly WireEvent[]): Promise<Position[]> {
    const positions: Position[] = [];
    for (const event of all) positions.push(await append(event));
    return positions;
  }

  const counting = (inner: EventLog) => {
    const counted = { reads: 0, events: 0 };
    const readStream: EventLog['readStream'] = async (...args) => {
      const result = await inner.readStream(...args);
      counted.reads += 1;
      counted.events += result.length;
      return result;
    };
    return { counted, log: { readStream, compare: (a: Position, b: Position) => inner.compare(a, b) } };
  };

  it('gives the same at every position as a stream read anew, whatever it knows already', async () => {
    const positions = await appendAll(events);
    const cache = streamCache({ log, keys });
    for (const upTo of [...positions, ...[...positions].reverse(), undefined]) {
      const fresh = await openStream({ log, keys }, stream, {
        want: 'assess',
        ...(upTo === undefined ? {} : { upTo }),
      });
      const { keys: _one, ...cached } = await cache.upToDate(stream, upTo);
      const { keys: _other, ...expected } = fresh;
      expect(cached).toEqual(expected);
    }
  });

  it('reads only what was appended since', async () => {
    await appendAll(events.slice(0, 3));
    const { counted, log: watched } = counting(log);
    const cache = streamCache({ log: watched, keys });
    await cache.upToDate(stream);
    await append(events[3]!);
    expect((await cache.upToDate(stream)).facts).toHaveLength(4);
    expect(counted).toEqual({ reads: 2, events: 4 });
    expect((await cache.lastKnown(stream)).facts).toHaveLength(4);
    expect(counted.reads).toBe(2);
  });

  const upToHead = (inner: Pick<EventLog, 'readStream' | 'compare'>, shownLateMsMax?: number) =>
    streamCache({ log: { ...inner, ...(shownLateMsMax === undefined ? {} : { shownLateMsMax }) }, keys });

  it('reads nothing where it has read up to there, until the head has moved', async () => {
    const [first, , third] = await appendAll(events.slice(0, 3));
    const { counted, log: watched } = counting(log);
    const cache = upToHead(watched, 0);
    await cache.upToDate(stream, third);
    expect((await cache.upToDate(stream, third)).facts).toHaveLength(3);
    expect((await cache.upToDate(stream, first)).facts).toHaveLength(1);
    expect(counted.reads).toBe(1);
    const other = await append(dalarnaEvents()[0]!);
    await cache.upToDate(stream, other);
    expect((await cache.upToDate(stream, other)).facts).toHaveLength(3);
    expect(counted.reads).toBe(2);
    const fourth = await append(events[3]!);
    expect((await cache.upToDate(stream, fourth)).facts).toHaveLength(4);
    expect((await cache.upToDate(stream, other)).facts).toHaveLength(3);
    expect((await cache.upToDate(stream, fourth)).facts).toHaveLength(4);
    expect(counted).toEqual({ reads: 3, events: 4 });
    expect((await cache.upToDate(stream)).facts).toHaveLength(4);
    expect(counted.reads).toBe(4);
  });

  it('reads each time where the log may show late what it has acknowledged, and of what another has kept', async () => {
    const positions = await appendAll(events.slice(0, 3));
    const head = positions.at(-1)!;
    for (const shownLateMsMax of [1, undefined]) {
      const { counted, log: watched } = counting(log);
      const cache = upToHead(watched, shownLateMsMax);
      for (const _time of [1, 2, 3]) await cache.upToDate(stream, head);
      expect(counted.reads).toBe(3);
    }
    const { counted, log: watched } = counting(log);
    const cache = upToHead(watched, 0);
    cache.keep(await openStream({ log, keys }, stream, { want: 'assess', upTo: positions[0]! }));
    expect((await cache.upToDate(stream, head)).facts).toHaveLength(3);
    expect(counted.reads).toBe(1);
  });

  it('gives what a stream read anew gives, in whatever order it is asked, kept, forgotten and told more', async () => {
    const turn = fc.constantFrom('tell', 'ask', 'askThen', 'askNow', 'keep', 'forget', 'know');
    const turns = fc.array(fc.tuple(turn, fc.nat({ max: 20 })), { minLength: 5, maxLength: 40 });
    const told = [...events, ...dalarnaEvents()].sort((a, b) => (a.id < b.id ? -1 : 1));
    await always(
      fc.asyncProperty(turns, async (all) => {
        log = memoryLog();
        keys = memoryKeys();
        const cache = upToHead(log, 0);
        const positions: Position[] = [log.start];
        const same = async (opened: { readonly entries: unknown }, upTo?: Position): Promise<void> => {
          const options = { want: 'assess', ...(upTo === undefined ? {} : { upTo }) } as const;
          expect(opened.entries).toEqual((await openStream({ log, keys }, stream, options)).entries);
        };
        const take: Record<(typeof all)[number][0], (at: number) => unknown> = {
          tell: async () => {
            const event = told[positions.length - 1];
            if (event) positions.push(await append(event));
          },
          ask: async () => same(await cache.upToDate(stream, await log.head()), await log.head()),
          askThen: async (at) => {
            const upTo = positions[at % positions.length]!;
            await same(await cache.upToDate(stream, upTo), upTo);
          },
          askNow: async () => same(await cache.upToDate(stream)),
          keep: async () => {
            cache.keep(await openStream({ log, keys }, stream, { want: 'assess' }));
          },
          forget: () => {
            cache.forget(stream);
          },
          know: () => cache.lastKnown(stream),
        };
        for (const [what, at] of all) await take[what](at);
        await same(await cache.upToDate(stream, await log.head()));
      }),
    );
  });

  it('reads anew what it was told to forget, and what did not fit', async () => {
    await appendAll(events);
    const { counted, log: watched } = counting(log);
    const cache = streamCache({ log: watched, keys });
    await cache.lastKnown(stream);
    cache.forget(stream);
    await cache.lastKnown(stream);
    expect(counted.reads).toBe(2);
    const small = streamCache({ log: watched, keys }, 2);
    await small.lastKnown(stream);
    expect((await small.lastKnown(stream)).facts).toHaveLength(events.length);
    expect(counted.reads).toBe(4);
  });
});
