/** JSON Schema of what the hub answers, held to the type that it is answered from: a field that one has and the other lacks does not compile. */
import { type JsonSchema } from './field-kind.js';

type MayLack<T> = { [Name in keyof T]-?: object extends Pick<T, Name> ? Name : never }[keyof T];

/** Fields that always stand there. */
export type Always<T> = { readonly [Name in Exclude<keyof T, MayLack<T>>]: JsonSchema };
/** Fields that may be left out. */
export type Sometimes<T> = { readonly [Name in MayLack<T>]: JsonSchema };

/** An object with these fields. `title` names it among the components of the API description. */
export function shape<T extends object>(title: string, always: Always<T>, sometimes: Sometimes<T>): JsonSchema {
  return { title, type: 'object', required: Object.keys(always), properties: { ...always, ...sometimes } };
}

/** A list of these. */
export const listed = (items: JsonSchema, description?: string): JsonSchema => ({
  type: 'array',
  items,
  ...(description === undefined ? {} : { description }),
});

/** One of these words. */
export const wordsOf = (words: readonly string[], description?: string): JsonSchema => ({
  type: 'string',
  enum: [...words],
  ...(description === undefined ? {} : { description }),
});

/** Either of these. */
export const either = (...schemas: readonly JsonSchema[]): JsonSchema => ({ anyOf: schemas });

export const orNull = (schema: JsonSchema): JsonSchema => either(schema, { type: 'null' });
