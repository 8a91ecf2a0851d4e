/** SoftHSM: tokens of PKCS#11 in a folder, in place of an HSM. A library in the process that uses it, so that nothing is started. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineMissing } from './engine-missing.js';

/** By what SoftHSM knows its settings, in this process and those that it starts. */
export const SOFTHSM2_CONF = 'SOFTHSM2_CONF';
const LIBRARIES = ['/usr/lib/softhsm', '/usr/lib64/softhsm', '/usr/lib64/pkcs11', '/usr/local/lib/softhsm'];
const SECURITY_OFFICER_PIN = '97531864';

/** Writes the settings of tokens in `folder`, and gives the file of them, for `SOFTHSM2_CONF`. */
export function softTokensIn(folder: string): string {
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens, { recursive: true });
  const file = join(folder, 'softhsm2.conf');
  writeFileSync(file, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  return file;
}

/** SoftHSM's own library. Throws `EngineMissing`. */
export function softTokenLibrary(): string {
  const found = LIBRARIES.map((folder) => join(folder, 'libsofthsm2.so')).find(existsSync);
  if (found === undefined) throw new EngineMissing('SoftHSM');
  return found;
}

export interface SoftToken {
  /** Takes it away, as one pulls a key out of its socket; `putBack` puts it there again. */
  pull(): void;
  putBack(): void;
}

/** A new token of that label, under the settings that the environment names. */
export function makeSoftToken(label: string, pin: string): SoftToken {
  const settings = process.env[SOFTHSM2_CONF];
  if (settings === undefined) throw new EngineMissing('SoftHSM');
  const args = ['--init-token', '--free', '--label', label, '--so-pin', SECURITY_OFFICER_PIN, '--pin', pin];
  execFileSync('softhsm2-util', args, { env: { ...process.env, [SOFTHSM2_CONF]: settings }, stdio: 'pipe' });
  const folder = /^directories\.tokendir = (.*)$/m.exec(readFileSync(settings, 'utf8'))?.[1] ?? '';
  const isIt = (name: string): boolean =>
    existsSync(join(folder, name, 'token.object')) && readFileSync(join(folder, name, 'token.object')).includes(label);
  const name = readdirSync(folder).find(isIt);
  if (name === undefined) throw new Error(`SoftHSM made no token ${label}`);
  const away = join(folder, '..', name);
  return {
    pull: () => {
      renameSync(join(folder, name), away);
    },
    putBack: () => {
      renameSync(away, join(folder, name));
    },
  };
}
