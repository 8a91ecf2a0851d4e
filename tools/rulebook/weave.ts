/** The rulebook as a page: each rule with its law, the files that apply it and the sentences that show it. */
import { CHAPTERS, type Chapter, READINGS, READING_CHAPTERS, RULES, type Rule, SOURCES } from '#domain';
import { type Strength, citeStatute } from '#domain';
import { type Citation } from './citations.js';

const STRENGTH_SV: Readonly<Record<Strength, string>> = {
  M: 'ska',
  S: 'bör',
  P: 'får',
  D: 'definition',
  H: 'tolkning',
};

const INTRODUCTION = `# Regelboken

Varje regel som hubben dömer efter, med källa, lagrum, de filer som tillämpar den och de meningar i testerna som visar den.
Sidan vävs av \`npm run rulebook\` ur regelkatalogen (\`libs/domain/src/rules\`), koden och testerna; ändra den inte för hand.
En regel utan filer tillämpas inte av hubben: den binder parterna själva, eller väntar på sin del.

*Every rule that the hub judges by, with its source, its law, the files that apply it and the sentences of the specs that
show it. Woven by \`npm run rulebook\`; do not edit. A rule without files is not applied by the hub.*

Styrka: **ska** (bindande), **bör**, **får**, **definition**, **tolkning** (texten är öppen eller fel: hubbens läsning, eller en
namngiven inställning).
`;

/** Links lead from `docs/` to the file. */
const linkTo = (file: string): string => `[${file}](../${file})`;

const escaped = (text: string): string => text.replaceAll('*', '\\*').replaceAll('<', '&lt;');

function groupedBy(key: 'rule' | 'file', citations: readonly Citation[]): ReadonlyMap<string, readonly Citation[]> {
  const groups = new Map<string, Citation[]>();
  for (const citation of citations) {
    const group = groups.get(citation[key]);
    if (group === undefined) groups.set(citation[key], [citation]);
    else group.push(citation);
  }
  return groups;
}

/** The whole page. The order is the catalogue's; the same tree gives the same bytes. */
export function weave(citations: readonly Citation[]): string {
  const byRule = groupedBy('rule', citations);
  const written = ({ title_sv, rules }: Chapter): string =>
    [`### ${title_sv}\n`, ...rules.map((rule) => section(rule, byRule.get(rule.id) ?? []))].join('\n');
  const documents = [...new Set(CHAPTERS.map(({ source }) => source))];
  return [
    INTRODUCTION,
    summary(byRule),
    ...documents.flatMap((source) => [
      `## ${SOURCES[source].title_sv}\n`,
      ...CHAPTERS.filter((chapter) => chapter.source === source).map(written),
    ]),
    '## Läsningar\n',
    ...READING_CHAPTERS.map(written),
  ].join('\n');
}

function summary(byRule: ReadonlyMap<string, readonly Citation[]>): string {
  const row = (letter: string): string => {
    const rules = [...RULES, ...READINGS].filter(({ id }) => id.startsWith(letter));
    const with_ = (kinds: readonly Citation['kind'][]): number =>
      rules.filter(({ id }) => byRule.get(id)?.some(({ kind }) => kinds.includes(kind))).length;
    return `| ${letter} | ${rules.length} | ${with_(['code'])} | ${with_(['spec', 'scenario'])} |`;
  };
  const head = '| Grupp | Regler | Tillämpas i kod | Visas av test |\n|---|---|---|---|';
  return `${[head, ...['A', 'B', 'C', 'D', 'E', 'S', 'G', 'H'].map(row)].join('\n')}\n`;
}

function section(rule: Rule, citations: readonly Citation[]): string {
  const law = rule.statutes.map(citeStatute).join('; ');
  const files = [...new Set(citations.filter(({ kind }) => kind === 'code').map(({ file }) => file))];
  const shown = citations.filter(({ kind }) => kind === 'spec' || kind === 'scenario');
  return [
    `#### ${rule.id} · ${STRENGTH_SV[rule.strength]}\n`,
    `${escaped(rule.sv)}  \n*${escaped(rule.en)}*\n`,
    ...(rule.phrase === undefined ? [] : [`- Källans ord: ${escaped(rule.phrase)}`]),
    ...(law === '' ? [] : [`- Lagrum: ${law}`]),
    ...(files.length === 0 ? [] : [`- Tillämpas i: ${files.map(linkTo).join(', ')}`]),
    ...(shown.length === 0 ? [] : ['- Visas av:', ...shownBy(shown)]),
    '',
  ].join('\n');
}

/** Sentences under the file that holds them; a file that cites the rule only in its data is named alone. */
function shownBy(citations: readonly Citation[]): readonly string[] {
  return [...groupedBy('file', citations)].flatMap(([file, cited]) => [
    `  - ${linkTo(file)}`,
    ...new Set(cited.flatMap(({ sentence }) => (sentence === undefined ? [] : [`    - ${escaped(sentence)}`]))),
  ]);
}
