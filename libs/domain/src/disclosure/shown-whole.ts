/** What is shown whole to whom asks, told class by class: where no field asks for more than its class, none is asked by itself. */
import { type DisclosureClass } from '../kernel/index.js';
import { type Ground, type Grounds } from './ground.js';
import { askingFor, groundOfClass, isOutside, isThere, type Asking } from './opening.js';
import { type Asker, type ClassSeen, type FieldClass, type Shown } from './shown.js';

/** A field with what may stand in it, by the names of its members; `each`: of the elements of a list. */
interface Field {
  readonly of: FieldClass | undefined;
  readonly members: Map<string, Field>;
  each: Field | undefined;
}

const EACH = '*';

/** Of lists of fields that stand for many parts or messages, made once. */
const formOf = new WeakMap<readonly FieldClass[], Field>();

const AS_SECRET_AS_ANYTHING: Pick<FieldClass, 'disclosure' | 'isWhole'> = { disclosure: 'sensitive' };

/** What no list of fields has, with all that stands in it. */
const UNKNOWN: Field = { of: undefined, members: new Map(), each: undefined };

function formKnown(fields: readonly FieldClass[]): Field {
  const known = formOf.get(fields);
  if (known) return known;
  const form = made(fields);
  formOf.set(fields, form);
  return form;
}

function made(fields: readonly FieldClass[]): Field {
  const byPointer = new Map(fields.map((field) => [field.pointer, field]));
  const root: Field = { of: undefined, members: new Map(), each: undefined };
  for (const { pointer } of fields) {
    let at = root;
    let path = '';
    for (const name of pointer.split('/').slice(1)) {
      path += `/${name}`;
      at = within(at, name, byPointer.get(path));
    }
  }
  return root;
}

function within(at: Field, name: string, of: FieldClass | undefined): Field {
  const before = name === EACH ? at.each : at.members.get(name);
  if (before) return before;
  const field: Field = { of, members: new Map(), each: undefined };
  if (name === EACH) at.each = field;
  else at.members.set(name, field);
  return field;
}

const NONE_NEEDED = 'noneNeeded';

/** Which ground opens each class of some words on some subject to whom asks; null of a class that is asked field by field. */
interface OpenTo {
  readonly by: (of: DisclosureClass) => Ground | typeof NONE_NEEDED | null;
  /** Whether it is there for whom asks where nothing of it needs a ground; where something does, that a ground opens. */
  readonly isThere: boolean;
  readonly isThereOpened: boolean;
  /** Of a unit that does not have the case. */
  readonly isOutside: boolean;
}

function openTo(asking: Asking): OpenTo {
  const found = new Map<DisclosureClass, Ground | null>();
  return {
    by: (of) => {
      if (of === 'routing') return NONE_NEEDED;
      const before = found.get(of);
      if (before !== undefined) return before;
      const ground = groundOfClass(of, asking);
      found.set(of, ground);
      return ground;
    },
    isThere: isThere(asking, false),
    isThereOpened: isThere(asking, true),
    isOutside: isOutside(asking),
  };
}

/** What is kept for one stream on one day: so many askers times words times subjects, and then begun anew. */
const OPEN_KEPT_MAX = 500;

interface Kept {
  /** Something is open to one person, for some minutes: then it is told by no key. */
  readonly isByPerson: boolean;
  readonly open: Map<string, OpenTo>;
}

/** By the grounds of a stream on a day, as long as these are remembered: what is asked of them is the same at every reading. */
const keptOf = new WeakMap<Grounds, Kept>();

function kept(grounds: Grounds): Kept {
  const before = keptOf.get(grounds);
  if (before) return before;
  const made = { isByPerson: grounds.all.some(({ toPerson }) => toPerson !== undefined), open: new Map() };
  keptOf.set(grounds, made);
  return made;
}

/** Everything of the asking that decides; as JSON, since a unit is named by others. */
const keyOf = ({ by, subject: { kind, id }, messageId }: Shown, { party, unit, unattended }: Asker): string =>
  JSON.stringify([party, unit, unattended ?? null, by, kind, id, messageId ?? null]);

function openKept({ open }: Kept, shown: Shown, asker: Asker, grounds: Grounds): OpenTo {
  const key = keyOf(shown, asker);
  const known = open.get(key);
  if (known) return known;
  if (open.size >= OPEN_KEPT_MAX) open.clear();
  // What is shown decides nothing here, and is not kept.
  const to = openTo(askingFor({ ...shown, value: {} }, asker, grounds));
  open.set(key, to);
  return to;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfObjects = (value: unknown): value is readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

type Opened = Map<DisclosureClass, Ground | null>;

/** Whether everything in an object is open by its class; notes each class that something is of. */
function membersOpen(field: Field, value: Readonly<Record<string, unknown>>, to: OpenTo, opened: Opened): boolean {
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member !== undefined && !isOpen(field.members.get(name) ?? UNKNOWN, member, to, opened)) return false;
  }
  return true;
}

function isOpen(field: Field, value: unknown, to: OpenTo, opened: Opened): boolean {
  const { disclosure: of, isWhole } = field.of ?? AS_SECRET_AS_ANYTHING;
  const ground = to.by(of);
  if (ground === null) return false;
  if (!isWhole && isObject(value)) return membersOpen(field, value, to, opened);
  return !isWhole && isListOfObjects(value) ? elementsOpen(field, value, to, opened) : noted(opened, of, ground);
}

function noted(opened: Opened, of: DisclosureClass, ground: Ground | typeof NONE_NEEDED): true {
  if (!opened.has(of)) opened.set(of, ground === NONE_NEEDED ? null : ground);
  return true;
}

/** Not of a list in which each element is the word of a party that it names. */
const elementsOpen = (
  { of, each = UNKNOWN }: Field,
  list: readonly Readonly<Record<string, unknown>>[],
  to: OpenTo,
  opened: Opened,
): boolean => of?.wordOf === undefined && list.every((one) => membersOpen(each, one, to, opened));

/**
 * By which ground each class of it is open to `asker`, in the order in which they are met, where all of it is shown and no
 * field asks for more than its class; null where it is to be asked field by field, whatever comes of that. `showTo` says the
 * same of every field.
 */
export function shownWhole(shown: Shown, asker: Asker, grounds: Grounds): readonly ClassSeen[] | null {
  const known = kept(grounds);
  if (shown.isErased || known.isByPerson) return null;
  const to = openKept(known, shown, asker, grounds);
  if (to.isOutside) return null;
  const opened: Opened = new Map();
  const { value } = shown;
  if (!membersOpen(formKnown(shown.fields), value as Readonly<Record<string, unknown>>, to, opened)) return null;
  const seen = [...opened].map(([of, ground]): ClassSeen => ({ class: of, by: shown.by, ground, withheld: null }));
  return (seen.some(({ ground }) => ground !== null) ? to.isThereOpened : to.isThere) ? seen : null;
}
