/** The kinds of field a message may have. Each says once its rule, its JSON Schema and its privacy class. */
import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isDay, isKommunCode, isRegionCode, isPersonnummer, isSamordningsnummer } from '#domain/facts';
import { type FieldKind, type JsonSchema, type MessageClass, type Privacy } from './field-kind.js';
import { schemaOfClass } from './message-class.js';
import { AMOUNT_ORE_MAX, LIST_ITEMS_MAX, TEXT_CHARS_MAX } from './limits.js';
import { READABLE, charactersIn } from './readable-text.js';
import { isInstant, settledInstant } from './stockholm.js';
import { isOpenPartyId, isOpenUuid, isPartyOrRef, isPublisherId } from './open-values.js';

const INTEGER = 'heltal / integer';
const EMPTY = '';
const ERASED = 'erased';

function checked(name: string, holds: (text: string) => boolean, each: boolean): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && holds(value);
  return ValidateBy({ name, validator: { validate } }, { each });
}

function openText(name: string, holds: (text: string) => boolean, schema: JsonSchema): FieldKind {
  return { privacy: 'open', schema: () => schema, rules: (each) => [checked(name, holds, each)] };
}

/** A uuid in any case, kept in lower case. */
export const uuid: FieldKind = {
  ...openText('uuid', isOpenUuid, {
    type: 'string',
    format: 'hvb-uuid',
    pattern: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
    description: 'uuid, 8-4-4-4-12 hexadecimalt / hexadecimal',
  }),
  settle: (value) => value.toLowerCase(),
};

const daySchema: JsonSchema = {
  type: 'string',
  format: 'date',
  pattern: '^(1[89]|2[0-9])[0-9]{2}-',
  description: 'dag / day, ÅÅÅÅ-MM-DD / YYYY-MM-DD, 1800–2999',
};

/** What has a stream of its own, asked about by its name: `placement/<uuid>`, of one of these kinds. */
export function subjectOf(kinds: readonly string[]): FieldKind {
  const form = new RegExp(`^(${kinds.join('|')})/`);
  const holds = (text: string): boolean => form.test(text) && isOpenUuid(text.slice(text.indexOf('/') + 1));
  return openText('subject', holds, {
    type: 'string',
    pattern: `^(${kinds.join('|')})/[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`,
    description: kinds.map((kind) => `${kind}/<uuid>`).join(' | '),
  });
}

/** A calendar day that exists. */
export const day: FieldKind = openText('day', isDay, daySchema);

/** A point in time, with offset; kept in UTC with milliseconds. */
export const instant: FieldKind = {
  ...openText('instant', isInstant, {
    type: 'string',
    format: 'hvb-instant',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}',
    description: 'tidpunkt / instant, RFC 3339 med / with offset: 2026-01-15T09:30:00+01:00',
  }),
  settle: settledInstant,
};

/** The day a person was born: sealed, and opened when a case is assessed. */
export const birthDay: FieldKind = { ...day, privacy: 'identity', cover: () => ERASED, readByAssess: true };

/** An official kommun code, four digits. */
export const kommunCode: FieldKind = openText('kommunCode', isKommunCode, {
  type: 'string',
  format: 'hvb-kommun',
  pattern: '^[0-9]{4}$',
  description: 'kommunkod / kommun code, fyra siffror / four digits',
});

/** The kommun where one of protected registration stays: sealed, and opened when a case is assessed. */
export const protectedKommun: FieldKind = {
  ...kommunCode,
  privacy: 'identity',
  cover: () => ERASED,
  readByAssess: true,
};

/** An official code of a region, two digits. */
export const regionCode: FieldKind = openText('regionCode', isRegionCode, {
  type: 'string',
  format: 'hvb-region',
  pattern: '^[0-9]{2}$',
  description: 'regionkod / region code, två siffror / two digits',
});

/** A party's id with an official code. */
export const partyId: FieldKind = openText('partyId', isOpenPartyId, {
  type: 'string',
  format: 'hvb-party',
  pattern: '^(kommun-[0-9]{4}|region-[0-9]{2})(\\.[a-z0-9][a-z0-9-]{0,39})?$',
  description: 'part / party, kommun-NNNN[.nämnd] | region-NN[.unit]',
});

/** A party's id, or the reference of a person: a uuid. */
export const partyOrRef: FieldKind = {
  ...openText('partyOrRef', isPartyOrRef, {
    type: 'string',
    format: 'hvb-party-or-ref',
    pattern:
      '^(kommun-[0-9]{4}(\\.[a-z0-9][a-z0-9-]{0,39})?|region-[0-9]{2}(\\.[a-z0-9][a-z0-9-]{0,39})?|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$',
    description: 'part / party, kommun-NNNN[.nämnd] | region-NN[.unit], eller / or uuid',
  }),
  settle: (value) => value.toLowerCase(),
};

