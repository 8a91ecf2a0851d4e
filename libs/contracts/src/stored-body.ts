/**
 * The bytes of a stored event, version 2: `{v, is, open, sealed: {a, s?}}` as JSON. `a` is opened to assess, `s` only to
 * show; each opens only in its own stream and event, and beside the open part that it was written with.
 */
import { type KeyOwner, type StreamKey, type StreamKeys, KeyMissing } from './keys.port.js';
import { ContractBroken } from './problems.js';
import { type StoredEvent } from './stored-form.js';

/** The version that is written. */
export const STORED_VERSION = 2;

export type Is = 'fact' | 'saying';

/** A body taken apart and not yet opened: `open` is the text of the open part as it was written. */
export interface SealedBody {
  readonly is: Is;
  readonly open: string;
  readonly a?: string;
  readonly s?: string;
}

/** Where a body stands: what is sealed in it opens nowhere else. */
export type BodyPlace = Pick<StoredEvent, 'stream' | 'type' | 'eventId'>;

export interface BodyToSeal {
  readonly is: Is;
  readonly open: object;
  /** Absent in an erasure, which seals nothing. */
  readonly a?: object;
  readonly s?: object | undefined;
}

const BEGINNINGS: Readonly<Record<Is, string>> = {
  fact: `{"v":${STORED_VERSION},"is":"fact","open":`,
  saying: `{"v":${STORED_VERSION},"is":"saying","open":`,
};
// No text within the open part can hold it: there a quote is written with a backslash before it.
const SEALED_A = ',"sealed":{"a":"';
const SEALED_S = '","s":"';
const END_SEALED = '"}}';
const VERSION_AT = '{"v":'.length;
const VERSION_BYTE = String(STORED_VERSION).charCodeAt(0);

/** Writes a body. `key` seals what is to be sealed. */
export function writeBody({ is, open, a, s }: BodyToSeal, place: BodyPlace, key: StreamKey | null): Uint8Array {
  const openText = JSON.stringify(open);
  if (key === null || a === undefined) return Buffer.from(`${BEGINNINGS[is]}${openText}}`);
  const sealed = (part: 'a' | 's', values: object): string =>
    asBuffer(key.seal(Buffer.from(JSON.stringify(values)), contextOf(place, part, openText))).toString('base64');
  const shown = s === undefined ? '' : `${SEALED_S}${sealed('s', s)}`;
  return Buffer.from(`${BEGINNINGS[is]}${openText}${SEALED_A}${sealed('a', a)}${shown}${END_SEALED}`);
}

/** True for a body of the version that is written; false for one of version 1. */
export function isWrittenVersion(body: Uint8Array): boolean {
  return body[VERSION_AT] === VERSION_BYTE;
}

/** Takes a body apart. It is read as it was written, not as any JSON: a part cut elsewhere would open under nothing. */
export function readBody(body: Uint8Array): SealedBody {
  const text = asBuffer(body).toString('utf8');
  const is: Is = text.startsWith(BEGINNINGS.fact) ? 'fact' : 'saying';
  const from = BEGINNINGS[is].length;
  if (is === 'saying' && !text.startsWith(BEGINNINGS.saying))
    throw new ContractBroken('a stored body is none of version 2');
  const sealedAt = text.indexOf(SEALED_A, from);
  if (sealedAt < 0) return { is, open: text.slice(from, -1) };
  const open = text.slice(from, sealedAt);
  const aFrom = sealedAt + SEALED_A.length;
  const aTo = text.indexOf('"', aFrom);
  const a = text.slice(aFrom, aTo);
  if (!text.startsWith(SEALED_S, aTo)) return { is, open, a };
  return { is, open, a, s: text.slice(aTo + SEALED_S.length, -END_SEALED.length) };
}

/** What a reader that trusts a form meets where it is another. */
const isOfTheForm = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError;

/** Reads of a body. Throws `ContractBroken` where it has another form than what is read. */
export function inItsForm<T>(type: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isOfTheForm(error)) throw error;
    throw new ContractBroken(`the body of ${type} has a form that was never written`, { cause: error });
  }
}

/** Opens a part. Throws `SealBroken` where it was altered, or stood in another event or beside another open part. */
export function openPart({ body, part, place, key }: PartToOpen): unknown {
  const sealed = body[part];
  if (sealed === undefined) throw new ContractBroken(`a stored body has no part ${part}`);
  return JSON.parse(
    asBuffer(key.open(Buffer.from(sealed, 'base64'), contextOf(place, part, body.open))).toString('utf8'),
  );
}

export interface PartToOpen {
  readonly body: SealedBody;
  readonly part: 'a' | 's';
  readonly place: BodyPlace;
  readonly key: StreamKey;
}

/** The owner's key among a stream's. Throws the defect `KeyMissing`. */
export function keyOf(keys: StreamKeys, owner: KeyOwner, stream: string): StreamKey | 'erased' {
  const key = keys.get(owner);
  if (key === undefined) throw new KeyMissing(`${stream} has no key of ${owner === '' ? 'the whole stream' : owner}`);
  return key;
}

/** What is committed to of a key in the first event under it: base64 of HMAC(key, "commit"). */
export function commitmentOf(key: StreamKey): string {
  return asBuffer(key.mac(COMMIT)).toString('base64');
}

const COMMIT = Buffer.from('commit');

// Of these only the open part could hold a line end, and it comes last.
function contextOf({ stream, type, eventId }: BodyPlace, part: 'a' | 's', open: string): string {
  return `${stream}\n${eventId}\n${type}\n${part}\n${open}`;
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
