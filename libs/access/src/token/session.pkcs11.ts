/** A session at a token: which token, logged in, and the key by its label. */
import { isMainThread } from 'node:worker_threads';
import { codeOf, libraryAt, login, type Client, type Handle, type Library } from './client.pkcs11.js';
import { TokenUnusable } from './token-unusable.js';
import { type WhereToken } from './where-token.js';

/** An AES key of 256 bits. */
const KEY_BYTES = 32;
const TWO = 2;

export interface Session {
  readonly library: Library;
  readonly session: Handle;
}

/** Opened by this thread and not closed. What the main thread has is closed with the process. */
const opened = new Set<Session>();
if (!isMainThread) process.once('exit', closeAll);

/** Opens one and logs in. Throws `TokenUnusable`. */
export function openSession(client: Client, where: WhereToken, mode: 'read' | 'write'): Session {
  const library = libraryAt(client, where.module);
  const slot = slotOf(library, where);
  const { CKF_SERIAL_SESSION, CKF_RW_SESSION } = client;
  const flags = mode === 'read' ? CKF_SERIAL_SESSION : CKF_SERIAL_SESSION | CKF_RW_SESSION;
  const one: Session = { library, session: asked(() => library.C_OpenSession(slot, flags)) };
  opened.add(one);
  try {
    login(client, library, { session: one.session, pinFile: where.pinFile });
    return one;
  } catch (error) {
    closeSession(one);
    throw error;
  }
}

/** Also of a token that is gone, and of a library that has begun anew: then there is nothing to close. */
export function closeSession(one: Session): void {
  if (!opened.delete(one)) return;
  try {
    one.library.C_CloseSession(one.session);
  } catch {
    // It is closed already.
  }
}

/** Sessions that are none any more: nothing is asked of the library. */
export const forgetSession = (one: Session): void => void opened.delete(one);

function closeAll(): void {
  for (const one of opened) closeSession(one);
}

/** What it throws, but for what is ours already, is that the token does not answer. */
export function asked<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof TokenUnusable) throw error;
    throw new TokenUnusable('notAnswering', codeOf(error), { cause: error });
  }
}

function slotOf(library: Library, { label, serial }: WhereToken): Handle {
  const slots = asked(() => library.C_GetSlotList(true)).filter((slot) => {
    const info = infoOf(library, slot);
    if (info === undefined) return false;
    const [isLabelled, isNumbered] = [info.label.trim() === label, info.serialNumber.trim() === serial];
    return (label === undefined || isLabelled) && (serial === undefined || isNumbered);
  });
  const looked = [label, serial].filter((one) => one !== undefined).join(', ');
  if (slots.length > 1) throw new TokenUnusable('manyTokens', looked);
  if (slots[0] === undefined) throw new TokenUnusable('noToken', looked);
  return slots[0];
}

/** One slot that does not answer is no token of ours. */
function infoOf(library: Library, slot: Handle): ReturnType<Library['C_GetTokenInfo']> | undefined {
  try {
    return library.C_GetTokenInfo(slot);
  } catch {
    return undefined;
  }
}

/** The secret keys of AES by that label: two at most. Throws `TokenUnusable`. */
export function keysLabelled(client: Client, { library, session }: Session, label: string): readonly Handle[] {
  return asked(() => {
    library.C_FindObjectsInit(session, [
      { type: client.CKA_CLASS, value: client.CKO_SECRET_KEY },
      { type: client.CKA_KEY_TYPE, value: client.CKK_AES },
      { type: client.CKA_LABEL, value: label },
    ]);
    const found = library.C_FindObjects(session, TWO);
    library.C_FindObjectsFinal(session);
    return found;
  });
}

/** The one key of that label, of 256 bits and never to leave the token. Throws `TokenUnusable`. */
export function keyLabelled(client: Client, one: Session, label: string): Handle {
  const [key, another] = keysLabelled(client, one, label);
  if (key === undefined) throw new TokenUnusable('noKey', label);
  if (another !== undefined) throw new TokenUnusable('manyKeys', label);
  const { library, session } = one;
  const types = [client.CKA_SENSITIVE, client.CKA_EXTRACTABLE, client.CKA_VALUE_LEN].map((type) => ({ type }));
  const values = asked(() => library.C_GetAttributeValue(session, key, types)).map(({ value }) => value[0]);
  const [isSensitive, isExtractable, bytes] = values;
  if (isSensitive !== 1 || isExtractable !== 0 || bytes !== KEY_BYTES) throw new TokenUnusable('keyNotSafe', label);
  return key;
}

/** Makes a key that wraps and never leaves the token. Throws `TokenUnusable`, also where there is one of that label. */
export function makeKey(client: Client, one: Session, label: string): void {
  if (keysLabelled(client, one, label).length > 0) throw new TokenUnusable('keyExists', label);
  asked(() =>
    one.library.C_GenerateKey(one.session, { mechanism: client.CKM_AES_KEY_GEN }, [
      { type: client.CKA_CLASS, value: client.CKO_SECRET_KEY },
      { type: client.CKA_KEY_TYPE, value: client.CKK_AES },
      { type: client.CKA_VALUE_LEN, value: KEY_BYTES },
      { type: client.CKA_LABEL, value: label },
      { type: client.CKA_TOKEN, value: true },
      { type: client.CKA_PRIVATE, value: true },
      { type: client.CKA_SENSITIVE, value: true },
      { type: client.CKA_EXTRACTABLE, value: false },
      { type: client.CKA_ENCRYPT, value: true },
      { type: client.CKA_DECRYPT, value: true },
    ]),
  );
}
