import { folderCircles } from './folder-circles.js';

const module = (source: string, ...resolved: readonly string[]) => ({
  source,
  dependencies: resolved.map((path) => ({ module: path, resolved: path })),
});

describe('circles of folders', () => {
  const within = /^law\//;

  it('are found around a third folder, and told once', () => {
    const modules = [
      module('law/a/one.ts', 'law/b/two.ts'),
      module('law/b/two.ts', 'law/c/three.ts'),
      module('law/c/other.ts', 'law/a/four.ts'),
    ];
    expect(folderCircles({ modules }, within)).toEqual(['law/a → law/b → law/c → law/a']);
  });

  it('are none where imports go one way, within a folder, out of sight or for a spec only', () => {
    const modules = [
      module('law/a/one.ts', 'law/b/two.ts', 'law/a/other.ts'),
      module('law/b/two.spec.ts', 'law/a/one.ts'),
      module('law/b/two.ts', 'elsewhere/c.ts'),
      module('elsewhere/c.ts', 'law/a/one.ts'),
    ];
    expect(folderCircles({ modules }, within)).toEqual([]);
  });
});
