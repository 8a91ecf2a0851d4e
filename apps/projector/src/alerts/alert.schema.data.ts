/** The forms of what the doors to a party's alerts take and answer. */
import {
  COUNT_SCHEMA,
  INSTANT_SCHEMA,
  listed,
  orNull,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  type JsonSchema,
} from '#contracts';

/** Addresses of one party at most. */
export const MAIL_ADDRESSES_MAX = 10;
const MAIL_CHARS_MAX = 200;

const MAIL: JsonSchema = {
  ...{ type: 'string', minLength: 3, maxLength: MAIL_CHARS_MAX },
  pattern: '^[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,130}$',
};

/** Where a party is alerted. */
export const ALERT_ADDRESS: JsonSchema = {
  title: 'AlertAddress',
  type: 'object',
  required: ['mail', 'subscription'],
  properties: {
    mail: {
      ...{ type: 'array', items: MAIL, maxItems: MAIL_ADDRESSES_MAX, uniqueItems: true },
      description: 'Funktionsadresser, aldrig en persons / addresses of functions, never of a person (E-012)',
    },
    subscription: {
      ...orNull(UUID_SCHEMA),
      description:
        'Egen prenumeration vars mottagare också får aviseringarna / one of your own, whose receiver has them too',
    },
  },
  additionalProperties: false,
};

const FAILURE: JsonSchema = {
  title: 'AlertFailure',
  type: 'object',
  required: ['at', 'why'],
  properties: {
    at: INSTANT_SCHEMA,
    why: { ...TEXT_SCHEMA, description: '`notReached`, `timeout`, `smtp 550`, `status 500`, `notActive`, …' },
  },
  additionalProperties: false,
};

const STOOD = {
  from: wordsOf(['party', 'register', 'nobody'], 'Vem som har sagt adressen / who has said the address'),
  mail: listed(TEXT_SCHEMA),
  subscription: orNull(UUID_SCHEMA),
  isMailSent: {
    type: 'boolean',
    description: 'Om installationen skickar e-post / whether the installation sends mail',
  },
  waiting: COUNT_SCHEMA,
  dead: COUNT_SCHEMA,
  lastFailure: orNull(FAILURE),
} as const;

/** Where a party is alerted, and how that fares. */
export const ALERT_STANDING: JsonSchema = {
  title: 'AlertStanding',
  ...{ type: 'object', required: Object.keys(STOOD), properties: STOOD, additionalProperties: false },
};
