/** JSON Schema of the data of each message type, with a name for the API description. */
import { type JsonSchema } from './field-kind.js';
import { schemaOfClass } from './message-class.js';
import { MESSAGE_TYPES, type MessageType } from './message-types.js';

/** `PlacementRegistered` */
export const nameOfType = ({ factType }: Pick<MessageType, 'factType'>): string =>
  factType
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** By type. */
export const DATA_SCHEMAS: ReadonlyMap<string, JsonSchema> = new Map(
  MESSAGE_TYPES.map((entry) => [
    entry.type,
    { title: `${nameOfType(entry)}Data`, ...schemaOfClass(entry.messageClass) },
  ]),
);
