import { day } from '../../../../test/support/case-builder.js';
import { comparePoints, type Point } from './handover-starts.js';

const point = (on: string, time: string, source = '/party/region-20', messageId = 'm1'): Point => ({
  on: day(on),
  said: { time: time as Point['said']['time'], source, messageId },
});

describe('the order in which things were said or done', () => {
  it('is by their own day, then by time, source and message, whichever came first', () => {
    const inOrder = [
      point('2026-01-01', '2026-03-01T08:00:00.000Z', '/party/region-21', 'm2'),
      point('2026-01-02', '2026-02-01T08:00:00.000Z', '/party/region-21', 'm2'),
      point('2026-01-02', '2026-02-02T08:00:00.000Z', '/party/region-20', 'm2'),
      point('2026-01-02', '2026-02-02T08:00:00.000Z', '/party/region-21', 'm1'),
      point('2026-01-02', '2026-02-02T08:00:00.000Z', '/party/region-21', 'm2'),
    ];
    expect([...inOrder].reverse().sort(comparePoints)).toEqual(inOrder);
    expect(comparePoints(inOrder[0]!, inOrder[0]!)).toBe(0);
  });
});
