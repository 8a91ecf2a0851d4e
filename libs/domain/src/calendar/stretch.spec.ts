import { type Day } from '../kernel/index.js';
import { common, holdsOn, joined, spanOf, stretchOf, without, type Stretch } from './stretch.js';

const stretch = (from: string | null, until: string | null): Stretch => ({ from: from as Day, until: until as Day });
const january = stretch('2026-01-01', '2026-02-01');
const always = stretch(null, null);

describe('a stretch of days', () => {
  it('holds from its first day to the day before its end', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'] as Day[];
    expect(days.map((day) => holdsOn(january, day))).toEqual([false, true, true, false]);
    expect(holdsOn(always, '2026-01-01' as Day)).toBe(true);
  });

  it('has in common with another the days of both, and none where they only meet', () => {
    expect(common(january, stretch('2026-01-20', null))).toEqual([stretch('2026-01-20', '2026-02-01')]);
    expect(common(january, stretch('2026-02-01', null))).toEqual([]);
    expect(common(always, january)).toEqual([january]);
  });

  it('is left without some of its days, in order', () => {
    expect(without(january, [stretch('2026-01-10', '2026-01-20')])).toEqual([
      stretch('2026-01-01', '2026-01-10'),
      stretch('2026-01-20', '2026-02-01'),
    ]);
    expect(without(january, [always])).toEqual([]);
    expect(without(always, [january])).toEqual([stretch(null, '2026-01-01'), stretch('2026-02-01', null)]);
    expect(without(january, [])).toEqual([january]);
  });

  it('is one with the next where no day lies between', () => {
    expect(joined([january, stretch('2026-02-01', null)])).toEqual([stretch('2026-01-01', null)]);
    expect(joined([january, stretch('2026-02-02', null)])).toHaveLength(2);
  });

  it('is told as a span with its last day, and back', () => {
    expect(spanOf('2026-01-01' as Day, '2026-02-01' as Day)).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    expect(spanOf('2026-01-01' as Day, null)).toEqual({ from: '2026-01-01' });
    expect(stretchOf({ from: '2026-01-01' as Day, to: '2026-01-31' as Day })).toEqual(january);
    expect(stretchOf({ from: '2026-01-01' as Day })).toEqual(stretch('2026-01-01', null));
  });
});
