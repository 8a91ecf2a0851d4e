/** The form of an authority's log of reads, for the API description. */
import {
  DOORS,
  EXTRACT_TO,
  ITEMS_MAX,
  OUTCOMES,
  PURPOSES,
  REVIEW_FINDINGS,
  type AccessItem,
  type AskedAfter,
  type EntryGround,
  type PersonAccess,
  type RecordedAccess,
  type RecordedAsker,
  type RecordedItem,
  type RecordedReview,
} from '#access';
import {
  COUNT_SCHEMA,
  either,
  INSTANT_SCHEMA,
  listed,
  orNull,
  POSITION_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  YES_NO_SCHEMA,
  type JsonSchema,
} from '#contracts';
import { DISCLOSURE_CLASSES, SUBJECT_KINDS } from '#domain';
import { STATUTE } from '../views/view.schema.data.js';
import { type Drawing, type Reviewed } from './answer-reviews.js';

/** A party's id, `hub`, `auditor` or `operator`. */
const AUTHORITY = { ...TEXT_SCHEMA, description: 'Myndighet eller roll / an authority or a role' };
const REAL_TIME = { readAt: INSTANT_SCHEMA };
const HUB_TIME = { hubTime: INSTANT_SCHEMA };

const WHO = shape<RecordedAsker>(
  'WhoAsked',
  { party: AUTHORITY },
  {
    unit: TEXT_SCHEMA,
    person: { ...TEXT_SCHEMA, description: 'Ett uuid, eller `erased` / a uuid, or `erased`' },
    machine: YES_NO_SCHEMA,
    unattended: { ...YES_NO_SCHEMA, description: 'Systemet nämnde ingen användare / the system named no user' },
    shownTo: UUID_SCHEMA,
  },
);

const GROUND = shape<EntryGround>('GroundOfRead', { kind: TEXT_SCHEMA, statute: STATUTE }, { groundId: UUID_SCHEMA });

const ITEM = shape<RecordedItem>(
  'ItemRead',
  {
    subject: shape<AccessItem['subject']>('SubjectRead', { kind: wordsOf(SUBJECT_KINDS), id: UUID_SCHEMA }, {}),
    person: orNull(UUID_SCHEMA),
    classes: listed(wordsOf(DISCLOSURE_CLASSES)),
    ground: orNull(GROUND),
    withheld: COUNT_SCHEMA,
    extractTo: wordsOf(EXTRACT_TO),
  },
  { of: AUTHORITY },
);

const ASKED_AFTER = either(
  shape<Extract<AskedAfter, { readonly consent: unknown }>>('ConsentAskedAfter', { consent: UUID_SCHEMA }, {}),
  shape<Extract<AskedAfter, { readonly event: unknown }>>('EventAskedAfter', { event: POSITION_SCHEMA }, {}),
);

const ACCESS = shape<RecordedAccess>(
  'ReadEntered',
  {
    ...{ is: wordsOf(['access']), seq: COUNT_SCHEMA, controller: AUTHORITY, request: UUID_SCHEMA, who: WHO },
    ...{ purpose: wordsOf(PURPOSES), door: wordsOf(Object.keys(DOORS)), items: listed(ITEM) },
    ...{ outcome: wordsOf(OUTCOMES), ...REAL_TIME, position: POSITION_SCHEMA, codeVersion: TEXT_SCHEMA },
  },
  { receiver: AUTHORITY, asked: ASKED_AFTER, ...HUB_TIME },
);

const DRAWN = shape<NonNullable<RecordedReview['drawn']>>(
  'Drawn',
  { from: INSTANT_SCHEMA, to: INSTANT_SCHEMA, seed: TEXT_SCHEMA },
  {},
);
const FOUND = shape<RecordedReview['found'][number]>(
  'ReviewFinding',
  { seq: COUNT_SCHEMA, finding: wordsOf(REVIEW_FINDINGS) },
  {},
);

const REVIEW = shape<RecordedReview>(
  'ReviewEntered',
  {
    ...{ is: wordsOf(['review']), seq: COUNT_SCHEMA, controller: AUTHORITY, request: UUID_SCHEMA, who: WHO },
    ...{ ...REAL_TIME, codeVersion: TEXT_SCHEMA },
    drawn: orNull(DRAWN),
    found: listed(FOUND),
  },
  HUB_TIME,
);

const OF_PERSON = shape<PersonAccess>(
  'ReadOfPerson',
  {
    ...{ seq: COUNT_SCHEMA, ...REAL_TIME, party: AUTHORITY, purpose: wordsOf(PURPOSES) },
    ...{ outcome: wordsOf(OUTCOMES), request: UUID_SCHEMA },
  },
  { unit: TEXT_SCHEMA, ...HUB_TIME },
);

const page = (title: string, what: string, items: JsonSchema): JsonSchema => ({
  title,
  type: 'object',
  required: ['controller', what],
  properties: { controller: AUTHORITY, next: COUNT_SCHEMA, [what]: listed(items) },
});

/** A page of the log; of one person's reads where a person is asked after. */
export const ACCESS_LOG: JsonSchema = either(
  page('AccessLog', 'entries', either(ACCESS, REVIEW)),
  page('AccessesOfPerson', 'accesses', OF_PERSON),
);

/** Reads drawn by chance, with the seed that draws them again. */
export const DRAWING = shape<Drawing>(
  'DrawnReads',
  { controller: AUTHORITY, drawn: DRAWN, entries: listed(ACCESS) },
  {},
);

/** What is said of a review: of reads that were drawn, or on suspicion (`drawn` null). */
export const REVIEW_SAID: JsonSchema = {
  title: 'ReviewSaid',
  type: 'object',
  required: ['drawn', 'found'],
  properties: {
    drawn: orNull({
      title: 'DrawnSaid',
      type: 'object',
      required: ['from', 'to', 'seed'],
      properties: { from: INSTANT_SCHEMA, to: INSTANT_SCHEMA, seed: UUID_SCHEMA },
      additionalProperties: false,
    }),
    found: {
      type: 'array',
      minItems: 1,
      maxItems: ITEMS_MAX,
      items: {
        title: 'FindingSaid',
        type: 'object',
        required: ['seq', 'finding'],
        properties: { seq: { type: 'integer', minimum: 1 }, finding: wordsOf(REVIEW_FINDINGS) },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

export const REVIEWED = shape<Reviewed>(
  'Reviewed',
  { controller: AUTHORITY, reviewId: UUID_SCHEMA, entries: COUNT_SCHEMA },
  {},
);
