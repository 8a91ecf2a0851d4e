/** What a backup is tried by: data folders as hubs have left them, backups of them, and what comes of putting one back. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openMasters, readMasters } from '#access';
import { type Instant } from '#domain';
import { systemClock } from '#http';
import {
  BackupRefused,
  filesUnder,
  putBack,
  startStandalone,
  takeBackup,
  type PutBack,
  type PutBackOptions,
} from '#standalone';
import { makeFolders, type Folders, type StartOver } from './data-folders.js';
import { type Harm } from './file-harms.sqlite.js';
import { temporaryFolder } from './temporary-folder.js';

/** When every one of them was made. */
export const BACKED_UP_AT = '2026-03-02T01:00:00.000Z' as Instant;

/** A hub over a folder, in this process. */
export const startHere: StartOver = async (dataDir) => {
  const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent' });
  return {
    url: hub.url,
    as: async (who) => ({ authorization: `Bearer ${await hub.tokenOf(who)}` }),
    endCleanly: hub.stop,
  };
};

/** A path at which nothing stands, in a folder of its own. */
export const newFolder = (): string => join(temporaryFolder(), 'new');

/** A backup of a data folder, by the master key in it. */
export async function backupOf(dataDir: string, into = newFolder()): Promise<string> {
  const files = filesUnder(dataDir);
  const { current: master } = await openMasters({ masterKeyPath: files.masterKey });
  await takeBackup({ files, into, master, erasuresFile: files.erasures, now: () => BACKED_UP_AT });
  return into;
}

/** The masters in a data folder, and their file's text. */
export function mastersIn(dataDir: string): Pick<PutBackOptions, 'masters' | 'masterKeyText'> {
  const { masterKey } = filesUnder(dataDir);
  const masters = readMasters(masterKey);
  if (masters === undefined) throw new Error(`no master key in ${dataDir}`);
  return { masters, masterKeyText: readFileSync(masterKey, 'utf8') };
}

export interface BackupTrial {
  readonly folders: Folders;
  /** Of `folders.now`. */
  readonly backup: string;
  /** Puts one back, into a new folder unless told, of a hub where nothing was ever erased. */
  put(from: string, more?: Partial<PutBackOptions>): Promise<PutBack>;
  /** By which code, and about what, it is refused; `put back` where it is not. Fails where anything is left of what was refused. */
  refusal(from: string, more?: Partial<PutBackOptions>): Promise<string>;
  /** The backup with something done to one of its files. */
  harmed(name: string, harm: Harm): string;
}

/** Plays hubs into folders, and makes a backup. */
export async function backupTrial(): Promise<BackupTrial> {
  const folders = await makeFolders(startHere);
  const backup = await backupOf(folders.now);
  const put: BackupTrial['put'] = (from, more = {}) =>
    putBack({
      ...{ from, dataDir: newFolder(), ...mastersIn(folders.now), erasuresFile: null, known: [], clock: systemClock },
      ...more,
    });
  return {
    folders,
    backup,
    put,
    refusal: async (from, more = {}) => {
      const dataDir = newFolder();
      try {
        await put(from, { dataDir, ...more });
        return 'put back';
      } catch (error) {
        const left = readdirSync(dirname(dataDir));
        if (left.length > 0) throw new Error(`${left.join()} is left of what was refused`, { cause: error });
        return error instanceof BackupRefused ? `${error.code} ${basename(error.about)}` : (error as Error).name;
      }
    },
    harmed: (name, harm) => {
      const copy = join(temporaryFolder(), 'backup');
      cpSync(backup, copy, { recursive: true });
      harm(join(copy, name), name);
      return copy;
    },
  };
}
