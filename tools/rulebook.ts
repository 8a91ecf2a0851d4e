/**
 * `npm run rulebook` weaves `docs/rulebook.md`; with `--check` it writes nothing. Exit code 1 where a cited rule id is
 * not in the catalogue, where one stands in code so that nothing tells what carries it, or with `--check` where the page is
 * not up to date; 2 on an unknown argument.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRuleId } from '#domain';
import { carriersUnder } from './rulebook/carriers.js';
import { citationsUnder } from './rulebook/citations.js';
import { weave } from './rulebook/weave.js';

const PAGE = 'docs/rulebook.md';

type Print = (line: string) => void;

/** Runs the command in the tree under `root` and returns its exit code. */
export function rulebook(args: readonly string[], root: string, print: Print): 0 | 1 | 2 {
  if (args.some((arg) => arg !== '--check')) {
    print('usage: rulebook [--check]');
    return 2;
  }
  const citations = citationsUnder(root);
  const carriers = carriersUnder(root);
  const unknown = citations.filter(({ rule }) => !isRuleId(rule));
  const unclear = carriers.filter(({ by }) => by === 'unclear');
  for (const { rule, file } of unknown) print(`${file}: ${rule} is not in the catalogue`);
  for (const { rule, file } of unclear) print(`${file}: nothing tells what carries ${rule} there`);
  if (unknown.length + unclear.length > 0) return 1;
  const page = weave(citations, carriers);
  return args.includes('--check') ? check(page, root, print) : write(page, root, print);
}

function check(page: string, root: string, print: Print): 0 | 1 {
  if (readPage(root) === page) return 0;
  print(`${PAGE} is not up to date: run npm run rulebook`);
  return 1;
}

function write(page: string, root: string, print: Print): 0 {
  mkdirSync(dirname(join(root, PAGE)), { recursive: true });
  writeFileSync(join(root, PAGE), page);
  print(`${PAGE} woven`);
  return 0;
}

function readPage(root: string): string | undefined {
  try {
    return readFileSync(join(root, PAGE), 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = rulebook(process.argv.slice(2), process.cwd(), console.log);
}
