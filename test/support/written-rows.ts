/** List rows of told stories in a file of their own, written as the follower writes them. */
import { memoryKeys, type KeyStore } from '#access';
import { streamOf, type StreamKey } from '#contracts';
import { type Case, type Surroundings } from '#domain';
import { openResultFile, type ResultFile } from '#follow';
import { rowsOf } from '../../apps/projector/src/rows/case-rows.js';
import { rowWriter } from '../../apps/projector/src/rows/row-store.sqlite.js';
import { ROW_MIGRATIONS } from '../../apps/projector/src/rows/schema.data.js';
import { dalarna, name, uuid } from './case-builder.js';
import { temporaryFile } from './temporary-folder.js';

export interface WrittenRows {
  readonly file: ResultFile;
  readonly keys: KeyStore;
  /** Writes the rows of a case under its key; under none where `erased`. */
  write(theCase: Case, options?: { readonly erased?: boolean; readonly surroundings?: Surroundings }): Promise<void>;
}

/** The same story as another case. */
export const asCase = (label: string, { facts }: Case): Case => ({ placementId: uuid(`placement/${label}`), facts });

export function writtenRows(): WrittenRows {
  const file = openResultFile({ path: temporaryFile('rows.db'), migrations: ROW_MIGRATIONS });
  const keys = memoryKeys();
  const replace = rowWriter(file.db);
  return {
    file,
    keys,
    write: async (theCase, { erased = false, surroundings = dalarna() } = {}) => {
      const key = (await keys.ensure(streamOf('placement', theCase.placementId), null)) as StreamKey;
      replace(theCase.placementId, rowsOf(theCase, surroundings, name), erased ? null : key);
    },
  };
}
