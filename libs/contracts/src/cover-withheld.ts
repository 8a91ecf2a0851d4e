/** Puts in the place of what was withheld of a message what stands there while it is sealed, so that the law can read the rest. */
import { type FieldKind, type MessageClass } from './field-kind.js';
import { fieldsOf } from './message-class.js';
import { messageType } from './message-types.js';

type Members = Record<string, unknown>;

/**
 * `data` of a message type with a cover at each pointer into it (RFC 6901, `/person/birthDate`); null where one names what has
 * no cover: of that nothing can be judged.
 */
export function coveredAt(type: string, data: object, pointers: readonly string[]): object | null {
  const messageClass = messageType(type)?.messageClass;
  if (messageClass === undefined) return null;
  const root = structuredClone(data);
  return pointers.every((pointer) => isCoveredAt(messageClass, root, pointer.split('/').slice(1))) ? root : null;
}

/** The cover is put there where the field has one. */
function isCoveredAt(messageClass: MessageClass, holder: unknown, [name = '', ...within]: readonly string[]): boolean {
  const kind = fieldsOf(messageClass).find((field) => field.name === name)?.kind;
  const members = membersIn(holder);
  if (kind === undefined || members === null) return false;
  if (within.length > 0) return isCoveredWithin(kind, members[name], within);
  if (kind.cover === undefined || kind.isList === true) return false;
  members[name] = kind.cover(undefined);
  return true;
}

const membersIn = (value: unknown): Members | null =>
  typeof value === 'object' && value !== null ? (value as Members) : null;

/** Of an object's member, or of a list's element by its index. */
function isCoveredWithin(kind: FieldKind, value: unknown, within: readonly string[]): boolean {
  const inner = kind.holds?.();
  if (inner === undefined) return false;
  if (kind.isList !== true) return isCoveredAt(inner, value, within);
  const [at = '', ...rest] = within;
  return Array.isArray(value) && /^\d{1,4}$/.test(at) && isCoveredAt(inner, value[Number(at)], rest);
}
