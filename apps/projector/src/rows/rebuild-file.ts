/** The file of list rows made anew where nobody has it open: the new one beside the old, and in its place at once. */
import { type Position } from '#event-log';
import { rebuild, type RebuildProgress } from '#follow';
import { type RowSources } from './row-sources.js';

export interface RebuildingFile {
  /** Of the rows; it need not be there. */
  readonly path: string;
  readonly sources: RowSources;
  readonly onProgress: (progress: RebuildProgress) => void;
}

/** Only for who holds the folder's lock. Resolves with the position that the rows then go to; broken off, the old ones stand. */
export function rebuildRowsFile({ path, sources, onProgress }: RebuildingFile): Promise<Position> {
  return rebuild({
    livePath: path,
    module: new URL('./rows-rebuild.js', import.meta.url),
    data: sources,
    onProgress,
    onSwap: (replace) => {
      replace();
    },
  });
}
