import { apart } from './apart.js';

describe('two answers', () => {
  it('that are alike differ nowhere, also where ids and places that are another each time differ', () => {
    expect(apart({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
    const said = (n: number) => ({ position: String(n), why: { rule: 'A-099', causedBy: [String(n)], readFrom: n } });
    expect(apart([said(1)], [said(2)])).toEqual([]);
    expect(apart({ recordedAt: 1, eventId: 2, x: 3 }, { recordedAt: 4, eventId: 5, x: 3 })).toEqual([]);
  });

  it('differ at their places, and where one lacks a field', () => {
    expect(apart({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toEqual([{ pointer: '/a/c', base: 2, other: 3 }]);
    expect(apart({ a: 1 }, { b: 1 })).toEqual([
      { pointer: '/a', base: 1, other: undefined },
      { pointer: '/b', base: undefined, other: 1 },
    ]);
    expect(apart(null, { a: 1 })).toEqual([{ pointer: '', base: null, other: { a: 1 } }]);
    expect(apart([1], { a: 1 })).toEqual([{ pointer: '', base: [1], other: { a: 1 } }]);
  });

  it('hold an element of a list against the one with its id, whatever place it has', () => {
    const due = (deadlineId: string, dueOn: string) => ({ kind: 'x', deadlineId, dueOn });
    expect(apart([due('1', 'a'), due('2', 'b')], [due('2', 'b'), due('1', 'c')])).toEqual([
      { pointer: '/0/dueOn', base: 'a', other: 'c' },
    ]);
    expect(apart([due('1', 'a')], [due('2', 'a')])).toEqual([
      { pointer: '/0', base: due('1', 'a'), other: undefined },
      { pointer: '/-', base: undefined, other: due('2', 'a') },
    ]);
  });

  it('hold those without an id by what they are, each as often as it stands there', () => {
    expect(apart(['a', 'a', 'b'], ['b', 'a'])).toEqual([{ pointer: '/1', base: 'a', other: undefined }]);
    expect(apart([], ['a'])).toEqual([{ pointer: '/-', base: undefined, other: 'a' }]);
  });
});
