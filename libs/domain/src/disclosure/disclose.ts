/** What of a message, or of a part of a view, a recipient is shown: field by field, and nothing without a ground. */
import { type DisclosureClass, type PartyId } from '../kernel/index.js';
import { type Grounds } from './ground.js';
import { askingFor, isOutside, isThere, openingOf, type Asking, type Field, type Measure } from './opening.js';
import {
  type Asker,
  type FieldClass,
  type FieldSeen,
  type Shown,
  type ShownTo,
  type WhatIsShown,
  type Withheld,
} from './shown.js';
import { type WithheldBecause } from './withheld.data.js';

/** A value, or what is left of it. */
interface Left {
  /** undefined where it is withheld whole. */
  readonly value: unknown;
  /** Something is shown that a ground was needed for. */
  readonly isOpened: boolean;
  /** Every field within, as it is seen. */
  readonly seen: readonly FieldSeen[];
  /** The same as far as it may be told to whom asks: what is withheld whole is one, and elements are counted as they are shown. */
  readonly told: readonly FieldSeen[];
}

/** Where in the shown value one stands. */
interface At {
  readonly pattern: string;
  readonly pointer: string;
  readonly measure: Measure | null;
  /** What is asked of the words that one stands in: a list may hold each party's own. */
  readonly asking: Asking;
  /** The classes of what it stands in: the name of a home tells where somebody is, whatever a name is itself. */
  readonly under: readonly DisclosureClass[];
}

