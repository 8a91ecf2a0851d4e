/** The port by which sealed fields are sealed and opened. Declared here, where it is needed; fulfilled by `libs/access`. */
import { type Controller, type Uuid } from '#domain/facts';
import { type StreamName } from './streams.js';

/** One data key: AES-256-GCM for what is sealed, HMAC-SHA-256 for what is compared. Synchronous once fetched. */
export interface StreamKey {
  /** Seals `plain`; `context` is authenticated with it, so that a sealed part cannot be moved to another event. */
  seal(plain: Uint8Array, context: string): Uint8Array;
  /** Opens what `seal` made with the same context. Throws `SealBroken` if it was altered or belongs elsewhere. */
  open(sealed: Uint8Array, context: string): Uint8Array;
  /** 32 bytes. Two messages have the same content exactly if their hashes are equal; without the key it tells nothing. */
  mac(content: Uint8Array): Uint8Array;
  /**
   * The 32 bytes of the key that `mac` goes by: derived, so that it opens nothing. Handed only to who is shown all that was said
   * under it: with it whoever can guess what a message said can try the guess (decision A13).
   */
  compareKey(): Uint8Array;
}

/** Where no controller is named: the one key that all of a stream was sealed under before each controller had its own. */
export const WHOLE_STREAM = '';

/** Whose events of a stream a key seals. */
export type KeyOwner = Controller | typeof WHOLE_STREAM;

/** A stream's keys by whose they are; `erased` for one that was destroyed. */
export type StreamKeys = ReadonlyMap<KeyOwner, StreamKey | 'erased'>;

/** A defect: a sealed part does not open under its key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * A defect: an event is sealed under a key that its stream does not have. Not erasure, which leaves its mark; most likely
 * a restore that forgot the keys.
 */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

/** A fault: the key store cannot be read or written now (disk full, file away). Nothing was made; try again later. */
export class KeysUnavailable extends Error {
  override readonly name: string = 'KeysUnavailable';
}

/**
 * Keys by stream and controller. All of a stream are filed under one person, whom the stream is about, so that the
 * erasure of one controller's data about a person finds and destroys them all. Fault: `KeysUnavailable`.
 */
export interface Keys {
  /** All keys of the stream; an empty map where nothing has been said on it. */
  of(stream: StreamName): Promise<StreamKeys>;
  /**
   * The owner's key, made and durable before this resolves if there was none; `erased` after erasure. `person`: whom the
   * stream is about, null while that is not known; the first that is told stays.
   */
  ensure(stream: StreamName, owner: KeyOwner, person: Uuid | null): Promise<StreamKey | 'erased'>;
}
