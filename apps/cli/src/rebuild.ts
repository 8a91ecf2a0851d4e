/** `hvb-hub rebuild [--compare]`: the list rows made anew from the log, or held against rows made anew while the hub runs. */
import { type RowFound, type RowsCompared } from '#projector';
import { compareFolder, filesUnder, optionsFrom, rebuildFolder, whereMasterOf } from '#standalone';
import { EXIT } from './exit-codes.js';
import { mastersThere, refuseEngines } from './over-a-folder.js';
import { progress } from './progress.js';
import { saidOfFault } from './said-at-terminal.js';

export interface RebuildOptions {
  /** Beside the live ones, of which nothing is changed. */
  readonly compare?: true;
  readonly json?: true;
}

/**
 * Of the data folder that the environment names. Exit code 0; 1 where the rows differ, 2 for settings, 3 where a file is not to be
 * had, or, without `compare`, a hub runs.
 */
export async function rebuild({ compare, json }: RebuildOptions): Promise<number> {
  const reading = progress('Läser loggen (reading the log)');
  try {
    refuseEngines();
    const options = optionsFrom(process.env);
    await mastersThere(options);
    const files = filesUnder(options.dataDir);
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      reading.at(done, total);
    };
    const of = { files, masters: whereMasterOf(options, files), onProgress };
    if (compare === undefined) return saidRebuilt(await rebuildFolder(of), json);
    return saidCompared(await compareFolder(of), json);
  } catch (error) {
    return saidOfFault(error, json);
  } finally {
    reading.end();
  }
}

function saidRebuilt(position: string, json: true | undefined): number {
  console.log(
    json ? JSON.stringify({ position }) : `Listraderna är gjorda på nytt till position ${position} (rows made anew)`,
  );
  return EXIT.ok;
}

function saidCompared(compared: RowsCompared, json: true | undefined): number {
  console.log(json ? JSON.stringify(compared) : inWords(compared));
  return compared.equal ? EXIT.ok : EXIT.refused;
}

function inWords(compared: RowsCompared): string {
  const { position } = compared;
  if (compared.equal)
    return `Lika: ${compared.rows} rader till position ${position} är de som loggen ger (equal: the rows are those of the log)`;
  const { live, anew, reason } = compared;
  return [
    `Olika till position ${position} (different): ${reason}`,
    `  navets (the live): ${rowInWords(live)}`,
    `  ur loggen (anew):  ${rowInWords(anew)}`,
  ].join('\n');
}

const rowInWords = (found: RowFound | null): string =>
  found === null ? 'ingen rad (no row)' : `${found.table} ${found.of}, rad (row) ${found.row}`;
