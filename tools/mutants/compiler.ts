/** Asks the compiler of a mutant that no spec told of: `npm test` has it look at the whole law, so that what it refuses could never be there. */
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { mutated, type Mutant } from './mutant.js';
import { type Judged } from './pool.js';

/** What the compiler says of the file that a mutant changes; null where it takes it. */
export type Compiler = (mutant: Mutant) => string | null;

const PROJECT = 'libs/domain/tsconfig.json';

/** The compiler over the law under `root`, by the law's own settings. It keeps what it knows of every other file. */
export function compilerOf(root: string): Compiler {
  const path = join(root, PROJECT);
  const read = (file: string): string | undefined => ts.sys.readFile(file);
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, read).config,
    ts.sys,
    dirname(path),
  );
  let changed: { readonly file: string; readonly text: string } | null = null;
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: read,
    getScriptVersion: (file) => (file === changed?.file ? String(version) : '0'),
    getScriptSnapshot: (file) => {
      const text = file === changed?.file ? changed.text : read(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  });
  return (mutant) => {
    const file = join(root, mutant.file);
    version += 1;
    changed = { file, text: mutated(read(file) ?? '', mutant) };
    const [first] = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
    return first === undefined ? null : ts.flattenDiagnosticMessageText(first.messageText, ' ');
  };
}

/** How a verdict of the compiler begins. */
export const BY_THE_COMPILER = 'the compiler: ';

/** The same, where those that no spec told of and the compiler refuses are killed, too. */
export const toldByTheCompiler = (judged: readonly Judged[], refusal: Compiler): readonly Judged[] =>
  judged.map((one) => {
    if (one.verdict.killed) return one;
    const said = refusal(one.mutant);
    return said === null ? one : { ...one, verdict: { killed: true, by: `${BY_THE_COMPILER}${said}` } };
  });
