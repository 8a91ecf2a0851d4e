/** Whether an answer is what a scenario expects: a subset, with `contains`, `absent` and `exactly` in place of any array. */
import { isLabel, subjectWithUuid, type Labels } from './labels.js';

/** A place where the answer is not what was expected; `pointer` is an RFC 6901 pointer into the answer. */
export interface Mismatch {
  readonly pointer: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const ARRAY_WORDS = ['contains', 'absent', 'exactly'] as const;

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function asksOfArray(expected: Json): boolean {
  const keys = Object.keys(expected);
  return keys.length > 0 && keys.every((key) => (ARRAY_WORDS as readonly string[]).includes(key));
}

/** Every place where `actual` is not what `expected` asks. Empty: it holds. Labels first met here are bound to what they match. */
export function mismatches(expected: unknown, actual: unknown, labels: Labels, pointer = ''): readonly Mismatch[] {
  if (Array.isArray(expected)) return matchContains(expected, actual, labels, pointer);
  if (isObject(expected)) {
    if (asksOfArray(expected)) return matchArray(expected, actual, labels, pointer);
    return matchObject(expected, actual, labels, pointer);
  }
  return matchScalar(expected, actual, labels) ? [] : [{ pointer, expected, actual }];
}

function matchScalar(expected: unknown, actual: unknown, labels: Labels): boolean {
  if (expected === actual || (expected === null && actual === undefined)) return true;
  if (typeof expected !== 'string' || !isLabel(expected) || typeof actual !== 'string') return false;
  return isSubject(actual) ? subjectWithUuid(expected, labels) === actual : labels.bind(expected, actual);
}

const isSubject = (text: string): boolean => text.includes('/');

/** A label is looked at last, and where all else is as expected: it is bound to what it matches, and not to what it was held against. */
function matchObject(expected: Json, actual: unknown, labels: Labels, pointer: string): readonly Mismatch[] {
  if (!isObject(actual)) return [{ pointer, expected, actual }];
  const entries = Object.entries(expected);
  const named = entries.filter(([, inner]) => typeof inner === 'string' && isLabel(inner));
  const differing = (some: typeof entries): readonly Mismatch[] =>
    some.flatMap(([key, inner]) => mismatches(inner, actual[key], labels, `${pointer}/${key}`));
  const others = differing(entries.filter((entry) => !named.includes(entry)));
  return others.length > 0 ? others : differing(named);
}

/** Each expected element must match some element. */
function matchContains(
  expected: readonly unknown[],
  actual: unknown,
  labels: Labels,
  pointer: string,
): readonly Mismatch[] {
  if (!Array.isArray(actual)) return [{ pointer, expected, actual }];
  return expected.flatMap((element) => {
    const found = actual.some((candidate) => mismatches(element, candidate, labels, pointer).length === 0);
    return found ? [] : [{ pointer, expected: element, actual }];
  });
}

function matchArray(expected: Json, actual: unknown, labels: Labels, pointer: string): readonly Mismatch[] {
  if (!Array.isArray(actual)) return [{ pointer, expected, actual }];
  const listed = (word: (typeof ARRAY_WORDS)[number]): readonly unknown[] => {
    const value = expected[word];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  const present = listed('absent').filter((element) =>
    actual.some((candidate) => mismatches(element, candidate, labels, pointer).length === 0),
  );
  return [
    ...matchContains(listed('contains'), actual, labels, pointer),
    ...present.map((element) => ({ pointer, expected: { absent: element }, actual })),
    ...(expected['exactly'] === undefined ? [] : matchExactly(listed('exactly'), actual, labels, pointer)),
  ];
}

/** As a set: each expected element matches one, and no element is left over. */
function matchExactly(
  expected: readonly unknown[],
  actual: readonly unknown[],
  labels: Labels,
  pointer: string,
): readonly Mismatch[] {
  const extra = actual.filter(
    (candidate) => !expected.some((element) => mismatches(element, candidate, labels, pointer).length === 0),
  );
  return [
    ...matchContains(expected, actual, labels, pointer),
    ...extra.map((element) => ({ pointer, expected: { exactly: expected }, actual: element })),
  ];
}
