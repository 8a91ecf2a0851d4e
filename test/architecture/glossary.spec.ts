import { readFileSync } from 'node:fs';
import { sourceFiles } from './source-files.js';

/** Svenska, English, names in code. */
const terms = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Svenska'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, swedish = '', english = '', names = '']) => ({
    swedish,
    english,
    names: Array.from(names.matchAll(/`([^`]+)`/g), ([, name = '']) => name),
  }));

describe('the glossary', () => {
  it('has each Swedish term once, with an English word and a name in the code', () => {
    expect(terms.length).toBeGreaterThan(80);
    expect(new Set(terms.map(({ swedish }) => swedish)).size).toBe(terms.length);
    expect(terms.filter(({ english, names }) => english === '' || names.length === 0)).toEqual([]);
  });

  it('names nothing that the code does not have', () => {
    const code = sourceFiles(['libs', 'apps'], ['.ts'])
      .map(({ text }) => text)
      .join('\n');
    const words = new Set(code.match(/[\w.-]+/g));
    const has = (name: string) => words.has(name) || name.split('.').every((part) => words.has(part));
    expect(terms.flatMap(({ names }) => names).filter((name) => !has(name))).toEqual([]);
  });
});
