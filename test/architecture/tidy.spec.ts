import { posix } from 'node:path';
import { type SourceFile, sourceFiles } from './source-files.js';
import { type Check, badImport, badName, emptyName, hasLogic, impure, importsOf } from './tidy.js';
import { actByName, dataThatRuns, ownMachine, swedishInCode, tooLong, undatedLaw, unfinished } from './tidy.js';

const sources = sourceFiles(['apps', 'infra', 'libs', 'test', 'tools'], ['.ts']);
const words = sourceFiles(['docs', 'apps', 'infra', 'libs', 'test', 'tools'], ['.md', '.ts', '.yaml', '.html', '.css']);
/** These files hold what they look for. */
const checkers = /^test\/architecture\/tidy(\.spec)?\.ts$/;

const offences = (files: readonly SourceFile[], check: Check) =>
  files
    .filter(({ path }) => !checkers.test(path))
    .flatMap((file) => check(file).map((what) => `${file.path}: ${what}`));

describe('the source files of this project', () => {
  it.each([
    ['have names in kebab-case, with a role for a suffix', badName],
    ['have no name that could stand on anything', emptyName],
    ['put nothing off, leave no test out, and switch no rule off', unfinished],
    ['have at most 300 lines, data apart', tooLong],
    ['import relative files by .js, and other libs by their alias', badImport],
    ['in the domain touch nothing outside it, no clock and no chance', impure],
    ['in the domain say nothing in Swedish but as data', swedishInCode],
    ['in the domain keep nothing in data files but data and types', dataThatRuns],
    ['in the domain hold no number of the law but as dated data', undatedLaw],
    ['in the domain compare no act of care, nor a section of one, by its name', actByName],
  ])('%s', (_, check) => {
    expect(offences(sources, check)).toEqual([]);
  });

  it('name no folder of anyone’s machine, documents included', () => {
    expect(offences(words, ownMachine)).toEqual([]);
  });
});

