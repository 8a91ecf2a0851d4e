/**
 * `npm run register-table` weaves into `docs/guides/statistics.md` which facts hold what is reported and followed up; what
 * stands around the tables is written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CHILDREN_REGISTER, INDIVIDUAL_FOLLOW_UP, type RegisterField } from '#domain';

const PAGE = 'docs/guides/statistics.md';
const TABLES = { register: CHILDREN_REGISTER, followUp: INDIVIDUAL_FOLLOW_UP } as const;

function rowOf({ sv, en, heldBy, lacks = '' }: RegisterField): string {
  const held = heldBy.map(({ type, field }) => `\`${type}\` \`${field}\``).join(', ');
  return `| ${sv} (${en}) | ${held === '' ? '–' : held} | ${lacks} |`;
}

/** The guide with its tables as their entries have them. Throws where the marks that one stands between are gone. */
export function wovenRegisters(guide: string): string {
  return Object.entries(TABLES).reduce((page, [name, { fields }]) => {
    const [begin, end] = [`<!-- woven: ${name} -->`, `<!-- end of ${name} -->`];
    const [before, rest = ''] = page.split(begin);
    const [, after] = rest.split(end);
    if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for ${name}`);
    const table = ['| What | Held by | Lacks |', '|---|---|---|', ...fields.map(rowOf)].join('\n');
    return `${before}${begin}\n\n${table}\n\n${end}${after}`;
  }, guide);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(PAGE, wovenRegisters(readFileSync(PAGE, 'utf8')));
}
