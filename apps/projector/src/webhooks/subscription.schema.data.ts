/** The forms of what the doors to subscriptions take and answer, for the API description, and by which bodies are held. */
import {
  COUNT_SCHEMA,
  HUB_EVENT_TYPES,
  INSTANT_SCHEMA,
  KOMMUN_SCHEMA,
  listed,
  orNull,
  PUSHED_TYPE_FORM,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  type JsonSchema,
} from '#contracts';
import { CARE_ACT_IDS, REGION_CODES } from '#domain/facts';
import { ENDPOINT_CHARS_MAX } from './endpoint.js';
import { STATUSES } from './subscription.js';

/** Values of one kind of a filter at most. */
export const FILTER_VALUES_MAX = 100;
/** Entries that are sent anew at once at most. */
export const RESENT_MAX = 1_000;

const NUMBER: JsonSchema = { type: 'integer', minimum: 1, maximum: 2_147_483_647 };

/** Values of one kind, none twice; `words`: how many there are at all. */
const some = (items: JsonSchema, description: string, words = FILTER_VALUES_MAX): JsonSchema => ({
  ...{
    type: 'array',
    items,
    minItems: 1,
    maxItems: Math.min(FILTER_VALUES_MAX, words),
    uniqueItems: true,
    description,
  },
});

const FILTER: JsonSchema = {
  title: 'SubscriptionFilter',
  type: 'object',
  description: 'Av varje slag ska något passa; ett slag som utelämnas passar allt / of each kind one is to fit',
  properties: {
    types: some(
      {
        // Who asks for alerts alone has nothing of the feed.
        ...{ type: 'string', pattern: `${PUSHED_TYPE_FORM}|^${HUB_EVENT_TYPES.alerted.replaceAll('.', '\\.')}$` },
        description: 'en typ som den skickas, se.hvbhub.<slag>.changed.v1 bland dem / a type as it is pushed',
      },
      'Typer som de skickas, `se.hvbhub.<slag>.changed.v1` bland dem / types as they are pushed',
    ),
    placements: some(UUID_SCHEMA, 'Placeringar / placements'),
    kommuner: some(KOMMUN_SCHEMA, 'Kommuner som har del i det / that have a part in it'),
    regions: some(wordsOf(REGION_CODES), 'Regioner som har del i det / that have a part in it', REGION_CODES.length),
    legalBases: some(wordsOf(CARE_ACT_IDS), 'Placeringens lag / the act of the placement', CARE_ACT_IDS.length),
  },
  additionalProperties: false,
};

const URL_FIELD: JsonSchema = {
  ...{ type: 'string', minLength: 1, maxLength: ENDPOINT_CHARS_MAX },
  description: 'https, port 443 eller en som installationen tillåter; en adress på det öppna nätet / a public address',
};

/** What a subscription is made of. */
export const NEW_SUBSCRIPTION: JsonSchema = {
  title: 'NewSubscription',
  type: 'object',
  required: ['url'],
  properties: { url: URL_FIELD, filter: FILTER },
  additionalProperties: false,
};

/** What of it is changed; what is left out stays. */
export const CHANGED_SUBSCRIPTION: JsonSchema = {
  title: 'ChangedSubscription',
  type: 'object',
  minProperties: 1,
  properties: {
    url: URL_FIELD,
    filter: FILTER,
    status: wordsOf(
      ['active', 'paused'],
      '`active`: mottagaren prövas på nytt, och det som väntar går iväg / the receiver is looked at anew',
    ),
    rotateSecret: {
      const: true,
      description: 'Ny nyckel; den förra signerar också i ett dygn / a new key; the former signs too for a day',
    },
  },
  additionalProperties: false,
};

const FAILURE: JsonSchema = {
  title: 'DeliveryFailure',
  type: 'object',
  required: ['at', 'why'],
  properties: {
    at: INSTANT_SCHEMA,
    why: { ...TEXT_SCHEMA, description: '`status 500`, `timeout`, `addressNotAllowed`, …' },
  },
  additionalProperties: false,
};

