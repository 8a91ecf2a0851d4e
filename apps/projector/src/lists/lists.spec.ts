import { storedColumns } from '../rows/row-columns.js';
import { wordsOf } from '../views/asked.js';
import { LIST_NAMES, listOf, LISTS, NO_ROWS, TABLE_NAMES, TABLES } from './lists.js';

const tables = TABLE_NAMES.map((name) => TABLES[name]);

describe('a table of the rows', () => {
  it('has a name and a door of its own, and every list is a table', () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    expect(new Set(LIST_NAMES.map((name) => listOf(name).door.path)).size).toBe(LIST_NAMES.length);
    for (const name of LIST_NAMES) expect(LISTS[name]).toBe(TABLES[name]);
  });

  it('is empty of a stream that gives it no rows', () => {
    expect(NO_ROWS).toEqual(Object.fromEntries(TABLE_NAMES.map((name) => [name, []])));
  });

  it.each(tables.map((table) => [table.name, table] as const))('%s is told from its entry alone', (_, table) => {
    const columns = storedColumns(table);
    const known = new Map(columns.map((column) => [column.name, column]));
    expect(known.size).toBe(columns.length);
    for (const name of [...table.key, table.owner, ...(table.lookedUpBy ?? [])]) expect(known.has(name)).toBe(true);
    for (const name of table.key) expect([name, known.get(name)?.optional]).toEqual([name, false]);
    for (const { meaning } of columns) expect(meaning).not.toMatch(/^$|\||\n/);
  });

  it.each(tables.map((table) => [table.name, table] as const))('%s may leave out what it seals', (_, table) => {
    const sealed = Object.entries(table.columns).filter(([, column]) => column.sealed !== undefined);
    expect(sealed.length > 0).toBe(table.sealing !== undefined);
    for (const [name, { optional }] of sealed) expect([name, optional]).toEqual([name, true]);
    if (table.sealing) expect(Object.keys(table.columns)).toContain(table.sealing.id);
  });
});

describe('a list', () => {
  it.each(LIST_NAMES)('of %s is asked by the words of every list first, then by its own, each once', (name) => {
    const words = wordsOf(name);
    expect(words.slice(0, 6)).toEqual(['asOf', 'waitFor', 'party', 'status', 'limit', 'after']);
    expect(new Set(words).size).toBe(words.length);
    expect(Object.keys(listOf(name).asked).filter((word) => !(words as readonly string[]).includes(word))).toEqual([]);
  });
});
