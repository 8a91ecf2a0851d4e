/** Bodies reach controllers as raw bytes; this reads the few that are plain JSON objects. */
import { type FastifyRequest } from 'fastify';
import { isUtf8, parseJson, pointerToken } from '#contracts';
import { ProblemError, refusal } from './refusal.js';

const JSON_TYPE = 'application/json';

/** With what a door refuses a body that is no JSON object of the fields that it takes: `@Refuses(...NOT_THE_BODY)`. */
export const NOT_THE_BODY = [
  ...(['MalformedJson', 'InvalidUtf8', 'DuplicateKey', 'ForbiddenKey', 'NumberOutOfRange'] as const),
  ...(['TooDeep', 'TooManyValues', 'UnknownField', 'MissingField', 'WrongType', 'InvalidValue'] as const),
] as const;

/** The body as a JSON value. Throws the problem that it has. */
export function jsonValue(request: FastifyRequest): unknown {
  requireJson(request.headers['content-type']);
  const parsed = parseJson(request.body instanceof Uint8Array ? request.body : new Uint8Array(0));
  if (!parsed.ok) throw new ProblemError(parsed.problem);
  return parsed.value;
}

/** The body as an object with no other fields than `fields`. Throws the problem that it has. */
export function jsonObject(request: FastifyRequest, fields: readonly string[]): Readonly<Record<string, unknown>> {
  const value = jsonValue(request);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal('WrongType', { pointer: '', expected: 'objekt / object' });
  }
  const unknown = Object.keys(value).find((key) => !fields.includes(key));
  if (unknown !== undefined) throw refusal('UnknownField', { pointer: `/${pointerToken(unknown)}` });
  return value as Readonly<Record<string, unknown>>;
}

function requireJson(contentType = ''): void {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (type.trim() !== JSON_TYPE) throw refusal('UnsupportedMediaType', { expected: JSON_TYPE });
  if (!isUtf8(parameters)) throw refusal('EncodingNotSupported', { expected: 'charset=utf-8' });
}
