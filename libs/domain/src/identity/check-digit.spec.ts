import fc from 'fast-check';
import { hasCheckDigit } from './check-digit.js';
import { always } from '../../../../test/support/always.js';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

describe('a check digit', () => {
  const nineDigits = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
    .map((all) => all.join(''));

  it('is one of ten for any nine digits', () => {
    always(
      fc.property(nineDigits, (nine) => {
        const right = DIGITS.filter((digit) => hasCheckDigit(nine + digit));
        expect(right).toHaveLength(1);
      }),
    );
  });

  it('shows every single wrong digit', () => {
    always(
      fc.property(nineDigits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (nine, at, off) => {
        const check = DIGITS.find((digit) => hasCheckDigit(nine + digit))!;
        const wrong = `${nine.slice(0, at)}${(Number(nine[at]) + off) % 10}${nine.slice(at + 1)}`;
        expect(hasCheckDigit(wrong + check)).toBe(false);
      }),
    );
  });
});
