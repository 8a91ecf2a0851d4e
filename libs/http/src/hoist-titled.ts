/** Puts every schema that has a `title` among the components, once, and its name where it stood. */

type Json = Readonly<Record<string, unknown>>;

const NAME = /^[A-Z][A-Za-z0-9.]*$/;

export interface Hoisted {
  readonly value: unknown;
  /** By title, in the order of the titles. */
  readonly named: Record<string, unknown>;
}

/** `value` with names in the place of titled schemas. Throws `RangeError` where two that differ have one title. */
export function hoistTitled(value: unknown): Hoisted {
  const named = new Map<string, { readonly schema: unknown; readonly text: string }>();
  const hoist = (at: unknown): unknown => {
    if (Array.isArray(at)) return at.map(hoist);
    if (typeof at !== 'object' || at === null) return at;
    const { title, ...rest } = at as Json;
    const inner = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, hoist(one)]));
    if (typeof title !== 'string' || !NAME.test(title))
      return title === undefined ? inner : { title: hoist(title), ...inner };
    keep(title, inner);
    return { $ref: `#/components/schemas/${title}` };
  };
  const keep = (title: string, schema: unknown): void => {
    const text = JSON.stringify(schema);
    const known = named.get(title);
    if (known !== undefined && known.text !== text) throw new RangeError(`two schemas are named ${title}`);
    named.set(title, { schema, text });
  };
  const made = hoist(value);
  const sorted = [...named].sort(([a], [b]) => (a < b ? -1 : 1));
  return { value: made, named: Object.fromEntries(sorted.map(([title, { schema }]) => [title, schema])) };
}
