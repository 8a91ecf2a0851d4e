/** CloudEvents binary mode: an event put together from its headers and its body. */
import { type ParsedJson, parseJson } from './parse-json.js';
import { pointerToken } from './pointer.js';
import { problem } from './problems.js';

const PREFIX = 'ce-';
/** CloudEvents' HTTP binding: printable ASCII, all else percent-encoded UTF-8. */
const PRINTABLE = /^[\u0020-\u007e]*$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;

/**
 * The event of a request in binary mode: `ce-` headers as attributes, `content-type` as `datacontenttype`, the body as
 * `data`. What the attributes may be is judged by `readMessage`. Refuses what `parseJson` refuses, and `InvalidEnvelope`
 * for a header that cannot be decoded or comes twice.
 */
export function fromBinaryHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Uint8Array,
): ParsedJson {
  const attributes: [string, unknown][] = [];
  for (const [header, value] of Object.entries(headers)) {
    const name = header.toLowerCase();
    if (value === undefined || !name.startsWith(PREFIX)) continue;
    const attribute = name.slice(PREFIX.length);
    const decoded = decodeHeader(value);
    if (decoded === undefined || attribute === 'data') return refused(attribute);
    attributes.push([attribute, decoded]);
  }
  const data = parseJson(body);
  if (!data.ok) return data;
  const contentType = headers['content-type'];
  if (contentType !== undefined) attributes.push(['datacontenttype', contentType]);
  return { ok: true, value: Object.fromEntries([...attributes, ['data', data.value]]) };
}

function refused(attribute: string): ParsedJson {
  return {
    ok: false,
    problem: problem('InvalidEnvelope', { pointer: `/${pointerToken(attribute)}`, expected: 'ce-*' }),
  };
}

/** The text of a header's value; undefined where it comes twice or is not encoded as the binding says. */
function decodeHeader(value: string | string[]): string | undefined {
  if (typeof value !== 'string' || !PRINTABLE.test(value)) return undefined;
  const quoted = QUOTED.exec(value)?.[1];
  try {
    return decodeURIComponent(quoted === undefined ? value : quoted.replace(/\\(.)/g, '$1'));
  } catch {
    return undefined;
  }
}
