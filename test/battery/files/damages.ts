/** What may befall one file of a data folder, and which files there are. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { type Seeded } from '../../bench/seeded.js';
import { type Folders } from '../../support/data-folders.js';

export type DamageName =
  'missing' | 'empty' | 'older' | 'cut' | 'a bit flipped' | 'of another installation' | 'not a file' | 'closed';

export interface Damaging {
  /** Below the folder. */
  readonly file: string;
  readonly folder: string;
  readonly folders: Folders;
  readonly from: Seeded;
}

/** SQLite's own, beside a file: they go and come with it. `-shm` is scratch. */
const JOURNAL = '-wal';
const SCRATCH = ['-shm', '.lock'];

const isDatabase = (file: string): boolean => file.endsWith('.db');

/** All that a hub has left there, below the folder; of the tokens, of which there is one for each party, one. */
export function filesIn(folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !SCRATCH.some((suffix) => file.endsWith(suffix)))
    .sort();
  const firstToken = all.find((file) => file.endsWith('.token'));
  return all.filter((file) => !file.endsWith('.token') || file === firstToken);
}

const at = ({ folder, file }: Pick<Damaging, 'folder' | 'file'>): string => join(folder, file);

/** With its journal, of which nothing would be known without it. */
function remove(damaging: Damaging): void {
  const path = at(damaging);
  rmSync(path, { force: true });
  if (isDatabase(damaging.file)) rmSync(path + JOURNAL, { force: true });
}

function takeFrom(folder: string, damaging: Damaging): void {
  remove(damaging);
  for (const suffix of ['', JOURNAL])
    if (existsSync(join(folder, damaging.file) + suffix))
      copyFileSync(join(folder, damaging.file) + suffix, at(damaging) + suffix);
}

/** Half of the flips hit bytes that hold something: most of a small database is nothing. */
function flip(damaging: Damaging): void {
  const { from } = damaging;
  const bytes = readFileSync(at(damaging));
  let place = from.integer(bytes.length);
  const wanted = from.integer(2) === 0;
  while (wanted && bytes[place] === 0) place = from.integer(bytes.length);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << from.integer(8));
  writeFileSync(at(damaging), bytes);
}

/** Nobody's user id, by whom the hub is then started: root may read whatever it likes. */
export const NOBODY = 65_534;
export const isRoot = process.getuid?.() === 0;

const DAMAGES: Readonly<Record<DamageName, (damaging: Damaging) => void>> = {
  missing: remove,
  empty: (damaging) => {
    remove(damaging);
    writeFileSync(at(damaging), '', { mode: 0o600 });
  },
  older: (damaging) => {
    takeFrom(damaging.folders.before, damaging);
  },
  cut: (damaging) => {
    const { size } = statSync(at(damaging));
    truncateSync(at(damaging), 1 + damaging.from.integer(size - 1));
  },
  'a bit flipped': flip,
  'of another installation': (damaging) => {
    takeFrom(damaging.folders.other, damaging);
  },
  'not a file': (damaging) => {
    remove(damaging);
    mkdirSync(at(damaging));
  },
  closed: (damaging) => {
    chmodSync(at(damaging), isRoot ? 0o600 : 0o000);
  },
};

export const DAMAGE_NAMES = Object.keys(DAMAGES) as readonly DamageName[];

/** What stands in a file: of a text without the end of its last line, which nobody reads. */
function contentOf(path: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = readFileSync(path).toString('latin1');
  return /\.db(?:-wal)?$/.test(path) ? text : text.trimEnd();
}

/** Does it to the file. False where that changes nothing, as where a file has never been another. */
export function damage(name: DamageName, damaging: Damaging): boolean {
  const { before, other } = damaging.folders;
  const source = new Map<DamageName, string>([
    ['older', before],
    ['of another installation', other],
  ]).get(name);
  if (source !== undefined && !existsSync(join(source, damaging.file))) return false;
  const content = contentOf(at(damaging));
  DAMAGES[name](damaging);
  return name === 'closed' || contentOf(at(damaging)) !== content;
}
