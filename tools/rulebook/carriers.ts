/**
 * What of the program carries a rule: read from the syntax of the domain's code, where a rule id stands as a value. A
 * comment, a type, a range in prose, a comparison or a spec carries nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesUnder } from './files.js';

/** A check that refuses by the rule, a finding, a deadline, a line of costs, another why, a pack's setting, a dated number or section. */
export type AppliedBy = 'decider' | 'finding' | 'deadline' | 'costLine' | 'why' | 'setting' | 'parameter' | 'statute';

/** Or a fact that tells what the rule asks for, and is held to nothing by it: `represents: ['A-072']` in its entry. */
export type CarriedBy = AppliedBy | 'represented';

export interface Carrier {
  readonly rule: string;
  /** Path from the root, with `/`. */
  readonly file: string;
  /** `unclear` where neither call nor place tells: the rulebook is not woven then. */
  readonly by: CarriedBy | 'unclear';
  /** Of a setting or a parameter, its name: it carries the rule only if something reads it. */
  readonly setting?: string;
}

const DOMAIN = 'libs/domain/src';
/** The catalogue itself carries nothing, nor do specs. */
const NOT_CODE = /^libs\/domain\/src\/rules\/rules-[^/]+\.data\.ts$|\.(spec|contract)\.ts$/;
const DATA = /\.data\.ts$/;
const RULE_ID = /^(?:[A-FHS]-\d{3}|G-\d{2})$/;

/** What a call makes of a rule id among its arguments. */
const BY_CALLEE: Readonly<Record<string, CarriedBy>> = {
  isStatedBy: 'decider',
  rejected: 'decider',
  finding: 'finding',
  deadline: 'deadline',
  whyOf: 'why',
  choice: 'setting',
};

/** What a file is for, where no call tells: the first that fits. */
const BY_FILE: readonly (readonly [RegExp, CarriedBy])[] = [
  [/\.(decider|checks|facts)\.ts$/, 'decider'],
  [/\/findings\/|-findings\.ts$/, 'finding'],
  [/\/deadlines\/|\/making\/deadline-law\.data\.ts$/, 'deadline'],
  [/\/agreement\/facts\/[^/]+\.data\.ts$/, 'setting'],
  [/\/rules\/parameters\.data\.ts$/, 'parameter'],
  [/\/rules\/statutes\.data\.ts$/, 'statute'],
  [/\/costs\//, 'costLine'],
  [
    /\/making\/waiting-law\.data\.ts$|\/responsibility\/|\/compulsory-care\/|\/disclosure\/|\/placement\/facts\/care-acts\.data\.ts$/,
    'why',
  ],
];

/** Every carrier in the tree under `root`, ordered by file: one for each rule, file and way. */
export function carriersUnder(root: string): readonly Carrier[] {
  const sources = domainSources(root);
  const read = new Set(sources.flatMap(namesRead));
  return sources.flatMap(carriersOf).filter(({ setting }) => setting === undefined || read.has(setting));
}

/** The carriers in one file of the domain, each setting as if it were read. */
export const carriersIn = (file: string, text: string): readonly Carrier[] => carriersOf(parsed(file, text));

/** The code of the domain under `root`, parsed: neither specs nor the catalogue. */
export function domainSources(root: string): readonly ts.SourceFile[] {
  const files = filesUnder(root, DOMAIN, /\.ts$/).filter((file) => !NOT_CODE.test(file));
  return files.map((file) => parsed(file, readFileSync(join(root, file), 'utf8')));
}

/** One file parsed, each node with its parent. */
export const parsed = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);

/** The rule ids of a file that stand as values. */
export const carryingIn = (source: ts.SourceFile): readonly ts.StringLiteralLike[] =>
  nodesOf(source).filter(
    (node): node is ts.StringLiteralLike => ts.isStringLiteralLike(node) && RULE_ID.test(node.text) && isValue(node),
  );

