/** Needs `npm run build`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

interface Manifest {
  readonly imports: Readonly<Record<string, { readonly default: string }>>;
}

const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** What a built file imports when it is loaded: what it imports later, by `import()`, is not among it. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?['"]([^'"]+)['"];?$/gm)].map(
    ([, to]) => to ?? '',
  );

/** A file of the build, or a package by its name. */
function resolved(from: string, to: string): string {
  if (to.startsWith('.')) return normalize(join(dirname(from), to));
  return to.startsWith('#') ? normalize(imports[to]?.default ?? to) : to;
}

/** All packages that are loaded with a built file. */
function packagesOf(entry: string): ReadonlySet<string> {
  const seen = new Set([entry]);
  for (const file of seen) {
    if (!existsSync(file) || !file.endsWith('.js')) continue;
    for (const to of importsOf(file)) seen.add(resolved(file, to));
  }
  return new Set([...seen].filter((one) => !one.startsWith('dist/')));
}

const SERVER = /^(@nestjs\/|fastify|rxjs|prom-client|kafkajs|@eventstore\/|@kurrent\/)/;

describe('a thread that keeps or rebuilds the rows', () => {
  it.each(['rows-worker.js', 'rows-rebuild.js', 'rows-rebuild.postgres.js'])(
    'loads no server, and no client of an engine that it may not need (%s)',
    (entry) => {
      const packages = packagesOf(`dist/apps/projector/src/rows/${entry}`);
      expect([...packages].filter((one) => SERVER.test(one))).toEqual([]);
      expect(packages).toContain('better-sqlite3');
    },
  );

  it('is one of many: the process itself loads them', () => {
    const packages = packagesOf('dist/apps/standalone/src/standalone.js');
    expect(packages).toContain('@nestjs/common');
    expect(packages).toContain('kafkajs');
  });
});
