/** Every file of a data folder × every damage, against the built program: what was met of it, and what was not. */
import { cpus } from 'node:os';
import { seeded } from '../../bench/seeded.js';
import { startHubProcess } from '../../support/hub-process.js';
import { copyOf } from '../../support/data-folders.js';
import { answersOf, type Answers } from './answers.js';
import { playCell, type Cell, type Played } from './cell.js';
import { DAMAGE_NAMES, filesIn, type DamageName } from './damages.js';
import { makeBatteryFolders, type BatteryFolders } from './folders.js';

/** Of which a file has so many places that one says little. */
const DRAWN: readonly DamageName[] = ['cut', 'a bit flipped'];
/** What a journal may lose: it is its file's, and no file by itself. */
const OF_A_JOURNAL: readonly DamageName[] = ['missing', 'cut', 'a bit flipped'];

export interface FilesOptions {
  readonly seed: number;
  /** Cuts and flips of each file. */
  readonly times: number;
  /** Which cells are played; all unless said. */
  readonly only?: (cell: Pick<Cell, 'base' | 'file' | 'damage'>) => boolean;
  readonly onCell?: (played: Played) => void;
}

/** Plays them, as many at once as there are processors. Gives those in which the damage changed anything. */
export async function playFiles({ seed, times, only = () => true, onCell }: FilesOptions): Promise<readonly Played[]> {
  const folders = await makeBatteryFolders();
  const right = { now: await rightAnswers(folders.now), killed: await rightAnswers(folders.killed) };
  const cells = cellsOf(folders, { seed, times }).filter(only);
  const results: Played[] = [];
  const playRest = async (): Promise<void> => {
    for (let cell = cells.shift(); cell !== undefined; cell = cells.shift()) {
      const played = await playCell(cell, folders, right[cell.base]);
      if (played === undefined) continue;
      results.push(played);
      onCell?.(played);
    }
  };
  await Promise.all(cpus().map(playRest));
  return results;
}

async function rightAnswers(folder: string): Promise<Answers> {
  const hub = await startHubProcess({ dataDir: copyOf(folder) });
  const answers = await answersOf(hub);
  await hub.end('SIGTERM');
  return answers;
}

function cellsOf(folders: BatteryFolders, { seed, times }: { readonly seed: number; readonly times: number }): Cell[] {
  const from = seeded(seed);
  const cells = (base: Cell['base'], file: string, names: readonly DamageName[]): Cell[] =>
    names.flatMap((name) =>
      Array.from({ length: DRAWN.includes(name) ? times : 1 }, () => ({
        ...{ base, file, damage: name, from: seeded(from.integer(2 ** 30)) },
      })),
    );
  return [
    ...filesIn(folders.now).flatMap((file) => cells('now', file, DAMAGE_NAMES)),
    ...filesIn(folders.killed)
      .filter((file) => file.endsWith('-wal'))
      .flatMap((file) => cells('killed', file, OF_A_JOURNAL)),
  ];
}
