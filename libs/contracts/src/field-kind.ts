/** What a kind of field says of itself, once for validation, schema and privacy. */

export type JsonSchema = Readonly<Record<string, unknown>>;
export type MessageClass<T extends object = object> = new () => T;

/**
 * `open` may lie in plain text; `identity` and `sensitive` are sealed at rest. Free text is always sensitive: no one
 * can say what a person writes in it.
 */
export type Privacy = 'open' | 'identity' | 'sensitive';

/** What stands in place of a sealed value while it is not opened, and for ever after erasure. */
export type Cover = (value: unknown) => unknown;

export interface FieldKind {
  readonly privacy: Privacy;
  /** A JSON Schema 2020-12 fragment; made when asked for, because classes may name each other. */
  readonly schema: () => JsonSchema;
  /** The class-validator and class-transformer rules; `each` lays them on the elements of a list. */
  readonly rules: (each: boolean) => readonly PropertyDecorator[];
  readonly cover?: Cover;
  /** Sealed, but opened when a case is assessed. */
  readonly readByAssess?: true;
  /** The class of an object or of a list's objects. */
  readonly holds?: () => MessageClass;
  readonly isList?: true;
  /** Brings what may be written in several ways to the one that is kept. */
  readonly settle?: (value: string) => string;
}
