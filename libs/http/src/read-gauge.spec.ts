import { Metrics } from './metrics.js';
import { readGauge, readSeldom, type ReadGauge } from './read-gauge.js';

/** The lines of a scrape that give a value. */
const valuesOf = async ({ registry }: Metrics): Promise<readonly string[]> =>
  (await registry.metrics()).split('\n').filter((line) => /^hvb_(try|other|metrics)/.test(line));

describe('a gauge that is read when it is scraped', () => {
  let metrics: Metrics;
  beforeEach(() => (metrics = new Metrics()));
  const gauge = (more: Pick<ReadGauge, 'read'> & Partial<ReadGauge>) => {
    readGauge(metrics, { name: 'hvb_try', help: 'a try', ...more });
  };

  it('tells what is read then, and nothing where there is nothing to tell', async () => {
    let reading: number | null = 3;
    gauge({ read: () => reading });
    expect(await valuesOf(metrics)).toEqual(['hvb_try 3']);
    reading = null;
    expect(await valuesOf(metrics)).toEqual([]);
  });

  it('tells by word what is read by word, and no word that is no more', async () => {
    let reading = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    gauge({ label: 'word', read: () => reading });
    expect(await valuesOf(metrics)).toEqual(['hvb_try{word="a"} 1', 'hvb_try{word="b"} 2']);
    reading = new Map([['b', 5]]);
    expect(await valuesOf(metrics)).toEqual(['hvb_try{word="b"} 5']);
  });

  it('is left out where it cannot be read, and the next scrape counts that: the others are told', async () => {
    let fails = true;
    gauge({ read: () => (fails ? Promise.reject(new Error('away')) : 3) });
    gauge({ name: 'hvb_other', read: () => 1 });
    await metrics.registry.metrics();
    expect(await valuesOf(metrics)).toEqual(['hvb_metrics_unread_total{metric="hvb_try"} 1', 'hvb_other 1']);
    fails = false;
    expect(await valuesOf(metrics)).toContain('hvb_try 3');
  });

  it('is left out where it does not answer in time', async () => {
    gauge({ read: () => new Promise(() => undefined) });
    await metrics.registry.metrics();
    expect(await valuesOf(metrics)).toEqual(['hvb_metrics_unread_total{metric="hvb_try"} 1']);
  });
});

describe('what is read seldom', () => {
  it('is read once however many ask at once or soon after, and again when it is old', async () => {
    let reads = 0;
    const read = readSeldom(40, () => Promise.resolve((reads += 1)));
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    expect(await read()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await read()).toBe(2);
  });

  it('is read again at once where it failed', async () => {
    let fails = true;
    const read = readSeldom(60_000, () => (fails ? Promise.reject(new Error('away')) : Promise.resolve(1)));
    await expect(read()).rejects.toThrow('away');
    fails = false;
    expect(await read()).toBe(1);
  });
});
