/** The port by which sealed fields are sealed and opened. Declared here, where it is needed; fulfilled by `libs/access`. */
import { type Uuid } from '#domain/facts';
import { type StreamName } from './streams.js';

/** One stream's key: AES-256-GCM for what is sealed, HMAC-SHA-256 for what is compared. Synchronous once fetched. */
export interface StreamKey {
  /** Seals `plain`; `context` is authenticated with it, so that a sealed part cannot be moved to another event. */
  seal(plain: Uint8Array, context: string): Uint8Array;
  /** Opens what `seal` made with the same context. Throws `SealBroken` if it was altered or belongs elsewhere. */
  open(sealed: Uint8Array, context: string): Uint8Array;
  /** 32 bytes. Two messages have the same content exactly if their hashes are equal; without the key it tells nothing. */
  mac(content: Uint8Array): Uint8Array;
}

/** A defect: a sealed part does not open under its stream's key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** A fault: the key store cannot be read or written now (disk full, file away). Nothing was made; try again later. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Keys by stream, filed under the person they concern, so that erasure can find and destroy them all. Fault: `KeysUnavailable`. */
export interface Keys {
  /** The stream's key, made and durable before this resolves if there was none. `erased` after erasure. */
  ensure(stream: StreamName, person: Uuid | null): Promise<StreamKey | 'erased'>;
  /** The stream's key, if it has one. */
  find(stream: StreamName): Promise<StreamKey | 'erased' | undefined>;
}
