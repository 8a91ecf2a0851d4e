/** Writes `answers.data.ts` anew, from what the law answers now. Read what has changed before it is committed. */
import { writeFileSync } from 'node:fs';
import { inWords } from './in-words.js';
import { STORIES } from './stories.js';

const PATH = 'libs/domain/test/answers.data.ts';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const told = Object.entries(STORIES).map(
  ([name, lived]) =>
    `  ${quoted(name)}: [\n${inWords(lived)
      .map((line) => `    ${quoted(line)},\n`)
      .join('')}  ],\n`,
);

writeFileSync(
  PATH,
  `/** What the law answers in each story, day by day: made by \`node dist/libs/domain/test/write-answers.js\`, and read by whoever changes it. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
${told.join('')}};
`,
);
