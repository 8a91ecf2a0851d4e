import 'reflect-metadata';
import { type FieldKind, type MessageClass } from './field-kind.js';
import { fieldsOf } from './message-class.js';
import { MESSAGE_TYPES } from './message-types.js';

/** Every class that a message is made of. */
function classesIn(messageClass: MessageClass, found = new Set<MessageClass>()): ReadonlySet<MessageClass> {
  if (found.has(messageClass)) return found;
  found.add(messageClass);
  for (const { kind } of fieldsOf(messageClass)) if (kind.holds) classesIn(kind.holds(), found);
  return found;
}

const CLASSES = [...new Set(MESSAGE_TYPES.flatMap(({ messageClass }) => [...classesIn(messageClass)]))];

/** `Class.field` of the fields of that kind which their class declares as a string. */
const strings = (isOfKind: (kind: FieldKind) => boolean): readonly string[] =>
  CLASSES.flatMap((messageClass) =>
    fieldsOf(messageClass)
      .filter(({ name, kind }) => {
        const type: unknown = Reflect.getMetadata('design:type', messageClass.prototype as object, name);
        return isOfKind(kind) && type === String;
      })
      .map(({ name }) => `${messageClass.name}.${name}`),
  );

/** What the law is never handed: grounds of disclosure, and what is sealed as a whole with its object. */
const BESIDE_THE_LAW = /^(?:Disclosure|Identity)Message\./;

describe('a field that the hub seals', () => {
  it('is no string to the law where it is opened only to be shown', () => {
    const shownOnly = strings(({ cover, readByAssess }) => cover !== undefined && readByAssess !== true);
    expect(shownOnly.length).toBeGreaterThan(0);
    expect(shownOnly.filter((field) => !BESIDE_THE_LAW.test(field))).toEqual([]);
  });

  it('is a string where a rule reads it (A-018, A-036, A-084)', () => {
    expect(strings(({ readByAssess }) => readByAssess === true)).toEqual([
      'DisclosureMessage.reference',
      'SelfCareDecidedMessage.decidedByRole',
      'SecrecyRoutineMessage.statute',
    ]);
  });
});
