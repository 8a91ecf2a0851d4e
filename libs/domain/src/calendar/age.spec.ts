import fc from 'fast-check';
import { ageOn, asDay, birthday } from './index.js';
import { dayOfNumber, numberOf } from './civil.js';
import { always } from '../../../../test/support/always.js';

const anyDay = fc.integer({ min: numberOf(asDay('1900-01-01')), max: numberOf(asDay('2100-12-31')) }).map(dayOfNumber);

describe('an age', () => {
  it('is reached on the birthday itself (A-003, G-03)', () => {
    const born = asDay('2005-06-15');
    expect(ageOn(born, asDay('2026-06-14'))).toBe(20);
    expect(ageOn(born, asDay('2026-06-15'))).toBe(21);
    expect(birthday(born, 21)).toBe('2026-06-15');
  });

  it('of one born on a leap day is reached on 28 February of a common year (H-001)', () => {
    const born = asDay('2008-02-29');
    expect(birthday(born, 18)).toBe('2026-02-28');
    expect(['2026-02-27', '2026-02-28', '2026-03-01'].map((on) => ageOn(born, asDay(on)))).toEqual([17, 18, 18]);
  });

  it('of one born on a leap day is reached on the day itself in a leap year (H-001)', () => {
    const born = asDay('2008-02-29');
    expect(birthday(born, 20)).toBe('2028-02-29');
    expect(['2028-02-28', '2028-02-29', '2028-03-01'].map((on) => ageOn(born, asDay(on)))).toEqual([19, 20, 20]);
  });

  it('is 0 on the day of birth and negative before', () => {
    expect(ageOn(asDay('2026-05-01'), asDay('2026-05-01'))).toBe(0);
    expect(ageOn(asDay('2026-05-01'), asDay('2026-04-30'))).toBe(-1);
  });

  it('is the greatest whose birthday has come', () => {
    always(
      fc.property(anyDay, anyDay, (born, day) => {
        const age = ageOn(born, day);
        expect(birthday(born, age) <= day).toBe(true);
        expect(birthday(born, age + 1) > day).toBe(true);
      }),
    );
  });
});
