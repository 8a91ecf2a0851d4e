import { firstDifference } from './compare-rows.js';

async function* dump(...lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}
const [A, B, OTHER] = ['placement ["a","kommun-2080"]', 'finding ["b",1]', 'placement ["a","kommun-2081"]'];

describe('two dumps of list rows', () => {
  it('are equal where every row is, and counted', async () => {
    expect(await firstDifference(dump(A, B), dump(A, B))).toEqual({ equal: true, rows: 2 });
    expect(await firstDifference(dump(), dump())).toEqual({ equal: true, rows: 0 });
  });

  it('differ by the first row that is another, by its table, its number from 0 and what it is of', async () => {
    expect(await firstDifference(dump(B, A), dump(B, OTHER))).toEqual({
      ...{ equal: false, reason: 'different' },
      live: { table: 'placement', row: 1, of: 'a' },
      anew: { table: 'placement', row: 1, of: 'a' },
    });
  });

  it('differ by the row that one lacks', async () => {
    expect(await firstDifference(dump(A), dump(A, B))).toEqual({
      ...{ equal: false, reason: 'missing', live: null },
      anew: { table: 'finding', row: 1, of: 'b' },
    });
    expect(await firstDifference(dump(A, B), dump(A))).toEqual({
      ...{ equal: false, reason: 'tooMany', anew: null },
      live: { table: 'finding', row: 1, of: 'b' },
    });
  });

  it('are read no further than that, and let go', async () => {
    const read: string[] = [];
    async function* endless(line: string): AsyncGenerator<string> {
      try {
        for (;;) yield await Promise.resolve(line);
      } finally {
        read.push(line);
      }
    }
    expect(await firstDifference(endless(A), endless(B))).toMatchObject({ equal: false });
    expect(read).toEqual([A, B]);
  });
});
