import { type Position } from '#event-log';
import { openResultFile } from '#follow';
import { aCase } from '../../../../test/support/case-builder.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { writtenRows } from '../../../../test/support/written-rows.js';
import { type Table } from '../lists/list.js';
import { ENTRIES, schemaSql, type Entries } from './row-schema.js';
import { POSTGRES } from './row-schema.postgres.js';
import { SQLITE } from './row-schema.sqlite.js';
import { openSqliteRows, sqliteRows } from './row-store.sqlite.js';

/** The same tables in other words. */
const reworded = (table: Table<never>): Table<never> => ({
  ...table,
  about: `${table.about} Omformulerat.`,
  columns: Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [name, { ...column, meaning: 'Något annat' }]),
  ),
  ...(table.sealing ? { sealing: { ...table.sealing, meaning: 'Något annat' } } : {}),
});
const inOtherWords: Entries = { ...ENTRIES, tables: ENTRIES.tables.map(reworded) };
const withoutAColumn: Entries = {
  ...ENTRIES,
  tables: ENTRIES.tables.map((table) => {
    const { mode: _, ...columns } = table.columns;
    return { ...table, columns };
  }),
};

describe('the schema of the rows', () => {
  it.each([
    ['SQLite', SQLITE],
    ['PostgreSQL', POSTGRES],
  ])('is the same in %s whatever a meaning says, and another where a column is another', (_, dialect) => {
    expect(schemaSql(dialect, inOtherWords)).toBe(schemaSql(dialect));
    expect(schemaSql(dialect, withoutAColumn)).not.toBe(schemaSql(dialect));
  });
});

describe('rows in a file made by a version', () => {
  const madeBy = (entries: Entries) => {
    const path = temporaryFile('rows.db');
    const migrations = [{ name: '001-rows', sql: schemaSql(SQLITE, entries) }];
    const file = openResultFile({ path, migrations });
    return { path, file };
  };

  it('that had another word for a meaning stay as they are, and so does their checkpoint', async () => {
    const { path, file } = madeBy(inOtherWords);
    const rows = writtenRows(sqliteRows(file));
    await rows.write(aCase().emergency().started('2026-01-15').theCase);
    const before = { dump: await rows.dump(), checkpoint: await rows.store.checkpoint() };
    await rows.store.close();
    const now = writtenRows(openSqliteRows(path));
    expect({ dump: await now.dump(), checkpoint: await now.store.checkpoint() }).toEqual(before);
    expect(before.dump.length).toBeGreaterThan(5);
    await now.store.close();
  });

  it('that had other columns are made anew from the log', async () => {
    const { path, file } = madeBy(withoutAColumn);
    file.commit('rows', '7' as Position, () => undefined);
    file.close();
    const now = openSqliteRows(path);
    expect(await now.checkpoint()).toBeNull();
    await now.close();
  });
});
