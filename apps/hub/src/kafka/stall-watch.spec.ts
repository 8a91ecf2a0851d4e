import { type PartitionProgress } from '#engines';
import { stallWatch } from './stall-watch.js';

const at = (partition: number, committed: number, end: number): PartitionProgress => ({
  topic: 't',
  partition,
  committed,
  end,
});
const all = (): boolean => true;

describe('the watch over a consumer', () => {
  it('measures how long nothing was read where something is there to be read', () => {
    const watch = stallWatch();
    expect(watch.look([at(0, 5, 9)], all, 1_000)).toEqual({ lag: 4, stalledMs: 0, standsMs: 0 });
    expect(watch.look([at(0, 5, 12)], all, 4_000)).toEqual({ lag: 7, stalledMs: 3_000, standsMs: 3_000 });
  });

  it('begins anew with every step, and where there was nothing to read', () => {
    const watch = stallWatch();
    watch.look([at(0, 5, 9)], all, 0);
    expect(watch.look([at(0, 6, 9)], all, 5_000).stalledMs).toBe(0);
    expect(watch.look([at(0, 9, 9)], all, 9_000)).toEqual({ lag: 0, stalledMs: 0, standsMs: 0 });
    expect(watch.look([at(0, 9, 10)], all, 20_000).stalledMs).toBe(0);
  });

  it('sees one partition that stands still among others that move', () => {
    const watch = stallWatch();
    for (const [now, moved] of [0, 1, 2, 3].entries()) {
      const { stalledMs } = watch.look([at(0, 5, 9), at(1, moved, 9)], all, now * 1_000);
      expect(stalledMs).toBe(now * 1_000);
    }
  });

  it("does not answer for others' partitions, nor for time before a reset", () => {
    const watch = stallWatch();
    const mine = (_topic: string, partition: number): boolean => partition === 1;
    watch.look([at(0, 5, 9), at(1, 9, 9)], mine, 0);
    expect(watch.look([at(0, 5, 9), at(1, 9, 9)], mine, 60_000)).toEqual({ lag: 0, stalledMs: 0, standsMs: 0 });
    watch.look([at(0, 5, 9)], all, 61_000);
    watch.reset();
    expect(watch.look([at(0, 5, 9)], all, 99_000).stalledMs).toBe(0);
  });

  it('takes the same place again for no progress, whatever is done elsewhere (T-02)', () => {
    const watch = stallWatch();
    watch.look([at(0, 5, 9), at(1, 1, 9)], all, 0);
    watch.rested('t', 1, 2_000);
    expect(watch.look([at(0, 5, 9), at(1, 4, 9)], all, 3_000)).toMatchObject({ stalledMs: 3_000, standsMs: 3_000 });
  });

  it('does not take a partition that rests for one that is stalled, and tells all the same how long it stands', () => {
    const watch = stallWatch();
    watch.look([at(0, 5, 9)], all, 0);
    watch.rested('t', 0, 4_000);
    expect(watch.look([at(0, 5, 9)], all, 5_000)).toMatchObject({ stalledMs: 1_000, standsMs: 5_000 });
    watch.reset();
    expect(watch.look([at(0, 5, 9)], all, 8_000)).toMatchObject({ stalledMs: 0, standsMs: 8_000 });
  });
});
