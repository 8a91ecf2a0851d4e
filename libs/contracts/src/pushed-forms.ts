/** The forms of an entry of a feed where nothing of it is shown, as the live stream has them. */
import { type JsonSchema } from './field-kind.js';
import { PUSHED_TYPES } from './pushed-type.js';
import { wordsOf } from './shape.js';
import { INSTANT_SCHEMA, TEXT_SCHEMA, UUID_SCHEMA } from './value-schemas.js';

/** A number of a feed. */
export const NUMBER_SCHEMA: JsonSchema = { type: 'integer', minimum: 1 };

/** Of the entry before of the same case. */
export const PREVIOUS_SCHEMA: JsonSchema = {
  ...NUMBER_SCHEMA,
  description:
    'Numret på förra posten i samma ärende; saknas i den första / of the entry before of the same case; absent of the first',
};

/** A type by which an entry is told of. */
export const PUSHED_TYPE_SCHEMA: JsonSchema = {
  title: 'PushedType',
  ...wordsOf(
    PUSHED_TYPES,
    'Typens eget namn där det inget berättar, annars `se.hvbhub.<slag>.changed.v1` / its own name where that tells nothing',
  ),
};

const PLACE = {
  sequence: NUMBER_SCHEMA,
  eventId: UUID_SCHEMA,
  type: PUSHED_TYPE_SCHEMA,
  subject: TEXT_SCHEMA,
  recordedAt: INSTANT_SCHEMA,
} as const;

/** An entry, as it is pushed live: the page of a feed adds where it stands in the log, which is not pushed (A10). */
export const PUSHED_ENTRY = {
  title: 'PushedEntry',
  type: 'object',
  required: Object.keys(PLACE),
  properties: { ...PLACE, previous: PREVIOUS_SCHEMA },
  additionalProperties: false,
} as const satisfies JsonSchema;

/** What is left of an entry that may no longer be told of. */
export const PUSHED_GONE: JsonSchema = {
  title: 'FeedEntryGone',
  description: 'Får inte längre berättas / may no longer be told of',
  type: 'object',
  required: ['sequence', 'gone'],
  properties: { sequence: NUMBER_SCHEMA, gone: { const: true } },
  additionalProperties: false,
};
