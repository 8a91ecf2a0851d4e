/** What `npm test` says at its end: which specs it did not run, since they need engines that have to be installed. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDERS = ['apps', 'infra', 'libs', 'test'];
const ENDING = '.engine.spec.ts';

/** The lines, for the tree under `root`. */
export function engineSuites(root: string): readonly string[] {
  const suites = FOLDERS.flatMap((folder) => pathsUnder(root, folder)).sort();
  if (suites.length === 0) return ['Every spec was run.'];
  return [
    `Not run: ${suites.length} suites with real engines (PostgreSQL, Apache Kafka):`,
    ...suites.map((path) => `  ${path}`),
    'To run them: infra/engines/install, then npm run test:engines',
  ];
}

function pathsUnder(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ENDING))
    .map((path) => join(folder, path).replaceAll('\\', '/'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const line of engineSuites(process.cwd())) console.log(line);
