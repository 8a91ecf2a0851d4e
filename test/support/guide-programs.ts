/** The programs of the guides, each in its language, as whoever copied them would run them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import ts from 'typescript';
import { temporaryFolder } from './temporary-folder.js';

export const PROGRAMS = 'docs/guides/follow';
/** What infra/engines/install has put there. */
const FETCHED = resolve('.engines/follow');

export type Program = 'pull' | 'live' | 'receive';

/** A language by its name, and how a program of it is run. */
export interface Language {
  readonly name: string;
  readonly command: (program: Program) => readonly [string, ...string[]];
}

/** Program text without its types, as `tsx` would run it, in a folder where the packages of the project are found. */
export function withoutTypes(text: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

export const TYPESCRIPT: Language = {
  name: 'TypeScript',
  command: (program) => {
    const folder = temporaryFolder();
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const file = join(folder, `${program}.mjs`);
    writeFileSync(file, withoutTypes(readFileSync(`${PROGRAMS}/${program}.ts`, 'utf8')));
    return [process.execPath, file];
  },
};

export const PYTHON: Language = {
  name: 'Python',
  command: (program) => [join(FETCHED, 'python/bin/python'), `${PROGRAMS}/${program}.py`],
};

/** On one small heap, and without the compiler that pays after minutes. */
const SMALL = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

export const JAVA: Language = {
  name: 'Java',
  command: (program) => {
    const file = `${program.charAt(0).toUpperCase()}${program.slice(1)}.java`;
    return ['java', ...SMALL, '-cp', join(FETCHED, 'java/*'), `${PROGRAMS}/${file}`];
  },
};

/** A program that runs, and the lines that it has said. */
export interface Running {
  readonly said: readonly string[];
  /** Resolves when it is no more. */
  end(): Promise<void>;
}

/** Starts it with these settings beside the environment's own. */
export function runProgram(
  { command }: Language,
  program: Program,
  settings: Readonly<Record<string, string>>,
): Running {
  const [file, ...args] = command(program);
  const child: ChildProcess = spawn(file, args, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  const ended = new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
    child.once('error', () => {
      done();
    });
  });
  return {
    said,
    end: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
