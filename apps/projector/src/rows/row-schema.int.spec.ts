import { existsSync, readFileSync } from 'node:fs';
import { type Position } from '#event-log';
import { FileUnusable } from '#event-log';
import { openResultFile, sha256Of, type PutAside } from '#follow';
import { notStarted } from '#http';
import { aCase } from '../../../../test/support/case-builder.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { writtenRows } from '../../../../test/support/written-rows.js';
import { type Table } from '../lists/list.js';
import { ENTRIES, schemaSql, type Entries } from './row-schema.js';
import { POSTGRES } from './row-schema.postgres.js';
import { inspectRowsFile, SQLITE } from './row-schema.sqlite.js';
import { ROWS_SHAPE } from './row-shape.data.js';
import { shapeIn, shapeName } from './row-shape.js';
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

  it('is the one of its number: who changes it raises the number, and puts in these hashes', () => {
    expect({ sqlite: sha256Of(schemaSql(SQLITE)), postgres: sha256Of(schemaSql(POSTGRES)) }).toEqual({
      sqlite: ROWS_SHAPE.sqlite,
      postgres: ROWS_SHAPE.postgres,
    });
  });

  it('is told by number: an earlier one is made anew, a later one is left alone, and so is another of the same', () => {
    const ran = (number: number, sha256 = 'this') => [{ name: shapeName(number), sha256 }];
    const found = [
      [],
      ran(2),
      ran(1),
      ran(3),
      ran(2, 'another'),
      [...ran(1), ...ran(3)],
      [{ name: 'x', sha256: 'this' }],
    ];
    expect(found.map((one) => shapeIn(one, { number: 2, sha256: 'this' }))).toEqual([
      'none',
      'this',
      'earlier',
      ...['unknown', 'unknown', 'unknown', 'unknown'],
    ]);
  });
});

describe('rows in a file made by a version', () => {
  const madeBy = (entries: Entries, number: number = ROWS_SHAPE.number) => {
    const path = temporaryFile('rows.db');
    const migrations = [{ name: shapeName(number), sql: schemaSql(SQLITE, entries) }];
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

  it('that was an earlier one, with other columns, are made anew from the log', async () => {
    const { path, file } = madeBy(withoutAColumn, ROWS_SHAPE.number - 1);
    file.commit('rows', '7' as Position, () => undefined);
    file.close();
    const now = openSqliteRows(path);
    expect(await now.checkpoint()).toBeNull();
    await now.close();
  });

  it.each([
    ['a later one', ROWS_SHAPE.number + 1],
    ['another one of the same number', ROWS_SHAPE.number],
  ])('that was %s are refused with a sentence, and left as they are', (_what, number) => {
    const { path, file } = madeBy(withoutAColumn, number);
    file.commit('rows', '7' as Position, () => undefined);
    file.close();
    const before = readFileSync(path);
    const said: PutAside[] = [];
    const faults = [
      () => inspectRowsFile(path),
      () => openSqliteRows(path, { onAside: (one) => void said.push(one) }),
    ].map((open) => {
      try {
        return open();
      } catch (error) {
        return error;
      }
    });
    for (const fault of faults) {
      expect(fault).toBeInstanceOf(FileUnusable);
      expect(notStarted(fault)).toMatchObject({
        reason: 'unavailable',
        sentence: expect.stringMatching(/rows\.db.*senare version/),
      });
    }
    expect([said, existsSync(`${path}.aside`), readFileSync(path).equals(before)]).toEqual([[], false, true]);
  });

  it.each([[`UPDATE migration SET name = '102-rows'`], [`UPDATE migration SET sha256 = 'x' || substr(sha256, 2)`]])(
    'whose traces alone are damaged are made anew, and that is said once: %s',
    async (damage) => {
      const { path, file } = madeBy(ENTRIES);
      file.db.exec(damage);
      file.close();
      const said: PutAside[] = [];
      const rows = openSqliteRows(path, { onAside: (one) => void said.push(one) });
      expect([await rows.checkpoint(), said.length]).toEqual([null, 1]);
      await rows.close();
    },
  );
});
