/** The same things in an order that `numbers` give: each says which of those that are left comes next. */
export function shuffled<T>(all: readonly T[], numbers: Iterable<number>): readonly T[] {
  const left = [...all];
  const order: T[] = [];
  for (const number of numbers) {
    if (left.length === 0) break;
    order.push(...left.splice(number % left.length, 1));
  }
  return order;
}
