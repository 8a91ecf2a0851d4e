import { readdirSync } from 'node:fs';
import { DEADLINE_LAW, type DeadlineLaw } from './making/deadline-law.data.js';
import { holesOf, type Sentence, type Template } from './kernel/index.js';

const FOLDER = import.meta.dirname;
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /-says\.data\.[jt]s$/.test(name),
);

type Tables = Readonly<Record<string, Readonly<Record<string, Sentence | Template>>>>;
// One after the other: jest does not link modules side by side.
const texts: [string, Sentence | Template][] = [];
for (const name of FILES) {
  const tables = (await import(`${FOLDER}/${name}`)) as Tables;
  texts.push(...Object.values(tables).flatMap((table) => Object.entries(table)));
}

// What is said of a deadline that was missed stands with the law of its kind.
for (const [kind, { missed }] of Object.entries<DeadlineLaw>(DEADLINE_LAW)) if (missed) texts.push([kind, missed]);

describe('the sentences of the findings', () => {
  it('stand in data files, with the words of which they are made', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(8);
    expect(texts.map(([word]) => word)).toEqual(expect.arrayContaining(['noPermit', 'reviewSoL', 'forvaltningsratt']));
  });

  it.each(texts)('%s: have in both languages the holes that they list, and no other', (_word, text) => {
    const listed = [...(text.holes ?? [])].sort();
    expect([...new Set(holesOf(text.sv))].sort()).toEqual(listed);
    expect([...new Set(holesOf(text.en))].sort()).toEqual(listed);
  });
});
