/** Message classes: which fields a class has, in the order of their names, and the JSON Schema they make. */
import { ValidateIf } from 'class-validator';
import { type DisclosureClass } from '#domain/facts';
import { type FieldKind, type JsonSchema, type MessageClass } from './field-kind.js';

export interface MessageField {
  readonly name: string;
  readonly kind: FieldKind;
  /** What of it needs a ground to be shown to another than who sent it. */
  readonly disclosure: DisclosureClass;
  readonly optional: boolean;
  readonly nullable: boolean;
}

const own = new Map<unknown, MessageField[]>();

/** A field that must be there. */
export function required(kind: FieldKind, disclosure: DisclosureClass): PropertyDecorator {
  return (target, name) => {
    declare(target, { name: String(name), kind, disclosure, optional: false, nullable: false });
    apply(kind, target, name);
  };
}

/** A field that may be left out; `null` is not the same as leaving out. */
export function optional(kind: FieldKind, disclosure: DisclosureClass): PropertyDecorator {
  return (target, name) => {
    declare(target, { name: String(name), kind, disclosure, optional: true, nullable: false });
    ValidateIf((_holder, value) => value !== undefined)(target, name);
    apply(kind, target, name);
  };
}

/** A field that must be there and may be `null`: known to be unknown. */
export function nullable(kind: FieldKind, disclosure: DisclosureClass): PropertyDecorator {
  return (target, name) => {
    declare(target, { name: String(name), kind, disclosure, optional: false, nullable: true });
    ValidateIf((_holder, value) => value !== null)(target, name);
    apply(kind, target, name);
  };
}

function declare(target: object, field: MessageField): void {
  const fields = own.get(target.constructor) ?? [];
  own.set(target.constructor, [...fields, field]);
}

function apply(kind: FieldKind, target: object, name: string | symbol): void {
  for (const rule of kind.rules(false)) rule(target, name);
}

const byClass = new Map<unknown, readonly MessageField[]>();

/** The fields of a class and of what it extends, by name as RFC 8785 sorts: values built in this order are canonical. */
export function fieldsOf(messageClass: MessageClass): readonly MessageField[] {
  const known = byClass.get(messageClass);
  if (known !== undefined) return known;
  const all: MessageField[] = [];
  for (let at: unknown = messageClass; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
    all.push(...(own.get(at) ?? []));
  }
  const fields = all.sort((a, b) => (a.name < b.name ? -1 : 1));
  byClass.set(messageClass, fields);
  return fields;
}

/** What an object is said to be where another kind of value stands. */
export const OBJECT = 'objekt / object';

/** The JSON Schema 2020-12 of a class: closed, each field with its privacy class (`x-privacy`) and disclosure class (`x-disclosure`). */
export function schemaOfClass(messageClass: MessageClass): JsonSchema {
  const fields = fieldsOf(messageClass);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field)])),
    required: fields.filter((field) => !field.optional).map((field) => field.name),
    additionalProperties: false,
    description: OBJECT,
  };
}

function schemaOfField({ kind, disclosure, nullable: mayBeNull }: MessageField): JsonSchema {
  const schema: JsonSchema = { ...kind.schema(), 'x-privacy': kind.privacy, 'x-disclosure': disclosure };
  if (!mayBeNull) return schema;
  return { ...schema, type: [String(schema['type']), 'null'], description: `${String(schema['description'])} | null` };
}

/** What a field of a class may be, in words. */
export function formOf(messageClass: MessageClass, name: string): string {
  const field = fieldsOf(messageClass).find((one) => one.name === name);
  return field === undefined ? name : String(schemaOfField(field)['description']);
}
