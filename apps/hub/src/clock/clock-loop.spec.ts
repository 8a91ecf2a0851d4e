import { type Clock } from '#contracts';
import { type Day, type Instant } from '#domain';
import { hubLogger } from '#http';
import { clockLoop, type ClockLoop } from './clock-loop.js';
import { ClockBehind, type HubClock } from './hub-clock.js';

const logger = hubLogger('spec', 'silent');
const ticks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 25));
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('the loop of the clock', () => {
  let today: Day;
  let runs: Day[];
  let fails: Error | null;
  let loop: ClockLoop;
  const clock: Clock = { now: () => `${today}T12:00:00.000Z` as Instant, today: () => today };
  const timely: HubClock = {
    run: () => {
      runs.push(today);
      return fails ? Promise.reject(fails) : Promise.resolve();
    },
    nextHalt: () => Promise.resolve(undefined),
    idle: () => Promise.resolve(true),
  };
  beforeEach(() => {
    today = '2026-03-15' as Day;
    runs = [];
    fails = null;
    loop = clockLoop(timely, { clock, logger, tickMs: 2 });
  });
  afterEach(() => loop.stop());

  it('runs at start, and once for each day that comes', async () => {
    await ticks();
    expect(runs).toEqual(['2026-03-15']);
    today = '2026-03-16' as Day;
    await until(() => runs.length > 1);
    await ticks();
    expect(runs).toEqual(['2026-03-15', '2026-03-16']);
  });

  it('runs when it is woken', async () => {
    await ticks();
    loop.wake();
    expect(runs).toHaveLength(2);
  });

  it('tries again after a run that failed, and is not healthy until one has succeeded', async () => {
    await ticks();
    fails = new Error('disk');
    today = '2026-03-16' as Day;
    await until(() => runs.length > 3);
    expect(loop.healthy()).toBe(false);
    fails = null;
    await until(() => loop.healthy());
    const { length } = runs;
    await ticks();
    expect(runs).toHaveLength(length);
  });

  it('is healthy while the index is still being made, and goes on asking', async () => {
    await ticks();
    fails = new ClockBehind('behind');
    today = '2026-03-16' as Day;
    await until(() => runs.length > 3);
    expect(loop.healthy()).toBe(true);
  });

  it('tells of a run that failed once, however many had asked for it', async () => {
    await loop.stop();
    const lines: string[] = [];
    const told = hubLogger('spec', 'error', { write: (line) => lines.push(line) });
    fails = new Error('disk');
    loop = clockLoop(timely, { clock, logger: told, tickMs: 60_000 });
    for (let asked = 0; asked < 5; asked += 1) loop.wake();
    await loop.stop();
    expect(lines).toHaveLength(1);
  });

  it('runs no more once it is stopped', async () => {
    await loop.stop();
    const { length } = runs;
    today = '2026-03-17' as Day;
    loop.wake();
    await ticks();
    expect(runs).toHaveLength(length);
  });
});
