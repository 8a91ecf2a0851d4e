import { ALONE_AFTER_MS, SLICE_ALONE_MS, SLICE_MS, slices } from './slices.js';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Slices on a clock that stands still until it is moved. */
function onClock() {
  const clock = { ms: 1_000_000 };
  const made = slices(() => clock.ms);
  return { clock, ...made };
}

describe('long work in slices', () => {
  it('begins in a turn of its own, and goes on until its slice is used up, not a moment longer', async () => {
    for (const [isAlone, ms] of [
      [false, SLICE_MS],
      [true, SLICE_ALONE_MS],
    ] as const) {
      const { clock, rest, asked } = onClock();
      if (!isAlone) asked();
      const first = rest();
      expect(first).not.toBeNull();
      await first;
      expect(rest()).toBeNull();
      clock.ms += ms - 0.5;
      expect(rest()).toBeNull();
      clock.ms += 0.5;
      expect(rest()).not.toBeNull();
    }
  });

  it('is alone again when nobody has asked for a while', async () => {
    const { clock, rest, asked } = onClock();
    asked();
    clock.ms += ALONE_AFTER_MS;
    await rest();
    clock.ms += SLICE_ALONE_MS - 0.5;
    expect(rest()).toBeNull();
  });

  it('has one slice a turn of the loop, in the order asked for, however many works there are', async () => {
    const { clock, rest, asked } = onClock();
    asked();
    const done: string[] = [];
    const work = async (name: string): Promise<void> => {
      for (let piece = 1; piece <= 3; piece += 1) {
        await rest();
        done.push(`${name}${piece}`);
        clock.ms += SLICE_MS;
      }
    };
    const works = Promise.all(['a', 'b', 'c'].map(work));
    const seen: number[] = [];
    while (done.length < 9) {
      await turn();
      seen.push(done.length);
    }
    await works;
    expect(done).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3']);
    expect(seen.every((count, at) => count - (seen[at - 1] ?? 0) <= 1)).toBe(true);
  });

  it('waits behind those who wait, even in a slice that has time left', async () => {
    const { rest } = onClock();
    await rest();
    expect(rest()).toBeNull();
    const { clock, ...others } = onClock();
    const first = others.rest();
    const second = others.rest();
    await first;
    expect(others.rest()).not.toBeNull();
    await second;
    expect(clock.ms).toBe(1_000_000);
  });
});
