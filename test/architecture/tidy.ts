/** What makes a source file untidy, each as a question that names the offence. Asked of every file by the tidy spec. */
import ts from 'typescript';
import { CARE_ACT_IDS, CARE_SECTIONS } from '#domain';
import { type SourceFile } from './source-files.js';

/** What is wrong with a file, in a word or two; empty where nothing is. */
export type Check = (file: SourceFile) => readonly string[];

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A suffix is a role: what follows the last dot of a name, before `.ts`. */
const ROLES = new Set([
  ...['attributes', 'checks', 'codec', 'contract', 'controller', 'data', 'decider', 'decorators', 'filter', 'guard'],
  ...[
    'facts',
    'handler',
    'handlers',
    'memory',
    'messages',
    'metrics',
    'module',
    'options',
    'port',
    'projection',
    'tokens',
    'worker',
  ],
  ...['esdb', 'kafka', 'pkcs11', 'postgres', 'sqlite'],
  ...['spec', 'e2e', 'engine', 'int'],
]);
const EMPTY_WORDS = /(^|[-./])(utils?|helpers?|common|core|managers?|services?|misc|stuff)(?=$|[-./])/g;
const LINES_MAX = 300;

/** File and folder names in kebab-case; a suffix is one of the known roles, a test's own parts apart. */
export const badName: Check = ({ path, name }) => {
  const parts = path.replace(/\.\w+$/, '').split(/[/.]/);
  const last = name.replace(/\.ts$/, '').split('.').slice(1).at(-1);
  return [
    ...parts.filter((part) => !KEBAB.test(part)),
    ...(last === undefined || ROLES.has(last) || path.startsWith('test/') ? [] : [`suffix .${last}`]),
  ];
};

/** Names that say nothing of what is inside. */
export const emptyName: Check = ({ path }) => Array.from(path.matchAll(EMPTY_WORDS), ([, , word = '']) => word);

/** Things put off, tests left out or alone, rules switched off for more than the one line that needs it. */
export const unfinished: Check = ({ text }) =>
  Array.from(
    text.matchAll(
      /\b(?:TODO|FIXME|XXX)\b|\b(?:it|describe|test)\.(?:only|skip|todo|failing)\b|\b[fx](?:it|describe)\(|eslint-disable(?!-next-line \S)|@ts-(?:ignore|nocheck|expect-error)/g,
    ),
    ([found]) => found,
  );

/** More lines than a file may have. Data is as long as what it holds. */
export const tooLong: Check = ({ name, text }) => {
  const lines = text.trimEnd().split('\n').length;
  return name.endsWith('.data.ts') || lines <= LINES_MAX ? [] : [`${lines} lines`];
};

/** Where someone's own machine shows. */
export const ownMachine: Check = ({ text }) =>
  Array.from(text.matchAll(/(?<![\w.])\/(?:home|Users|root|work)\/\w+/g), ([found]) => found);

/** Every module that a file names, by import, export or dynamic import. */
export function importsOf({ name, text }: SourceFile): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return name.endsWith('.ts') ? importedFiles.map(({ fileName }) => fileName) : [];
}

/**
 * Imports in a form that only some tools resolve, and across libs by another way than the alias. What stands under `test`
 * may look inside what it tests, as a spec beside a file does.
 */
export const badImport: Check = (file) =>
  importsOf(file).filter((to) => {
    if (to.startsWith('.'))
      return !/\.(js|json)$/.test(to) || (!file.path.startsWith('test/') && /\/(libs|apps)\//.test(to));
    return to.startsWith('#') && !/^#[a-z-]+(\/(facts|cluster|kafka|refusal|descriptors))?$/.test(to);
  });

/** What the domain may not touch: anything outside it, the clock, chance. */
export const impure: Check = (file) =>
  !file.path.startsWith('libs/domain/src/') || file.name.endsWith('.spec.ts')
    ? []
    : [
        ...importsOf(file).filter((to) => !to.startsWith('.')),
        ...Array.from(
          file.text.matchAll(/\bnew Date\b|\bDate\.\w+|\bMath\.random\b|\bclass (?:\w+(?:<.*>)? )?(?:implements|\{)/g),
          String,
        ),
      ];

const isLaw = ({ path, name }: SourceFile): boolean =>
  path.startsWith('libs/domain/src/') && name.endsWith('.ts') && !name.endsWith('.spec.ts');

/** Swedish texts of the law outside its data files: what people read is mended there. Comments and names are free. */
export const swedishInCode: Check = (file) =>
  !isLaw(file) || file.name.endsWith('.data.ts') ? [] : textsOf(file).filter((text) => /[åäö]/i.test(text));

/** What is not data in a data file of the law: an import of more than types, a call, a function. */
export const dataThatRuns: Check = (file) =>
  !isLaw(file) || !file.name.endsWith('.data.ts')
    ? []
    : nodesOf(file)
        .filter((node) => (ts.isImportDeclaration(node) ? bringsValues(node) : RUNS.has(node.kind)))
        .map((node) => ts.SyntaxKind[node.kind]);

const RUNS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.MethodDeclaration,
]);

function bringsValues({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return true;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return false;
  const { name, namedBindings } = importClause;
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined;
  return name !== undefined || named === undefined || named.some(({ isTypeOnly }) => !isTypeOnly);
}

/** Every text in a file's code, each piece of a template apart. */
const textsOf = (file: SourceFile): readonly string[] =>
  nodesOf(file).flatMap((node) =>
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
      ? [node.text]
      : [],
  );

function nodesOf({ name, text }: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, false));
  return nodes;
}
const UNDATED_CONSTANT =
  /\bconst (\w*(?:MONTHS|DAYS|WEEKS|YEARS|AGES?)(?:_[A-Z]+)?)\b[^=\n]*= *(?:-?\d|[[{(][^;]*?\d)/g;
const UNDATED_ARGUMENT = /\b(?:addMonths|addYears|addWeeks|birthday|turns|isUnder)\([^()]*, *-?\d+\)/g;

/** Numbers of the law in code: a time or an age is dated data, with its unit and what sets it (parameters.data.ts). */
export const undatedLaw: Check = ({ path, name, text }) =>
  !path.startsWith('libs/domain/src/') ||
  path.startsWith('libs/domain/src/calendar/') ||
  /\.(spec|data)\.ts$/.test(name)
    ? []
    : [
        ...Array.from(text.matchAll(UNDATED_CONSTANT), ([, constant = '']) => constant),
        ...Array.from(text.matchAll(UNDATED_ARGUMENT), String),
      ];

/** Acts of care and their sections in code: what an act asks is data of that act, so that another may take its place (care-acts.data.ts). */
export const actByName: Check = (file) =>
  !isLaw(file) || file.name.endsWith('.data.ts')
    ? []
    : textsOf(file).filter((text) => [...CARE_ACT_IDS, ...CARE_SECTIONS].some((named) => named === text));

/** True for a file in which something is decided: a function, a method or an accessor with a body. */
export function hasLogic({ name, text }: SourceFile): boolean {
  const found = (node: ts.Node): boolean =>
    (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || (ts.forEachChild(node, found) ?? false);
  return found(ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, false));
}
