/** The hot path of validation: JSON Schemas compiled by Ajv, one function per message type. */
import { isDay, isKommunCode, isPersonnummer, isRegionCode, isSamordningsnummer } from '#domain/facts';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type JsonSchema } from './field-kind.js';
import { MESSAGE_TYPES } from './message-types.js';
import { READABLE, isReadableText } from './readable-text.js';
import { isOpenPartyId, isPartyOrRef, isOpenUuid, isPublisherId } from './open-values.js';
import { pointerToken } from './pointer.js';
import { ContractBroken, knownFields, problem, type Problem, type ProblemCode } from './problems.js';
import { schemaOf } from './schemas.js';
import { isInstant } from './stockholm.js';

const ajv = new Ajv2020({ strict: true, allErrors: false, verbose: true, keywords: ['x-privacy', 'x-disclosure'] });
/** What the formats of the published schemas mean, in full: `date` must exist, codes must be official. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDay,
  'hvb-instant': isInstant,
  'hvb-uuid': isOpenUuid,
  'hvb-kommun': isKommunCode,
  'hvb-region': isRegionCode,
  'hvb-party': isOpenPartyId,
  'hvb-party-or-ref': isPartyOrRef,
  'hvb-publisher-id': isPublisherId,
  'hvb-personnummer': isPersonnummer,
  'hvb-samordningsnummer': isSamordningsnummer,
};
for (const [name, holds] of Object.entries(FORMATS)) ajv.addFormat(name, holds);

const compiled = new Map<string, ValidateFunction>();

function compiledFor(type: string): ValidateFunction {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const schema = schemaOf(type);
  if (schema === undefined) throw new ContractBroken(`no schema for ${type}`);
  const validate = ajv.compile(lean(schema) as JsonSchema);
  compiled.set(type, validate);
  return validate;
}

/**
 * The published schema with one check in place of several that say the same: patterns that our formats imply are there
 * for others' validators, and the form and length of free text are one format.
 */
function lean(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lean);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { pattern, minLength, maxLength, ...kept } = schema as JsonSchema;
  const own = Object.fromEntries(Object.entries(kept).map(([keyword, value]) => [keyword, lean(value)]));
  if (pattern === READABLE) return { ...own, format: textFormat(Number(maxLength)) };
  return typeof own['format'] === 'string' ? own : { ...own, ...defined({ pattern, minLength, maxLength }) };
}

function defined(keywords: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}

function textFormat(charsMax: number): string {
  const name = `hvb-text-${charsMax}`;
  ajv.addFormat(name, (text: string) => isReadableText(text, charsMax));
  return name;
}

/** Compiles every schema. To be called before a hub takes its first message; some hundred milliseconds. */
export function compileSchemas(): void {
  for (const { type } of MESSAGE_TYPES) compiledFor(type);
}

/** The first fault of a type's `data`, with a pointer from the event's root; undefined where there is none. */
export function findDataFault(type: string, data: unknown): Problem | undefined {
  const validate = compiledFor(type);
  if (validate(data)) return undefined;
  const error = validate.errors?.[0];
  if (error === undefined) throw new ContractBroken(`${type} refused without a reason`);
  return problemOf(error);
}

/** What holds a body to a form of its own: the first fault, with a pointer from the body's root, or undefined. */
export function faultFinder(form: JsonSchema): (body: unknown) => Problem | undefined {
  const validate = ajv.compile(lean(form) as JsonSchema);
  return (body) => {
    if (validate(body)) return undefined;
    const error = validate.errors?.[0];
    if (error === undefined) throw new ContractBroken('a body was refused without a reason');
    return problemOf(error, '');
  };
}

const CODE_OF_KEYWORD: Readonly<Record<string, ProblemCode>> = {
  additionalProperties: 'UnknownField',
  required: 'MissingField',
  type: 'WrongType',
};

function problemOf(error: ErrorObject, root = '/data'): Problem {
  const misspelt = misspeltIn(error);
  if (misspelt !== undefined) {
    const pointer = `${root}${error.instancePath}/${pointerToken(misspelt)}`;
    return problem('UnknownField', { pointer, expected: fieldsIn(error) });
  }
  const code = CODE_OF_KEYWORD[error.keyword] ?? 'InvalidValue';
  return problem(code, { pointer: `${root}${error.instancePath}${memberOf(error)}`, expected: expectedOf(error) });
}

/** A field that is unknown where another is missing is most likely that other one, misspelt: it is the one to point at. */
function misspeltIn({ keyword, parentSchema, data }: ErrorObject): string | undefined {
  if (keyword !== 'required') return undefined;
  const { properties = {} } = (parentSchema ?? {}) as { properties?: object };
  return Object.keys(data ?? {}).find((name) => !Object.hasOwn(properties, name));
}

function fieldsIn({ parentSchema }: ErrorObject): string {
  return knownFields(Object.keys(((parentSchema ?? {}) as { properties?: object }).properties ?? {}));
}

/** The member that is missing or unknown: Ajv points at its holder. */
function memberOf(error: ErrorObject): string {
  const { missingProperty, additionalProperty } = error.params as Partial<Record<string, string>>;
  const member = missingProperty ?? additionalProperty;
  return member === undefined ? '' : `/${pointerToken(member)}`;
}

function expectedOf(error: ErrorObject): string {
  const { keyword, parentSchema, params } = error;
  const { description, properties } = (parentSchema ?? {}) as { description?: string; properties?: object };
  if (keyword === 'additionalProperties') return fieldsIn(error);
  if (keyword === 'required') return descriptionOf(properties, String(params['missingProperty']));
  return description ?? keyword;
}

function descriptionOf(properties: object | undefined, name: string): string {
  const schema = (properties as Readonly<Record<string, { description?: string }>> | undefined)?.[name];
  return schema?.description ?? name;
}
