/** Negative, zero or positive, as for `sort`: by code units, as days, instants and ids are ordered. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
