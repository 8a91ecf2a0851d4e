/** What a door says of itself in the API description. What all doors have in common is added where the description is made. */
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiParam, ApiQuery, ApiResponse, type ApiResponseSchemaHost } from '@nestjs/swagger';
import { type JsonSchema, type ProblemCode } from '#contracts';

/** Before a code, in a marking that the finished description does not show. */
export const REFUSES = 'x-refuses-';
/** The bodies of a request by media type, in a marking that the finished description does not show. */
export const BODIES = 'x-bodies';

type Schema = ApiResponseSchemaHost['schema'];

/** As Nest's types have it, which know OpenAPI 3.0 only. */
const asNest = (schema: JsonSchema): Schema => schema;

/** The door may refuse with these codes, beside those that every door may refuse with. */
export const Refuses = (...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator =>
  applyDecorators(...codes.map((code) => ApiExtension(`${REFUSES}${code}`, true)));

export interface Answer {
  /** What it means. */
  readonly says: string;
  readonly schema: JsonSchema;
  /** JSON where left out. */
  readonly mediaType?: string;
  /** The same in other media types, by type. */
  readonly alsoAs?: Readonly<Record<string, JsonSchema>>;
  /** Headers that stand there always, by name. */
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
}

/** The door answers so with a status. */
export const Answers = (status: number, answer: Answer): MethodDecorator => {
  const { says, schema, mediaType = 'application/json', alsoAs = {}, headers = {} } = answer;
  return ApiResponse({
    status,
    description: says,
    content: Object.fromEntries(
      Object.entries({ [mediaType]: schema, ...alsoAs }).map(([type, one]) => [type, { schema: asNest(one) }]),
    ),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, one]) => [name, { ...one, schema: asNest(one.schema) }]),
    ),
  });
};

export interface Body {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** The door takes one of these bodies, by media type. */
export const TakesBody = (bodies: Readonly<Record<string, Body>>): MethodDecorator => ApiExtension(BODIES, bodies);

export interface QueryWord {
  readonly says: string;
  readonly schema: JsonSchema;
  readonly required?: true;
}

/** The door's query may have these words, each once. */
export const TakesQuery = (words: Readonly<Record<string, QueryWord>>): MethodDecorator =>
  applyDecorators(
    ...Object.entries(words).map(([name, { says, schema, required = false }]) =>
      ApiQuery({ name, required, description: says, schema: asNest(schema) }),
    ),
  );

/** The door's path has this part. */
export const TakesPath = (name: string, says: string, schema: JsonSchema): MethodDecorator =>
  ApiParam({ name, description: says, schema: asNest(schema) });
