import fc from 'fast-check';
import { addDays, addWorkingDays, asDay, daysBetween, dueOn, isRestDay, isWorkingDay } from './index.js';
import { type Period, latestLawfulOn, nextWeekday, workingDaysBetween } from './index.js';
import { dayOfNumber, numberOf } from './civil.js';
import { always } from '../../../../test/support/always.js';

const anyDay = fc.integer({ min: numberOf(asDay('1990-01-01')), max: numberOf(asDay('2100-01-01')) }).map(dayOfNumber);

describe('a time limit by lag (1930:173)', () => {
  const vectors: readonly (readonly [string, Period, string, string, string])[] = [
    ['2025-12-31', { months: 2 }, '2026-02-28', '2026-03-02', 'no 31 Feb; then weekend'],
    ['2027-12-31', { months: 2 }, '2028-02-29', '2028-02-29', 'leap year'],
    ['2025-10-24', { months: 2 }, '2025-12-24', '2025-12-29', 'julafton, 25–26, weekend'],
    ['2026-04-19', { months: 2 }, '2026-06-19', '2026-06-22', 'midsommarafton'],
    ['2025-11-06', { months: 2 }, '2026-01-06', '2026-01-07', 'trettondedag'],
    ['2026-08-31', { months: 6 }, '2027-02-28', '2027-03-01', 'review'],
    ['2028-02-29', { months: 12 }, '2029-02-28', '2029-02-28', 'consent end'],
    ['2028-02-29', { years: 1 }, '2029-02-28', '2029-02-28', 'the same in years'],
    ['2026-03-27', { weeks: 1 }, '2026-04-03', '2026-04-07', 'Easter (LVU 7 §)'],
    ['2026-12-24', { weeks: 1 }, '2026-12-31', '2027-01-04', 'eve, holiday, weekend'],
    ['2026-06-12', { weeks: 1 }, '2026-06-19', '2026-06-22', 'midsommarafton'],
    ['2026-12-04', { weeks: 4 }, '2027-01-01', '2027-01-04', 'LVU 8 §'],
    ['2026-01-15', { days: 14 }, '2026-01-29', '2026-01-29', 'SoL 20:2, counted in days'],
  ];

  it.each(vectors)('from %s for %j ends %s, the act lawful until %s: %s', (start, period, due, latest) => {
    const end = dueOn(asDay(start), period);
    expect(end).toBe(due);
    expect(latestLawfulOn(end)).toBe(latest);
  });

  it('of the Dalarna agreement with a started revision ends a year later, on the same day of the month (A-127)', () => {
    expect(dueOn(asDay('2033-06-30'), { months: 12 })).toBe('2034-06-30');
  });

  it('rolls no further than to the first day that is no rest day, and never back (2 §)', () => {
    always(
      fc.property(anyDay, (due) => {
        const latest = latestLawfulOn(due);
        expect(isRestDay(latest)).toBe(false);
        expect(latest >= due).toBe(true);
        for (let day = due; day < latest; day = addDays(day, 1)) expect(isRestDay(day)).toBe(true);
        expect(daysBetween(due, latest)).toBeLessThanOrEqual(5);
        expect(latestLawfulOn(latest)).toBe(latest);
      }),
    );
  });
});

describe('working days', () => {
  it('leave out weekends, holidays and the three eves', () => {
    expect(nextWeekday(asDay('2025-12-23'))).toBe('2025-12-29');
    expect(nextWeekday(asDay('2026-04-02'))).toBe('2026-04-07');
    expect(addWorkingDays(asDay('2026-06-17'), 3)).toBe('2026-06-23');
    expect(addWorkingDays(asDay('2026-06-20'), 0)).toBe('2026-06-20');
    expect(isWorkingDay(asDay('2026-06-18'))).toBe(true);
    expect(isWorkingDay(asDay('2026-06-19'))).toBe(false);
  });

  it('are counted as they are added', () => {
    always(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, count) => {
        expect(workingDaysBetween(day, addWorkingDays(day, count))).toBe(count);
      }),
    );
  });

  it('are none between a day and an earlier one', () => {
    expect(workingDaysBetween(asDay('2026-01-15'), asDay('2026-01-10'))).toBe(0);
  });
});
