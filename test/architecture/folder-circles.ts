/** Folders that import each other, directly or around others: what stands in one cannot be read without all of them. */
import { posix } from 'node:path';
import { type Cruised } from './cruise.js';

type Links = ReadonlyMap<string, ReadonlySet<string>>;

/** Every circle of folders among the modules whose path matches `within`, each as `a → b → a`, specs left out. */
export function folderCircles({ modules }: Pick<Cruised, 'modules'>, within: RegExp): readonly string[] {
  const links = linksBetween(modules, within);
  const circles = new Set<string>();
  for (const folder of links.keys()) {
    const way = wayBack(links, folder);
    // Told once, from its first folder.
    if (way && folder === [...way].sort()[0]) circles.add(way.join(' → '));
  }
  return [...circles];
}

function linksBetween(modules: Cruised['modules'], within: RegExp): Links {
  const links = new Map<string, Set<string>>();
  const isSeen = (path: string): boolean => within.test(path) && !path.endsWith('.spec.ts');
  for (const { source, dependencies } of modules) {
    if (!isSeen(source)) continue;
    const from = posix.dirname(source);
    const to = links.get(from) ?? new Set();
    links.set(from, to);
    for (const { resolved } of dependencies) {
      if (isSeen(resolved) && posix.dirname(resolved) !== from) to.add(posix.dirname(resolved));
    }
  }
  return links;
}

/** The shortest way from a folder back to itself; null where there is none. */
function wayBack(links: Links, start: string): readonly string[] | null {
  const seen = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const next: (readonly string[])[] = [];
    for (const way of ways) {
      for (const folder of links.get(way.at(-1) ?? start) ?? []) {
        if (folder === start) return [...way, start];
        if (seen.has(folder)) continue;
        seen.add(folder);
        next.push([...way, folder]);
      }
    }
    ways = next;
  }
  return null;
}
