/** Checkpoints by C2SP tlog-checkpoint: what the operator says, signed, of the whole log at one size; and what witnesses add to it. */
import { type KeyObject } from 'node:crypto';
import { HASH_BYTES } from './merkle.js';
import { type Head } from './check-proof.js';
import {
  hasSigned,
  NoteRefused,
  noteOf,
  publicBytesOf,
  readNote,
  signatureBy,
  signatureLine,
  signatureOf,
  type NoteKey,
} from './note.js';

/** A tree's head, and whose log it is: its origin, which is also the name of the key that signs. */
export interface Checkpoint extends Head {
  readonly origin: string;
}

const TIME_BYTES = 8;

/** Three lines: origin, size, root. Extension lines are not written: no monitor can audit them. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** What a note's text says as a checkpoint. Throws `NoteRefused` (`malformed`), also of one with extension lines. */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin = '', size = '', encoded = ''] = /^(.+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  const root = new Uint8Array(Buffer.from(encoded, 'base64'));
  const checkpoint = { origin, size: Number(size), root };
  if (root.length !== HASH_BYTES || !Number.isSafeInteger(checkpoint.size) || checkpointText(checkpoint) !== text)
    throw new NoteRefused('malformed');
  return checkpoint;
}

/** The log's own key, by the name of its origin. */
export const logKey = (origin: string, key: KeyObject): NoteKey => ({
  name: origin,
  type: 'note',
  publicKey: publicBytesOf(key),
});

/** A checkpoint as a note that the log's key has signed. `secret`: Ed25519. */
export function signCheckpoint(checkpoint: Checkpoint, secret: KeyObject): string {
  const text = checkpointText(checkpoint);
  return noteOf(text, [signatureLine(logKey(checkpoint.origin, secret), signatureOf(secret, text))]);
}

/**
 * The checkpoint of a note, believed because the log's key has signed it, and its text.
 * Throws `NoteRefused`: `unsigned` where that key has not, `forged` where its signature is not of this text.
 */
export function openCheckpoint(note: string, key: NoteKey): Checkpoint {
  const read = readNote(note);
  const signature = signatureBy(read, key);
  if (signature === undefined) throw new NoteRefused('unsigned');
  if (!hasSigned(key.publicKey, read.text, signature)) throw new NoteRefused('forged');
  const checkpoint = parseCheckpoint(read.text);
  if (checkpoint.origin !== key.name) throw new NoteRefused('unsigned');
  return checkpoint;
}

/** What a witness signs: that at this second this was the largest consistent head that it had seen of the log. */
const witnessed = (seconds: bigint, text: string): string => `cosignature/v1\ntime ${seconds}\n${text}`;

/** A witness's line for a note's text (C2SP tlog-cosignature, Ed25519). `seconds` since 1970. */
export function cosignatureLine(
  text: string,
  witness: { readonly name: string; readonly secret: KeyObject },
  seconds: number,
): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const key: NoteKey = { name: witness.name, type: 'cosignature', publicKey: publicBytesOf(witness.secret) };
  return signatureLine(key, Buffer.concat([time, signatureOf(witness.secret, witnessed(BigInt(seconds), text))]));
}

/**
 * The second at which a witness says that it saw a note; undefined where it has not signed it.
 * Throws `NoteRefused` (`forged`) where what stands for its signature is not of this text and time.
 */
export function witnessedAt(note: string, witness: NoteKey): number | undefined {
  const read = readNote(note);
  const signature = signatureBy(read, witness);
  if (signature === undefined) return undefined;
  if (signature.length <= TIME_BYTES) throw new NoteRefused('forged');
  const seconds = Buffer.from(signature).readBigUInt64BE();
  const isSigned = hasSigned(witness.publicKey, witnessed(seconds, read.text), signature.subarray(TIME_BYTES));
  if (!isSigned || seconds > BigInt(Number.MAX_SAFE_INTEGER)) throw new NoteRefused('forged');
  return Number(seconds);
}
