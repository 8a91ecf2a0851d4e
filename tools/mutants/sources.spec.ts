import { runnable } from './sources.js';

/** Runs a text, and gives how often each function of it was entered, in the order of the text. */
function entriesOf(text: string): readonly string[] {
  const entered: string[] = [];
  const body = runnable('a.ts', text, true);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is the spec's own
  new Function('exports', '__entered', body)({}, (id: string) => entered.push(id));
  return entered.map((id) => text.slice(Number(id.split(':').at(-1))).slice(0, 8));
}

describe('what a test goes through', () => {
  it.each([
    ['a function', 'function f() { return 1; }\nf();', 'function'],
    ['an arrow', 'const f = () => 1;\nf();', '() => 1;'],
    ['an arrow with a body', 'const f = () => { return 1; };\nf();', '() => { '],
    ['an expression', 'const f = function () { return 1; };\nf();', 'function'],
    ['a method', 'const o = { m1() { return 1; } };\no.m1();', 'm1() { r'],
    ['a getter', 'const o = { get g1() { return 1; } };\no.g1;', 'get g1()'],
    ['a setter', 'const o = { set s1(to) { to; } };\no.s1 = 1;', 'set s1(t'],
    ['a constructor', 'class C { constructor() { this; } }\nnew C();', 'construc'],
    ['a method of a class', 'class C { m2() { return 1; } }\nnew C().m2();', 'm2() { r'],
  ])('is %s, when it is entered and not before', (_what, text, begins) => {
    expect(entriesOf(text)).toEqual([begins]);
    expect(entriesOf(text.split('\n')[0] ?? '')).toEqual([]);
  });

  it('is what calls and what is called, each once an entry', () => {
    expect(entriesOf('const inner = () => 1;\nconst outer = () => inner() + inner();\nouter();')).toEqual([
      '() => in',
      '() => 1;',
      '() => 1;',
    ]);
  });
});
