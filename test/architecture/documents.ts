/** The project's documents, and what stands in them: links, headings, tables, code. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type SourceFile, sourceFiles } from './source-files.js';

const FOLDERS = ['apps', 'docs', 'infra', 'libs', 'test', 'tools'];

/** Every Markdown file of the project. */
export function documents(): readonly SourceFile[] {
  const atRoot = readdirSync('.').filter((name) => name.endsWith('.md'));
  return [
    ...atRoot.map((name) => ({ path: name, name, folder: '.', text: readFileSync(name, 'utf8') })),
    ...sourceFiles(FOLDERS, ['.md']),
  ];
}

/** A link that leads within the project: the file it leads to, and the heading there, if it names one. */
export interface Link {
  readonly from: string;
  readonly written: string;
  readonly to: string;
  readonly heading: string | undefined;
}

const FENCED = /^```.*?^```$/gms;
const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g;

/** The links of a document to files of this project; what stands in code is no link. */
export function linksOf({ path, folder, text }: SourceFile): readonly Link[] {
  const prose = text.replace(FENCED, '');
  return Array.from(prose.matchAll(LINK), ([, written = '']) => written)
    .filter((written) => !/^[a-z]+:/.test(written))
    .map((written) => {
      const [file = '', heading] = written.split('#');
      return { from: path, written, to: file === '' ? path : posix.join(folder, file), heading };
    });
}

/** The headings of a document as links name them. */
export function headingsOf(text: string): readonly string[] {
  return Array.from(text.replace(FENCED, '').matchAll(/^#+ (.*)$/gm), ([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** The rows of all tables under a heading, or of the whole text, cell by cell; head and rule left out. */
export function rowsUnder(text: string, heading?: string): readonly (readonly string[])[] {
  const from =
    heading === undefined ? text : (text.split(new RegExp(`^#+ ${heading}$`, 'm'))[1] ?? '').split(/^#+ /m)[0];
  const lines = (from ?? '').split('\n');
  return lines
    .filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1] ?? ''))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const isRule = (line: string): boolean => /^\|[-| :]+\|$/.test(line);

/** What stands between the backticks of a cell. */
export const codeIn = (cell = ''): string => /`([^`]+)`/.exec(cell)?.[1] ?? '';

/** The fenced blocks of a language. */
export function blocksOf(text: string, language: string): readonly string[] {
  return Array.from(text.matchAll(/^```(\w*)\n(.*?)^```$/gms))
    .filter(([, of]) => of === language)
    .map(([, , block = '']) => block);
}
