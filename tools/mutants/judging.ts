/** Judges mutants by the specs in one warm process: which tests go through what, and whether one of them tells. */
import { createRequire } from 'node:module';
import { openModules, pathOf, type Loading, type Modules } from './modules.js';
import { mutated, type Mutant } from './mutant.js';
import { runnable, type Sources } from './sources.js';

/** A test as the map of what is gone through knows it. */
export interface MappedTest {
  readonly spec: string;
  /** Its number within its spec file. */
  readonly at: number;
  readonly name: string;
  /** Of processor time. */
  readonly ms: number;
  /** Functions of the law entered, each time counted: what it takes, the same on every machine. */
  readonly steps: number;
  /** Functions that it enters, as `path:start`. */
  readonly enters: readonly string[];
}

export type Verdict =
  | { readonly killed: true; readonly by: string }
  /** No test told; `tests`: how many went through it. */
  | { readonly killed: false; readonly tests: number };

/** What a worker is given, and what it says: once that it is ready, then a verdict for each mutant. */
export interface WorkerData {
  readonly root: string;
  readonly tests: readonly MappedTest[];
}

export type FromWorker = { readonly ready: true } | { readonly verdict: Verdict };

/** One seed for all properties: a mutant is judged the same each time. */
const SEED = 1;
const WHOLE_CASES = 'libs/domain/test/';
/** Of each property: a mutant that only the hundredth draw tells of is told of by no one. */
const RUNS = 20;
/** No further test is asked once those asked took so many steps without any mutant: what is left may raise a score, never lower it. */
const STEPS_MAX = 4_000_000;

/** What the specs import, near or far, and is not mutated: packages, and the other libs as they were built. */
async function packagesOf({ texts, specs }: Sources): Promise<ReadonlyMap<string, object>> {
  const packages = new Map<string, object>();
  const seen = new Set(specs);
  for (const path of seen) {
    const text = texts.get(path);
    if (text !== undefined) for (const name of importsOf(path, text)) seen.add(name);
    else {
      const from = path.endsWith('.ts') ? `../../${path.replace(/ts$/, 'js')}` : path;
      const loaded = (await import(from)) as Readonly<Record<string, unknown>>;
      packages.set(path, { __esModule: true, ...loaded });
    }
  }
  return packages;
}

/** What a source imports when it runs, as `pathOf` names it. */
const importsOf = (path: string, text: string): readonly string[] =>
  [...runnable(path, text, false).matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => pathOf(name, path));

/** Properties are drawn by one seed, and a failing one is not made smaller: that it fails is all that is asked. */
function seedProperties(packages: ReadonlyMap<string, object>): void {
  const { default: fc } = packages.get('fast-check') as { default: { configureGlobal: (settings: object) => void } };
  fc.configureGlobal({ seed: SEED, numRuns: RUNS, endOnFailure: true });
}

/** Everything that a process needs to load the sources, its bodies counting or not. */
export async function loadingOf(sources: Sources, counted: boolean): Promise<Omit<Loading, 'entered'>> {
  const packages = await packagesOf(sources);
  seedProperties(packages);
  const { expect } = createRequire(import.meta.url)('expect') as { expect: unknown };
  const law = new Set(sources.law);
  const bodies = new Map(
    [...sources.texts].map(([path, text]) => [path, runnable(path, text, counted && law.has(path))]),
  );
  return { root: sources.root, bodies, packages, expect };
}

/** Milliseconds of processor time so far: what a test takes whatever else the machine does. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * Runs every test once and notes what it enters; what is entered while its spec is loaded, it goes through too. Each spec
 * has the law to itself, so that nothing another has asked is answered from memory. Fails where a test fails: then nothing
 * can be judged.
 */
export async function mapTests(sources: Sources): Promise<readonly MappedTest[]> {
  let entering = new Set<string>();
  let steps = 0;
  const entered = (id: string): void => {
    entering.add(id);
    steps += 1;
  };
  const loading = { ...(await loadingOf(sources, true)), entered };
  const mapped: MappedTest[] = [];
  for (const spec of sources.specs) {
    const atLoad = new Set<string>();
    entering = atLoad;
    const { tests } = openModules(loading).suite(spec);
    for (const [at, { name, run }] of tests.entries()) {
      entering = new Set();
      steps = 0;
      const begun = cpuMs();
      await run().catch((error: unknown) => {
        throw new Error(`${spec}: ${name} fails without any mutant`, { cause: error });
      });
      mapped.push({ spec, at, name, ms: cpuMs() - begun, steps, enters: [...new Set([...atLoad, ...entering])] });
    }
  }
  return mapped;
}

/** The tests that go through a mutant, those that are near and quick first. One outside all functions is gone through by every test. */
export function testsThrough(mutant: Mutant, tests: readonly MappedTest[]): readonly MappedTest[] {
  const id = `${mutant.file}:${mutant.within ?? ''}`;
  const inFile = `${mutant.file}:`;
  const folder = mutant.file.slice(0, mutant.file.lastIndexOf('/') + 1);
  const rank = ({ spec, steps, enters }: MappedTest): number => {
    const near = mutant.within !== null || enters.some((one) => one.startsWith(inFile)) ? 1 : 100;
    // A whole case tells of much in little time.
    const tells = spec.startsWith(folder) ? 0.2 : spec.startsWith(WHOLE_CASES) ? 0.05 : 1;
    return steps * near * tells;
  };
  const through = mutant.within === null ? [...tests] : tests.filter(({ enters }) => enters.includes(id));
  let soFar = 0;
  return through
    .sort((one, other) => rank(one) - rank(other))
    .filter(({ steps }) => (soFar += steps) - steps < STEPS_MAX);
}

/** Whether a test tells of the mutant. */
export async function judge(
  mutant: Mutant,
  {
    sources,
    loading,
    tests,
  }: { readonly sources: Sources; readonly loading: Loading; readonly tests: readonly MappedTest[] },
): Promise<Verdict> {
  const text = mutated(sources.texts.get(mutant.file) ?? '', mutant);
  const modules = openModules(loading, { path: mutant.file, body: runnable(mutant.file, text, false) });
  const through = testsThrough(mutant, tests);
  const suites = new Map<string, ReturnType<Modules['suite']>>();
  for (const { spec, at, name } of through) {
    try {
      const suite = suites.get(spec) ?? modules.suite(spec);
      suites.set(spec, suite);
      await suite.tests[at]?.run();
    } catch {
      return { killed: true, by: `${spec}: ${name}` };
    }
  }
  return { killed: false, tests: through.length };
}
