/** Which media type carries events in which CloudEvents mode over HTTP. */
import { problem, type Problem } from './problems.js';

export type WireMode = 'structured' | 'batch' | 'binary';

export const MEDIA_TYPES = {
  structured: 'application/cloudevents+json',
  batch: 'application/cloudevents-batch+json',
  binary: 'application/json',
} as const satisfies Record<WireMode, string>;

export type ReadMode =
  { readonly ok: true; readonly mode: WireMode } | { readonly ok: false; readonly problem: Problem };

const MODE_BY_TYPE: ReadonlyMap<string, WireMode> = new Map(
  (Object.keys(MEDIA_TYPES) as WireMode[]).map((mode) => [MEDIA_TYPES[mode], mode]),
);

const EXPECTED_TYPES = `${MEDIA_TYPES.structured}, ${MEDIA_TYPES.batch}, or ${MEDIA_TYPES.binary} with ce- headers`;

/**
 * The mode of a request. `binary` is told from any other JSON by a `ce-` header. Refuses with `UnsupportedMediaType`, also
 * where the type is told twice, or `EncodingNotSupported` where the body is compressed or in another character set than UTF-8.
 */
export function readMode(headers: Readonly<Record<string, string | string[] | undefined>>): ReadMode {
  if (!isPlain(first(headers['content-encoding']))) return refused('EncodingNotSupported', 'identity');
  const [type = '', ...parameters] = onlyOne(headers['content-type']).toLowerCase().split(';');
  const mode = MODE_BY_TYPE.get(type.trim());
  if (mode === undefined || (mode === 'binary' && !hasEventHeader(headers))) {
    return refused('UnsupportedMediaType', EXPECTED_TYPES);
  }
  return isUtf8(parameters) ? { ok: true, mode } : refused('EncodingNotSupported', 'charset=utf-8');
}

function isPlain(encoding: string): boolean {
  return encoding === '' || encoding.trim().toLowerCase() === 'identity';
}

/** How UTF-8 is called. */
const UTF8: ReadonlySet<string> = new Set(['utf-8', '"utf-8"', 'utf8', '"utf8"']);

/** True where the parameters of a media type, in small letters, name no character set but UTF-8, however they are spaced. */
export function isUtf8(parameters: readonly string[]): boolean {
  return parameters
    .map((parameter) => parameter.split('=').map((part) => part.trim()))
    .filter(([name]) => name === 'charset')
    .every(([, value = '', ...more]) => more.length === 0 && UTF8.has(value));
}

function refused(code: 'UnsupportedMediaType' | 'EncodingNotSupported', expected: string): ReadMode {
  return { ok: false, problem: problem(code, { expected }) };
}

function hasEventHeader(headers: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(headers).some((name) => name.startsWith('ce-'));
}

/** Of what came twice it cannot be known which was meant: it is as if it were not there. */
const onlyOne = (value: string | string[] | undefined): string =>
  Array.isArray(value) && value.length > 1 ? '' : first(value);

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
