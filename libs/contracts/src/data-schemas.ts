/** JSON Schema of the data of each message type, with a name for the API description. */
import { FIELD_OF_GROUND } from './disclosure.messages.js';
import { type JsonSchema } from './field-kind.js';
import { schemaOfClass } from './message-class.js';
import { MESSAGE_TYPES, type MessageType } from './message-types.js';

/** `PlacementRegistered` */
export const nameOfType = ({ factType }: Pick<MessageType, 'factType'>): string =>
  factType
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** What each ground of a disclosure must say besides who and when. */
const OF_GROUNDS: readonly JsonSchema[] = Object.entries(FIELD_OF_GROUND).flatMap(([ground, field]) =>
  field === null
    ? []
    : [{ if: { properties: { ground: { const: ground } } }, then: { properties: { [field]: {} }, required: [field] } }],
);

interface WithDisclosure extends JsonSchema {
  readonly properties: { readonly disclosure: { readonly items: JsonSchema } };
}

function withGrounds(schema: JsonSchema): JsonSchema {
  const { properties } = schema as WithDisclosure;
  const { disclosure } = properties;
  const items = { title: 'Disclosure', ...disclosure.items, allOf: OF_GROUNDS };
  return { ...schema, properties: { ...properties, disclosure: { ...disclosure, items } } };
}

/** By type. */
export const DATA_SCHEMAS: ReadonlyMap<string, JsonSchema> = new Map(
  MESSAGE_TYPES.map((entry) => [
    entry.type,
    { title: `${nameOfType(entry)}Data`, ...withGrounds(schemaOfClass(entry.messageClass)) },
  ]),
);
