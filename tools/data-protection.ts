/** `npm run dataskydd` weaves `docs/dataskydd.md`; with `--check` it writes nothing. Exit code 1 where the page is not up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { weave } from './data-protection/weave.js';

const PAGE = 'docs/dataskydd.md';

/** Runs the command in the tree under `root` and returns its exit code. */
export function dataProtection(args: readonly string[], root: string, print: (line: string) => void): 0 | 1 | 2 {
  if (args.some((arg) => arg !== '--check')) {
    print('usage: dataskydd [--check]');
    return 2;
  }
  const path = join(root, PAGE);
  if (!args.includes('--check')) {
    writeFileSync(path, weave());
    print(`${PAGE} woven`);
    return 0;
  }
  if (existsSync(path) && readFileSync(path, 'utf8') === weave()) return 0;
  print(`${PAGE} is not up to date: run npm run dataskydd`);
  return 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = dataProtection(process.argv.slice(2), process.cwd(), console.log);
}
