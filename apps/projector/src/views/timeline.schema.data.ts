/** The form of a timeline, and of what is answered where something is erased, for the API description. */
import {
  DAY_SCHEMA,
  INSTANT_SCHEMA,
  listed,
  PARTY_SCHEMA,
  POSITION_SCHEMA,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  type JsonSchema,
} from '#contracts';
import { HUB_CONTROLLER, STREAMS } from '#domain';
import { HEAD_FIELDS, WHY, WITHHELD_FIELD } from './view.schema.data.js';

const PLACE = { position: POSITION_SCHEMA, eventId: UUID_SCHEMA, type: TEXT_SCHEMA, recordedAt: INSTANT_SCHEMA };
const SAID = { by: PARTY_SCHEMA, messageId: TEXT_SCHEMA, source: TEXT_SCHEMA, time: INSTANT_SCHEMA };
const BY_HUB = { by: { const: HUB_CONTROLLER } };
const ERASED = { erased: { const: true } };

const entry = (title: string, always: Readonly<Record<string, JsonSchema>>, sometimes = {}): JsonSchema => ({
  title,
  type: 'object',
  required: [...Object.keys(PLACE), ...Object.keys(always)],
  // Of a discharge that names the placement whose timeline it is: `discharge/<uuid>`.
  properties: { ...PLACE, subject: TEXT_SCHEMA, ...always, ...sometimes },
});

/** How what is withheld looks. */
const DATA: JsonSchema = {
  type: 'object',
  description:
    'Det som sades. Det som ingen grund öppnar är utelämnat och nämns i `withheld`, en lista vars antal skulle berätta något ' +
    'hel; där inget öppnas saknas `data`. / What was said. What no ground opens is left out and named in `withheld`, a list ' +
    'whose length would tell something whole; where nothing is opened there is no `data`.',
};

const WITHHELD: JsonSchema = { ...listed(WITHHELD_FIELD), minItems: 1 };

const MESSAGE = entry('TimelineMessage', SAID, {
  data: DATA,
  ...{ on: DAY_SCHEMA, corrects: TEXT_SCHEMA, correctedBy: UUID_SCHEMA, annulledBy: UUID_SCHEMA },
  withheld: WITHHELD,
});
const HUB_SAID = entry('TimelineOfHub', { ...BY_HUB, data: { type: 'object' }, why: WHY });
/** Of a class that no ground opens. */
const WITHHELD_OF_HUB = entry('TimelineWithheldOfHub', { ...BY_HUB, withheld: WITHHELD });
const ERASED_MESSAGE = entry('TimelineErasedMessage', { ...SAID, ...ERASED }, { corrects: TEXT_SCHEMA });
const ERASED_OF_HUB = entry('TimelineErasedOfHub', { ...BY_HUB, ...ERASED });
const OWNER: JsonSchema = { type: 'string', description: 'Vems uppgifter som är raderade / whose data are erased' };
const CONTROLLER = {
  type: 'object',
  required: ['controller'],
  properties: { controller: OWNER },
  additionalProperties: false,
};
const ERASURE = entry('TimelineErasure', { ...BY_HUB, data: CONTROLLER });

const ENTRY: JsonSchema = {
  title: 'TimelineEntry',
  anyOf: [MESSAGE, HUB_SAID, WITHHELD_OF_HUB, ERASURE, ERASED_MESSAGE, ERASED_OF_HUB],
};

/** Whose it is: the id of what the stream is of, whichever its kind. */
const NAMED: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.values(STREAMS).map(({ subjects: [{ kind }] }) => [`${kind}Id`, UUID_SCHEMA]),
);
export const ERASED_BY = { ...listed(OWNER), description: 'Vilka som har raderat / who have erased' };

export const TIMELINE_VIEW: JsonSchema = {
  title: 'Timeline',
  type: 'object',
  required: ['asOf', 'asOfPosition', 'entries'],
  properties: { ...NAMED, ...HEAD_FIELDS, erased: ERASED_BY, entries: listed(ENTRY) },
};

/** In the place of any view, where some of what it would be made of is erased. */
export const ERASED_IN_PART: JsonSchema = {
  title: 'ErasedInPart',
  type: 'object',
  required: ['asOf', 'asOfPosition', 'erased'],
  properties: { ...NAMED, ...HEAD_FIELDS, erased: ERASED_BY },
};

/** In the place of any view, where the fact that opened the stream is erased. */
export const ERASED_WHOLE: JsonSchema = {
  title: 'ErasedWhole',
  type: 'object',
  required: ['asOf', 'asOfPosition', 'status'],
  properties: { ...NAMED, ...HEAD_FIELDS, status: { const: 'erased' } },
};
