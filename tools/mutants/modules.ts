/** Loads the law and its specs from text, anew for every mutant: nothing that one has made is left for the next. */
import { compileFunction } from 'node:vm';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSuite, type Suite } from './suite.js';

type Body = (exports: object, require: (name: string) => object, ...rest: unknown[]) => void;

export interface Loading {
  readonly root: string;
  /** What `runnable` made of each file, by path. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Packages by name, loaded once. */
  readonly packages: ReadonlyMap<string, object>;
  readonly expect: unknown;
  /** Told of every function that is entered, where bodies count. */
  readonly entered?: (id: string) => void;
}

const PARAMETERS = ['exports', 'require', '__entered', '__file', 'describe', 'it', 'test', 'beforeEach', 'expect'];
const ALIASES: Readonly<Record<string, string>> = {
  '#domain': 'libs/domain/src/index.ts',
  '#domain/facts': 'libs/domain/src/facts.ts',
};

/** What an import in a file names: the path of a source, or a package. */
export function pathOf(name: string, from: string): string {
  return name.startsWith('.') ? posix.join(posix.dirname(from), name).replace(/\.js$/, '.ts') : (ALIASES[name] ?? name);
}

export interface Modules {
  /** The tests of a spec file; the law is loaded as far as they need it. */
  suite(path: string): Suite;
}

/** Compiles each text once for as long as the process lives. */
const compiled = new Map<string, Body>();

function bodyOf(path: string, text: string): Body {
  const known = compiled.get(path + text);
  if (known) return known;
  const body = compileFunction(text, PARAMETERS, { filename: path }) as Body;
  compiled.set(path + text, body);
  return body;
}

/** Modules of which one may have another body than the rest of them know. */
export function openModules(loading: Loading, changed?: { readonly path: string; readonly body: string }): Modules {
  const loaded = new Map<string, object>();
  const load = (path: string, suite: Suite | null): object => {
    const known = loaded.get(path);
    if (known) return known;
    const text = loading.bodies.get(path);
    if (text === undefined) throw new Error(`${path} is not among the sources`);
    const exports = {};
    loaded.set(path, exports);
    const body =
      changed?.path === path
        ? (compileFunction(changed.body, PARAMETERS, { filename: path }) as Body)
        : bodyOf(path, text);
    const absolute = join(loading.root, path);
    const file = { url: pathToFileURL(absolute).href, filename: absolute, dirname: dirname(absolute) };
    const { describe, it, beforeEach } = suite?.globals ?? {};
    body(exports, requireFrom(path), loading.entered, file, describe, it, it, beforeEach, loading.expect);
    return exports;
  };
  const requireFrom =
    (path: string) =>
    (name: string): object => {
      const to = pathOf(name, path);
      return loading.packages.get(to) ?? load(to, null);
    };
  return {
    suite: (path) => {
      const suite = openSuite();
      load(path, suite);
      return suite;
    },
  };
}
