/** The API description of an app, and its answers held to it: every body, its status, its media type and its headers. */
import { type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

interface Media {
  readonly schema: Json;
}
interface DescribedAnswer {
  readonly content?: Readonly<Record<string, Media>>;
  readonly headers?: Readonly<Record<string, Media>>;
}
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
  readonly security?: readonly Json[];
}
export interface ApiDescription {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Json; readonly securitySchemes: Json };
  readonly security: readonly Json[];
}

/** An answer as it came. */
export interface Answered {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  readonly text: string;
}

/**
 * A schema of an answer, closed: the hub may come to answer more than it says today, but answers no more than it says. What
 * stands in an `allOf` cannot be closed by itself.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { allOf, ...rest } = schema as Json;
  const made = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, closed(inner)]));
  const isOpen = 'properties' in made && !('additionalProperties' in made);
  return { ...made, ...(allOf === undefined ? {} : { allOf }), ...(isOpen ? { additionalProperties: false } : {}) };
}

interface Door {
  readonly path: RegExp;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** Holds answers of one description. Gives what is wrong, or null; null also where the address is none of its doors. */
export function heldTo(description: ApiDescription): (answered: Answered) => string | null {
  const validator = validators(description);
  const doors: readonly Door[] = Object.entries(description.paths).map(([path, operations]) => ({
    path: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    operations,
  }));
  return (answered) => {
    const { method, path, status } = answered;
    const [address = ''] = path.split('?', 1);
    const operation = doors.find((door) => door.path.test(address))?.operations[method.toLowerCase()];
    if (operation === undefined) return null;
    const answer = operation.responses[String(status)];
    const wrong =
      answer === undefined
        ? 'no such status'
        : (wrongHeader(answer, answered) ?? wrongBody(answer, answered, validator));
    return wrong === null ? null : `${method} ${address} → ${status}: ${wrong}`;
  };
}

/** The header that every view has. */
const POSITION = 'hvb-as-of-position';

function wrongHeader({ headers: described = {} }: DescribedAnswer, { headers }: Answered): string | null {
  if (POSITION in described && headers.get(POSITION) === null) return `no ${POSITION}`;
  const later = headers.get('retry-after');
  return later === null || ('retry-after' in described && /^\d+$/.test(later)) ? null : `retry-after: ${later}`;
}

type ValidatorOf = (media: Media) => ValidateFunction;

function wrongBody(
  { content = {} }: DescribedAnswer,
  { headers, text }: Answered,
  validator: ValidatorOf,
): string | null {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  const media = content[type];
  if (media === undefined) return `${type} is not described`;
  const validate = validator(media);
  const isHeld = validate(type.endsWith('json') ? JSON.parse(text) : text);
  return isHeld ? null : `${sentences(validate.errors ?? [])}\n${text.slice(0, TEXT_SHOWN)}`;
}

const TEXT_SHOWN = 2_000;

function validators({ components }: ApiDescription): ValidatorOf {
  const ajv = new Ajv2020({ strict: false, logger: false });
  // Formats of our own are said by a pattern beside them.
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api:', components: { schemas: closed(components.schemas) } });
  const compiled = new Map<Media, ValidateFunction>();
  return (media) => {
    const validate = compiled.get(media) ?? ajv.compile(referring(media.schema) as object);
    compiled.set(media, validate);
    return validate;
  };
}

const sentences = (errors: readonly ErrorObject[]): string =>
  errors
    .map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`)
    .join('; ');

/** References of the description, as they are in the one schema that holds its components. */
function referring(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api:#/components/'));
}
