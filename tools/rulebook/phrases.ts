/** The words of the source above the code that applies a rule: `A-067 "parternas ansvar skall vara klarlagt"`. */
import ts from 'typescript';
import { type Rule } from '#domain';
import { carryingIn } from './carriers.js';
import { ruleIdsIn } from './citations.js';

/** Words in quotation marks in a comment, with the rules whose ids stand beside them. */
export interface Quotation {
  /** The ids directly before it, else every id of the comment. */
  readonly rules: readonly string[];
  readonly words: string;
}

const IDS = String.raw`(?:[A-FHS]-\d{3}|G-\d{2})`;
const QUOTED = new RegExp(String.raw`((?:${IDS}(?:, | and ))*${IDS})?(:? )?["“”]([^"“”]+)["“”]`, 'g');

/** The quotations in a comment. Of a single word in quotation marks (a value, a character) nothing is asked. */
export function quotationsIn(comment: string): readonly Quotation[] {
  const text = proseOf(comment);
  return Array.from(text.matchAll(QUOTED), ([, ids = '', , words = '']) => ({ ids, words }))
    .filter(({ words }) => words.includes(' '))
    .map(({ ids, words }) => ({ rules: ruleIdsIn(ids === '' ? text : ids), words }))
    .filter(({ rules }) => rules.length > 0);
}

/** A comment without its marks and its line breaks. */
const proseOf = (comment: string): string =>
  comment.replace(/\*\/$|(^|\n)\s*(?:\/\*\*?|\*|\/\/)/g, ' ').replace(/\s+/g, ' ');

/** Whether the words are the rule's: of its source or of its Swedish sentence, each `…` a gap. */
export function areWordsOf({ words }: Quotation, { phrase = '', sv }: Pick<Rule, 'phrase' | 'sv'>): boolean {
  const parts = words.split('…').map((part) => part.trim());
  return [phrase, sv].some((text) => followEachOther(parts, text));
}

function followEachOther(parts: readonly string[], text: string): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

/** Every comment of a file. Line comments that follow each other are one. */
export function commentsOf(source: ts.SourceFile): readonly string[] {
  const starts = new Set<number>();
  const visit = (node: ts.Node): void => {
    starts.add(node.getFullStart()).add(node.getEnd());
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...new Set([...starts].sort((a, b) => a - b).flatMap((at) => commentsAt(source.text, at)))];
}

function commentsAt(text: string, at: number): readonly string[] {
  const leading = ts.getLeadingCommentRanges(text, at) ?? [];
  const trailing = ts.getTrailingCommentRanges(text, at) ?? [];
  const lines = leading.filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia);
  const blocks = [...leading, ...trailing].filter((range) => !lines.includes(range));
  const joined = lines.map(({ pos, end }) => text.slice(pos, end)).join('\n');
  return [...(joined === '' ? [] : [joined]), ...blocks.map(({ pos, end }) => text.slice(pos, end))];
}

/** The rules that a file carries at a place over which no words of theirs stand, on it or on what it stands in. */
export function unphrasedIn(source: ts.SourceFile, ruleOf: (id: string) => Rule): readonly string[] {
  const bare = carryingIn(source).filter((node) => {
    const above = commentsAbove(node, source).flatMap(quotationsIn);
    const rule = ruleOf(node.text);
    return !above.some((quotation) => quotation.rules.includes(rule.id) && areWordsOf(quotation, rule));
  });
  return [...new Set(bare.map(({ text }) => text))];
}

/** Over the node, over what it stands in, and over the functions of the file that a table names under it. */
function commentsAbove(node: ts.Node, source: ts.SourceFile): readonly string[] {
  const comments: string[] = [];
  for (let around = node; !ts.isSourceFile(around); around = around.parent)
    comments.push(...commentsAt(source.text, around.getFullStart()));
  return [...comments, ...applied(node, source).flatMap((it) => commentsAt(source.text, it.getFullStart()))];
}

/** The statements of the file that declare what the entry under a key names: `'A-009': { seenBy: permitOrNotice }`. */
function applied({ parent }: ts.Node, source: ts.SourceFile): readonly ts.Statement[] {
  if (!ts.isPropertyAssignment(parent) || !ts.isStringLiteralLike(parent.name)) return [];
  const named = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) named.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parent.initializer);
  return source.statements.filter((statement) => declared(statement).some((name) => named.has(name)));
}

function declared(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}
