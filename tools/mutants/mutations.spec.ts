import { mutated, type MutantKind } from './mutant.js';
import { mutantsOf } from './mutations.js';

/** What becomes of a text by the mutants of some kinds. */
const made = (text: string, ...kinds: readonly MutantKind[]): readonly string[] =>
  mutantsOf('law.ts', text)
    .filter(({ kind }) => kinds.includes(kind))
    .map((mutant) => mutated(text, mutant));

describe('the mutants of a text', () => {
  it('are the bound itself taken in or left out, and the opposite', () => {
    expect(made('const a = on <= last;', 'boundary', 'negated')).toEqual([
      'const a = on < last;',
      'const a = on > last;',
    ]);
    expect(made("const a = kind === 'x';", 'boundary', 'negated')).toEqual(["const a = kind !== 'x';"]);
    expect(made('const a = all.every(isSo);', 'negated')).toEqual(['const a = all.some(isSo);']);
  });

  it('are a condition that is not asked, or asked the other way', () => {
    expect(made('const a = isChild && isPlaced;', 'condition')).toEqual([
      'const a = (isChild);',
      'const a = (isPlaced);',
    ]);
    expect(made('const a = isChild ? 15 : 18;', 'choice')).toEqual(['const a = (15);', 'const a = (18);']);
    expect(made('if (isOver) end();', 'negated')).toEqual(['if (!(isOver)) end();']);
    expect(made('if (!isOver) end();', 'negated')).toEqual(['if (isOver) end();']);
  });

  it('are a figure one off, and a day that is the one before', () => {
    expect(made('const MONTHS = 6;', 'figure')).toEqual(['const MONTHS = 7;', 'const MONTHS = 5;']);
    expect(made("const FROM = '2025-07-01';", 'date')).toEqual(["const FROM = '2025-06-30';"]);
    expect(made('type Two = 2;', 'figure')).toEqual([]);
    expect(made('const by = (a, b) => (a < b ? -1 : a > b ? 1 : 0);', 'figure')).toEqual([]);
  });

  it('are a row that is missing, in a list or in a table of the module', () => {
    expect(made("const may = ['a', 'b'];", 'row')).toEqual(["const may = [ 'b'];", "const may = ['a', ];"]);
    expect(made('const LAW = { a: one, b: two };', 'row')).toEqual([
      'const LAW = {  b: two };',
      'const LAW = { a: one,  };',
    ]);
    expect(made('const f = () => { const made = { a: one }; return made; };', 'row')).toEqual([]);
  });

  it('are a statement that is not there; what throws is left, since it tells of what cannot be', () => {
    expect(made('const f = () => { add(day); };', 'statement')).toEqual(['const f = () => { ; };']);
    expect(made('const f = () => { if (a) return 1; return 2; };', 'statement')).toEqual([
      'const f = () => { ; return 2; };',
    ]);
    expect(made("const f = () => { if (a) throw new Error('x'); };", 'statement')).toEqual([]);
  });

  it('are a list that keeps all, or has nothing', () => {
    expect(made('const a = facts.filter(isSo);', 'nothing')).toEqual(['const a = facts;']);
    expect(made('const a = facts.map(inWords);', 'nothing')).toEqual(['const a = [];']);
  });

  it('are of data its figures and days alone', () => {
    const kinds = mutantsOf('terms.data.ts', "export const T = [{ months: 6, from: '2025-07-01' }, { months: 3 }];");
    expect(kinds.map(({ kind }) => kind)).toEqual(['figure', 'figure', 'date', 'figure', 'figure']);
  });

  it('are none of what draws samples', () => {
    expect(mutantsOf('law.ts', 'const sample = (pick) => pick.integer(0, 7);')).toEqual([]);
  });

  it('tell their line, and what becomes of it, whatever stands above', () => {
    const [mutant] = mutantsOf('law.ts', 'const a = 1;\n\n  const b  =  c < d;\n').filter(
      ({ kind }) => kind === 'boundary',
    );
    expect(mutant).toMatchObject({ line: 3, was: 'const b = c < d;', is: 'const b = c <= d;', within: null });
  });
});
