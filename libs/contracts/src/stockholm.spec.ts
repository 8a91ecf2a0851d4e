import { type Instant } from '#domain/facts';
import fc from 'fast-check';
import { readInstant, stockholmDay } from './stockholm.js';
import { always } from '../../../test/support/always.js';

describe('the day in Stockholm', () => {
  it.each([
    ['2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['2026-01-14T23:00:00.000Z', '2026-01-15'],
    ['2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['2026-07-14T22:00:00.000Z', '2026-07-15'],
    ['2026-03-28T22:59:00.000Z', '2026-03-28'],
    ['2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['2026-12-31T23:30:00.000Z', '2027-01-01'],
  ])('%s is on %s', (instant, day) => {
    expect(stockholmDay(instant as Instant)).toBe(day);
  });

  it('is what the time zone database says, for any instant since 1900', () => {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
    const since1900 = fc.date({ min: new Date('1900-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
    always(
      fc.property(since1900, (date) => {
        expect(stockholmDay(date.toISOString() as Instant)).toBe(calendar.format(date));
      }),
    );
  });
});

describe('an instant', () => {
  it('is kept in UTC with milliseconds; finer parts are cut', () => {
    expect(readInstant('2026-01-15T00:30:00.1239+01:00')).toBe('2026-01-14T23:30:00.123Z');
    expect(readInstant('2026-01-15T00:30:00-00:00')).toBe('2026-01-15T00:30:00.000Z');
  });

  it('is none without offset, on a day or at a time that does not exist', () => {
    for (const text of ['2026-01-15T00:30:00', '2026-02-30T00:30:00Z', '2026-01-15', 'now']) {
      expect(readInstant(text)).toBeUndefined();
    }
  });

  it.each(['2016-12-31T23:59:60Z', '2017-01-01T00:59:60+01:00', '2016-12-31t15:59:60.123-08:00'])(
    'may be a leap second: %s is the end of the second before it',
    (text) => {
      expect(readInstant(text)).toBe('2016-12-31T23:59:59.999Z');
    },
  );

  it.each([
    '2026-01-15T23:59:60Z',
    '2016-12-31T22:59:60Z',
    '2016-12-31T23:58:60Z',
    '2016-12-31T23:59:60+01:00',
    '2016-12-31T23:59:61Z',
    '2016-12-31T23:60:60Z',
  ])('is no leap second but in the last minute of a month in UTC: %s', (text) => {
    expect(readInstant(text)).toBeUndefined();
  });
});
