/** The stored form of an event: `{v, open, sealed}` as UTF-8 JSON, what is sealed being opened only with its key. */
import { type Sealables } from './cover.js';
import { type StreamKey } from './keys.port.js';
import { ContractBroken } from './problems.js';

export const STORED_VERSION = 1;

/** `a` is opened to assess, `s` only to show: each base64 of sealed JSON, by pointer from the root of `open`. */
export interface StoredBody<Open> {
  readonly v: typeof STORED_VERSION;
  readonly open: Open;
  readonly sealed?: { readonly a?: string; readonly s?: string };
}

type Part = 'a' | 's';

/** Writes a body; a part with nothing in it is left out. `context` binds what is sealed to its event. */
export function writeBody(
  open: object,
  parts: Readonly<Record<Part, Sealables>>,
  context: string,
  key: StreamKey,
): Uint8Array {
  const sealed: { a?: string; s?: string } = {};
  for (const part of ['a', 's'] as const) {
    if (Object.keys(parts[part]).length > 0) sealed[part] = sealPart(parts[part], `${context}/${part}`, key);
  }
  const body: StoredBody<object> = {
    v: STORED_VERSION,
    open,
    ...(Object.keys(sealed).length === 0 ? {} : { sealed }),
  };
  return Buffer.from(JSON.stringify(body), 'utf8');
}

/** Reads a body of any version ever written. Throws `ContractBroken` for one that this program does not know. */
export function readBody(bytes: Uint8Array): StoredBody<unknown> {
  const body = JSON.parse(asBuffer(bytes).toString('utf8')) as StoredBody<unknown> | { readonly v: unknown };
  if (body.v === STORED_VERSION) return body as StoredBody<unknown>;
  throw new ContractBroken(`stored version ${String(body.v)} is not known`);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sealPart(values: Sealables, context: string, key: StreamKey): string {
  return asBuffer(key.seal(Buffer.from(JSON.stringify(values), 'utf8'), context)).toString('base64');
}

/** Opens a sealed part. Throws `SealBroken` where it was altered or stood in another event. */
export function openPart(sealed: string, context: string, key: StreamKey): Sealables {
  return JSON.parse(asBuffer(key.open(Buffer.from(sealed, 'base64'), context)).toString('utf8')) as Sealables;
}
