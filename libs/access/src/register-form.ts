/** Whether what an operator says of parties has the form of a fact: each field of each, and what it must be. */
import { DAY_SCHEMA, holdsNumber, type JsonSchema } from '#contracts';
import { isDay } from '#domain/facts';
import { MANDATE_STATUTE } from './mandate-statute.js';
import { MANDATE_CLASSES, REGISTERED_KINDS, type RegisterData, type RegisterFact } from './register.facts.js';

/** A field: whether it must be there, and what holds of it. */
interface Field {
  readonly required: boolean;
  readonly holds: (value: unknown) => boolean;
  readonly expected: string;
  readonly schema: JsonSchema;
}

const NAME_CHARS_MAX = 200;
const ITEMS_MAX = 100;
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;
const MAIL = /^[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,190}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PARTY = /^[a-z]+-[a-z0-9.-]{1,90}$/;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= NAME_CHARS_MAX && !holdsNumber(value);
const matches =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    isText(value) && pattern.test(value);
const listOf =
  (holds: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length <= ITEMS_MAX && value.every(holds);

const text: JsonSchema = { type: 'string', minLength: 1, maxLength: NAME_CHARS_MAX };
const many = (items: JsonSchema): JsonSchema => ({ type: 'array', items, maxItems: ITEMS_MAX });
const field = (holds: Field['holds'], expected: string, schema: JsonSchema): Field => ({
  ...{ required: true, holds, expected, schema },
});
const optional = (one: Field): Field => ({ ...one, required: false });

const PIN_FIELDS = ['iss', 'claim', 'value'];
const isPin = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === PIN_FIELDS.length &&
  PIN_FIELDS.every((name) => isText((value as Readonly<Record<string, unknown>>)[name]));
const PIN_SCHEMA: JsonSchema = {
  type: 'object',
  required: PIN_FIELDS,
  properties: { iss: text, claim: text, value: text },
  additionalProperties: false,
};

const partyText: JsonSchema = { ...text, pattern: PARTY.source };
const partyId = field(matches(PARTY), 'kommun-2080.socialnamnden', partyText);
const name = field(isText, `text, 1–${NAME_CHARS_MAX}`, text);
const pins = field(listOf(isPin), '[{iss, claim, value}]', many(PIN_SCHEMA));
const controller = field((value) => typeof value === 'boolean', 'true | false', { type: 'boolean' });
const certificates = field(listOf(matches(THUMBPRINT)), '[x5t#S256]', many({ ...text, pattern: THUMBPRINT.source }));
const alertAddresses = field(
  listOf(matches(MAIL)),
  '[funktionsadress / address of a function]',
  many({ ...text, pattern: MAIL.source }),
);
const kind = field((value) => REGISTERED_KINDS.some((one) => one === value), REGISTERED_KINDS.join(', '), {
  type: 'string',
  enum: [...REGISTERED_KINDS],
});
const uuid = field(matches(UUID), 'uuid', { type: 'string', format: 'uuid' });
const day = field((value) => typeof value === 'string' && isDay(value), 'YYYY-MM-DD', DAY_SCHEMA);

const classes = field(
  listOf((value) => MANDATE_CLASSES.some((one) => one === value)),
  MANDATE_CLASSES.join(', '),
  many({ type: 'string', enum: [...MANDATE_CLASSES] }),
);
const CHANGEABLE = {
  ...{ name, parent: partyId, controller, issuers: pins, certificates, alertAddresses, denied: pins },
  requireUser: classes,
};

type FieldsOf = { readonly [Name in keyof RegisterData]: Readonly<Record<keyof RegisterData[Name], Field>> };

const FIELDS: FieldsOf = {
  partyRegistered: {
    ...{ partyId, kind, ...CHANGEABLE },
    ...{ parent: optional(partyId), denied: optional(pins), requireUser: optional(classes) },
  },
  partyChanged: {
    partyId,
    ...(Object.fromEntries(Object.entries(CHANGEABLE).map(([key, one]) => [key, optional(one)])) as typeof CHANGEABLE),
  },
  partyClosed: { partyId },
  mandateGranted: {
    ...{ mandateId: uuid, auditor: partyId, from: day, to: day, decidedBy: name },
    statute: field(matches(new RegExp(MANDATE_STATUTE)), 'SoL 2025:400 22:1', { ...text, pattern: MANDATE_STATUTE }),
    parties: field((value) => value === 'all' || listOf(matches(PARTY))(value), 'all | [partyId]', {
      anyOf: [{ const: 'all' }, many(partyText)],
    }),
    classes,
  },
  mandateEnded: { mandateId: uuid, auditor: partyId },
};

/** The name of a fact of parties. */
export type RegisterFactName = keyof RegisterData;
/** The names of all facts of parties. */
export const REGISTER_FACTS = Object.keys(FIELDS) as readonly RegisterFactName[];

/** The JSON Schema of a fact's data. */
export function registerSchema(of: RegisterFactName): JsonSchema {
  const fields = Object.entries(FIELDS[of] as Readonly<Record<string, Field>>);
  return {
    type: 'object',
    required: fields.flatMap(([key, one]) => (one.required ? [key] : [])),
    properties: Object.fromEntries(fields.map(([key, { schema }]) => [key, schema])),
    additionalProperties: false,
  };
}

/** What is wrong with the form. `pointer`: into the data. */
export interface FormBroken {
  readonly code: 'UnknownField' | 'MissingField' | 'InvalidValue';
  readonly pointer: string;
  readonly expected: string;
}

/** The fact of that name with these data, or what is wrong with their form. */
export function registerFact(of: RegisterFactName, data: Readonly<Record<string, unknown>>): RegisterFact | FormBroken {
  const fields: Readonly<Record<string, Field>> = FIELDS[of];
  const broken = Object.entries(fields).find(([key, { required, holds }]) =>
    Object.hasOwn(data, key) ? !holds(data[key]) : required,
  );
  const unknown = Object.keys(data).find((key) => !Object.hasOwn(fields, key));
  if (unknown !== undefined) return { code: 'UnknownField', pointer: '', expected: Object.keys(fields).join(', ') };
  if (broken === undefined) return { type: `hub.${of}`, data } as unknown as RegisterFact;
  const [key, { expected }] = broken;
  return { code: Object.hasOwn(data, key) ? 'InvalidValue' : 'MissingField', pointer: `/${key}`, expected };
}
