/** Finds the mutants of a source text: every place where one of the known slips could have been made. */
import ts from 'typescript';
import { mutated, type Mutant, type MutantKind } from './mutant.js';

/** A change of a node: which characters become what. */
interface Change {
  readonly kind: MutantKind;
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

type Slip = (node: ts.Node, source: ts.SourceFile) => readonly Change[];

const replaced = (kind: MutantKind, node: ts.Node, source: ts.SourceFile, by: string): Change => ({
  ...{ kind, by },
  ...{ start: node.getStart(source), end: node.getEnd() },
});

const BOUNDARY: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const NEGATION: Readonly<Record<string, string>> = {
  ...{ '<': '>=', '<=': '>', '>': '<=', '>=': '<' },
  ...{ '===': '!==', '!==': '===' },
};

/** `<` for `<=`, and the opposite of each comparison. */
const comparison: Slip = (node, source) => {
  if (!ts.isBinaryExpression(node)) return [];
  const operator = node.operatorToken.getText(source);
  const boundary = BOUNDARY[operator];
  const negation = NEGATION[operator];
  return [
    ...(boundary === undefined ? [] : [replaced('boundary', node.operatorToken, source, boundary)]),
    ...(negation === undefined ? [] : [replaced('negated', node.operatorToken, source, negation)]),
  ];
};

/** One side of `&&`, `||` and `??` left out. */
const condition: Slip = (node, source) => {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const sides = { '&&': [left, right], '||': [left, right], '??': [right] }[operatorToken.getText(source)] ?? [];
  return sides.map((side) => replaced('condition', node, source, `(${side.getText(source)})`));
};

/** A question answered the other way. */
const negation: Slip = (node, source) => {
  const asked = ts.isIfStatement(node) ? node.expression : ts.isConditionalExpression(node) ? node.condition : null;
  if (asked && !isNegatedItself(asked)) return [replaced('negated', asked, source, `!(${asked.getText(source)})`)];
  if (!isNot(node)) return [];
  return [replaced('negated', node, source, node.operand.getText(source))];
};

/** `some` for `every`, the least for the greatest. */
const opposite: Slip = (node, source) => {
  const other = ts.isIdentifier(node) && isCalled(node) ? OTHER[node.text] : undefined;
  return other === undefined ? [] : [replaced('negated', node, source, other)];
};

const OTHER: Readonly<Record<string, string>> = {
  ...{ some: 'every', every: 'some', min: 'max', max: 'min' },
};

const isNot = (node: ts.Node): node is ts.PrefixUnaryExpression =>
  ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;

const isNegatedItself = (node: ts.Node): boolean =>
  isNot(node) || (ts.isBinaryExpression(node) && (ts.tokenToString(node.operatorToken.kind) ?? '') in NEGATION);

const isCalled = (node: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && ts.isCallExpression(node.parent.parent);

/** One of two: always the first, always the second. */
const choice: Slip = (node, source) =>
  ts.isConditionalExpression(node)
    ? [node.whenTrue, node.whenFalse].map((one) => replaced('choice', node, source, `(${one.getText(source)})`))
    : [];

const DAY = /^(\d{4}-\d{2})-(\d{2})$/;

/** A figure one higher and one lower; a written day the one before. */
const figure: Slip = (node, source) => {
  if (ts.isNumericLiteral(node) && !isInType(node) && !isOfAnOrder(node)) {
    const value = Number(node.text);
    return [value + 1, value - 1].map((other) =>
      replaced('figure', node, source, other < 0 ? `(${other})` : `${other}`),
    );
  }
  const day = ts.isStringLiteral(node) && !isInType(node) ? DAY.exec(node.text) : null;
  if (!day) return [];
  const other = new Date(Date.parse(node.getText(source).slice(1, -1)) - 86_400_000).toISOString().slice(0, 10);
  return [replaced('date', node, source, `'${other}'`)];
};

/** One of the figures by which a comparison says which comes first: only their sign means anything. */
const isOfAnOrder = (node: ts.Node): boolean =>
  ts.isPrefixUnaryExpression(node.parent)
    ? ts.isConditionalExpression(node.parent.parent)
    : ts.isConditionalExpression(node.parent) && /-1\b/.test(outermost(node.parent).getText());

const outermost = (node: ts.ConditionalExpression): ts.Node =>
  ts.isConditionalExpression(node.parent) ? outermost(node.parent) : node;

const isInType = (node: ts.Node): boolean => ts.isLiteralTypeNode(node.parent) || ts.isEnumMember(node.parent);

/** A row of a list, or a member of a table, left out. */
const row: Slip = (node, source) => {
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => leftOut('row', element, source));
  return ts.isObjectLiteralExpression(node) && isTable(node)
    ? node.properties.map((member) => leftOut('row', member, source))
    : [];
};

/** An element with the comma behind it. */
function leftOut(kind: MutantKind, node: ts.Node, source: ts.SourceFile): Change {
  const behind = /^\s*,/.exec(source.text.slice(node.getEnd()))?.[0].length ?? 0;
  return { kind, start: node.getStart(source), end: node.getEnd() + behind, by: '' };
}

/** A table of the module itself, by name. */
function isTable(node: ts.ObjectLiteralExpression): boolean {
  let above: ts.Node = node.parent;
  while (ts.isAsExpression(above) || ts.isSatisfiesExpression(above)) above = above.parent;
  return ts.isVariableDeclaration(above) && ts.isSourceFile(above.parent.parent.parent);
}

/** A statement left out: a call for its effect, a guard that returns or goes on. What throws tells of what cannot be. */
const statement: Slip = (node, source) => {
  const isCall =
    ts.isExpressionStatement(node) && (ts.isCallExpression(node.expression) || isAssignment(node.expression));
  const isLoop = ts.isForOfStatement(node);
  const isGuard =
    ts.isIfStatement(node) && !node.elseStatement && !/^\{?\s*throw\b/.test(node.thenStatement.getText(source));
  return isCall || isGuard || isLoop ? [replaced('statement', node, source, ';')] : [];
};

const isAssignment = (node: ts.Expression): boolean =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

/** Nothing where a list is made: what `filter` keeps is everything, what a function returns is an empty list. */
const nothing: Slip = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  if (name.text === 'filter' || name.text === 'sort' || name.text === 'toSorted')
    return [replaced('nothing', node, source, expression.getText(source))];
  return name.text === 'map' || name.text === 'flatMap' ? [replaced('nothing', node, source, '[]')] : [];
};

const SLIPS: readonly Slip[] = [comparison, condition, negation, opposite, choice, figure, row, statement, nothing];
/** What a file of data holds of the law: its figures and its days. Its rows are texts, and lists of others. */
const SLIPS_OF_DATA: readonly Slip[] = [figure];

/** The mutants of one source file, in the order in which they stand. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const slips = file.endsWith('.data.ts') ? SLIPS_OF_DATA : SLIPS;
  const found: Mutant[] = [];
  const visit = (node: ts.Node, within: number | null): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    if (makesSamples(node, source)) return;
    for (const slip of slips) {
      for (const change of slip(node, source)) found.push({ file, ...change, ...told(source, change), within });
    }
    const inner = isFunctionWithBody(node) ? node.getStart(source) : within;
    ts.forEachChild(node, (child) => {
      visit(child, inner);
    });
  };
  visit(source, null);
  return found.filter(({ was, is }) => was !== is);
}

export const isFunctionWithBody = (
  node: ts.Node,
): node is ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody } =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

/** What draws samples for random stories says nothing of the law. */
const makesSamples = (node: ts.Node, source: ts.SourceFile): boolean =>
  isFunctionWithBody(node) && node.parameters.some(({ name }) => name.getText(source) === 'pick');

function told(source: ts.SourceFile, { start, end, by }: Change): Pick<Mutant, 'line' | 'was' | 'is'> {
  const { text } = source;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const behind = text.indexOf('\n', end);
  const to = behind === -1 ? text.length : behind;
  const plain = (piece: string): string => piece.replace(/\s+/g, ' ').trim();
  return {
    line: source.getLineAndCharacterOfPosition(start).line + 1,
    was: plain(text.slice(from, to)),
    is: plain(mutated(text.slice(from, to), { start: start - from, end: end - from, by })),
  };
}
