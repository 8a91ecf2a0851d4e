/** Random and adversarial changes to a valid message: what both judges of the wire must agree on. */
import fc from 'fast-check';

const UUID = '0a1b2c3d-0000-4000-8000-00000000000f';

/** An object of such members, each its own as `JSON.parse` makes them. */
const of = (...names: readonly string[]): object =>
  JSON.parse(`{${names.map((name) => `"${name}":0`).join()}}`) as object;

/** Values that look right to one validator and wrong to another. No `undefined`: JSON has none. */
export const ADVERSARIAL_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, 1, 2, 3, -1, 1.5, 1000, 1001, 1e21, 2 ** 53, 1e12, 1e12 + 1, Number.MIN_VALUE],
  ...Object.getOwnPropertyNames(Object.prototype).flatMap((name) => [
    of(name),
    of('', name),
    of(name, ''),
    of('on', name),
  ]),
  ...[[], {}, [[]], [null], [{}], { length: 1 }, ['2', '2'], ['2', 2], ['a', 'a'], [0, 1], { 0: 'a' }, [[{}]]],
  ...[
    '',
    ' ',
    '\t',
    '\u00a0',
    '\u0000',
    'a\u0007b',
    'a\nb',
    '2',
    '\u0662\u0660\u0668\u0660',
    'toString',
    'null',
    'false',
  ],
  ...['2026-02-30', '2024-02-29', '2023-02-29', '1799-12-31', '1800-01-01', '2999-12-31', '3000-01-01', '0000-01-01'],
  ...['2026-1-1', '2026-01-01T00:00:00Z', '2026-13-01', '2026-00-10', '2026-01-00', ' 2026-01-01', '2026-01-01\n'],
  ...[UUID, UUID.toUpperCase(), `urn:uuid:${UUID}`, `{${UUID}}`, UUID.replaceAll('-', ''), `${UUID}\n`],
  ...['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-198112189876'],
  ...[
    'kommun-2080',
    'kommun-2080.a',
    'kommun-9999',
    'KOMMUN-2080',
    'region-20',
    'region-02',
    'region-20.',
    'region-20\n',
  ],
  ...['kommun-2080.198112189876', `kommun-2080.${'a'.repeat(41)}`, '2080', '0180', '9999', '20800', 'party'],
  ...['SoL', 'sol', 'private', 'housing', 'none', 'noHarm', 'dalarna-hvb-2025', 'msg:1', 'a b', '811218-9876'],
  ...['198112189876', '197010632391', '198112189875', 'x'.repeat(64), 'x'.repeat(65), 'a'.repeat(200), 'a'.repeat(201)],
  ...[
    '😀'.repeat(200),
    '😀'.repeat(201),
    '😀'.repeat(2000),
    '😀'.repeat(2001),
    'e\u0301'.repeat(101),
    '\ufe0f'.repeat(201),
  ],
  ...[Array.from({ length: 101 }, () => 'a'), Array.from({ length: 100 }, (_, n) => `text ${n}`)],
];

/** Field names that objects have by nature, that differ by case, or that no schema names. */
const ODD_KEYS = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'length',
  'then',
  '',
  ' ',
  'On',
  'extra',
  '0',
];

export type Mutation =
  | { readonly do: 'replace'; readonly at: number; readonly value: unknown }
  | { readonly do: 'remove'; readonly at: number }
  | { readonly do: 'add'; readonly at: number; readonly key: string; readonly value: unknown }
  | { readonly do: 'wrap'; readonly at: number };

const place = fc.nat({ max: 200 });
const someValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ADVERSARIAL_VALUES) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

/** One change; `at` chooses the place among all that the value has. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('replace' as const), at: place, value: someValue }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), at: place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      at: place,
      key: fc.oneof(fc.constantFrom(...ODD_KEYS), fc.string({ maxLength: 8 })),
      value: someValue,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wrap' as const), at: place }) },
);

type Holder = Record<string, unknown>;

/** A changed copy of `root`; `root` itself stands at the first place. */
export function mutate(root: unknown, mutations: readonly Mutation[]): unknown {
  const box: Holder = { root: structuredClone(root) };
  for (const change of mutations) {
    const places = placesIn(box);
    const chosen = places[change.at % places.length];
    if (chosen !== undefined) apply(change, chosen.holder, chosen.key);
  }
  return box['root'];
}

function placesIn(holder: Holder): { holder: Holder; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value as Holder) : []),
  ]);
}

function apply(change: Mutation, holder: Holder, key: string): void {
  const value = holder[key];
  if (change.do === 'replace') holder[key] = structuredClone(change.value);
  else if (change.do === 'wrap') holder[key] = [value];
  else if (change.do === 'remove') removeFrom(holder, key);
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // As JSON.parse does: `__proto__` too becomes a member of the object's own.
    const member = { value: structuredClone(change.value), enumerable: true, writable: true, configurable: true };
    Object.defineProperty(value, change.key, member);
  }
}

function removeFrom(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (key !== 'root') Reflect.deleteProperty(holder, key);
}
