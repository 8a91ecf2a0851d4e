import { openSuite } from './suite.js';

describe('a suite', () => {
  it('gathers tests under their names, with what is to be done before each, and runs none of them', async () => {
    const ran: string[] = [];
    const { globals, tests } = openSuite();
    globals.describe('outer', () => {
      globals.beforeEach(() => ran.push('before'));
      globals.it('one', () => ran.push('one'));
      globals.it.each([
        ['a', 1],
        ['b', 2],
      ])('of %s is %s', (letter: string, number: number) => ran.push(`${letter}${number}`));
    });
    globals.it.each(['alone'])('%s', (word: string) => ran.push(word));
    expect(tests.map(({ name }) => name)).toEqual(['outer › one', 'outer › of a is 1', 'outer › of b is 2', 'alone']);
    expect(ran).toEqual([]);
    for (const { run } of tests) await run();
    expect(ran).toEqual(['before', 'one', 'before', 'a1', 'before', 'b2', 'alone']);
  });

  it('has a test that fails where its work does', async () => {
    const { globals, tests } = openSuite();
    globals.it('fails', () => Promise.reject(new Error('as it should')));
    await expect(tests[0]?.run()).rejects.toThrow('as it should');
  });
});
