import fc from 'fast-check';
import { addHours, stockholmDay, stockholmTime, type Instant } from '#domain';
import { always } from '../../../../test/support/always.js';

const instant = (text: string): Instant => text as Instant;

describe('the clock in Stockholm', () => {
  it.each([
    ['2026-02-03T10:59:59.999Z', '11:59:59.999'],
    ['2026-02-03T11:00:00.000Z', '12:00:00.000'],
    ['2026-07-07T10:00:00.000Z', '12:00:00.000'],
    ['2026-02-03T23:30:00.000Z', '00:30:00.000'],
    ['2026-03-29T00:59:00.000Z', '01:59:00.000'],
    ['2026-03-29T01:00:00.000Z', '03:00:00.000'],
    ['2026-10-25T00:30:00.000Z', '02:30:00.000'],
    ['2026-10-25T01:30:00.000Z', '02:30:00.000'],
  ])('at %s shows %s', (at, time) => {
    expect(stockholmTime(instant(at))).toBe(time);
  });

  it('is what the time zone database says, for any instant since 1900', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    });
    const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
    const since1900 = fc.date({ min: new Date('1900-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
    always(
      fc.property(since1900, (date) => {
        const at = instant(date.toISOString());
        expect(stockholmTime(at).slice(0, 8)).toBe(clock.format(date));
        expect(stockholmDay(at)).toBe(days.format(date));
      }),
    );
  });
});

describe('some hours later', () => {
  it('is as time passes: from noon to noon there are twenty-three when clocks go forward, twenty-five when back', () => {
    expect(addHours(instant('2026-02-02T08:00:00.000Z'), 24)).toBe('2026-02-03T08:00:00.000Z');
    expect(stockholmTime(addHours(instant('2026-03-28T11:00:00.000Z'), 24))).toBe('13:00:00.000');
    expect(stockholmTime(addHours(instant('2026-10-24T10:00:00.000Z'), 24))).toBe('11:00:00.000');
  });
});
