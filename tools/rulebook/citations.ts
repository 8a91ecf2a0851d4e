/** Where rule ids are cited: read from the files of the working tree, specs by their sentences. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesUnder } from './files.js';

/** How a file cites a rule in writing; what the program carries is told by its syntax alone (carriers.ts). */
export interface Citation {
  readonly rule: string;
  /** Path from the root, with `/`. */
  readonly file: string;
  /** `code`: outside specs. `spec`: a sentence of a spec. `scenario`: a story. `document`: prose. */
  readonly kind: 'code' | 'spec' | 'scenario' | 'document';
  /** Spec: *describe: it*. Scenario: its name. Absent where a file cites a rule outside any sentence. */
  readonly sentence?: string;
}

const READ_IN = ['apps', 'libs', 'test', 'docs'];
const READ_ENDINGS = /\.(ts|md|ya?ml|json|html)$/;
/** What the catalogue itself says, and what is woven from it, cites nothing. */
const CATALOGUE = /^libs\/domain\/src\/rules\/rules-[^/]+\.data\.ts$|^docs\/rulebook\.md$/;
const RULE_ID = /(?<![\w-])(?:[A-HS]-\d{3}|G-\d{2})(?![\d-])/g;
const SPEC = /\.(spec|contract)\.ts$/;
const SCENARIO_NAME = /^name:\s*['"]?(.*?)['"]?\s*$/m;

/** Every rule id in a text, each once, in the order of the text. */
export function ruleIdsIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(RULE_ID), ([id]) => id))];
}

/** Every citation in the tree under `root`, ordered by file. */
export function citationsUnder(root: string): readonly Citation[] {
  return READ_IN.flatMap((folder) => filesUnder(root, folder, READ_ENDINGS))
    .filter((file) => !CATALOGUE.test(file))
    .flatMap((file) => citationsIn(file, readFileSync(join(root, file), 'utf8')));
}

/** The citations of one file. A spec's ids outside its sentences (in data, say) count as cited, with no sentence. */
export function citationsIn(file: string, text: string): readonly Citation[] {
  const kind = kindOf(file);
  const whole = ruleIdsIn(text);
  if (whole.length === 0) return [];
  const said = kind === 'spec' ? sentencesOf(file, text) : kind === 'scenario' ? [nameOf(file, text)] : [];
  const cited = said.flatMap((sentence) =>
    (kind === 'scenario' ? whole : ruleIdsIn(sentence)).map((rule) => ({ rule, file, kind, sentence })),
  );
  const inSentences = new Set(cited.map(({ rule }) => rule));
  return [...cited, ...whole.filter((rule) => !inSentences.has(rule)).map((rule) => ({ rule, file, kind }))];
}

function kindOf(file: string): Citation['kind'] {
  if (SPEC.test(file)) return 'spec';
  if (file.startsWith('test/scenarios/')) return 'scenario';
  return file.endsWith('.md') ? 'document' : 'code';
}

const nameOf = (file: string, text: string): string => SCENARIO_NAME.exec(text)?.[1] ?? file;

/** Each `it` and `describe` as *what it is of: what it says*. */
function sentencesOf(file: string, text: string): readonly string[] {
  const sentences: string[] = [];
  const visit = (node: ts.Node, of: string): void => {
    const title = ts.isCallExpression(node) ? titleOf(node) : undefined;
    if (title !== undefined) sentences.push(of === '' ? title.text : `${of}: ${title.text}`);
    const inner = title?.opens === true ? title.text : of;
    ts.forEachChild(node, (child) => {
      visit(child, inner);
    });
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, false), '');
  return sentences;
}

/** The title of a call of `it`, `describe`, `it.each(…)` and the like; undefined for any other call. */
function titleOf(call: ts.CallExpression): { readonly text: string; readonly opens: boolean } | undefined {
  const named = innermost(call.expression);
  const [first] = call.arguments;
  if (named === undefined || first === undefined || !ts.isStringLiteralLike(first)) return undefined;
  return { text: first.text.replace(/\s+/g, ' '), opens: named === 'describe' };
}

/** `it` of `it`, `it.each(…)` and `it.each\`…\``. */
function innermost(callee: ts.Expression): 'it' | 'describe' | undefined {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'describe' ? callee.text : undefined;
  if (ts.isPropertyAccessExpression(callee)) return innermost(callee.expression);
  if (ts.isCallExpression(callee)) return innermost(callee.expression);
  return ts.isTaggedTemplateExpression(callee) ? innermost(callee.tag) : undefined;
}
