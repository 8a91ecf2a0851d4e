import { readings, run, spreadOf, type Duel } from './duel.js';

const duel = (over: Partial<Duel>): Duel => ({
  ...{ what: 'a', against: 'b', sense: 'atLeast', goal: 0.5, stretch: 0.9, unit: 'op/s' },
  ...{ ours: () => 60, peer: () => 100 },
  ...over,
});

describe('a duel', () => {
  it('gives the ratio of ours to the peer, and whether goal or stretch is reached', async () => {
    expect(await run(duel({}))).toMatchObject({ ratio: { median: 0.6 }, reached: 'goal' });
    expect(await run(duel({ ours: () => 95 }))).toMatchObject({ reached: 'stretch' });
    expect(await run(duel({ ours: () => 40 }))).toMatchObject({ reached: 'no' });
  });

  it('takes less for better where a limit is not to be passed', async () => {
    expect(await run(duel({ sense: 'atMost', goal: 2, stretch: 1.3, ours: () => 150 }))).toMatchObject({
      reached: 'goal',
    });
    expect(await run(duel({ sense: 'atMost', goal: 2, ours: () => 250 }))).toMatchObject({ reached: 'no' });
  });

  it('rotates who begins, and does not count the round that warms up', async () => {
    const order: string[] = [];
    const side = (name: string) => () => order.push(name);
    await run(duel({ ours: side('o'), peer: side('p'), rounds: 2 }));
    expect(order.join('')).toBe('op' + 'op' + 'po');
  });

  it('begins no round after its time is up, but takes three', async () => {
    expect(await run(duel({ rounds: 9, msMax: 0 }))).toMatchObject({ rounds: 3 });
    expect(await run(duel({ rounds: 9, msMax: 60_000 }))).toMatchObject({ rounds: 9 });
    expect(await run(duel({ rounds: 2, msMax: 0 }))).toMatchObject({ rounds: 2 });
  });

  it('only tells a figure that has no goal', async () => {
    const { goal: _goal, ...told } = duel({});
    const result = await run(told);
    expect(result.ratio.median).toBe(0.6);
    expect(result).not.toHaveProperty('reached');
  });

  it('does the same work once for all figures of it', async () => {
    let times = 0;
    const figure = readings(() => Promise.resolve({ one: ++times, ten: times * 10 }));
    const [one, ten] = [figure((reading) => reading.one), figure((reading) => reading.ten)];
    expect([await one(), await one(), await ten(), await ten()]).toEqual([1, 2, 10, 20]);
  });

  it('tells the median with least and greatest', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
});
