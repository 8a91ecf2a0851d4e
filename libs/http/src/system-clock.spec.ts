import { clockOver } from './system-clock.js';

describe('a clock', () => {
  it.each([
    ['2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['2026-01-14T23:00:00.000Z', '2026-01-15'],
    ['2026-01-14T23:59:59.999Z', '2026-01-15'],
    ['2026-01-15T00:00:00.000Z', '2026-01-15'],
    ['2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['2026-07-14T22:00:00.000Z', '2026-07-15'],
    ['1969-12-31T22:59:59.999Z', '1969-12-31'],
  ])('at %s tells that instant, and the day in Stockholm: %s', (instant, day) => {
    const clock = clockOver(() => Date.parse(instant));
    expect([clock.now(), clock.today(), clock.today()]).toEqual([instant, day, day]);
  });

  it('tells the day as it turns, and as it turns back where the machine is set back', () => {
    let instant = '';
    const clock = clockOver(() => Date.parse(instant));
    const dayAt = (at: string): string => {
      instant = at;
      return clock.today();
    };
    expect(
      ['22:59:59.999', '23:00:00.000', '23:59:59.999', '22:00:00.000'].map((at) => dayAt(`2026-01-14T${at}Z`)),
    ).toEqual(['2026-01-14', '2026-01-15', '2026-01-15', '2026-01-14']);
    expect(dayAt('2026-01-15T22:30:00.000Z')).toBe('2026-01-15');
  });
});
