import { oneInFlight, WRITES_WAITING_MAX } from './one-in-flight.js';

interface Item {
  readonly name: string;
  readonly events: number;
  readonly bytes: number;
}
const item = (name: string, events = 1): Item => ({ name, events, bytes: 1 });

/** A server that keeps each trip waiting until it is told to answer. */
function held() {
  const trips: string[][] = [];
  const answers: ((error?: Error) => void)[] = [];
  const writes = oneInFlight<Item>(
    (items) => {
      trips.push(items.map(({ name }) => name));
      return new Promise((resolve, reject) => {
        answers.push((error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },
    (why) => new Error(why),
  );
  const answer = async (error?: Error): Promise<void> => {
    while (answers.length === 0) await new Promise(setImmediate);
    answers.shift()?.(error);
    await new Promise(setImmediate);
  };
  return { trips, writes, answer };
}

describe('writes to a server', () => {
  it('of one turn go together, and what comes meanwhile goes with the next', async () => {
    const { trips, writes, answer } = held();
    const first = ['a', 'b'].map((name) => writes.submit(item(name)));
    await new Promise(setImmediate);
    const second = ['c', 'd'].map((name) => writes.submit(item(name)));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(trips).toEqual([['a', 'b']]);
    await answer();
    await Promise.all(first);
    await answer();
    await Promise.all(second);
    expect(trips).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('that fail fail all that went together, and none of the next', async () => {
    const { writes, answer } = held();
    const first = Promise.allSettled(['a', 'b'].map((name) => writes.submit(item(name))));
    await answer(new Error('away'));
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = writes.submit(item('c'));
    await answer();
    await next;
  });

  it('are as many at once as share a commit, and a larger one alone', async () => {
    const { trips, writes, answer } = held();
    const all = [item('a', 600), item('b', 400), item('c', 1), item('d', 2_000), item('e')].map((one) =>
      writes.submit(one),
    );
    for (let trip = 0; trip < 4; trip += 1) await answer();
    await Promise.all(all);
    expect(trips).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });

  it('are refused where too many wait, and once it is closed, which waits for what is under way', async () => {
    const { writes, answer } = held();
    const waiting = Array.from({ length: WRITES_WAITING_MAX }, (_, n) => writes.submit(item(`${n}`, 0)));
    await expect(writes.submit(item('more'))).rejects.toThrow('10000 writes wait already');
    let closed = false;
    const closing = writes.close().then(() => (closed = true));
    await expect(writes.submit(item('late'))).rejects.toThrow('it is closed');
    expect(closed).toBe(false);
    await answer();
    await Promise.all(waiting);
    await closing;
    expect(closed).toBe(true);
  });
});
