/** Makes a folder ready to be opened: all is looked at first, then what cannot be used is put aside. */
import { type WriterLock } from '#event-log';
import { putAside, type TellAside } from '#follow';
import { type Logger } from '#http';
import { type Files } from './files.js';
import { surveyFolder, type Lost } from './survey.js';

interface Preparing {
  readonly masterKey?: string;
  readonly token?: object;
  readonly lost?: readonly Lost[];
}

interface Telling {
  readonly logger: Logger;
  readonly onAside: TellAside;
}

/** Under the folder's lock: first all is looked at and nothing written, then what cannot be used is put aside. */
export function prepare(options: Preparing, files: Files, lock: WriterLock, { logger, onAside }: Telling): void {
  try {
    const { masterKey: given, token, lost = [] } = options;
    const isMasterElsewhere = given !== undefined || token !== undefined;
    for (const { path, reason, isThere } of surveyFolder({ files, isMasterElsewhere, lost })) {
      if (isThere) onAside(putAside(path, reason));
      else logger.warn({ path }, 'a file that can be had again is missing: it is made anew');
    }
  } catch (error) {
    lock.undo();
    throw error;
  }
}
