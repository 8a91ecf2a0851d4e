import { jest } from '@jest/globals';
import { ALONE_AFTER_MS, FREE_PER_BUSY, SLICE_ALONE_MS, SLICE_MS, slices, type Slices } from './slices.js';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Slices on a clock that stands still until it is moved. */
function onClock(): Slices & { readonly clock: { ms: number } } {
  const clock = { ms: 1_000_000 };
  return { clock, ...slices(() => clock.ms) };
}

describe('long work in slices', () => {
  it.each([
    ['while others ask', false, SLICE_MS],
    ['while nobody else asks', true, SLICE_ALONE_MS],
  ])('begins in a turn of its own, and goes on until its slice is used up: %s', async (_, isAlone, ms) => {
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
  });

  it('is alone again when nobody has asked for a while', async () => {
    const { clock, rest, asked } = onClock();
    asked();
    clock.ms += ALONE_AFTER_MS - 0.5;
    await rest();
    clock.ms += 0.5;
    expect(rest()).toBeNull();
    clock.ms += SLICE_ALONE_MS - 1;
    expect(rest()).toBeNull();
    clock.ms += 0.5;
    expect(rest()).not.toBeNull();
  });

  it('does not go on in a slice that has ended with its turn, though there was time left', async () => {
    const { rest } = onClock();
    await rest();
    await turn();
    await turn();
    await turn();
    expect(rest()).not.toBeNull();
  });

  it('has one slice at a time, in the order asked for, however many works there are', async () => {
    const { clock, rest } = onClock();
    const done: string[] = [];
    let slicesInTurn = 0;
    const work = async (name: string): Promise<void> => {
      for (let piece = 1; piece <= 3; piece += 1) {
        await rest();
        slicesInTurn += 1;
        done.push(`${name}${piece}`);
        clock.ms += SLICE_ALONE_MS;
      }
    };
    const works = Promise.all(['a', 'b', 'c'].map(work));
    while (done.length < 9) {
      slicesInTurn = 0;
      await turn();
      expect(slicesInTurn).toBeLessThanOrEqual(1);
    }
    await works;
    expect(done).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3']);
  });

  it.each([
    ['leaves the loop to those who ask for longer than it kept it', true, [SLICE_ALONE_MS * FREE_PER_BUSY]],
    ['takes it all while nobody asks', false, []],
  ])('%s', async (_, isShared, freeMs) => {
    const { clock, rest, asked } = onClock();
    const later = jest.spyOn(globalThis, 'setTimeout');
    if (isShared) asked();
    await rest();
    clock.ms += SLICE_ALONE_MS;
    await rest();
    expect(later.mock.calls.map(([, ms]) => ms)).toEqual(freeMs);
    later.mockRestore();
  });
});