describe('a file in which something is decided', () => {
  const isSpec = ({ name }: SourceFile) => name.endsWith('.spec.ts');
  const specs = sources.filter(isSpec);
  const foldersWithSpecs = new Set(specs.map(({ folder }) => folder));
  const imported = new Set(
    specs.flatMap((spec) =>
      importsOf(spec)
        .filter((to) => to.startsWith('.'))
        .map((to) => posix.join(spec.folder, to).replace(/\.js$/, '.ts')),
    ),
  );
  /** Front doors, data, and what only puts parts together: the whole system's specs run those. */
  const putsTogether = /(^|\/)(index|main)\.ts$|\.(data|module|tokens)\.ts$/;

  /** A folder of an app is also shown by a spec of the whole app, which stands above it. */
  const hasSpecs = (folder: string): boolean =>
    foldersWithSpecs.has(folder) || (/^apps\/[^/]+\/src\//.test(folder) && hasSpecs(posix.dirname(folder)));

  it('has a spec in its folder, or one that imports it; in an app, also one of the whole app', () => {
    const bare = sources
      .filter(({ path }) => /^(libs|apps)\/[^/]+\/src\//.test(path) && !putsTogether.test(path))
      .filter((file) => !isSpec(file) && hasLogic(file))
      .filter(({ folder, path }) => !hasSpecs(folder) && !imported.has(path));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });
});

describe('the checks', () => {
  const file = (path: string, text = ''): SourceFile => ({
    path,
    name: posix.basename(path),
    folder: posix.dirname(path),
    text,
  });
  const law = (text: string): SourceFile => file('libs/domain/src/deadlines/review.ts', text);

  it.each([
    [badName, file('libs/domain/src/caseRows.ts'), file('libs/domain/src/case-rows.ts')],
    [badName, file('libs/access/src/keys.redis.ts'), file('libs/access/src/keys.memory.ts')],
    [emptyName, file('libs/domain/src/utils/day.ts'), file('libs/domain/src/calendar/day.ts')],
    [emptyName, file('apps/hub/src/event.service.ts'), file('apps/hub/src/serviceable.ts')],
    [unfinished, file('a.ts', '// TODO later'), file('a.ts', '// to do what is due')],
    [unfinished, file('a.spec.ts', "it.skip('x', f)"), file('a.spec.ts', "it('x', f)")],
    [unfinished, file('a.ts', '/* eslint-disable */'), file('a.ts', '// eslint-disable-next-line eqeqeq')],
    [tooLong, file('a.ts', 'x\n'.repeat(301)), file('a.ts', 'x\n'.repeat(300))],
    [tooLong, file('a.ts', 'x\n'.repeat(301)), file('a.data.ts', 'x\n'.repeat(301))],
    [undatedLaw, law('const REVIEW_MONTHS = 6;'), law('const months = pack.emergencyMonths;')],
    [undatedLaw, law('export const LVU_AGES: Ages = {\n  a: 18,\n};'), law("const AGES = ['adult'] as const;")],
    [undatedLaw, law('addMonths(run.from, 6)'), law('addMonths(run.from, months)')],
    [undatedLaw, law('turns(course, 18)'), law("turns(course, 'ofAge')")],
    [actByName, law("basis.act === 'LVU'"), law('careActOf(basis.act).court')],
    [actByName, law("sections: ['2']"), law("age === '20'")],
    [badImport, file('a.ts', "import './b';"), file('a.ts', "import './b.js';")],
    [badImport, file('a.ts', "import '#domain/src/x.js';"), file('a.ts', "import '#domain/facts';")],
    [
      badImport,
      file('apps/hub/src/a.ts', "import '../../../libs/follow/src/b.js';"),
      file('test/crash/a.ts', "import '../../libs/follow/src/b.js';"),
    ],
    [impure, file('libs/domain/src/a.ts', "import 'luxon';"), file('libs/http/src/a.ts', "import 'luxon';")],
    [impure, file('libs/domain/src/a.ts', 'Date.now();'), file('libs/domain/src/a.ts', 'dueOn(start);')],
    ...[`const sv = 'är klart';`, 'const sv = `är ${x}`;', 'const sv = `${x} är ${y}`;', `f({ 'är klart': 1 });`].map(
      (text) => [swedishInCode, file('libs/domain/src/a.ts', text), file('libs/domain/src/a.data.ts', text)] as const,
    ),
    [swedishInCode, file('libs/domain/src/a.ts', "f('Å')"), file('libs/domain/src/a.spec.ts', "f('Å')")],
    [swedishInCode, file('libs/domain/src/a.ts', "f('ö')"), file('libs/domain/src/a.ts', "// ö\nconst nämnd = 'o';")],
    ...[
      "import { a } from './a.js';",
      "import './a.js';",
      "import * as a from './a.js';",
      'const a = f(1);',
      'const a = new Set([1]);',
      'const a = () => 1;',
      'const a = { f() {} };',
      'function f() {}',
    ].map(
      (text) => [dataThatRuns, file('libs/domain/src/a.data.ts', text), file('libs/domain/src/a.ts', text)] as const,
    ),
    [
      dataThatRuns,
      file('libs/domain/src/a.data.ts', "import { type A, b } from './a.js';"),
      file(
        'libs/domain/src/a.data.ts',
        "import { type A } from './a.js';\nconst a = { on: '2026-01-01' as A } as const;",
      ),
    ],
    [ownMachine, file('a.md', 'see /home/anna/hub'), file('a.md', 'see ./home/anna')],
  ] as const)('find an offence where there is one, and none where there is none (%#)', (check, bad, good) => {
    expect(check(bad)).not.toEqual([]);
    expect(check(good)).toEqual([]);
  });

  it('tell a file that decides from one of types', () => {
    expect(hasLogic(file('a.ts', 'export const f = (x: number) => x + 1;'))).toBe(true);
    expect(hasLogic(file('a.ts', 'export class A { get b() { return 1; } }'))).toBe(true);
    expect(hasLogic(file('a.ts', 'export interface A { f(x: number): number }'))).toBe(false);
    expect(hasLogic(file('a.ts', "export * from './b.js';"))).toBe(false);
  });
});
