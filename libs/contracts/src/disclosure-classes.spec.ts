import { type DisclosureClass } from '#domain/facts';
import { type MessageClass } from './field-kind.js';
import { fieldsOf, schemaOfClass, type MessageField } from './message-class.js';
import { MESSAGE_TYPES } from './message-types.js';

const CLASSES: readonly DisclosureClass[] = ['routing', 'case', 'place', 'identity', 'sensitive', 'cost'];

/** A field of a message or of an object within it, with its place. */
interface Placed {
  readonly at: string;
  readonly field: MessageField;
}

const fieldsIn = (messageClass: MessageClass, at: string): readonly Placed[] =>
  fieldsOf(messageClass).flatMap((field) => {
    const here = `${at}/${field.name}`;
    const within = field.kind.holds ? fieldsIn(field.kind.holds(), here) : [];
    return [{ at: here, field }, ...within];
  });

const ALL = MESSAGE_TYPES.flatMap(({ factType, messageClass }) => fieldsIn(messageClass, factType));
const classesOf = (name: string): ReadonlySet<DisclosureClass> =>
  new Set(ALL.filter(({ field }) => field.name === name).map(({ field }) => field.disclosure));

/** Every property of a schema, with its place; a list's by its items. */
function propertiesIn(schema: unknown, at: string): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const { properties = {}, items } = schema as { properties?: Readonly<Record<string, object>>; items?: object };
  const own = Object.entries(properties).flatMap(([name, of]) => [
    [`${at}/${name}`, of as Readonly<Record<string, unknown>>] as const,
    ...propertiesIn(of, `${at}/${name}`),
  ]);
  return items ? [...own, ...propertiesIn(items, at)] : own;
}

describe('every field of every message', () => {
  it('has a disclosure class', () => {
    expect(ALL.length).toBeGreaterThan(200);
    expect(ALL.filter(({ field }) => !CLASSES.includes(field.disclosure))).toEqual([]);
  });

  it('is published with both its classes', () => {
    for (const { factType, messageClass } of MESSAGE_TYPES) {
      const published = propertiesIn(schemaOfClass(messageClass), factType);
      const own = fieldsIn(messageClass, factType);
      expect(published.map(([at, of]) => [at, of['x-privacy'], of['x-disclosure']])).toEqual(
        own.map(({ at, field }) => [at, field.kind.privacy, field.disclosure]),
      );
    }
  });

  it('that is free text is sensitive, and one that says who somebody is is identity', () => {
    for (const { at, field } of ALL) {
      const { privacy } = field.kind;
      // Where one of protected registration stays is sealed like who he is, and told on a ground that names the place.
      const disclosure = field.name === 'staysPermanentlyIn' ? 'place' : privacy;
      if (privacy !== 'open') expect([at, field.disclosure]).toEqual([at, disclosure]);
    }
  });

  it('that says where one of protected registration stays is sealed as who he or she is', () => {
    const stays = ALL.filter(({ field }) => field.name === 'staysPermanentlyIn');
    expect(stays.map(({ field }) => field.kind.privacy)).toEqual(['identity', 'identity', 'identity']);
  });

  it.each([
    ['hvb', 'place'],
    ['hvbId', 'place'],
    ['registeredKommun', 'place'],
    ['staysPermanentlyIn', 'place'],
    ['schoolKommun', 'place'],
    ['kommun', 'place'],
    ['birthDate', 'identity'],
    ['personnummer', 'identity'],
    ['samordningsnummer', 'identity'],
    ['personId', 'identity'],
    ['protection', 'identity'],
    ['goals', 'sensitive'],
    ['title', 'sensitive'],
    ['reason', 'sensitive'],
    ['amountOre', 'cost'],
    ['shares', 'cost'],
    ['permille', 'cost'],
    ['ceilingOre', 'cost'],
    ['mode', 'case'],
    ['legalBasis', 'case'],
    ['measures', 'case'],
    ['responsible@measures', 'case'],
    ['clarificationId', 'routing'],
  ] as const)('named %s is of class %s wherever it stands', (name, disclosure) => {
    const [field = '', within] = name.split('@');
    if (within === undefined) expect([...classesOf(field)]).toEqual([disclosure]);
    else {
      const found = ALL.filter(({ at }) => at.endsWith(`/${within}/${field}`));
      expect([...new Set(found.map(({ field: one }) => one.disclosure))]).toEqual([disclosure]);
    }
  });
});
