import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rulebook } from './rulebook.js';
import { citationsIn, ruleIdsIn } from './rulebook/citations.js';

let root: string;
const put = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const run = (...args: string[]) => {
  const lines: string[] = [];
  return { code: rulebook(args, root, (line) => lines.push(line)), said: lines.join('\n') };
};
const page = () => readFileSync(join(root, 'docs/rulebook.md'), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rulebook-'));
  put(
    'libs/domain/src/deadlines/emergency.ts',
    `/** The two months (A-099, A-101). */\nexport const term = { rule: 'A-099' };\n`,
  );
  put(
    'libs/domain/src/deadlines/emergency.spec.ts',
    `describe('an emergency placement', () => {
       it('has two months to be cleared (A-099)', () => { expect(1).toBe(1); });
       it.each([[1], [2]])("is %d months late (A-101)", (n) => {});
     });`,
  );
  put('test/scenarios/month-ends.yaml', 'name: Month ends\nsteps:\n  - expect: { findings: [A-099, A-007] }\n');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the rulebook', () => {
  it('is woven of the rule, its words and its law, what carries it and the sentences that show it', () => {
    expect(run()).toEqual({ code: 0, said: 'docs/rulebook.md woven' });
    const [, section = ''] = /(### A-099[^]*?)### A-100/.exec(page()) ?? [];
    expect(section).toContain('senast två månader efter placeringen');
    expect(section).toContain('- Källans ord: "bör vara klarlagd senast 2 månader efter placeringen"');
    const file = '[libs/domain/src/deadlines/emergency.ts](../libs/domain/src/deadlines/emergency.ts)';
    expect(section).toContain(`- Tillämpas i:\n  - frist: ${file}\n`);
    expect(section).toContain('- an emergency placement: has two months to be cleared (A-099)');
    expect(section).toContain('- Month ends');
    expect(/### A-060[^]*?### A-061/.exec(page())?.[0]).toContain('22 kap. 13 § socialtjänstlagen (2025:400)');
  });

  it('has a section for every rule and reading, cited or not', () => {
    run();
    expect(page().match(/^#### [A-HS]-\d+ · /gm)).toHaveLength(275);
  });

  it.each(['libs/x.ts', 'apps/x.ts', 'test/x.spec.ts', 'test/scenarios/x.yaml', 'docs/x.md'])(
    'fails on an id that the catalogue lacks in %s, and writes nothing',
    (file) => {
      put(file, 'by the rule A-999 of nothing');
      expect(run()).toEqual({ code: 1, said: `${file}: A-999 is not in the catalogue` });
      expect(() => page()).toThrow();
    },
  );

  it('is checked against the tree without being written', () => {
    expect(run('--check').code).toBe(1);
    expect(() => page()).toThrow();
    run();
    expect(run('--check')).toEqual({ code: 0, said: '' });
    put('libs/domain/src/costs/allocation.ts', '// A-100');
    expect(run('--check').code).toBe(0);
    put('libs/domain/src/costs/allocation.ts', `export const rule = 'A-100';`);
    expect(run('--check')).toEqual({ code: 1, said: 'docs/rulebook.md is not up to date: run npm run rulebook' });
  });

  it('counts a rule as applied where the program carries it, not where it is only mentioned or shown', () => {
    run();
    expect(/### A-101[^]*?### A-102/.exec(page())?.[0]).not.toContain('Tillämpas i');
    expect(page()).toContain('| A | 133 | 1 | 1 | 0 | 11 |');
  });

  it('tells apart what a fact only represents: the hub judges nothing by it', () => {
    put('libs/domain/src/placement/facts/x.facts.ts', `export const F = { plan: { represents: ['A-072'] } };`);
    run();
    const section = /### A-072[^]*?### A-073/.exec(page())?.[0];
    expect(section).not.toContain('Tillämpas i');
    expect(section).toContain('- Återges som uppgift i: [libs/domain/src/placement/facts/x.facts.ts]');
    expect(page()).toContain('| A | 133 | 1 | 1 | 1 | 11 |');
  });

  it('tells apart what is outside a hub, and why, in both languages', () => {
    run();
    const section = /### A-085[^]*?### A-086/.exec(page())?.[0];
    expect(section).toContain('- Utanför en hubb: Det dagliga stödet ges av hemmets personal på plats');
    expect(section).toContain("*Daily support is given by the home's staff on the spot");
    expect(/### A-087[^]*?### A-088/.exec(page())?.[0]).not.toContain('Utanför en hubb');
    expect(page()).toContain('| E | 15 | 0 | 0 | 0 | 2 |');
  });

  it('has each reading of a defect beside the rules that it gives their words, and each of those beside it', () => {
    run();
    expect(/### G-11[^]*?### G-12/.exec(page())?.[0]).toContain('- Läses så i: A-067, A-097, A-099\n');
    expect(/### A-046[^]*?### A-047/.exec(page())?.[0]).toContain('- Läst enligt: G-05, G-17\n');
    expect(/### G-01[^]*?### G-02/.exec(page())?.[0]).not.toContain('Läses så i');
    expect(page()).toContain('| G | 20 | 0 | 0 | 19 | 0 |');
    put('libs/domain/src/rules/statutes.data.ts', `export const MOVED = [{ rule: 'G-01' }, { rule: 'G-07' }];`);
    run();
    expect(page()).toContain('| G | 20 | 2 | 0 | 18 | 0 |');
    expect(/### G-07[^]*?### G-08/.exec(page())?.[0]).toContain(
      '- Tillämpas i:\n  - lagrum, läst med den tid det gällde: ',
    );
  });

  it('shows a section with where the same duty stood before (G-01)', () => {
    run();
    expect(/### A-060[^]*?### A-061/.exec(page())?.[0]).toContain(
      '22 kap. 13 § socialtjänstlagen (2025:400) (tidigare 6 kap. 8 § socialtjänstlagen (2001:453))',
    );
    expect(/### S-014[^]*?### S-015/.exec(page())?.[0]).not.toContain('tidigare');
  });

  it('is not woven where nothing tells what carries a rule', () => {
    put('libs/domain/src/calendar/day.ts', `export const rule = 'A-100';`);
    expect(run()).toEqual({ code: 1, said: 'libs/domain/src/calendar/day.ts: nothing tells what carries A-100 there' });
    expect(() => page()).toThrow();
  });

  it('is the same for the same tree', () => {
    run();
    const first = page();
    run();
    expect(page()).toBe(first);
  });

  it('takes no other argument', () => {
    expect(run('--chek').code).toBe(2);
  });
});

describe('a citation', () => {
  it('is an id that stands alone', () => {
    expect(ruleIdsIn('A-001, (A-002) and A-003–A-005; G-03 and F-001')).toEqual([
      'A-001',
      'A-002',
      'A-003',
      'A-005',
      'G-03',
      'F-001',
    ]);
    expect(ruleIdsIn('HVB-A-001x SHA-256 A-0011 0A-001 A-12 DA-001')).toEqual([]);
  });

  it('in a spec is the sentence, or the file alone where only its data cites it', () => {
    const text = `const rule = 'A-007'; describe('a goal', () => { it('is due (A-014)', () => {}); });`;
    expect(citationsIn('libs/x.spec.ts', text)).toEqual([
      { rule: 'A-014', file: 'libs/x.spec.ts', kind: 'spec', sentence: 'a goal: is due (A-014)' },
      { rule: 'A-007', file: 'libs/x.spec.ts', kind: 'spec' },
    ]);
  });
});
