/** Reading an EventStoreDB log from a server that lags, breaks off, or does not stop: what it said is neither lost nor believed. */
import { type StreamName } from '#contracts';
import { event } from '../../../test/contract/event-log.samples.js';
import { rpcErrors } from '../../../test/eventstore-protocol/rpc-errors.js';
import { type Take } from './connection.esdb.js';
import { LogUnavailable, type Position } from './event-log.port.js';
import { comparePlaces, type Place } from './position.esdb.js';
import { readsOver, type Reads } from './reads.esdb.js';
import { type AllRead, type StreamRead, type Told } from './requests.esdb.js';
import { proposalOf, type StoredRecord } from './stored-event.esdb.js';

/** A log's record at each place: of an agreement at those divisible by ten, of the server's own below zero, else of a case. */
function recordAt(place: number): StoredRecord {
  const own = place < 0 ? '$stats' : place % 10 === 0 ? 'agreement' : 'case';
  const stream = `${own}-${place}` as StreamName;
  const at = Math.abs(place);
  return { ...proposalOf(event(String(place)), { stream, revision: 0 }), stream, revision: 0, place: both(at) };
}

const both = (place: number): Place => ({ commit: place, prepare: place });

/** The records that a question asks for of a node's log, the end of a backward read left open. */
function asked(question: AllRead | StreamRead, places: readonly number[]): readonly number[] {
  const { from, direction } = question;
  const place = typeof from === 'object' ? from.commit : undefined;
  if (direction === 'backwards')
    return [...places].reverse().filter((at) => place === undefined || Math.abs(at) < place);
  return places.filter((at) => Math.abs(at) >= (place ?? 0));
}

interface Node {
  readonly places: readonly number[];
  /** Breaks after so many records. */
  readonly breaksAfter?: number;
}

/** Answers each call from the next of the nodes' logs; counts what it was asked for and what was taken of it. */
function readsFrom(...nodes: readonly Node[]): {
  readonly reads: Reads;
  readonly calls: () => number;
  taken: () => number;
} {
  let calls = 0;
  let taken = 0;
  const read = (question: AllRead | StreamRead, take: Take): Promise<void> => {
    const { places, breaksAfter = Infinity } = nodes[Math.min(calls, nodes.length - 1)]!;
    calls += 1;
    for (const [index, place] of asked(question, places).slice(0, question.count).entries()) {
      if (index >= breaksAfter) return Promise.reject(new LogUnavailable('broken'));
      taken += 1;
      const told: Told = { kind: 'record', record: recordAt(place) };
      if (take(told) === 'enough') return Promise.resolve();
    }
    return Promise.resolve();
  };
  let seen = both(0);
  const saw = (place: Place): void => {
    if (comparePlaces(place, seen) > 0) seen = place;
  };
  const patience = { giveUpAfterMs: 50, closing: new AbortController().signal };
  const reads = readsOver({ connection: { read }, patience, seen: { place: () => seen, saw } });
  return { reads, calls: () => calls, taken: () => taken };
}

const nodes = (...logs: readonly (readonly number[])[]): Node[] => logs.map((places) => ({ places }));
const at = (place: number): Position => String(place) as Position;
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a server that lags behind what was read', () => {
  it('is not believed about the head', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 3], [1, 2]));
    expect(await reads.head()).toBe('3');
    await expect(reads.head()).rejects.toMatchObject({ name: 'LogUnavailable' });
  });

  it('is not believed about the head where it has nothing at all', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 3], []));
    expect(await reads.head()).toBe('3');
    await expect(reads.head()).rejects.toMatchObject({ name: 'LogUnavailable' });
  });

  it('is asked again: it may catch up', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 3], [1, 2], [1, 2, 3, 4]));
    expect([await reads.head(), await reads.head()]).toEqual(['3', '4']);
  });

  it('does not end a page early', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 3], [1, 2], [1, 2, 3, 4]));
    await reads.head();
    const page = await reads.page(at(1), { limit: 10 });
    expect([page.events.length, page.next, page.atEnd]).toEqual([3, '4', true]);
  });

  it('does not make a page of a prefix pass what it lacks', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 10, 11, 12], [1, 2, 10], [1, 2, 10, 11, 12]));
    await reads.head();
    const page = await reads.page(at(0), { limit: 10, prefix: 'case-' });
    expect(page.events.map(({ position }) => position)).toEqual(['1', '2', '11', '12']);
    expect([page.next, page.atEnd]).toEqual(['12', true]);
  });
});

