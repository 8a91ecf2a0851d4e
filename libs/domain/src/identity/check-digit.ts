const ZERO = 48; // the character code of "0"

/** Modulus 10 with weights 2, 1, 2, … over digits whose last is the check digit: personnummer, organisationsnummer. */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let fromEnd = 0; fromEnd < digits.length; fromEnd += 1) {
    const product = (digits.charCodeAt(digits.length - 1 - fromEnd) - ZERO) * (1 + (fromEnd % 2));
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}
