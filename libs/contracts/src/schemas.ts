/** The published JSON Schemas (2020-12): one per message type, of its `data`. */
import { type JsonSchema } from './field-kind.js';
import { schemaOfClass } from './message-class.js';
import { MESSAGE_TYPES, type MessageType, messageType } from './message-types.js';

export interface PublishedSchema {
  readonly type: string;
  /** `https://hvbhub.se/schemas/<type>`: what `dataschema` may say. */
  readonly id: string;
}

/** The address that names a type's schema. */
export function schemaId(type: string): string {
  return `https://hvbhub.se/schemas/${type}`;
}

/** What `GET /v1/schemas` lists, in the order of the documentation. */
export const PUBLISHED_SCHEMAS: readonly PublishedSchema[] = MESSAGE_TYPES.map(({ type }) => ({
  type,
  id: schemaId(type),
}));

const made = new Map<string, JsonSchema>();

/** The schema of a type, as `GET /v1/schemas/{type}` answers it; undefined for an unknown type. */
export function schemaOf(type: string): JsonSchema | undefined {
  const known = made.get(type);
  if (known !== undefined) return known;
  const entry = messageType(type);
  if (entry === undefined) return undefined;
  const schema = publishedSchema(entry);
  made.set(type, schema);
  return schema;
}

function publishedSchema({ type, messageClass }: MessageType): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaId(type),
    title: type,
    ...schemaOfClass(messageClass),
  };
}
