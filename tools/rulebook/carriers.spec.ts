import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RuleId, isRuleId } from '#domain';
import { type Carrier, carriersIn, carriersUnder } from './carriers.js';
import { citationsUnder } from './citations.js';

const inFile = (file: string, text: string) =>
  carriersIn(`libs/domain/src/${file}`, text).map(({ rule, by }) => `${rule} ${by}`);

describe('a rule id in the code of the domain', () => {
  it.each([
    ['placement/x.ts', `const check = isStatedBy(placingParty, 'A-053');`, 'A-053 decider'],
    ['placement/x.ts', `const no = () => rejected({ code: 'NotAPayer', rule: 'A-102' });`, 'A-102 decider'],
    ['case/x.ts', `const found = finding(reading, 'B-001', seen);`, 'B-001 finding'],
    ['findings/x.ts', `const RULES = { 'A-009': permitOrNotice };`, 'A-009 finding'],
    ['case/x.ts', `const due = deadline(reading, { kind: 'agreementExpiry', rule: 'A-126' });`, 'A-126 deadline'],
    ['deadlines/x.ts', `const common = { rule: 'A-099' as const };`, 'A-099 deadline'],
    ['deadlines/x.data.ts', `const LAW = { expiry: { rule: 'A-126', rolls: 'never' } };`, 'A-126 deadline'],
    ['costs/x.ts', `const why = whyOf(story, held ? 'A-101' : sources);`, 'A-101 costLine'],
    ['responsibility/x.ts', `const why = whyOf(story, 'A-073', [school]);`, 'A-073 why'],
    ['responsibility/x.ts', `const verdict = { holds, rule: holds ? 'A-057' : null };`, 'A-057 why'],
    ['agreement/facts/x.data.ts', `const terms = { emergencyMonths: { value: 2, rule: 'A-099' } };`, 'A-099 setting'],
    ['costs/x.ts', `const made = choice('afterDeadline', settings, 'A-101');`, 'A-101 setting'],
    ['rules/parameters.data.ts', `const P = { ofAge: [{ value: 18, rule: 'A-004' }] };`, 'A-004 parameter'],
    ['rules/statutes.data.ts', `const MOVED = [{ rule: 'G-01', versions: [] }];`, 'G-01 statute'],
    ['placement/facts/x.facts.ts', `const F = { schooling: { represents: ['A-072'] } };`, 'A-072 represented'],
    ['kernel/x.ts', `export const rule = 'A-013';`, 'A-013 unclear'],
  ])('in %s: %s', (file, text, carried) => {
    expect(inFile(file, text)).toEqual([carried]);
  });

  it('is carried by a finding too where a deadline of its is told when missed', () => {
    const law = `const LAW = { review: { rule: 'A-060', missed: { sv: 'Inte i tid.' } } };`;
    expect(inFile('deadlines/x.data.ts', law)).toEqual(['A-060 deadline', 'A-060 finding']);
  });

  it('is carried by the nearest call, and not by one around the function that it stands in', () => {
    expect(inFile('costs/x.ts', `finding(story, rule, { why: whyOf(story, 'A-098', []) });`)).toEqual([
      'A-098 costLine',
    ]);
    expect(inFile('findings/x.ts', `rejected(facts.map(() => ({ rule: 'A-098' })));`)).toEqual(['A-098 finding']);
  });

  it.each([
    ['a comment', `// A-087\nexport const planned = 1;`],
    ['a docstring', `/** A placement is not planned to end before it began (A-087). */\nexport const planned = 1;`],
    ['a range', `/** Who pays what (A-090–A-103, 'A-095'). */\nexport const pays = 1;`],
    ['a type', `interface Seen { readonly rule: 'A-090' | 'A-091' }`],
    ['a comparison', `const late = found.rule === 'A-099' || found.rule !== 'A-100';`],
    ['a case', `switch (rule) { case 'A-099': break; }`],
    ['a look-up', `const { sv } = ruleOf('A-099'); const other = byRule['A-098'];`],
    ['a longer text', `const text = 'by A-099';`],
  ])('carries nothing in %s', (_, text) => {
    expect(inFile('findings/x.ts', text)).toEqual([]);
  });
});

describe('the carriers of a tree', () => {
  let root: string;
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'carriers-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('are in the domain’s code: not in its specs, its catalogue, a test folder or another lib', () => {
    const text = `export const entry = { rule: 'A-099' };`;
    for (const file of ['deadlines/x.spec.ts', 'rules/rules-x.data.ts']) put(`libs/domain/src/${file}`, text);
    for (const file of ['libs/domain/test/x.ts', 'libs/contracts/src/x.ts', 'test/support/x.ts']) put(file, text);
    expect(carriersUnder(root)).toEqual([]);
    put('libs/domain/src/deadlines/x.ts', text);
    expect(carriersUnder(root)).toEqual([{ rule: 'A-099', file: 'libs/domain/src/deadlines/x.ts', by: 'deadline' }]);
  });

  it.each([
    ['by its name', 'const { consentMonthsMax } = settings;', true],
    ['as a member', 'const longest = settings.consentMonthsMax;', true],
    ['named as a choice', `const made = choice('consentMonthsMax', settings);`, true],
    ['not at all', '// consentMonthsMax\nconst longest = 12;', false],
  ])('include a setting where the program reads it: %s', (_, text, carries) => {
    put(
      'libs/domain/src/agreement/facts/x.data.ts',
      `export const terms = { consentMonthsMax: { value: 12, rule: 'A-040' } };`,
    );
    put('libs/domain/src/case/x.ts', text);
    expect(carriersUnder(root).map(({ rule, setting }) => [rule, setting])).toEqual(
      carries ? [['A-040', 'consentMonthsMax']] : [],
    );
  });
});

