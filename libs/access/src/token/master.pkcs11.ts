/** A master key in a token that speaks PKCS#11, an HSM: it wraps and unwraps there, by AES-256-GCM, and never leaves it. */
import { randomBytes } from 'node:crypto';
import { SealBroken } from '#contracts';
import { isSameId, MASTER_ID_BYTES, type Master } from '../masters.js';
import { begin, codeOf, libraryAt, loadClient, type Client, type Handle } from './client.pkcs11.js';
import { turnOfProcess, type LibraryTurn } from './library-turn.js';
import {
  asked,
  closeSession,
  forgetSession,
  keyLabelled,
  makeKey,
  openSession,
  type Session,
} from './session.pkcs11.js';
import { TokenUnusable } from './token-unusable.js';
import { type WhereToken } from './where-token.js';

const LAYOUT_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
const BITS = 8;
/** What a key makes of this tells it apart, and nothing of it. Its nonce is sealed with nothing else, but by a chance of 2^-96. */
const ID_CONTEXT = 'hvb-hub master key id v1';
const ID_NONCE = Buffer.alloc(NONCE_BYTES);
const ID_TEXT = Buffer.alloc(TAG_BYTES);
/** A token that did not answer is not asked again until then, milliseconds: each try may take its library seconds. */
const REOPEN_WAIT_MS = 1_000;
/** By these a token says that it is the text that is not what it made. Others say it in the words of any failure. */
const OF_THE_TEXT = ['CKR_ENCRYPTED_DATA_INVALID', 'CKR_ENCRYPTED_DATA_LEN_RANGE', 'CKR_AEAD_DECRYPT_FAILED'];

interface OpenKey extends Session {
  readonly key: Handle;
  readonly id: Buffer;
  readonly begun: number;
}

type Tried<T> = { readonly done: T } | { readonly failed: unknown };

/** The key of that label in the token. Throws `TokenUnusable`; from then on that is its fault, and it is opened again. */
export async function tokenMaster(
  where: WhereToken,
  label: string,
  now: () => number = () => performance.now(),
): Promise<Master> {
  return new TokenMaster({ client: await loadClient(), where, label, turn: turnOfProcess(), now });
}

/** Makes the key of that label in the token, never to leave it. Throws `TokenUnusable`, also where there is one. */
export async function makeTokenKey(where: WhereToken, label: string): Promise<void> {
  const client = await loadClient();
  const turn = turnOfProcess();
  const session = opening({ client, where, turn }, () => openSession(client, where, 'write'));
  turn.beside(() => {
    try {
      makeKey(client, session, label);
      keyLabelled(client, session, label);
    } finally {
      closeSession(session);
    }
  });
}

/** Opens; where the token is not there, once more when its library has begun anew: some see only then that it is back. */
function opening<T>({ client, where, turn }: Pick<TokenMasterOptions, 'client' | 'where' | 'turn'>, open: () => T): T {
  try {
    return turn.beside(open);
  } catch (error) {
    if (!(error instanceof TokenUnusable && error.mayPass)) throw error;
    const library = libraryAt(client, where.module);
    turn.alone(() => {
      asked(() => {
        library.C_Finalize();
      });
      begin(client, library);
    });
    return turn.beside(open);
  }
}

interface TokenMasterOptions {
  readonly client: Client;
  readonly where: WhereToken;
  readonly label: string;
  readonly turn: LibraryTurn;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

class TokenMaster implements Master {
  readonly id: Uint8Array;
  /** Of the key that was opened first, which none other may take the place of. */
  private readonly known: Uint8Array | undefined;
  private open_: OpenKey | undefined;
  private refused: { readonly why: unknown; readonly at: number } | undefined;

  constructor(private readonly options: TokenMasterOptions) {
    this.open_ = opening(this.options, () => this.openKey());
    this.id = this.known = this.open_.id;
  }

  seal(plain: Uint8Array, context: string): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const tried = this.ask((at) => encrypt(this.options.client, at, { nonce, text: plain, context }));
    if ('failed' in tried) throw new TokenUnusable('notAnswering', codeOf(tried.failed), { cause: tried.failed });
    const end = tried.done.length - TAG_BYTES;
    return Buffer.concat([Uint8Array.of(LAYOUT_VERSION), nonce, tried.done.subarray(end), tried.done.subarray(0, end)]);
  }

