/** The rulebook as a page: each rule with its law, what of the program carries it and the sentences that show it. */
import { CHAPTERS, type Chapter, OUTSIDE_A_HUB, READINGS, READING_CHAPTERS, RULES, type Rule, SOURCES } from '#domain';
import { type Strength, citeStatute, earlierOf, type StatuteRef } from '#domain';
import { type AppliedBy, type Carrier } from './carriers.js';
import { type Citation } from './citations.js';

const STRENGTH_SV: Readonly<Record<Strength, string>> = {
  M: 'ska',
  S: 'bör',
  P: 'får',
  D: 'definition',
  H: 'tolkning',
};

const APPLIED_BY_SV: Readonly<Record<AppliedBy, string>> = {
  decider: 'prövning av vem som får säga det, eller av vad som kan vara sant',
  finding: 'iakttagelse',
  deadline: 'frist',
  costLine: 'kostnadsrad',
  why: 'skäl',
  setting: 'villkor i avtalets regelpaket',
  parameter: 'tal i lagen, daterat',
  statute: 'lagrum, läst med den tid det gällde',
};

const INTRODUCTION = `# Regelboken

Varje regel i katalogen, med källa, lagrum, det i programmet som bär den och de meningar i testerna som visar den. Sidan vävs
av \`npm run rulebook\` ur regelkatalogen (\`libs/domain/src/rules\`), koden och testerna; ändra den inte för hand. En regel
tillämpas bara där programmet självt bär dess nummer: i en prövning, en iakttagelse, en frist, en kostnadsrad, ett annat skäl
eller ett villkor, ett tal eller ett lagrum som läses. En kommentar räknas inte. En regel återges där en uppgift kan berätta det som regeln begär, utan
att hubben prövar det. En regel ligger utanför en hubb där det som den begär görs eller bedöms utan att något berättas för
hubben; skälet står vid den. En läsning av ett fel i en källa återges där katalogens regel säger vad läsningen ger: den står vid
regeln, och regeln vid den. En regel som inget bär och som inte ligger utanför väntar på sin del.

*Every rule of the catalogue, with its source, its law, what of the program carries it and the sentences of the specs that
show it. Woven by \`npm run rulebook\`; do not edit. A rule is applied only where the program itself carries its id: in a
decider, a finding, a deadline, a cost line, another why, or a setting, number or section that is read; a comment does not count. It is represented
where a fact can tell what it asks for, and the hub judges nothing by it. It is outside a hub where what it asks is done or
judged with nothing told to the hub; the reason stands beside it. The reading of a defect in a
source is represented where a rule of the catalogue says what it gives: it stands beside the rule, and the rule beside it. A rule
that nothing carries and that is not outside waits
for its part.*

Styrka: **ska** (bindande), **bör**, **får**, **definition**, **tolkning** (texten är öppen eller fel: hubbens läsning, eller en
namngiven inställning).
`;

/** Links lead from `docs/` to the file. */
const linkTo = (file: string): string => `[${file}](../${file})`;

const escaped = (text: string): string => text.replaceAll('*', '\\*').replaceAll('<', '&lt;');

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** What is known of each rule. */
interface Known {
  readonly carriers: ReadonlyMap<string, readonly Carrier[]>;
  /** Sentences of specs and stories. */
  readonly shown: ReadonlyMap<string, readonly Citation[]>;
}

/** The whole page. The order is the catalogue's; the same tree gives the same bytes. */
export function weave(citations: readonly Citation[], carriers: readonly Carrier[]): string {
  const shows = citations.filter(({ kind }) => kind === 'spec' || kind === 'scenario');
  const known: Known = {
    carriers: groupedBy(carriers, ({ rule }) => rule),
    shown: groupedBy(shows, ({ rule }) => rule),
  };
  const written = ({ title_sv, rules }: Chapter): string =>
    [`### ${title_sv}\n`, ...rules.map((rule) => section(rule, known))].join('\n');
  const documents = [...new Set(CHAPTERS.map(({ source }) => source))];
  return [
    INTRODUCTION,
    summary(known),
    ...documents.flatMap((source) => [
      `## ${SOURCES[source].title_sv}\n`,
      ...CHAPTERS.filter((chapter) => chapter.source === source).map(written),
    ]),
    '## Läsningar\n',
    ...READING_CHAPTERS.map(written),
  ].join('\n');
}

