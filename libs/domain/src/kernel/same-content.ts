/** Whether two values say the same: two messages, two answers. Whatever the order of their members. */

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/**
 * True where two values, as JSON has them, are equal; members that `besides` names are not looked at. Member by member:
 * most that are compared are one and the same, or differ in the first that is looked at.
 */
export function sameContent(a: unknown, b: unknown, besides: readonly string[] = NONE): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Array.isArray(a)) return Array.isArray(b) && areSame(a, b, besides);
  return !Array.isArray(b) && haveSame(a, b, besides);
}

const NONE: readonly string[] = [];

const areSame = (a: readonly unknown[], b: readonly unknown[], besides: readonly string[]): boolean =>
  a.length === b.length && a.every((one, at) => sameContent(one, b[at], besides));

function haveSame(a: Members, b: Members, besides: readonly string[]): boolean {
  const alike = alikeOf(a, b, besides);
  return alike !== null && alike === countOf(b, besides);
}

/** How many members `a` has, where `b` has each of them alike; else null. One that is undefined is as one that is not there. */
function alikeOf(a: Members, b: Members, besides: readonly string[]): number | null {
  let alike = 0;
  for (const name in a) {
    if (a[name] === undefined || besides.includes(name)) continue;
    if (!sameContent(a[name], b[name], besides)) return null;
    alike += 1;
  }
  return alike;
}

function countOf(members: Members, besides: readonly string[]): number {
  let count = 0;
  for (const name in members) if (members[name] !== undefined && !besides.includes(name)) count += 1;
  return count;
}