  open(sealed: Uint8Array, context: string): Uint8Array {
    if (sealed.length <= HEAD_BYTES || sealed[0] !== LAYOUT_VERSION)
      throw new SealBroken('a wrapped key has no known layout');
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const text = Buffer.concat([sealed.subarray(HEAD_BYTES), sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES)]);
    const tried = this.ask((at) => decrypt(this.options.client, at, { nonce, text, context }));
    if ('done' in tried) return tried.done;
    throw new SealBroken('a wrapped key does not open in the token', { cause: tried.failed });
  }

  /** Asks the token; once more in a new session where it failed. Failed is only what fails where the token is well. Throws `TokenUnusable`. */
  private ask<T>(call: (at: OpenKey) => T): Tried<T> {
    const first = this.once(call);
    if ('done' in first || OF_THE_TEXT.includes(codeOf(first.failed))) return first;
    this.reopen();
    const second = this.once(call);
    // What was begun and failed may be under way still.
    if ('failed' in second) this.close();
    return second;
  }

  private once<T>(call: (at: OpenKey) => T): Tried<T> {
    const { turn } = this.options;
    try {
      return turn.beside(() => {
        const at = this.open_;
        if (at?.begun !== turn.begun()) return { failed: new Error('no session') };
        return { done: call(at) };
      });
    } catch (failed) {
      return { failed };
    }
  }

  private reopen(): void {
    const { now } = this.options;
    if (this.refused !== undefined && now() - this.refused.at < REOPEN_WAIT_MS) throw this.refused.why;
    try {
      this.close();
      this.open_ = opening(this.options, () => this.openKey());
      this.refused = undefined;
    } catch (why) {
      this.refused = { why, at: now() };
      throw why;
    }
  }

  private close(): void {
    const { turn } = this.options;
    const at = this.open_;
    this.open_ = undefined;
    if (at === undefined) return;
    turn.beside(() => {
      (at.begun === turn.begun() ? closeSession : forgetSession)(at);
    });
  }

  private openKey(): OpenKey {
    const { client, where, label, turn } = this.options;
    const session = openSession(client, where, 'read');
    try {
      const found = { ...session, key: keyLabelled(client, session, label) };
      const id = asked(() => idOf(client, found));
      if (this.known !== undefined && !isSameId(id, this.known)) throw new TokenUnusable('otherKey', label);
      return Object.assign(session, { key: found.key, id, begun: turn.begun() });
    } catch (error) {
      closeSession(session);
      throw error;
    }
  }
}

interface Text {
  readonly nonce: Uint8Array;
  readonly text: Uint8Array;
  readonly context: string;
}

type Keyed = Pick<OpenKey, 'library' | 'session' | 'key'>;

/** Four bytes of the tag of a text that is always the same; found only where the token opens what it seals. */
function idOf(client: Client, at: Keyed): Buffer {
  const known = { nonce: ID_NONCE, context: ID_CONTEXT };
  const sealed = encrypt(client, at, { ...known, text: ID_TEXT });
  if (Buffer.compare(decrypt(client, at, { ...known, text: sealed }), ID_TEXT) !== 0)
    throw new TokenUnusable('notAnswering', 'what it opens is not what it sealed');
  return sealed.subarray(ID_TEXT.length, ID_TEXT.length + MASTER_ID_BYTES);
}

/** Ciphertext, then tag. */
function encrypt(client: Client, { library, session, key }: Keyed, text: Text): Buffer {
  library.C_EncryptInit(session, gcm(client, text), key);
  return library.C_Encrypt(session, Buffer.from(text.text), Buffer.alloc(text.text.length + TAG_BYTES));
}

function decrypt(client: Client, { library, session, key }: Keyed, text: Text): Buffer {
  library.C_DecryptInit(session, gcm(client, text), key);
  return library.C_Decrypt(session, Buffer.from(text.text), Buffer.alloc(text.text.length));
}

const gcm = (client: Client, { nonce, context }: Text) => ({
  mechanism: client.CKM_AES_GCM,
  parameter: {
    ...{ type: client.CK_PARAMS_AES_GCM, iv: Buffer.from(nonce), ivBits: NONCE_BYTES * BITS },
    ...{ aad: Buffer.from(context), tagBits: TAG_BYTES * BITS },
  },
});
