/** `npm run battery -- files`: every file of a data folder × every damage. `--times=20 --seed=…`: cuts and flips of each file; `--only=keys.db`: of some. */
import { parseArgs } from 'node:util';
import { type Played } from './cell.js';
import { playFiles, type FilesOptions } from './files.js';

const TOLD_EVERY = 25;

/** Plays them, prints what was met by file and damage, and gives how many things were wrong. */
export async function playFileRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      times: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string', default: '' },
    },
  });
  const [times, seed] = [Number(values.times), Number(values.seed)];
  process.stdout.write(`files of a data folder, ${times} cuts and flips of each, seed ${seed}\n`);
  let count = 0;
  const onCell = (): void => {
    count += 1;
    if (count % TOLD_EVERY === 0) process.stdout.write(`${count} played\n`);
  };
  const only: FilesOptions['only'] = ({ base, file, damage }) => `${base} ${file} ${damage}`.includes(values.only);
  const played = await playFiles({ seed, times, only, onCell });
  process.stdout.write(`${tableOf(played)}\n`);
  return wrongIn(played).length;
}

/** What must not be, in words. */
export const wrongIn = (played: readonly Played[]): readonly string[] =>
  played.flatMap(({ base, file, damage, silently, wrong }) =>
    [...silently.map((what) => `served silently: ${what}`), ...wrong].map(
      (what) => `${file}${base === 'now' ? '' : ' after a kill'}, ${damage}: ${what}`,
    ),
  );

/** How many there are of each, in the order in which they first came. */
function counted<Of>(all: readonly Of[], nameOf: (one: Of) => string): ReadonlyMap<string, readonly Of[]> {
  const found = new Map<string, Of[]>();
  for (const one of all) found.set(nameOf(one), [...(found.get(nameOf(one)) ?? []), one]);
  return found;
}

const outcomesOf = (played: readonly Played[]): readonly string[] =>
  [...counted(played, ({ outcome }) => outcome)].map(([outcome, of]) => `${of.length} ${outcome}`);

/** A line for each file and damage, then the sums. */
export function tableOf(played: readonly Played[]): string {
  const places = counted(played, ({ base, file, damage }) => `${file}${base === 'now' ? '' : ' (killed)'}: ${damage}`);
  const lines = [...places].map(([place, cells]) => `${place}: ${outcomesOf(cells).join(', ')}`);
  const sum = (of: 'silently' | 'accepted'): number => played.filter((cell) => cell[of].length > 0).length;
  const wrong = wrongIn(played);
  return [
    ...lines,
    `${played.length} damages:`,
    ...outcomesOf(played).map((line) => `  ${line}`),
    `  ${sum('silently')} served silently, ${sum('accepted')} accepted on a wrong log`,
    wrong.length === 0 ? '  nothing wrong' : `  WRONG ${wrong.length}:`,
    ...wrong.map((what) => `    ${what}`),
  ].join('\n');
}