describe('a page of a prefix', () => {
  it('goes to the head where it holds all there is', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 10, 20]));
    const page = await reads.page(at(0), { limit: 3, prefix: 'case-' });
    expect([page.events.length, page.next, page.atEnd]).toEqual([2, '20', true]);
  });

  it('goes to its last event where it is full', async () => {
    const { reads } = readsFrom(...nodes([1, 2, 10, 20]));
    const page = await reads.page(at(0), { limit: 1, prefix: 'case-' });
    expect([page.events.length, page.next, page.atEnd]).toEqual([1, '1', false]);
  });

  it('ends somewhere on the way where the prefix is rare, and says how far it came', async () => {
    const places = range(1, 25_000).filter((place) => place % 10 !== 0);
    const { reads } = readsFrom(...nodes([...places, 30_000]));
    const passed: (string | boolean)[] = [];
    let next = at(0);
    for (let atEnd = false; !atEnd;) {
      const page = await reads.page(next, { limit: 10, prefix: 'agreement-' });
      ({ next, atEnd } = page);
      passed.push(next, ...page.events.map(({ stream }) => stream));
    }
    expect(passed).toEqual([at(11_111), at(22_222), at(30_000), 'agreement-30000']);
  });
});

describe('what came of a read before it broke', () => {
  const broken = (places: readonly number[], breaksAfter: number): Node => ({ places, breaksAfter });

  it('is kept, and the next call goes on from there, however often it breaks', async () => {
    const { reads, taken } = readsFrom(...range(1, 40).map(() => broken(range(1, 41), 3)));
    const page = await reads.page(at(0), { limit: 100 });
    expect([page.events.length, page.next, page.atEnd]).toEqual([41, '41', true]);
    // Of each call after the first, the first record is the one at the place itself.
    expect(taken()).toBeLessThanOrEqual(3 + 40 * 2);
  });

  it('is kept of a long run of the server’s own records, in which the log has no event', async () => {
    const places = [1, ...range(2, 60).map((place) => -place), 61];
    const { reads } = readsFrom(...range(1, 60).map(() => broken(places, 4)));
    const page = await reads.page(at(0), { limit: 2 });
    expect([page.events.length, page.next]).toEqual([2, '61']);
  });

  it('is kept on the way back to the head', async () => {
    const places = [1, ...range(2, 200).map((place) => -place)];
    const { reads } = readsFrom(...range(1, 100).map(() => broken(places, 5)));
    expect(await reads.head()).toBe('1');
  });

  it('is not waited for any longer where nothing more comes', async () => {
    const { reads } = readsFrom(broken(range(1, 9), 3), broken(range(1, 9), 0));
    await expect(reads.page(at(0), { limit: 9 })).rejects.toMatchObject({ name: 'LogUnavailable' });
  });
});

describe('the head', () => {
  it('is enough after the first event: the server goes on looking for another', async () => {
    const { reads, taken } = readsFrom(...nodes(range(1, 5_000)));
    expect([await reads.head(), taken()]).toEqual(['5000', 1]);
  });

  it('is found behind what the server wrote for itself, once: then it is known where it was', async () => {
    const { reads, taken } = readsFrom(...nodes([...range(1, 9), ...range(10, 150).map((place) => -place)]));
    expect(await reads.head()).toBe('9');
    const first = taken();
    expect(await reads.head()).toBe('9');
    expect([first, taken() - first]).toEqual([142, 1]);
  });

  it('is the start where the log has no event', async () => {
    const { reads } = readsFrom(...nodes([-1, -2]));
    expect(await reads.head()).toBe('0');
  });
});

describe('a place at which the log has no event', () => {
  it('is refused by name where another’s lies after it', async () => {
    const { reads } = readsFrom(...nodes([1, 5, 9]));
    await expect(reads.page(at(4), { limit: 5 })).rejects.toThrow(/no event at 4/);
    await expect(reads.page(at(4), { limit: 5, prefix: 'case-' })).rejects.toBeInstanceOf(RangeError);
    expect((await reads.page(at(5), { limit: 5 })).events).toHaveLength(1);
  });
});

describe('a server that cannot read what it has', () => {
  it('is asked again, and then damage, not a server that is away', async () => {
    let calls = 0;
    const read = (): Promise<void> => {
      calls += 1;
      return Promise.reject(Object.assign(new Error(), rpcErrors.unexpectedResult('ReadAllResult: Error')));
    };
    const patience = { giveUpAfterMs: 100, closing: new AbortController().signal };
    const seen = { place: () => both(0), saw: () => undefined };
    const reads = readsOver({ connection: { read }, patience, seen });
    await expect(reads.head()).rejects.toMatchObject({
      name: 'CorruptEvent',
      reason: expect.stringContaining('ReadAllResult: Error') as unknown,
    });
    expect(calls).toBeGreaterThan(1);
  });
});
