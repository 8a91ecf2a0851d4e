/** Where a file asks by name which kind of stream or subject it has before it, instead of the table of streams. */
import ts from 'typescript';
import { STREAM_CATEGORIES, SUBJECT_KINDS } from '#domain';
import { type SourceFile } from './source-files.js';

/** The table itself, in its two halves, and where the words are declared. */
export const STREAM_TABLE: ReadonlySet<string> = new Set([
  'libs/domain/src/kernel/subject.ts',
  'libs/domain/src/kernel/streams.data.ts',
  'libs/domain/src/fact/streams.ts',
  'libs/domain/src/stream-law.ts',
]);

const WORDS: readonly string[] = [...SUBJECT_KINDS, ...STREAM_CATEGORIES];
const WORD = new Set(WORDS);
/** What a stream's name, a subject or a type begins with: `case-`, `placement/`, `agreement.`. */
const PREFIX = new RegExp(`^(${WORDS.join('|')})[-/.]$`);
const IN_PATTERN = new RegExp(`(^|[^A-Za-z])(${WORDS.join('|')})([^A-Za-z]|$)`);
const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const ASKING = new Set(['startsWith', 'endsWith', 'includes', 'indexOf', 'has']);

/** Each place in the file that asks so, as it is written. */
export function asksByName({ path, text }: SourceFile): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isAsking(node)) found.push(`${path}: ${node.getText(file)}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isAsking(node: ts.Node): boolean {
  return comparesByName(node) || readsByPattern(node) || beginsByName(node);
}

/** `kind === 'agreement'`, `case 'placement':`, `KINDS.has('placement')`. */
function comparesByName(node: ts.Node): boolean {
  if (ts.isCaseClause(node)) return isWord(node.expression);
  if (ts.isCallExpression(node)) return asksInCall(node);
  return (
    ts.isBinaryExpression(node) && COMPARISONS.has(node.operatorToken.kind) && [node.left, node.right].some(isWord)
  );
}

/** `/^placement/`, `new RegExp('placement')`. */
function readsByPattern(node: ts.Node): boolean {
  if (ts.isRegularExpressionLiteral(node)) return IN_PATTERN.test(node.text);
  return ts.isNewExpression(node) && node.expression.getText() === 'RegExp' && (node.arguments ?? []).some(isPattern);
}

/** `case-${id}` as a template, `'agreement-'`. */
function beginsByName(node: ts.Node): boolean {
  if (ts.isTemplateExpression(node)) return PREFIX.test(node.head.text);
  return ts.isStringLiteralLike(node) && PREFIX.test(node.text);
}

const isWord = (node: ts.Node): boolean => ts.isStringLiteralLike(node) && WORD.has(node.text);
const isPattern = (node: ts.Node): boolean => ts.isStringLiteralLike(node) && IN_PATTERN.test(node.text);

/** `kind.startsWith('case')`, `KINDS.has('placement')`. */
function asksInCall({ expression, arguments: given }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && ASKING.has(expression.name.text) && given.some(isWord);
}