function carriersOf(source: ts.SourceFile): readonly Carrier[] {
  const found = new Map<string, Carrier>();
  for (const node of carryingIn(source)) {
    const carrier = carrierOf(node, source.fileName);
    const alsoFound =
      carrier.by === 'deadline' && isToldWhenMissed(node) ? [{ ...carrier, by: 'finding' as const }] : [];
    for (const one of [carrier, ...alsoFound]) found.set(`${one.rule} ${one.by} ${one.setting ?? ''}`, one);
  }
  return [...found.values()];
}

/** True in the law of a kind of deadline whose miss is a finding: `{ rule: 'A-099', missed: … }`. */
function isToldWhenMissed({ parent }: ts.Node): boolean {
  const entry = ts.isPropertyAssignment(parent) ? parent.parent : undefined;
  return (
    entry?.properties.some(({ name }) => name !== undefined && ts.isIdentifier(name) && name.text === 'missed') ?? false
  );
}

function nodesOf(node: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    for (const inner of nodesOf(child)) nodes.push(inner);
  });
  return nodes;
}

/** False for a type, and for what is compared or looked up. */
function isValue({ parent }: ts.Node): boolean {
  if (ts.isLiteralTypeNode(parent) || ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return false;
  if (ts.isBinaryExpression(parent)) return !COMPARES.has(parent.operatorToken.kind);
  return !ts.isCallExpression(parent) || !LOOKS_UP.has(calleeOf(parent) ?? '');
}

const COMPARES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const LOOKS_UP = new Set(['ruleOf', 'isRuleId']);

function carrierOf(node: ts.StringLiteralLike, file: string): Carrier {
  const by = carriedBy(node, file);
  const carrier = { rule: node.text, file, by };
  const isTerm = by === 'parameter' || (by === 'setting' && DATA.test(file));
  const setting = isTerm ? termAround(node) : undefined;
  return setting === undefined ? carrier : { ...carrier, setting };
}

function carriedBy(node: ts.Node, file: string): Carrier['by'] {
  if (isRepresented(node)) return 'represented';
  const called = calledAround(node);
  if (called === 'why' && file.startsWith(`${DOMAIN}/costs/`)) return 'costLine';
  return called ?? BY_FILE.find(([form]) => form.test(file))?.[1] ?? 'unclear';
}

/** True where it stands in what a fact's entry says that the fact represents. */
const isRepresented = ({ parent }: ts.Node): boolean =>
  ts.isArrayLiteralExpression(parent) &&
  ts.isPropertyAssignment(parent.parent) &&
  parent.parent.name.getText() === 'represents';

/** What the nearest call around a node makes of it, within its own function. */
function calledAround(node: ts.Node): CarriedBy | undefined {
  for (let around = node.parent; !ts.isSourceFile(around) && !ts.isFunctionLike(around); around = around.parent) {
    const callee = ts.isCallExpression(around) ? calleeOf(around) : undefined;
    if (callee !== undefined && Object.hasOwn(BY_CALLEE, callee)) return BY_CALLEE[callee];
  }
  return undefined;
}

function calleeOf({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

/** The name under which the object, or the list of objects, stands that says `rule: 'A-099'`. */
function termAround({ parent }: ts.Node): string | undefined {
  let around = ts.isPropertyAssignment(parent) ? parent.parent : parent;
  while (!ts.isPropertyAssignment(around) && !ts.isSourceFile(around)) around = around.parent;
  return ts.isPropertyAssignment(around) && ts.isIdentifier(around.name) ? around.name.text : undefined;
}

/** What is read of an object in a file: `x.name`, `{ name } = x`, the name given as a text, or as a deadline's time. */
function namesRead(source: ts.SourceFile): readonly string[] {
  return nodesOf(source).flatMap((node) => {
    if (ts.isPropertyAccessExpression(node)) return [node.name.text];
    if (ts.isBindingElement(node)) return [(node.propertyName ?? node.name).getText(source)];
    return ts.isStringLiteralLike(node) && namesATerm(node) ? [node.text] : [];
  });
}

const namesATerm = ({ parent }: ts.Node): boolean =>
  ts.isCallExpression(parent) || (ts.isPropertyAssignment(parent) && parent.name.getText() === 'time');