interface Walking {
  readonly fields: ReadonlyMap<string, FieldClass>;
  /** Set where nothing is shown of anything, with the reason. */
  readonly closed: WithheldBecause | null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 6901. */
const token = (name: string): string => (/[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name);

function fieldSeen({ closed }: Walking, field: Field, { under, asking }: At): FieldSeen {
  const of = { pointer: field.pointer, class: field.class, by: asking.shown.by };
  if (field.class === 'routing') return { ...of, ground: null, withheld: null };
  const opening = closed ? { because: closed } : openingWithin(field, under, asking);
  return 'by' in opening
    ? { ...of, ground: opening.by, withheld: null }
    : { ...of, ground: null, withheld: opening.because };
}

/** By what opens it, where all that it stands in is opened too. */
function openingWithin(field: Field, under: At['under'], asking: Asking): ReturnType<typeof openingOf> {
  for (const of of under) {
    const around = openingOf({ ...field, class: of }, asking);
    if ('because' in around) return around;
  }
  return openingOf(field, asking);
}

const isWithheld = ({ withheld }: FieldSeen): boolean => withheld !== null;

const withheldIn = (told: readonly FieldSeen[]): readonly Withheld[] =>
  told.flatMap(({ pointer, class: of, withheld }) =>
    withheld === null ? [] : [{ pointer, reason: withheld, class: of }],
  );

function leaf(walking: Walking, at: At, value: unknown): Left {
  const seen = fieldSeen(walking, fieldAt(walking, at, value), at);
  const isShown = !isWithheld(seen);
  return {
    value: isShown ? value : undefined,
    isOpened: isShown && seen.class !== 'routing',
    seen: [seen],
    told: [seen],
  };
}

/** What has no class is as secret as anything. */
const fieldAt = ({ fields }: Walking, { pattern, pointer, measure }: At, value: unknown): Field => ({
  ...{ pointer, measure, value },
  class: fields.get(pattern)?.disclosure ?? 'sensitive',
});

/** The members of an object, each as it is left. */
function membersLeft(walking: Walking, at: At, value: Readonly<Record<string, unknown>>): Left {
  const shown: [string, unknown][] = [];
  const seen: FieldSeen[] = [];
  const told: FieldSeen[] = [];
  let isOpened = false;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const within = { ...at, pattern: `${at.pattern}/${name}`, pointer: `${at.pointer}/${token(name)}` };
    const left = leftOf(walking, within, member);
    if (left.value !== undefined) shown.push([name, left.value]);
    isOpened ||= left.isOpened;
    for (const one of left.seen) seen.push(one);
    for (const one of left.told) told.push(one);
  }
  return { value: Object.fromEntries(shown), isOpened, seen, told };
}

/** What a case or an id is about is opened by itself; of all else what stands in it is no less secret. */
const STANDS_OPEN: readonly DisclosureClass[] = ['routing', 'case'];

const inside = (walking: Walking, at: At): At['under'] => {
  const own = walking.fields.get(at.pattern)?.disclosure ?? 'sensitive';
  return STANDS_OPEN.includes(own) ? at.under : [...at.under, own];
};

/**
 * An object within is there where something of it is. Else it is withheld whole, with one pointer: which members it has, as
 * where one of protected registration stays, would tell too.
 */
function objectLeft(walking: Walking, at: At, value: Readonly<Record<string, unknown>>): Left {
  const members = membersLeft(walking, { ...at, under: inside(walking, at) }, value);
  const withheld = members.told.filter(isWithheld);
  if (members.isOpened || withheld.length === 0) return members;
  const itself = [fieldSeen(walking, fieldAt(walking, at, value), at)].filter(isWithheld);
  const whole = [...itself, ...withheld].slice(0, 1).map((one) => ({ ...one, pointer: at.pointer }));
  return { value: undefined, isOpened: false, seen: members.seen, told: whole };
}

const measureOf = (element: Readonly<Record<string, unknown>>): Measure | null =>
  typeof element['measureId'] === 'string' ? (element as unknown as Measure) : null;

/** What is asked of an element: where each is the word of the party that it names, of that party's words, too. */
function askingOf(walking: Walking, at: At, element: Readonly<Record<string, unknown>>): Asking {
  const { wordOf } = walking.fields.get(at.pattern) ?? {};
  const by = wordOf === undefined ? undefined : element[wordOf];
  const { shown, asker, grounds } = at.asking;
  if (typeof by !== 'string') return at.asking;
  const ofParty = askingFor({ ...shown, by: by as PartyId }, asker, grounds);
  return { ...ofParty, own: [...at.asking.own, ...ofParty.own] };
}

/** A list of objects: how many there are is told only to whom all of them may be (B1). */
function listLeft(walking: Walking, at: At, list: readonly Readonly<Record<string, unknown>>[]): Left {
  const elements = list.map((element, index) => {
    const of = { ...at, measure: measureOf(element) ?? at.measure, asking: askingOf(walking, at, element) };
    const itself = fieldSeen(walking, fieldAt(walking, of, element), of);
    const members = membersLeft(
      walking,
      { ...of, pattern: `${at.pattern}/*`, pointer: `${at.pointer}/${index}`, under: inside(walking, at) },
      element,
    );
    return { itself, members, isThere: members.isOpened || !isWithheld(itself), pointer: `${at.pointer}/${index}` };
  });
  const there = elements.filter(({ isThere }) => isThere);
  const seen = elements.flatMap(({ members }) => members.seen);
  const isOpened = there.some(({ members }) => members.isOpened);
  if (there.length === list.length) {
    const told = there.flatMap(({ members }) => members.told);
    return { value: there.map(({ members }) => members.value), isOpened, seen, told };
  }
  const missing = elements.filter(({ isThere }) => !isThere).slice(0, 1);
  const counted = there.flatMap(({ members, pointer }, place) =>
    members.told
      .filter((field) => !isWithheld(field))
      .map((field) => ({ ...field, pointer: `${at.pointer}/${place}${field.pointer.slice(pointer.length)}` })),
  );
  return {
    value: there.length === 0 ? undefined : there.map(({ members }) => members.value),
    ...{ isOpened, seen },
    told: [...counted, ...missing.map(({ itself }) => ({ ...itself, pointer: at.pointer }))],
  };
}

const isListOfObjects = (value: unknown): value is readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

function leftOf(walking: Walking, at: At, value: unknown): Left {
  if (walking.fields.get(at.pattern)?.isWhole) return leaf(walking, at, value);
  if (isListOfObjects(value)) return listLeft(walking, at, value);
  return isObject(value) ? objectLeft(walking, at, value) : leaf(walking, at, value);
}

/** Why nothing of it is shown to anybody, or to whom asks; null where its fields are asked one by one. */
function closedTo(asking: Asking): WithheldBecause | null {
  if (asking.shown.isErased) return 'erased';
  return isOutside(asking) ? 'innerSecrecy' : null;
}

/** By pointer; of lists of fields that stand for many parts or messages, made once. */
const byPointer = new WeakMap<readonly FieldClass[], Walking['fields']>();

function fieldsByPointer(fields: readonly FieldClass[]): Walking['fields'] {
  const known = byPointer.get(fields);
  if (known) return known;
  const made = new Map(fields.map((field) => [field.pointer, field]));
  byPointer.set(fields, made);
  return made;
}

function walk(asking: Asking): Left {
  const { value, fields } = asking.shown;
  const walking: Walking = { fields: fieldsByPointer(fields), closed: closedTo(asking) };
  return membersLeft(
    walking,
    { pattern: '', pointer: '', measure: null, under: [], asking },
    value as Readonly<Record<string, unknown>>,
  );
}

/** What is left of what was walked, for whom it is there at all. */
function whatIsLeft({ value, isOpened, told }: Left): WhatIsShown {
  const withheld = withheldIn(told);
  if (withheld.length === 0) return { outcome: 'full', value: value as object };
  return isOpened ? { outcome: 'reduced', value: value as object, withheld } : { outcome: 'thin', withheld };
}

/**
 * What `asker` is shown of it on the day that `grounds` stand for, and by which ground each field, or why not. Absent members
 * are listed, pointers from the shown value on; without a ground nothing is shown (D-022), and to one without a part in it, or
 * left out, it is not there.
 */
export function showTo(shown: Shown, asker: Asker, grounds: Grounds): ShownTo {
  const asking = askingFor(shown, asker, grounds);
  const left = walk(asking);
  if (!isThere(asking, left.isOpened)) return { shown: { outcome: 'gone' }, seen: [], told: [] };
  return { shown: whatIsLeft(left), seen: left.seen, told: left.told };
}

/** What `asker` is shown of it. */
export const disclose = (shown: Shown, asker: Asker, grounds: Grounds): WhatIsShown =>
  showTo(shown, asker, grounds).shown;

/**
 * The same field by field, with the ground of each, its section and its why; empty where it is not there for whom asks (B12).
 * Of every field, also of what is withheld whole, elements by their index: it tells more than the recipient may know.
 */
export const explain = (shown: Shown, asker: Asker, grounds: Grounds): readonly FieldSeen[] =>
  showTo(shown, asker, grounds).seen;

/** The same as it may be told to the recipient: in the terms of what is shown, what is withheld whole by one pointer. */
export const explainTo = (shown: Shown, asker: Asker, grounds: Grounds): readonly FieldSeen[] =>
  showTo(shown, asker, grounds).told;