/** A message id of the publisher's own. */
export const publisherId: FieldKind = openText('publisherId', isPublisherId, {
  type: 'string',
  format: 'hvb-publisher-id',
  pattern: '^[A-Za-z0-9._:-]{1,64}$',
  description: 'id, A–Z a–z 0–9 . _ : -, 1–64 tecken / characters, inget personnummer / no person number',
});

/** A formally valid personnummer. Sealed with the object that holds it. */
export const personnummer: FieldKind = {
  ...openText('personnummer', isPersonnummer, {
    type: 'string',
    format: 'hvb-personnummer',
    description: 'personnummer, ÅÅÅÅMMDDNNNN / YYYYMMDDNNNN',
  }),
  privacy: 'identity',
  cover: () => ERASED,
};

/** A formally valid samordningsnummer (day + 60). Sealed with the object that holds it. */
export const samordningsnummer: FieldKind = {
  ...openText('samordningsnummer', isSamordningsnummer, {
    type: 'string',
    format: 'hvb-samordningsnummer',
    description: 'samordningsnummer, ÅÅÅÅMMDDNNNN / YYYYMMDDNNNN, dag / day + 60',
  }),
  privacy: 'identity',
  cover: () => ERASED,
};

/** Free text of 1 to `charsMax` characters (code points), not blank. Always sealed. */
export function text(charsMax: number = TEXT_CHARS_MAX): FieldKind {
  const fits = (value: string): boolean => charactersIn(value) <= charsMax;
  return {
    privacy: 'sensitive',
    schema: () => ({
      type: 'string',
      minLength: 1,
      maxLength: charsMax,
      pattern: READABLE,
      description: `text, 1–${charsMax} tecken / characters`,
    }),
    rules: (each) => [
      IsString({ each }),
      Matches(new RegExp(READABLE, 'u'), { each }),
      checked('textLength', fits, each),
    ],
    cover: () => EMPTY,
  };
}

/** Free text that a rule reads: sealed as all text, and opened when a case is assessed. */
export function textOfRule(charsMax: number): FieldKind {
  return { ...text(charsMax), readByAssess: true };
}

/** One word or number of a closed list. */
export function oneOf(values: readonly (string | number)[]): FieldKind {
  return {
    privacy: 'open',
    schema: () => ({
      type: typeof values[0] === 'number' ? 'integer' : 'string',
      enum: values,
      description: `${typeof values[0] === 'number' ? INTEGER : 'ord / word'}: ${values.join(' | ')}`,
    }),
    rules: (each) => [IsIn([...values], { each })],
  };
}

/** The only word that may stand here. */
export const literal = (value: string): FieldKind => oneOf([value]);

/** A whole number within bounds. */
export function integer(min: number, max: number): FieldKind {
  return {
    privacy: 'open',
    schema: () => ({ type: 'integer', minimum: min, maximum: max, description: `${INTEGER}, ${min}–${max}` }),
    rules: (each) => [IsInt({ each }), Min(min, { each }), Max(max, { each })],
  };
}

/** Thousandths, 0 to 1000. */
export const permille: FieldKind = integer(0, 1000);
/** Öre, 0 or more. */
export const ore: FieldKind = integer(0, AMOUNT_ORE_MAX);

/** True or false. */
export const yesNo: FieldKind = {
  privacy: 'open',
  schema: () => ({ type: 'boolean', description: 'boolesk / boolean: true | false' }),
  rules: (each) => [IsBoolean({ each })],
};

/** True or false about who a person is. Always sealed. */
export const yesNoOfIdentity: FieldKind = { ...yesNo, privacy: 'identity', cover: () => ERASED };

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of another message class; `privacy` seals it whole. */
export function object(holds: () => MessageClass, privacy: Privacy = 'open'): FieldKind {
  return {
    privacy,
    schema: () => schemaOfClass(holds()),
    rules: (each) => [
      ValidateBy({ name: 'plainObject', validator: { validate: isPlainObject } }, { each }),
      ValidateNested({ each }),
      Type(holds),
    ],
    holds,
    ...(privacy === 'open' ? {} : { cover: () => ERASED }),
  };
}

export interface ListBounds {
  readonly min?: number;
  readonly max?: number;
  readonly unique?: true;
}

/** A list of one kind. Covered element by element, so that how many there are stays known. */
export function listOf(item: FieldKind, bounds: ListBounds = {}): FieldKind {
  const { min = 0, max = LIST_ITEMS_MAX, unique } = bounds;
  const { cover } = item;
  return {
    ...item,
    schema: () => ({
      type: 'array',
      items: item.schema(),
      minItems: min,
      maxItems: max,
      ...(unique ? { uniqueItems: true } : {}),
      description: `lista / list, ${min}–${max} element / items`,
    }),
    rules: () => [
      ...item.rules(true),
      IsArray(),
      ArrayMinSize(min),
      ArrayMaxSize(max),
      ...(unique ? [ArrayUnique()] : []),
    ],
    isList: true,
    ...(cover === undefined ? {} : { cover: (value: unknown) => (value as unknown[]).map(cover) }),
  };
}
