/** The client of PKCS#11, loaded only where a token is configured: it is compiled where it is installed, and may be missing. */
import { readFileSync, statSync } from 'node:fs';
import { TokenUnusable } from './token-unusable.js';

/** A handle: as the client has it, bytes. */
export type Handle = Buffer;

interface Attribute {
  readonly type: number;
  readonly value?: number | boolean | string;
}

interface Mechanism {
  readonly mechanism: number;
  readonly parameter?: {
    readonly type: number;
    readonly iv: Uint8Array;
    readonly ivBits: number;
    readonly aad: Uint8Array;
    readonly tagBits: number;
  };
}

/** What is used of a library of PKCS#11; each throws with the token's own code as its message. */
export interface Library {
  load(path: string): void;
  C_Initialize(options: { readonly flags: number }): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): readonly Handle[];
  C_GetTokenInfo(slot: Handle): { readonly label: string; readonly serialNumber: string };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_Login(session: Handle, user: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: readonly Attribute[]): void;
  C_FindObjects(session: Handle, most: number): readonly Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(
    session: Handle,
    object: Handle,
    template: readonly Attribute[],
  ): readonly { readonly value: Buffer }[];
  C_GenerateKey(session: Handle, mechanism: Mechanism, template: readonly Attribute[]): Handle;
  C_EncryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Encrypt(session: Handle, plain: Buffer, into: Buffer): Buffer;
  C_DecryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Decrypt(session: Handle, sealed: Buffer, into: Buffer): Buffer;
}

/** The standard's numbers, by its names. */
type Constant =
  | `CKA_${'CLASS' | 'TOKEN' | 'PRIVATE' | 'LABEL' | 'KEY_TYPE' | 'VALUE_LEN' | 'SENSITIVE' | 'EXTRACTABLE' | 'ENCRYPT' | 'DECRYPT'}`
  | `CKF_${'SERIAL_SESSION' | 'RW_SESSION' | 'OS_LOCKING_OK'}`
  | `CKM_AES_${'KEY_GEN' | 'GCM'}`
  | 'CKO_SECRET_KEY'
  | 'CKK_AES'
  | 'CKU_USER'
  | 'CK_PARAMS_AES_GCM';

export type Client = Readonly<Record<Constant, number>> & { readonly PKCS11: new () => Library };

/** By a name that is no literal: where it could not be compiled there is not even a type of it. */
const PACKAGE: string = 'pkcs11js';

/** That of the package. Throws `TokenUnusable` where it is not installed. */
export async function loadClient(name = PACKAGE): Promise<Client> {
  try {
    const { default: client } = (await import(name)) as { readonly default: Client };
    return client;
  } catch (error) {
    throw new TokenUnusable('noClient', `${name} is not installed here`, { cause: error });
  }
}

const libraries = new Map<string, Library>();

/** The token's own library as this thread has it, loaded and begun once. Throws `TokenUnusable` where it cannot be loaded. */
export function libraryAt(client: Client, path: string): Library {
  const known = libraries.get(path);
  if (known !== undefined) return known;
  const library = new client.PKCS11();
  try {
    library.load(path);
  } catch (error) {
    throw new TokenUnusable('noLibrary', `${path}: ${codeOf(error)}`, { cause: error });
  }
  begin(client, library);
  libraries.set(path, library);
  return library;
}

/** Begins it, or finds that another thread has. Throws `TokenUnusable`. */
export function begin(client: Client, library: Library): void {
  try {
    library.C_Initialize({ flags: client.CKF_OS_LOCKING_OK });
  } catch (error) {
    if (codeOf(error) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED')
      throw new TokenUnusable('notAnswering', codeOf(error), { cause: error });
  }
}

/** `CKR_DEVICE_REMOVED`, say. */
export const codeOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

/** PINs that a token has refused, each by the writing of its file: it is locked after a few, so none is tried twice. */
const refusedPins = new Set<string>();

/** Logs the session in with the PIN in the file. Throws `TokenUnusable`. */
export function login(client: Client, library: Library, { session, pinFile }: Login): void {
  const [pin, writing] = readPin(pinFile);
  if (refusedPins.has(writing)) throw new TokenUnusable('pinRefused', `${pinFile}: it has been refused`);
  try {
    library.C_Login(session, client.CKU_USER, pin);
  } catch (error) {
    const code = codeOf(error);
    // Of all sessions of a process, in whichever thread, one logs in for all.
    if (code === 'CKR_USER_ALREADY_LOGGED_IN') return;
    if (code.startsWith('CKR_PIN_')) refusedPins.add(writing);
    throw new TokenUnusable(reasonOf(code), `${pinFile}: ${code}`, { cause: error });
  }
}

export interface Login {
  readonly session: Handle;
  readonly pinFile: string;
}

const reasonOf = (code: string): 'pinLocked' | 'pinRefused' | 'notAnswering' => {
  if (code === 'CKR_PIN_LOCKED') return 'pinLocked';
  return code.startsWith('CKR_PIN_') ? 'pinRefused' : 'notAnswering';
};

function readPin(file: string): readonly [pin: string, writing: string] {
  try {
    const { ino, mtimeNs } = statSync(file, { bigint: true });
    const [pin = ''] = readFileSync(file, 'utf8').split(/\r?\n/);
    return [pin, `${file} ${ino} ${mtimeNs}`];
  } catch (error) {
    throw new TokenUnusable('noPinFile', `${file}: it cannot be read`, { cause: error });
  }
}