function summary({ carriers, shown }: Known): string {
  const row = (letter: string): string => {
    const rules = [...RULES, ...READINGS].filter(({ id }) => id.startsWith(letter));
    const applied = rules.filter(({ id }) => isApplied(carriers.get(id) ?? []));
    const both = applied.filter(({ id }) => shown.has(id));
    const represented = rules.filter(
      ({ id }) => (carriers.has(id) || READ_IN.has(id)) && !applied.some((rule) => rule.id === id),
    );
    const outside = rules.filter(({ id }) => OUTSIDE_A_HUB[id] !== undefined);
    return `| ${letter} | ${rules.length} | ${applied.length} | ${both.length} | ${represented.length} | ${outside.length} |`;
  };
  const head =
    '| Grupp | Regler | Tillämpas | varav visas av test | Återges endast | Utanför en hubb |\n|---|---|---|---|---|---|';
  return `${[head, ...['A', 'B', 'C', 'D', 'E', 'S', 'G', 'H'].map(row)].join('\n')}\n`;
}

/** The rules that say what they say by a reading, by its id. */
const READ_IN = groupedBy(
  RULES.flatMap(({ id, readBy }) => readBy.map((reading) => ({ id, reading }))),
  ({ reading }) => reading,
);

const isApplied = (carriers: readonly Carrier[]): boolean => carriers.some(({ by }) => by !== 'represented');

function section(rule: Rule, { carriers, shown }: Known): string {
  const law = rule.statutes.map(lawOf).join('; ');
  const carried = carriers.get(rule.id) ?? [];
  const told = carried.filter(({ by }) => by === 'represented').map(({ file }) => linkTo(file));
  const shows = shown.get(rule.id) ?? [];
  return [
    `#### ${rule.id} · ${STRENGTH_SV[rule.strength]}\n`,
    `${escaped(rule.sv)}  \n*${escaped(rule.en)}*\n`,
    ...(rule.phrase === undefined ? [] : [`- Källans ord: ${escaped(rule.phrase)}`]),
    ...(law === '' ? [] : [`- Lagrum: ${law}`]),
    ...(isApplied(carried) ? ['- Tillämpas i:', ...carriedBy(carried)] : []),
    ...(told.length === 0 ? [] : [`- Återges som uppgift i: ${told.join(', ')}`]),
    ...readings(rule),
    ...whyOutside(rule),
    ...(shows.length === 0 ? [] : ['- Visas av:', ...shownBy(shows)]),
    '',
  ].join('\n');
}

/** A section as it stands, and where the same duty stood before: both are shown (G-01). */
function lawOf(ref: StatuteRef): string {
  const earlier = earlierOf(ref);
  return earlier === undefined ? citeStatute(ref) : `${citeStatute(ref)} (tidigare ${citeStatute(earlier)})`;
}

/** By which readings a rule says what it says; which rules say what they say by a reading. */
function readings({ id, readBy }: Rule): readonly string[] {
  const rules = (READ_IN.get(id) ?? []).map((read) => read.id);
  return [
    ...(readBy.length === 0 ? [] : [`- Läst enligt: ${readBy.join(', ')}`]),
    ...(rules.length === 0 ? [] : [`- Läses så i: ${rules.join(', ')}`]),
  ];
}

function whyOutside({ id }: Rule): readonly string[] {
  const why = OUTSIDE_A_HUB[id];
  return why === undefined ? [] : [`- Utanför en hubb: ${escaped(why.sv)} *${escaped(why.en)}*`];
}

/** The files under what of them carries the rule. */
function carriedBy(carriers: readonly Carrier[]): readonly string[] {
  const ways = groupedBy(carriers, ({ by }) => by);
  return Object.entries(APPLIED_BY_SV).flatMap(([by, said]) => {
    const files = [...new Set((ways.get(by) ?? []).map(({ file }) => linkTo(file)))];
    return files.length === 0 ? [] : [`  - ${said}: ${files.join(', ')}`];
  });
}

/** Sentences under the file that holds them; a file that cites the rule only in its data is named alone. */
function shownBy(citations: readonly Citation[]): readonly string[] {
  return [...groupedBy(citations, ({ file }) => file)].flatMap(([file, cited]) => [
    `  - ${linkTo(file)}`,
    ...new Set(cited.flatMap(({ sentence }) => (sentence === undefined ? [] : [`    - ${escaped(sentence)}`]))),
  ]);
}
