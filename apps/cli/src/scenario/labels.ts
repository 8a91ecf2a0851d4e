/** Labels of a scenario: `placement/P1` stands for a uuid, the same wherever it is written. */
import { v5 } from 'uuid';
import { schemaOf } from '#contracts';
import { categoryOfKind, isSubjectKind, kindOfStream } from '#domain';

const NAMESPACE = 'b9a3a9b2-7d0c-5b6e-9b0e-6f1f4d1f6c11';
/** A word, and a name of any letter case. */
const LABEL = /^([a-z][A-Za-z]*)\/([A-Za-z][A-Za-z0-9_-]*)$/;
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

const isUuid = (text: string): boolean => UUID.test(text.toLowerCase());

/** True where `text` is written as a label; `placement/<uuid>` is none, whatever letter the uuid begins with. */
export function isLabel(text: string): boolean {
  const [, , name] = LABEL.exec(text) ?? [];
  return name !== undefined && !isUuid(name);
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
    if (bound.has(key) || sent.has(key) || !isUuid(uuid)) return uuidOf(label) === uuid;
    bound.set(key, uuid);
    return true;
  };
  return { uuidOf, bind };
}

/** `text`, or the uuid that it stands for: for what is an id, of a subject or of a message. */
export const idWithUuid = (text: string, labels: Labels): string => (isLabel(text) ? labels.uuidOf(text) : text);

/** What names a thing or a message, by its format in the published schemas. */
const ID_FORMATS: ReadonlySet<unknown> = new Set(['hvb-uuid', 'hvb-publisher-id', 'hvb-party-or-ref']);

/** The part of a published schema that says what a field, or each element of a list, is; undefined where none is known. */
interface Shape {
  readonly format?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

/** A message's data with the labels in it, at any depth, in their uuids' place: where its schema expects an id, and where it knows of nothing. */
export function dataWithUuids(type: string, data: unknown, labels: Labels): unknown {
  const made = withUuids(data, schemaOf(typeOnTheWire(type)), labels);
  if (!isObject(made) || !Array.isArray(made['disclosure'])) return made;
  return { ...made, disclosure: made['disclosure'].map((ground: unknown) => groundWithUuid(ground, labels)) };
}

/** Of a ground of disclosure the reference is text, save where it is the consent: that is named by its id. */
const groundWithUuid = (ground: unknown, labels: Labels): unknown =>
  isObject(ground) && ground['ground'] === 'consent' && typeof ground['reference'] === 'string'
    ? { ...ground, reference: idWithUuid(ground['reference'], labels) }
    : ground;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function withUuids(value: unknown, shape: Shape | undefined, labels: Labels): unknown {
  if (typeof value === 'string')
    return shape === undefined || ID_FORMATS.has(shape.format) ? idWithUuid(value, labels) : value;
  if (Array.isArray(value)) return value.map((element) => withUuids(element, shape?.items, labels));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const known = shape?.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
    return [key, withUuids(inner, known, labels)] as const;
  });
  return Object.fromEntries(entries);
}

/** A type as it goes on the wire: prefix and version may be left out in a scenario. */
export function typeOnTheWire(type: string): string {
  const bare = type.replace(/^se\.hvbhub\./, '');
  return `se.hvbhub.${/\.v\d+$/.test(bare) ? bare : `${bare}.v1`}`;
}

/** A subject: `costAllocation/P1` keeps its kind and gets its placement's uuid. */
export function subjectWithUuid(subject: string, labels: Labels): string {
  return isLabel(subject) ? `${subject.slice(0, subject.indexOf('/'))}/${labels.uuidOf(subject)}` : subject;
}
