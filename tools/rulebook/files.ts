/** The files of a tree, as paths from its root. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const NOT_READ = new Set(['node_modules', 'dist', 'golden', 'results']);

/** Files under a folder of `root` whose names have the form, in the order of their names; none where there is no folder. */
export function filesUnder(root: string, folder: string, form: RegExp): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !NOT_READ.has(name));
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(root, path, form);
      return form.test(entry.name) ? [path] : [];
    });
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
}
