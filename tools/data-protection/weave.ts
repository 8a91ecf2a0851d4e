/** The page on data protection: its words, and the class of every field and of all that is computed, from the code. */
import { disclosureOf, MESSAGE_TYPES, type FieldDisclosure } from '#contracts';
import { COMPUTED, DEADLINE_LAW, FINDING_RULES, WAITING_LAW, type Disclosed } from '#domain';
import { INTRODUCTION, PRIVACY_SV } from './page.data.js';

type Named = readonly [name: string, entry: Disclosed];

export function weave(): string {
  return [INTRODUCTION, ...fieldTables(), ...computedTables(), stricterTable()].join('\n');
}

function fieldTables(): readonly string[] {
  return [
    '## Fält, per meddelandetyp\n',
    ...MESSAGE_TYPES.map(({ factType, type }) =>
      table(`### ${factType}`, ['Fält', 'Lagring', 'Klass'], disclosureOf(type).map(fieldRow)),
    ),
  ];
}

const fieldRow = ({ pointer, privacy, disclosure }: FieldDisclosure): readonly string[] => [
  `\`${pointer}\``,
  PRIVACY_SV[privacy],
  disclosure,
];

const COMPUTED_MEMBERS: readonly Named[] = Object.entries(COMPUTED).flatMap(([, { sv, members }]) =>
  Object.entries(members).map(([name, entry]) => [`${sv}: \`${name}\``, entry] as const),
);
const DEADLINES: readonly Named[] = Object.entries<Disclosed>(DEADLINE_LAW).map(([kind, entry]) => [
  `frist \`${kind}\``,
  entry,
]);
const FINDINGS: readonly Named[] = [
  ...new Map(FINDING_RULES.map((entry) => [`${entry.rule} ${entry.discloses}`, entry])).values(),
].map((entry) => [`iakttagelse ${entry.rule}`, entry]);

const WAITING: readonly Named[] = Object.entries<Disclosed>(WAITING_LAW).map(([kind, entry]) => [
  `väntar \`${kind}\``,
  entry,
]);

function computedTables(): readonly string[] {
  const rows = (entries: readonly Named[]): readonly (readonly string[])[] =>
    entries.map(([name, { discloses }]) => [name, discloses]);
  const head = ['Uppgift', 'Klass'];
  return [
    '## Det som räknas fram\n',
    table('### I vyerna', head, rows(COMPUTED_MEMBERS)),
    table('### Frister', head, rows(DEADLINES)),
    table('### Iakttagelser', head, rows(FINDINGS)),
    table('### Det som väntar på svar', head, rows(WAITING)),
  ];
}

/** What reads a stricter class than it tells, each with its reason. */
function stricterTable(): string {
  const findings = FINDING_RULES.map((entry): Named => [`iakttagelse ${entry.rule}`, entry]);
  const rows = [...COMPUTED_MEMBERS, ...DEADLINES, ...findings, ...WAITING].flatMap(
    ([name, { discloses, readsStricter }]) =>
      readsStricter ? [[name, discloses, readsStricter.classes.join(', '), readsStricter.because]] : [],
  );
  return table('## Läser strängare än det säger', ['Uppgift', 'Klass', 'Läser', 'Skäl'], rows);
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [title, '', line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line), ''].join('\n');
}
