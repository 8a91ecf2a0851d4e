import { differencesOf } from './differences.js';

describe('what differs between two answers of a view', () => {
  it('is nothing where they say the same, in whatever order their members stand', () => {
    expect(differencesOf({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([]);
    expect(differencesOf({ a: 1, gone: undefined }, { a: 1 })).toEqual([]);
    expect(differencesOf(undefined, undefined)).toEqual([]);
  });

  it('is told by pointer, member by member: changed, come, gone', () => {
    expect(
      differencesOf(
        { same: 1, status: 'open', was: 1, in: { deep: 1 } },
        { same: 1, status: 'met', is: 2, in: { deep: 2 } },
      ),
    ).toEqual([
      { pointer: '/status', before: 'open', after: 'met' },
      { pointer: '/is', after: 2 },
      { pointer: '/in/deep', before: 1, after: 2 },
      { pointer: '/was', before: 1 },
    ]);
    expect(differencesOf({ 'a/b~c': 1 }, { 'a/b~c': 2 })).toEqual([{ pointer: '/a~1b~0c', before: 1, after: 2 }]);
    expect(differencesOf(undefined, { a: 1 })).toEqual([{ pointer: '', after: { a: 1 } }]);
    expect(differencesOf({ a: 1 }, undefined)).toEqual([{ pointer: '', before: { a: 1 } }]);
    expect(differencesOf({ a: null }, { a: 0 })).toEqual([{ pointer: '/a', before: null, after: 0 }]);
    expect(differencesOf({ a: {} }, { a: [] })).toEqual([{ pointer: '/a', before: {}, after: [] }]);
  });

  it('knows a row by its name, wherever it stands', () => {
    const row = (deadlineId: string, status: string) => ({ deadlineId, kind: 'reviewSoL', status });
    const [one, two, met] = [row('1', 'open'), row('2', 'open'), row('1', 'met')];
    expect(differencesOf([one, two], [two, one])).toEqual([]);
    expect(differencesOf([one, two], [two, met])).toEqual([{ pointer: '/1/status', before: 'open', after: 'met' }]);
    expect(differencesOf([one], [two, one])).toEqual([{ pointer: '/0', after: two }]);
    expect(differencesOf([one, two], [two])).toEqual([{ pointer: '/0', before: one }]);
  });

  it('tells rows without a name as come and gone, each as often as it stands', () => {
    expect(differencesOf([1, 1, 2], [1, 3])).toEqual([
      { pointer: '/1', after: 3 },
      { pointer: '/1', before: 1 },
      { pointer: '/2', before: 2 },
    ]);
    expect(differencesOf([{ party: 'a' }], [{ party: 'b' }])).toEqual([
      { pointer: '/0', after: { party: 'b' } },
      { pointer: '/0', before: { party: 'a' } },
    ]);
  });
});
