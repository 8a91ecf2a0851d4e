/** A result file that can be had again from the log: what is wrong with it is put aside, and it is made anew. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { FileUnusable, openingFile } from '#event-log';
import { companionsOf } from './leftovers.js';
import {
  openResultFile,
  refuseAlteredCheckpoints,
  ResultFileOutdated,
  type ResultFile,
  type ResultFileOptions,
} from './result-file.sqlite.js';

/** A file that was put aside: only the last one is kept, for whoever wants to know what became of it. */
export interface PutAside {
  readonly path: string;
  readonly aside: string;
  readonly reason: string;
}

export type TellAside = (aside: PutAside) => void;

export interface DerivedFileOptions extends Omit<ResultFileOptions, 'durability'> {
  /** Throws `FileUnusable` where what the file holds is not what was written. */
  readonly check?: (file: ResultFile) => void;
  readonly onAside?: TellAside | undefined;
}

/** Moves whatever stands at `path`, with what SQLite has put beside it, out of the way. Throws `FileUnusable` where that cannot be done. */
export function putAside(path: string, reason: string): PutAside {
  const aside = `${path}.aside`;
  openingFile(path, () => {
    try {
      for (const file of companionsOf(aside)) rmSync(file, { recursive: true, force: true });
      for (const [at, file] of companionsOf(path).entries())
        if (existsSync(file)) renameSync(file, companionsOf(aside)[at] ?? aside);
    } catch (error) {
      throw new FileUnusable(path, 'closed', (error as Error).message, { cause: error });
    }
  });
  return { path, aside, reason };
}

/** Opens the file, or one made anew where it cannot be used as it is: damaged, of another log, of other migrations. */
export function openDerivedFile({ check, onAside, ...options }: DerivedFileOptions): ResultFile {
  try {
    return checked(openResultFile(options), check);
  } catch (error) {
    if (!isToBeMadeAnew(error)) throw error;
    const aside = putAside(options.path, error.message);
    onAside?.(aside);
    return openResultFile(options);
  }
}

/** What making the file anew mends: a full or failing disk it does not, and what a later version has made is that one's. */
export function isToBeMadeAnew(error: unknown): error is Error {
  if (error instanceof ResultFileOutdated) return true;
  return error instanceof FileUnusable && !['inUse', 'diskFull', 'diskFails', 'later'].includes(error.damage);
}

function checked(file: ResultFile, check: DerivedFileOptions['check']): ResultFile {
  try {
    openingFile(file.path, () => {
      refuseAlteredCheckpoints(file);
      check?.(file);
    });
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}
