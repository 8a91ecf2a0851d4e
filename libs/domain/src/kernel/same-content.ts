/** Whether two messages say the same, whatever the order of their members. */

/** True where two values, as JSON has them, are equal; members that `besides` names are not looked at. */
export function sameContent(a: unknown, b: unknown, besides: readonly string[] = []): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  const [ofA, ofB] = [membersOf(a, besides), membersOf(b, besides)];
  if (Array.isArray(a) !== Array.isArray(b) || ofA.size !== ofB.size) return false;
  return [...ofA].every(([name, value]) => ofB.has(name) && sameContent(value, ofB.get(name), besides));
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const membersOf = (value: object, besides: readonly string[]): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(value).filter(([name, member]) => member !== undefined && !besides.includes(name)));
