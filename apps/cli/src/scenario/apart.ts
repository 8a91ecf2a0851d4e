/** Where two answers differ: place by place, whatever is another each time a story is told left aside. */

/** A place where they differ; what is absent on a side is undefined. `pointer`: RFC 6901, by the answer as written. */
export interface Apart {
  readonly pointer: string;
  readonly base: unknown;
  readonly other: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** Ids and places that hang on keys or on how much has been said, and the terms themselves. */
const LEFT_ASIDE: ReadonlySet<string> = new Set([
  ...['position', 'asOfPosition', 'eventId', 'recordedAt', 'causedBy', 'readFrom', 'rulePackVersion'],
  ...['correctedBy', 'annulledBy', 'answers', 'quarantineId'],
]);

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value with nothing in it that is another each time. */
export function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !LEFT_ASIDE.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, settled(inner)]));
}

/** Every place where the two differ, settled as they are. */
export const apart = (base: unknown, other: unknown): readonly Apart[] => differing(settled(base), settled(other), '');

function differing(base: unknown, other: unknown, pointer: string): readonly Apart[] {
  if (JSON.stringify(base) === JSON.stringify(other)) return [];
  if (Array.isArray(base) && Array.isArray(other)) return inLists(base, other, pointer);
  if (!isObject(base) || !isObject(other)) return [{ pointer, base, other }];
  return [...new Set([...Object.keys(base), ...Object.keys(other)])].flatMap((key) =>
    differing(base[key], other[key], `${pointer}/${key}`),
  );
}

/** By what an element is the same in both lists: its first id. */
function idOf(element: unknown): unknown {
  if (!isObject(element)) return undefined;
  return Object.entries(element).find(([key, value]) => key.endsWith('Id') && typeof value === 'string')?.[1];
}

/** Elements are held against those with their id; of the others, which lists have. */
function inLists(base: readonly unknown[], other: readonly unknown[], pointer: string): readonly Apart[] {
  const left = [...other];
  const taken = (holds: (one: unknown) => boolean): readonly unknown[] => {
    const at = left.findIndex(holds);
    return at < 0 ? [] : left.splice(at, 1);
  };
  const alike = (a: unknown) => (b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const changed = base.map((one, at) => ({ one, at })).filter(({ one }) => taken(alike(one)).length === 0);
  const found = changed.flatMap(({ one, at }) => {
    const id = idOf(one);
    const [match] = id === undefined ? [] : taken((candidate) => idOf(candidate) === id);
    return differing(one, match, `${pointer}/${at}`);
  });
  return [...found, ...left.map((one) => ({ pointer: `${pointer}/-`, base: undefined, other: one }))];
}
