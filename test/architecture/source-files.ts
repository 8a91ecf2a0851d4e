/** The project's own text files, for specs about how they are kept. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface SourceFile {
  /** Path from the root, with `/`. */
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  readonly text: string;
}

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'data']);

/** Every file under some folders whose name ends in one of `endings`, ordered by path. */
export function sourceFiles(folders: readonly string[], endings: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap(pathsUnder)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path, name: basename(path), folder: dirname(path), text: readFileSync(path, 'utf8') }));
}

function pathsUnder(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !NOT_OURS.has(name));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/');
      return entry.isDirectory() ? pathsUnder(path) : [path];
    });
}
