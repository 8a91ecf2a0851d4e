/** Where the built form of a module is: worker threads load JavaScript only. */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The file itself where it exists; where the caller runs from TypeScript (under jest), its twin under `dist`.
 * Throws where neither exists: the project has not been built.
 */
export function builtFile(module: URL): URL {
  const path = fileURLToPath(module);
  if (existsSync(path)) return module;
  const root = packageRootOf(dirname(path));
  const built = join(root, 'dist', relative(root, path));
  if (!existsSync(built)) throw new Error(`${built} does not exist: npm run build`);
  return pathToFileURL(built);
}

function packageRootOf(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json above');
  return packageRootOf(parent);
}
