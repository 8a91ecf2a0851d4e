/** A token of SoftHSM for one spec, where its key would be in an HSM. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type WhereToken } from '#access';
import { makeSoftToken, softTokenLibrary, type SoftToken } from '../../infra/engines/index.js';
import { temporaryFile } from './temporary-folder.js';

const PIN = '482915';

export interface OwnToken extends SoftToken {
  readonly where: WhereToken & { readonly label: string };
  /** What the environment of a hub says of it, but for the key. */
  readonly env: Readonly<Record<string, string>>;
}

/** A new one, without a key. */
export function ownToken(): OwnToken {
  const pinFile = temporaryFile('pin');
  writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
  // No longer than a label may be, and no other's.
  const label = basename(pinFile.replace(/\/pin$/, ''));
  const where = { module: softTokenLibrary(), label, pinFile };
  const env = { HVB_PKCS11_MODULE: where.module, HVB_PKCS11_TOKEN: label, HVB_PKCS11_PIN_FILE: pinFile };
  return { where, env, ...makeSoftToken(label, PIN) };
}
