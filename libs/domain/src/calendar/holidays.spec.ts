import fc from 'fast-check';
import { asDay, holidayName, isPublicHoliday, isRestDay, isRestEve, publicHolidays, weekday } from './index.js';
import { dayOfNumber, numberOf } from './civil.js';
import { always } from '../../../../test/support/always.js';

const named = (year: number, name: string) => publicHolidays(year).find(({ name_sv }) => name_sv === name)?.day;

/** Easter by Meeus's own form, another way to the same Sunday. */
function easterByMeeus(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)];
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return `${year}-0${month}-${`${((h + l - 7 * m + 114) % 31) + 1}`.padStart(2, '0')}`;
}

describe('the public holidays of lag (1989:253)', () => {
  it.each([
    [2025, '04-20', '05-29', '06-20', '11-01'],
    [2026, '04-05', '05-14', '06-19', '10-31'],
    [2027, '03-28', '05-06', '06-25', '11-06'],
    [2028, '04-16', '05-25', '06-23', '11-04'],
    [2029, '04-01', '05-10', '06-22', '11-03'],
    [2030, '04-21', '05-30', '06-21', '11-02'],
    [2031, '04-13', '05-22', '06-20', '11-01'],
    [2032, '03-28', '05-06', '06-25', '11-06'],
    [2033, '04-17', '05-26', '06-24', '11-05'],
    [2034, '04-09', '05-18', '06-23', '11-04'],
  ])('of %d: Easter %s, Ascension Day %s, midsommarafton %s, All Saints %s', (year, ...days) => {
    const [easter, ascension, eve, saints] = days;
    expect(named(year, 'påskdagen')).toBe(`${year}-${easter}`);
    expect(named(year, 'Kristi himmelsfärdsdag')).toBe(`${year}-${ascension}`);
    expect(holidayName(asDay(`${year}-${eve}`))).toBe('midsommarafton');
    expect(named(year, 'alla helgons dag')).toBe(`${year}-${saints}`);
  });

  it('have the Easter that Meeus computes, in every year that the hub takes', () => {
    for (let year = 1800; year <= 2999; year += 1) expect(named(year, 'påskdagen')).toBe(easterByMeeus(year));
  });

  it('are thirteen with names, each a holiday and a rest day', () => {
    always(
      fc.property(fc.integer({ min: 2005, max: 2100 }), (year) => {
        const days = publicHolidays(year);
        expect(days).toHaveLength(13);
        for (const { day, name_sv } of days) {
          expect([isPublicHoliday(day), isRestDay(day), isRestEve(day)]).toEqual([true, true, false]);
          expect(holidayName(day)).toBeDefined();
          if (name_sv === 'midsommardagen' || name_sv === 'alla helgons dag') expect(weekday(day)).toBe(6);
        }
      }),
    );
  });

  it('are also all Sundays, but no plain Saturday and no weekday', () => {
    expect(isPublicHoliday(asDay('2026-03-01'))).toBe(true);
    expect(isPublicHoliday(asDay('2026-02-28'))).toBe(false);
    expect(isPublicHoliday(asDay('2026-03-02'))).toBe(false);
    expect(holidayName(asDay('2026-03-01'))).toBeUndefined();
  });

  it('are of 2004, the last year with Whit Monday, and of 2005, the first with the national day (lag 2004:1320)', () => {
    const listOf = (year: number) => publicHolidays(year).map(({ day, name_sv }) => `${day.slice(5)} ${name_sv}`);
    const fixed = ['01-01 nyårsdagen', '01-06 trettondedag jul', '05-01 första maj'];
    const christmas = ['12-25 juldagen', '12-26 annandag jul'];
    expect(listOf(2004).sort()).toEqual(
      [
        ...[...fixed, ...christmas],
        ...['04-09 långfredagen', '04-11 påskdagen', '04-12 annandag påsk', '05-20 Kristi himmelsfärdsdag'],
        ...['05-30 pingstdagen', '05-31 annandag pingst', '06-26 midsommardagen', '11-06 alla helgons dag'],
      ].sort(),
    );
    expect(listOf(2005).sort()).toEqual(
      [
        ...[...fixed, ...christmas],
        ...['03-25 långfredagen', '03-27 påskdagen', '03-28 annandag påsk', '05-05 Kristi himmelsfärdsdag'],
        ...['05-15 pingstdagen', '06-06 nationaldagen', '06-25 midsommardagen', '11-05 alla helgons dag'],
      ].sort(),
    );
  });

  it('have midsommardagen on the Saturday of 20 to 26 June, at both ends', () => {
    expect(named(2026, 'midsommardagen')).toBe('2026-06-20');
    expect(named(2027, 'midsommardagen')).toBe('2027-06-26');
    expect(isPublicHoliday(asDay('2026-06-20'))).toBe(true);
    expect(isPublicHoliday(asDay('2026-06-27'))).toBe(false);
    expect(isPublicHoliday(asDay('2027-06-19'))).toBe(false);
    expect(isPublicHoliday(asDay('2027-06-26'))).toBe(true);
  });

  it('begin with the earliest that Easter can give and end with the latest', () => {
    expect(isPublicHoliday(asDay('1818-03-20'))).toBe(true);
    expect(isPublicHoliday(asDay('1943-06-14'))).toBe(true);
  });

  it('have the national day from 2005 and Whit Monday until 2004 (lag 2004:1320)', () => {
    expect(isPublicHoliday(asDay('2003-06-06'))).toBe(false);
    expect(isPublicHoliday(asDay('2005-06-06'))).toBe(true);
    expect(isPublicHoliday(asDay('2004-05-31'))).toBe(true);
    expect(isPublicHoliday(asDay('2026-05-25'))).toBe(false);
  });
});

describe('the rest days of lag (1930:173) 2 §', () => {
  it.each([
    ['2026-06-19', 'midsommarafton'],
    ['2026-12-24', 'julafton'],
    ['2026-12-31', 'nyårsafton'],
  ])('have %s, %s, which is no public holiday', (text, name) => {
    expect(isRestEve(asDay(text))).toBe(true);
    expect(isRestDay(asDay(text))).toBe(true);
    expect(isPublicHoliday(asDay(text))).toBe(false);
    expect(holidayName(asDay(text))).toBe(name);
  });

  it.each(['2026-01-05', '2026-04-02', '2026-04-30', '2026-05-25', '2026-06-18'])('have not %s', (text) => {
    expect(isRestDay(asDay(text))).toBe(false);
  });

  it('are every Saturday, Sunday, holiday and rest eve, and nothing else', () => {
    const anyDay = fc.integer({ min: numberOf(asDay('1990-01-01')), max: numberOf(asDay('2100-01-01')) });
    always(
      fc.property(anyDay.map(dayOfNumber), (day) => {
        expect(isRestDay(day)).toBe(weekday(day) >= 6 || isPublicHoliday(day) || isRestEve(day));
      }),
    );
  });
});
