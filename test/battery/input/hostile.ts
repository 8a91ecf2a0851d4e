/** Hostile and half-valid input: what is right, spoilt in one or a few places, and what never was right. */
import { type Seeded } from '../../bench/seeded.js';

/** Values that look right to one reader and wrong to another, or cost more than they seem to. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1.5, 1e21, 2 ** 53, Number.MIN_VALUE, '', ' ', '\u0000', 'a\u0007', '\ud83d\ude00'],
  ...[[], {}, [[]], [null], { length: 1 }, { toString: 1 }, { constructor: { name: 'x' } }, { then: 1 }, { '': '' }],
  ...[
    '2026-02-30',
    '0000-01-01',
    '9999-12-31',
    '2026-01-01T00:00:00Z',
    'kommun-9999',
    '../../etc/passwd',
    '%00',
    '${7*7}',
  ],
  ...[
    "'; DROP TABLE event; --",
    '<script>',
    '\u202e',
    'a'.repeat(70_000),
    '9'.repeat(400),
    '00000000-0000-0000-0000-000000000000',
  ],
];
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  '0',
  'then',
  'x'.repeat(300),
  'å\u0000',
];

type Holder = Record<string, unknown>;

function placesIn(holder: Holder): readonly (readonly [Holder, string])[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    [holder, key] as const,
    ...(typeof value === 'object' && value !== null ? placesIn(value as Holder) : []),
  ]);
}

/** Defines as `JSON.parse` does: `__proto__` too becomes a member of the object's own. */
const define = (holder: object, key: string, value: unknown): object =>
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });

/** A copy with one to three of its places replaced, taken away, added to or wrapped. */
export function spoilt(value: unknown, from: Seeded): unknown {
  const box: Holder = { root: structuredClone(value) };
  for (let times = from.integer(3); times >= 0; times -= 1) {
    const [holder, key] = from.pick(placesIn(box));
    const there = holder[key];
    const ways = [
      () => define(holder, key, structuredClone(from.pick(VALUES))),
      () => define(holder, key, [there]),
      () => key !== 'root' && Reflect.deleteProperty(holder, key),
      () => typeof there === 'object' && there !== null && define(there, from.pick(KEYS), from.pick(VALUES)),
    ];
    from.pick(ways)();
  }
  return box['root'];
}

/** Bytes that begin well: cut, flipped, doubled, filled up, in another encoding, or with a byte put in. */
export function spoiltBytes(bytes: Buffer, from: Seeded): Buffer {
  const at = from.integer(bytes.length + 1);
  const ways = [
    () => bytes.subarray(0, at),
    () => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ (1 << from.integer(8)) : byte))),
    () => Buffer.concat([bytes, bytes]),
    () => Buffer.concat([bytes.subarray(0, at), someBytes(from, 1 + from.integer(8)), bytes.subarray(at)]),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    () => Buffer.from(bytes.toString('utf8'), 'utf16le'),
    () => Buffer.concat([bytes, Buffer.alloc(from.integer(2_000), from.pick([' ', '\u0000', '}', ']']))]),
  ];
  return from.pick(ways)();
}

/** Bytes of no form. */
export const someBytes = ({ integer }: Seeded, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => integer(256)));

const NESTED_MAX = 4_000;

/** JSON texts that are hostile as a whole: deep, doubled, large in number, or none. */
export function hostileJson(from: Seeded): Buffer {
  const depth = 1 + from.integer(NESTED_MAX);
  const ways = [
    () => '['.repeat(depth) + ']'.repeat(depth),
    () => '{"a":'.repeat(depth),
    () => `[${'[],'.repeat(depth)}[]]`,
    () => `{${Array.from({ length: depth }, (_, n) => `"k${n}":${n}`).join()}}`,
    () => '{"id":"a","id":"b","\\u0069d":"c"}',
    () => '{"data":{"a":1e400,"b":-1e999}}',
    () => '{"a":"\\ud800"}',
    () => from.pick(['', 'null', '[]', '{}', '""', '0', 'NaN', '{"__proto__":{"x":1}}', '\u0000', '"'.repeat(depth)]),
  ];
  return Buffer.from(from.pick(ways)());
}

/** A message of some kind as bytes: spoilt as a value, as bytes, both, or hostile from the first. */
export function hostileMessage(valid: unknown, from: Seeded): Buffer {
  const value = (): Buffer => Buffer.from(JSON.stringify(spoilt(valid, from) ?? null));
  return from.pick([
    value,
    value,
    () => spoiltBytes(value(), from),
    () => hostileJson(from),
    () => someBytes(from, from.integer(300)),
  ])();
}
