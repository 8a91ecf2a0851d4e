import { allMutants, keyed, named, sampleOf } from './choose.js';
import { type Sources } from './sources.js';

const sourcesOf = (files: Readonly<Record<string, string>>): Sources => ({
  ...{ root: '.', texts: new Map(Object.entries(files)), law: Object.keys(files), specs: [] },
});
const sources = sourcesOf({
  'law/a.ts': 'export const isIn = (on: number) => on >= 1 && on < 20;',
  'law/b.ts': 'export const B = 3;',
});
const every = allMutants(sources);

describe('a sample of the mutants', () => {
  it('is the same for a seed, another for another seed, and never more than asked for', () => {
    const drawn = (seed: string) => sampleOf(every, 4, seed).map(({ is }) => is);
    expect(drawn('65ffdc6')).toEqual(drawn('65ffdc6'));
    expect(drawn('65ffdc6')).toHaveLength(4);
    expect(new Set(['a', 'b', 'c', 'd'].map((seed) => drawn(seed).join())).size).toBeGreaterThan(1);
    expect(sampleOf(every, 1_000, 'a')).toHaveLength(every.length);
  });
});

describe('a mutant that is named by its code', () => {
  const name = { name: 'the upper bound', file: 'a.ts', was: 'on < 20', is: 'on <= 20' };

  it('is found wherever its file and its line have gone', () => {
    const moved = sourcesOf({ 'law/deep/a.ts': '\n\nexport const isIn = (on: number) =>\n  on >= 1 && on\n    < 20;' });
    for (const there of [sources, moved])
      expect(named([name], there)).toMatchObject({ mutants: [{ by: 'on <= 20' }], missing: [] });
  });

  it('is missing where its code is gone, or stands twice', () => {
    expect(named([{ ...name, was: 'on < 21' }], sources)).toEqual({
      mutants: [],
      missing: [{ ...name, was: 'on < 21' }],
    });
    const twice = sourcesOf({ 'law/a.ts': 'export const a = on < 20; export const b = on < 20;' });
    expect(named([name], twice).missing).toEqual([name]);
  });
});

describe('a mutant that was accepted', () => {
  it('is known by its file’s name and by what it makes of what, and is missing where that is gone', () => {
    const key = { file: 'b.ts', was: 'export const B = 3;', is: 'export const B = 4;' };
    expect(keyed([key], every).mutants).toMatchObject([{ file: 'law/b.ts', by: '4' }]);
    const gone = { ...key, was: 'export const B = 9;' };
    expect(keyed([gone], every)).toEqual({ mutants: [], missing: [gone] });
  });
});
