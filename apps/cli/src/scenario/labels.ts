/** Labels of a scenario: `placement/P1` stands for a uuid, the same wherever it is written. */
import { v5 } from 'uuid';
import { categoryOfKind, isSubjectKind, kindOfStream } from '#domain';

const NAMESPACE = 'b9a3a9b2-7d0c-5b6e-9b0e-6f1f4d1f6c11';
const LABEL = /^([a-z][A-Za-z]*)\/([A-Z][A-Za-z0-9_-]*)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Subjects that stand in one stream and have its uuid are named by the first of them: `costAllocation/P1` is placement P1's. */
const nameOf = (kind: string): string =>
  isSubjectKind(kind) ? kindOfStream(categoryOfKind(kind)).subjects[0].kind : kind;

export interface Labels {
  /** The uuid that a label stands for. */
  readonly uuidOf: (label: string) => string;
  /** Binds a label first met in an expectation to the uuid it matched; false if it already stands for another. */
  readonly bind: (label: string, uuid: string) => boolean;
}

/** True where `text` is written as a label. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** The labels of one scenario. A label that nothing was bound to is made from its name, so every run gives the same uuids. */
export function labelsOf(scenario: string): Labels {
  const bound = new Map<string, string>();
  const sent = new Set<string>();
  const canonical = (label: string): string => {
    const [, kind = '', name = ''] = LABEL.exec(label) ?? [];
    return `${nameOf(kind)}/${name}`;
  };
  const uuidOf = (label: string): string => {
    const key = canonical(label);
    sent.add(key);
    return bound.get(key) ?? v5(`${scenario}\n${key}`, NAMESPACE);
  };
  const bind = (label: string, uuid: string): boolean => {
    const key = canonical(label);
    if (bound.has(key) || sent.has(key) || !UUID.test(uuid)) return uuidOf(label) === uuid;
    bound.set(key, uuid);
    return true;
  };
  return { uuidOf, bind };
}

/** `value` with every label in it, at any depth, in its uuid's place. */
export function withUuids(value: unknown, labels: Labels): unknown {
  if (typeof value === 'string') return isLabel(value) ? labels.uuidOf(value) : value;
  if (Array.isArray(value)) return value.map((element) => withUuids(element, labels));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUuids(inner, labels)]));
}

/** A subject: `costAllocation/P1` keeps its kind and gets its placement's uuid. */
export function subjectWithUuid(subject: string, labels: Labels): string {
  return isLabel(subject) ? `${subject.slice(0, subject.indexOf('/'))}/${labels.uuidOf(subject)}` : subject;
}
