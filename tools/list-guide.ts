/**
 * `npm run list-guide` weaves the tables of `docs/guides/list-rows.md` from the entries that the rows are made from; what
 * stands around them is written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ROW_TABLES, storedColumns } from '#projector';

const PAGE = 'docs/guides/list-rows.md';
const [BEGIN, END] = ['<!-- woven: tables -->', '<!-- end of the tables -->'];

function sectionOf(table: (typeof ROW_TABLES)[keyof typeof ROW_TABLES]): string {
  const lines = storedColumns(table).map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
  return [`## ${table.name}`, '', table.about, '', '| Column | Meaning |', '|---|---|', ...lines].join('\n');
}

/** The guide with its tables as their entries have them. Throws where the marks that they stand between are gone. */
export function wovenGuide(guide: string): string {
  const [before, rest = ''] = guide.split(BEGIN);
  const [, after] = rest.split(END);
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the tables`);
  const tables = Object.values(ROW_TABLES).map(sectionOf);
  return [`${before}${BEGIN}`, ...tables, `${END}${after}`].join('\n\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(PAGE, wovenGuide(readFileSync(PAGE, 'utf8')));
}
