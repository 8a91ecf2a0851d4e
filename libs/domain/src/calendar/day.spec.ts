import fc from 'fast-check';
import { type Day } from '../kernel/index.js';
import { addDays, addMonths, addWeeks, addYears, asDay, compareDays, daysBetween, isDay } from './index.js';
import { earliest, isLeapYear, maxDay, minDay, weekday, yearOf } from './index.js';
import { dayOfNumber, numberOf } from './civil.js';
import { always } from '../../../../test/support/always.js';

const anyDay = fc.integer({ min: numberOf(asDay('1800-01-01')), max: numberOf(asDay('2999-12-31')) }).map(dayOfNumber);
const aFew = fc.integer({ min: -1500, max: 1500 });

describe('a day', () => {
  it.each(['2026-01-15', '2028-02-29', '2000-02-29', '1800-01-01', '2999-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
    expect(asDay(text)).toBe(text);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-00',
    '26-01-15',
    '2026-1-15',
    '2026-01-15T00:00',
    ' 2026-01-15',
    '2026-01-15\n',
    '+002026-01-15',
    '1799-12-31',
    '3000-01-01',
    '２０２６-01-15',
    '',
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => asDay(text)).toThrow(RangeError);
  });

  it('is the day that the Gregorian calendar of ECMAScript has for the same number', () => {
    always(
      fc.property(anyDay, (day) => {
        const date = new Date(`${day}T00:00:00Z`);
        expect(numberOf(day)).toBe(date.getTime() / 86_400_000);
        expect(weekday(day)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
        expect(isDay(day)).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-01-31', '2026-02-01'],
    ['2026-02-28', '2026-03-01'],
    ['2028-02-29', '2028-03-01'],
    ['2100-02-28', '2100-03-01'],
    ['2000-02-29', '2000-03-01'],
    ['2026-03-31', '2026-04-01'],
    ['2026-04-30', '2026-05-01'],
    ['2026-05-31', '2026-06-01'],
    ['2026-06-30', '2026-07-01'],
    ['2026-07-31', '2026-08-01'],
    ['2026-08-31', '2026-09-01'],
    ['2026-09-30', '2026-10-01'],
    ['2026-10-31', '2026-11-01'],
    ['2026-11-30', '2026-12-01'],
    ['2026-12-31', '2027-01-01'],
  ])('%s is the last of its month, before %s', (last, first) => {
    expect(addDays(asDay(last), 1)).toBe(first);
    expect(addDays(asDay(first), -1)).toBe(last);
    expect(isDay(`${last.slice(0, 8)}${Number(last.slice(8)) + 1}`)).toBe(false);
  });

  it('is written as it is read, at each turn of year, century and era', () => {
    for (let year = 1; year <= 9999; year += year < 1990 || year > 2110 ? 33 : 1) {
      for (const text of ['01-01', '02-28', '03-01', '12-31']) {
        const day = `${`${year}`.padStart(4, '0')}-${text}` as Day;
        expect(dayOfNumber(numberOf(day))).toBe(day);
      }
    }
    for (const text of ['0001-01-01', '0999-12-31', '1000-01-01', '1600-02-29', '1999-12-31', '2000-02-29']) {
      expect(dayOfNumber(numberOf(text as Day))).toBe(text);
    }
    expect(dayOfNumber(numberOf('9999-12-31' as Day))).toBe('9999-12-31');
  });

  it('has ten characters in the years 1 to 9999, and none outside', () => {
    expect(addYears(asDay('1800-01-01'), -1799)).toBe('0001-01-01');
    expect(() => addYears(asDay('2999-12-31'), 7001)).toThrow(RangeError);
    expect(() => addDays(asDay('1800-01-01'), -800_000)).toThrow(RangeError);
  });
});

describe('arithmetic on days', () => {
  it('counts forth and back alike', () => {
    always(
      fc.property(anyDay, aFew, (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day);
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(addWeeks(day, n)).toBe(addDays(day, 7 * n));
        expect(weekday(addWeeks(day, n))).toBe(weekday(day));
      }),
    );
  });

  it('keeps the number in the month, or takes the last day of a month that lacks it (lag 1930:173 1 §)', () => {
    always(
      fc.property(anyDay, aFew, (day, n) => {
        const end = addMonths(day, n);
        const number = Number(day.slice(8));
        const lastOfMonth = end.slice(0, 7) !== addDays(end, 1).slice(0, 7);
        expect(Number(end.slice(8)) === number || (lastOfMonth && Number(end.slice(8)) < number)).toBe(true);
        const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(months(end) - months(day)).toBe(n);
      }),
    );
  });

  it('never puts a later start before an earlier one', () => {
    always(
      fc.property(anyDay, anyDay, aFew, (a, b, n) => {
        expect(Math.sign(compareDays(addMonths(a, n), addMonths(b, n))) * compareDays(a, b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('counts a period from its start: two steps of one month are not always one of two', () => {
    expect(addMonths(addMonths(asDay('2026-12-31'), 2), 1)).toBe('2027-03-28');
    expect(addMonths(asDay('2026-12-31'), 3)).toBe('2027-03-31');
  });

  it('takes 28 February for 29 in a common year', () => {
    expect(addYears(asDay('2028-02-29'), 1)).toBe('2029-02-28');
    expect(addYears(asDay('2028-02-29'), 4)).toBe('2032-02-29');
    expect(addYears(asDay('2028-02-29'), -28)).toBe('2000-02-29');
    expect([1900, 2000, 2026, 2028, 2100].map(isLeapYear)).toEqual([false, true, false, true, false]);
  });

  it('tells the earliest, the latest and the order', () => {
    const days = ['2026-03-01', '2025-12-31', '2026-02-28'].map(asDay);
    const [a, b, c] = days;
    expect(maxDay(a!, b!, c!)).toBe('2026-03-01');
    expect(minDay(a!, b!, c!)).toBe('2025-12-31');
    expect([...days].sort(compareDays)).toEqual(['2025-12-31', '2026-02-28', '2026-03-01']);
    expect(compareDays(a!, a!)).toBe(0);
    expect(yearOf(b!)).toBe(2025);
    expect(earliest(a, undefined, b, null, c)).toBe('2025-12-31');
    expect([earliest(), earliest(undefined, null)]).toEqual([undefined, undefined]);
  });
});
