/** Signed notes by C2SP signed-note: text, an empty line, and a line for each key that has signed it. */
import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/** Bytes of a note at most, and its signatures: what is longer is not looked at. */
export const NOTE_BYTES_MAX = 64 * 1024;
export const NOTE_SIGNATURES_MAX = 32;
const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** What a key signs with: a log its notes, a witness what it has seen and when (C2SP tlog-cosignature). */
export const SIGNATURE_TYPES = { note: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;
const TYPES = Object.keys(SIGNATURE_TYPES) as SignatureType[];

/** A key that a reader trusts: its name, and 32 bytes of Ed25519. */
export interface NoteKey {
  readonly name: string;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

/** A line of a note: which key it says has signed, and the bytes it gives for it, after the key's id. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface Note {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** It is no signed note, or not one that a key of ours has signed. */
export class NoteRefused extends Error {
  override readonly name = 'NoteRefused';
  constructor(readonly reason: 'malformed' | 'tooLarge' | 'unsigned' | 'forged') {
    super(`a note is refused: ${reason}`);
  }
}

const isKeyName = (name: string): boolean => /^[^\s+\p{Z}]+$/u.test(name);
/** Ends with a newline; no other control characters, nor half a character, which UTF-8 cannot hold. */
const isNoteText = (text: string): boolean => /^[^\u0000-\u0009\u000b-\u001f\p{Surrogate}]*\n$/u.test(text);

/** The first four bytes of SHA-256 over name, newline, type and public key. */
export const keyIdOf = ({ name, type, publicKey }: NoteKey): Uint8Array =>
  hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(SIGNATURE_TYPES[type]), publicKey]),
    'buffer',
  ).subarray(0, KEY_ID_BYTES);

/** A key as it is handed to others: `<name>+<key id in hex>+<base64 of type and key>`. */
export const keyText = (key: NoteKey): string =>
  [
    key.name,
    Buffer.from(keyIdOf(key)).toString('hex'),
    Buffer.concat([Uint8Array.of(SIGNATURE_TYPES[key.type]), key.publicKey]).toString('base64'),
  ].join('+');

const KEY = /^([^+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]{44})$/;

/** The key in such a text; undefined where it is none, or its id is another's. */
export function parseKeyText(text: string): NoteKey | undefined {
  const [, name = '', encoded = ''] = KEY.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const type = TYPES.find((each) => SIGNATURE_TYPES[each] === bytes[0]);
  if (type === undefined || !isKeyName(name)) return undefined;
  const key = { name, type, publicKey: new Uint8Array(bytes.subarray(1)) };
  return key.publicKey.length === PUBLIC_KEY_BYTES && keyText(key) === text ? key : undefined;
}

/** The 32 bytes of an Ed25519 key's public half. */
export const publicBytesOf = (key: KeyObject): Uint8Array =>
  new Uint8Array(
    (key.type === 'private' ? createPublicKey(key) : key)
      .export({ format: 'der', type: 'spki' })
      .subarray(SPKI_HEAD.length),
  );

const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_HEAD, bytes]), format: 'der', type: 'spki' });

/** Whether these 64 bytes are an Ed25519 signature of the message by that key. */
export function hasSigned(publicKey: Uint8Array, message: string, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  return verify(null, Buffer.from(message), publicKeyOf(publicKey), signature);
}

/** 64 bytes of Ed25519 over the message. */
export const signatureOf = (secret: KeyObject, message: string): Uint8Array => sign(null, Buffer.from(message), secret);

/** A signature's line as it stands in a note. */
export const signatureLine = (key: NoteKey, bytes: Uint8Array): string =>
  `— ${key.name} ${Buffer.concat([keyIdOf(key), bytes]).toString('base64')}\n`;

/** The note's text with its lines of signatures. A `RangeError` is a defect: text that no note may have. */
export function noteOf(text: string, lines: readonly string[]): string {
  if (!isNoteText(text)) throw new RangeError('a note is text without control characters that ends with a newline');
  return `${text}\n${lines.join('')}`;
}

const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u;

/** The parts of a note, none of them believed yet. Throws `NoteRefused`: `malformed`, `tooLarge`. */
export function readNote(note: string): Note {
  if (Buffer.byteLength(note) > NOTE_BYTES_MAX) throw new NoteRefused('tooLarge');
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2);
  if (end < 0 || !isNoteText(text) || !isNoteText(lines)) throw new NoteRefused('malformed');
  const each = lines.slice(0, -1).split('\n');
  if (each.length > NOTE_SIGNATURES_MAX) throw new NoteRefused('tooLarge');
  return { text, signatures: each.map(readLine) };
}

function readLine(line: string): NoteSignature {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (!isKeyName(name) || bytes.length <= KEY_ID_BYTES || bytes.toString('base64') !== encoded)
    throw new NoteRefused('malformed');
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) };
}

/** What a note's line gives for a key: undefined where the key has not signed. */
export const signatureBy = ({ signatures }: Note, key: NoteKey): Uint8Array | undefined => {
  const id = Buffer.from(keyIdOf(key));
  return signatures.find(({ name, keyId }) => name === key.name && id.equals(keyId))?.bytes;
};