const SHOWN = {
  id: UUID_SCHEMA,
  url: TEXT_SCHEMA,
  filter: FILTER,
  status: wordsOf(STATUSES),
  createdAt: INSTANT_SCHEMA,
  since: { ...COUNT_SCHEMA, description: 'Filtret gäller efter numret / the filter holds after that number' },
  through: { ...COUNT_SCHEMA, description: 'Flödet är genomgånget hit / the feed has been looked at up to here' },
  checkedAt: orNull(INSTANT_SCHEMA),
  checkAt: { ...orNull(INSTANT_SCHEMA), description: 'När mottagaren prövas nästa gång / looked at next' },
  failingSince: orNull(INSTANT_SCHEMA),
  lastDeliveredAt: orNull(INSTANT_SCHEMA),
  lastFailure: orNull(FAILURE),
  secretsUntil: {
    ...listed(INSTANT_SCHEMA),
    description: 'Till när tidigare nycklar också signerar / until when former keys sign too',
  },
} as const;

/** A subscription, without its secrets. */
export const SUBSCRIPTION: JsonSchema = {
  title: 'Subscription',
  ...{ type: 'object', required: Object.keys(SHOWN), properties: SHOWN, additionalProperties: false },
};

const STOOD = {
  ...SHOWN,
  lag: { ...COUNT_SCHEMA, description: 'Poster i flödet som inte är genomgångna / entries not looked at yet' },
  waiting: COUNT_SCHEMA,
  dead: COUNT_SCHEMA,
  nextAttemptAt: orNull(INSTANT_SCHEMA),
} as const;

/** A subscription with how it stands. */
export const SUBSCRIPTION_STANDING: JsonSchema = {
  title: 'SubscriptionStanding',
  ...{ type: 'object', required: Object.keys(STOOD), properties: STOOD, additionalProperties: false },
};

/** A subscription, with the one secret that is shown this once. */
export const SUBSCRIPTION_WITH_SECRET: JsonSchema = {
  title: 'SubscriptionWithSecret',
  type: 'object',
  required: Object.keys(SHOWN),
  properties: {
    ...SHOWN,
    secret: {
      type: 'string',
      pattern: '^whsec_[A-Za-z0-9+/]{43}=$',
      description: 'Visas bara nu / shown this once',
    },
  },
  additionalProperties: false,
};

/** What came of a test. */
export const TESTED: JsonSchema = {
  title: 'SubscriptionTested',
  type: 'object',
  required: ['outcome'],
  properties: {
    outcome: wordsOf(['delivered', 'failed', 'notTried']),
    why: { ...TEXT_SCHEMA, description: 'Varför inte / why not' },
  },
  additionalProperties: false,
};

const DELIVERED = {
  deliveryId: { ...TEXT_SCHEMA, description: '`webhook-id`' },
  sequence: NUMBER,
  caseId: UUID_SCHEMA,
  state: wordsOf(['waiting', 'dead']),
  attempts: COUNT_SCHEMA,
  nextAttemptAt: orNull(INSTANT_SCHEMA),
  lastFailure: orNull(FAILURE),
} as const;

const DELIVERY: JsonSchema = {
  title: 'Delivery',
  type: 'object',
  required: Object.keys(DELIVERED),
  properties: {
    ...DELIVERED,
    resendOf: { ...TEXT_SCHEMA, description: 'Vad den hette när den skickades först / as it was sent first' },
  },
  additionalProperties: false,
};

/** What waits and what has died. */
export const DELIVERIES: JsonSchema = listed(DELIVERY, 'I nummerordning / by number');

/** What may be said of what is to be sent anew. That something is said is asked when it is known whose it is. */
export const RESEND_FIELDS: JsonSchema = {
  type: 'object',
  properties: {
    sequences: { type: 'array', items: NUMBER, minItems: 1, maxItems: RESENT_MAX, uniqueItems: true },
    from: NUMBER,
    to: NUMBER,
    dead: { const: true },
    confirm: { ...COUNT_SCHEMA, description: 'Antalet, som svaret utan det säger / the count that the answer tells' },
  },
  additionalProperties: false,
};

/** What is to be sent anew: these numbers, or all from one to another, or all that died. */
export const RESEND: JsonSchema = {
  ...{ title: 'Resend', ...RESEND_FIELDS },
  anyOf: [{ required: ['sequences'] }, { required: ['from', 'to'] }, { required: ['dead'] }],
};

/** How many that is, and whether they are sent. */
export const RESENT: JsonSchema = {
  title: 'Resent',
  type: 'object',
  required: ['count', 'isSent'],
  properties: { count: COUNT_SCHEMA, isSent: { type: 'boolean' } },
  additionalProperties: false,
};

/** That it is no more. */
export const REMOVED: JsonSchema = {
  title: 'Removed',
  ...{ type: 'object', required: ['removed'], properties: { removed: { const: true } }, additionalProperties: false },
};
