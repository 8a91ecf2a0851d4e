/** The law, its specs and what they are told by, made runnable in one process: every file once, as a function to call. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isFunctionWithBody } from './mutations.js';

export interface Sources {
  /** Absolute: where paths begin. */
  readonly root: string;
  /** Source text by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Paths of what is mutated, and of the specs that judge. */
  readonly law: readonly string[];
  readonly specs: readonly string[];
}

const LAW = 'libs/domain/src';
/** What random stories are drawn from: it says nothing of the law. */
const SAMPLES = `${LAW}/placement/facts/sample-parts.ts`;
const FOLDERS = [LAW, 'libs/domain/test', 'test/support'];
/** A spec that reads source files judges their text, which no mutant changes on disk. */
const READS_SOURCE = /from '(node:fs|typescript)'/;

/** Everything under the law's folder, and what its specs tell their stories by. */
export function readSources(root: string): Sources {
  const texts = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      texts.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  const paths = [...texts.keys()].sort();
  const isSpec = (path: string): boolean => path.endsWith('.spec.ts');
  return {
    ...{ root, texts },
    law: withoutSamples(paths).filter((path) => path.startsWith(LAW) && !isSpec(path)),
    specs: paths.filter(
      (path) => path.startsWith('libs/domain/') && isSpec(path) && !READS_SOURCE.test(texts.get(path) ?? ''),
    ),
  };
}

function withoutSamples(paths: readonly string[]): readonly string[] {
  if (!paths.includes(SAMPLES)) throw new Error(`no samples are drawn from ${SAMPLES}: say where they stand now`);
  return paths.filter((path) => path !== SAMPLES);
}

/** Counts the entry of every function that has a body: what a test has gone through. */
const counting: ts.TransformerFactory<ts.SourceFile> = (context) => (source) => {
  const { factory } = context;
  const entered = (node: ts.Node): ts.Expression =>
    factory.createCallExpression(factory.createIdentifier('__entered'), undefined, [
      factory.createStringLiteral(`${source.fileName}:${node.getStart(source)}`),
    ]);
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, context);
    if (!isFunctionWithBody(node) || !isFunctionWithBody(inner)) return inner;
    const { body } = inner;
    const counted = ts.isBlock(body)
      ? factory.updateBlock(body, [factory.createExpressionStatement(entered(node)), ...body.statements])
      : factory.createParenthesizedExpression(factory.createComma(entered(node), body));
    return ts.visitEachChild(inner, (child) => (child === body ? counted : child), context);
  };
  return ts.visitEachChild(source, visit, context);
};

/** A source text as the body of a function of `exports`, `require`, `__entered` and `__file`. */
export function runnable(path: string, text: string, counted: boolean): string {
  const { outputText } = ts.transpileModule(text.replaceAll('import.meta', '__file'), {
    fileName: path,
    compilerOptions: {
      ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
      ...{ isolatedModules: true, removeComments: true },
    },
    ...(counted ? { transformers: { before: [counting] } } : {}),
  });
  return outputText;
}
