import { existsSync } from 'node:fs';
import { READINGS, RULES } from '#domain';
import { ruleIdsIn } from '../../tools/rulebook/citations.js';
import { documents, headingsOf, linksOf } from './documents.js';

const all = documents();
const links = all.flatMap(linksOf);

describe('the documents', () => {
  it('lead to files that are there', () => {
    expect(all.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'docs/rulebook.md']),
    );
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter(({ to }) => !existsSync(to)).map(({ from, written }) => `${from}: ${written}`)).toEqual([]);
  });

  it('lead to headings that are there', () => {
    const headings = new Map(all.map(({ path, text }) => [path, headingsOf(text)]));
    const astray = links.filter(
      ({ to, heading }) => heading !== undefined && headings.get(to)?.includes(heading) === false,
    );
    expect(astray.map(({ from, written }) => `${from}: ${written}`)).toEqual([]);
  });

  it('cite only rules that the catalogue has', () => {
    const known = new Set<string>([...RULES, ...READINGS].map(({ id }) => id));
    const unknown = all.flatMap(({ path, text }) =>
      ruleIdsIn(text)
        .filter((id) => !known.has(id))
        .map((id) => `${path}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are told from what only looks like a link', () => {
    const text = '[a](b.md#c) [d](https://e.se) ![f](g.png)\n\n```\n[h](i.md)\n```\n';
    const found = linksOf({ path: 'docs/x.md', name: 'x.md', folder: 'docs', text });
    expect(found).toEqual([{ from: 'docs/x.md', written: 'b.md#c', to: 'docs/b.md', heading: 'c' }]);
  });
});
