/** The hot path of validation: JSON Schemas compiled by Ajv, one function per message type. */
import { isKommunCode, isPersonnummer, isSamordningsnummer } from '#domain/facts';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { MESSAGE_TYPES } from './message-types.js';
import { isOpenPartyId, isOpenUuid, isPublisherId } from './open-values.js';
import { pointerToken } from './pointer.js';
import { ContractBroken, problem, type Problem, type ProblemCode } from './problems.js';
import { schemaOf } from './schemas.js';

const ajv = new Ajv2020({ strict: true, allErrors: false, verbose: true, keywords: ['x-privacy'] });
// Full mode: fast mode takes 2026-02-30.
addFormats.default(ajv, { mode: 'full', formats: ['date'] });
const OWN_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'hvb-uuid': isOpenUuid,
  'hvb-kommun': isKommunCode,
  'hvb-party': isOpenPartyId,
  'hvb-publisher-id': isPublisherId,
  'hvb-personnummer': isPersonnummer,
  'hvb-samordningsnummer': isSamordningsnummer,
};
for (const [name, holds] of Object.entries(OWN_FORMATS)) ajv.addFormat(name, holds);

const compiled = new Map<string, ValidateFunction>();

function compiledFor(type: string): ValidateFunction {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const schema = schemaOf(type);
  if (schema === undefined) throw new ContractBroken(`no schema for ${type}`);
  const validate = ajv.compile(schema);
  compiled.set(type, validate);
  return validate;
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

const CODE_OF_KEYWORD: Readonly<Record<string, ProblemCode>> = {
  additionalProperties: 'UnknownField',
  required: 'MissingField',
  type: 'WrongType',
};

function problemOf(error: ErrorObject): Problem {
  const code = CODE_OF_KEYWORD[error.keyword] ?? 'InvalidValue';
  return problem(code, { pointer: `/data${error.instancePath}${memberOf(error)}`, expected: expectedOf(error) });
}

/** The member that is missing or unknown: Ajv points at its holder. */
function memberOf(error: ErrorObject): string {
  const { missingProperty, additionalProperty } = error.params as Partial<Record<string, string>>;
  const member = missingProperty ?? additionalProperty;
  return member === undefined ? '' : `/${pointerToken(member)}`;
}

function expectedOf({ keyword, parentSchema, params }: ErrorObject): string {
  const { description, properties } = (parentSchema ?? {}) as { description?: string; properties?: object };
  if (keyword === 'additionalProperties') return Object.keys(properties ?? {}).join(', ');
  if (keyword === 'required') return descriptionOf(properties, String(params['missingProperty']));
  return description ?? keyword;
}

function descriptionOf(properties: object | undefined, name: string): string {
  const schema = (properties as Readonly<Record<string, { description?: string }>> | undefined)?.[name];
  return schema?.description ?? name;
}