describe('a dated number of the law', () => {
  it.each([
    ['told by its name', 'deadlines/x.ts', `const due = timeOut('ofAge', start);`, true],
    ['a deadline’s time', 'deadlines/x.data.ts', `const LAW = { reviewSoL: { time: 'ofAge' } };`, true],
    ['not read', 'deadlines/x.data.ts', `const LAW = { reviewSoL: { kind: 'ofAge' } };`, false],
  ])('carries its rule where it is read: %s', (_, file, text, carries) => {
    const root = mkdtempSync(join(tmpdir(), 'carriers-'));
    for (const folder of ['rules', 'deadlines']) mkdirSync(join(root, 'libs/domain/src', folder), { recursive: true });
    const P = `const P = { ofAge: [{ value: 18, rule: 'A-004' }] };`;
    writeFileSync(join(root, 'libs/domain/src/rules/parameters.data.ts'), P);
    writeFileSync(join(root, 'libs/domain/src', file), text);
    expect(carriersUnder(root).map(({ rule, by }) => [rule, by])).toEqual(carries ? [['A-004', 'parameter']] : []);
    rmSync(root, { recursive: true });
  });
});

describe('the program', () => {
  const carriers = carriersUnder(process.cwd());
  const of = (rule: RuleId): readonly Carrier[] => carriers.filter((carrier) => carrier.rule === rule);
  const waysOf = (rule: RuleId) => [...new Set(of(rule).map(({ by }) => by))].sort();
  const at = (rule: RuleId, file: string) => of(rule).filter((carrier) => carrier.file === `libs/domain/src/${file}`);

  it('carries rules of the catalogue, and tells of each what carries it', () => {
    expect(carriers.filter(({ rule, by }) => !isRuleId(rule) || by === 'unclear')).toEqual([]);
    expect(new Set(carriers.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(40);
  });

  it('carries no rule that no sentence of a spec or a story shows', () => {
    const shown = new Set(
      citationsUnder(process.cwd()).flatMap(({ rule, sentence }) => (sentence === undefined ? [] : [rule])),
    );
    expect([...new Set(carriers.map(({ rule }) => rule))].filter((rule) => !shown.has(rule))).toEqual([]);
    expect(shown.size).toBeGreaterThanOrEqual(200);
  });

  it.each([
    ['S-001', 'placement/facts/care-acts.data.ts', 'why'],
    ['S-002', 'placement/facts/care-acts.data.ts', 'why'],
    ['S-009', 'findings/review-rules.ts', 'finding'],
    ['S-014', 'responsibility/areas.ts', 'why'],
    ['S-018', 'placement/placement.decider.ts', 'decider'],
    ['G-10', 'making/deadline-law.data.ts', 'deadline'],
    ['H-002', 'responsibility/areas.ts', 'why'],
    ['H-002', 'findings/scope-rules.ts', 'finding'],
  ] as const)('applies %s in %s by a %s', (rule, file, by) => {
    expect(at(rule, file).map((carrier) => carrier.by)).toContain(by);
  });

  it('does not apply A-004 by telling age groups apart: who consents is another matter', () => {
    expect(at('A-004', 'placement/facts/age-group.ts')).toEqual([]);
  });

  it('does not apply A-006 by having a type for a home', () => {
    expect(of('A-006')).toEqual([]);
  });

  it('does not apply A-087 by refusing a plan that ends before it begins, but by what it finds', () => {
    expect(of('A-087').map(({ by }) => by)).toEqual(['finding']);
  });

  it('applies A-095 by what it finds, not by a range of rules in a heading', () => {
    expect(of('A-095').map(({ by, file }) => [by, file])).toEqual([
      ['finding', 'libs/domain/src/findings/sip-rules.ts'],
    ]);
  });

  it('applies A-099 by its deadline, its finding and the months of the pack, not by an example in a docstring', () => {
    expect(waysOf('A-099')).toEqual(['deadline', 'finding', 'setting']);
    expect(of('A-099').filter(({ file }) => /\/(kernel|placement|costs)\//.test(file))).toEqual([]);
  });

  it('applies G-01 and C-008 by the sections that moved, E-003 and G-07 by the acts that it knows', () => {
    for (const rule of ['G-01', 'C-008', 'E-003', 'G-07'] as const)
      expect([rule, of(rule).map(({ by }) => by)]).toEqual([rule, ['statute']]);
  });

  it('applies G-20 by what it finds, and not by a mention', () => {
    expect(of('G-20').map(({ by, file }) => [by, file])).toEqual([['finding', 'libs/domain/src/sip/call-findings.ts']]);
  });
});
