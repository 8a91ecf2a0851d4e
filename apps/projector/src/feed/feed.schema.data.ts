/** The forms of what the doors to a feed answer, for the API description. */
import {
  DAY_SCHEMA,
  either,
  INSTANT_SCHEMA,
  listed,
  NUMBER_SCHEMA,
  PARTY_SCHEMA,
  POSITION_SCHEMA,
  PREVIOUS_SCHEMA,
  PUSHED_ENTRY,
  PUSHED_GONE,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  type JsonSchema,
} from '#contracts';
import { DISCLOSURE_CLASSES, HUB_CONTROLLER } from '#domain';
import { WHY, WITHHELD_FIELD } from '../views/view.schema.data.js';

const TYPE: JsonSchema = {
  type: 'string',
  description:
    'Typens eget namn där det får visas, annars det som den skickas under / its own name where that may be shown',
};

const PLACE = {
  sequence: NUMBER_SCHEMA,
  position: POSITION_SCHEMA,
  eventId: UUID_SCHEMA,
  type: TYPE,
  subject: TEXT_SCHEMA,
  recordedAt: INSTANT_SCHEMA,
} as const;

const ENTRY: JsonSchema = {
  ...PUSHED_ENTRY,
  title: 'FeedEntry',
  required: Object.keys(PLACE),
  properties: { ...PUSHED_ENTRY.properties, position: POSITION_SCHEMA },
};

/** A page of a feed. */
export const FEED_PAGE: JsonSchema = listed(either(ENTRY, PUSHED_GONE), 'I nummerordning / by number');

const READS_SAY =
  'Vad mottagaren har läst med stöd av grunden, ur loggen; bara i ett återkallande som är riktat till den / what the ' +
  'recipient has read by the ground, from the ledger; only of a recall that is for it';

const READ_UNDER: JsonSchema = {
  title: 'ReadUnder',
  type: 'object',
  required: ['readAt', 'position', 'subject', 'classes'],
  properties: {
    readAt: INSTANT_SCHEMA,
    hubTime: INSTANT_SCHEMA,
    position: POSITION_SCHEMA,
    subject: TEXT_SCHEMA,
    classes: listed({ enum: [...DISCLOSURE_CLASSES] }),
  },
  additionalProperties: false,
};

/** One entry of a feed, as far as it is shown. */
export const FEED_EVENT: JsonSchema = {
  title: 'FeedEvent',
  description:
    'Hel, nedskuren med `withheld`, eller bara var den står; vad som visas avgörs vid varje läsning / ' +
    'full, reduced with `withheld`, or only where it stands: decided at each read',
  type: 'object',
  required: Object.keys(PLACE),
  properties: {
    ...PLACE,
    previous: PREVIOUS_SCHEMA,
    by: either(PARTY_SCHEMA, { const: HUB_CONTROLLER }),
    ...{ messageId: TEXT_SCHEMA, source: TEXT_SCHEMA, time: INSTANT_SCHEMA, on: DAY_SCHEMA },
    ...{ corrects: TEXT_SCHEMA, correctedBy: UUID_SCHEMA, annulledBy: UUID_SCHEMA },
    data: { type: 'object' },
    why: WHY,
    withheld: { ...listed(WITHHELD_FIELD), minItems: 1 },
    erased: { const: true },
    readUnder: listed(READ_UNDER, READS_SAY),
  },
  additionalProperties: false,
};
