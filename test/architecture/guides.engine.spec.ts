/** What the guide to the list rows says of PostgreSQL, held against a server. */
import { readFileSync } from 'node:fs';
import { memoryKeys } from '#access';
import { openDatabase, type Database } from '#engines';
import { openResultFile } from '#follow';
import { TABLES } from '../../apps/projector/src/lists/lists.js';
import { meaningsOf } from '../../apps/projector/src/rows/row-meanings.postgres.js';
import { sqliteRows } from '../../apps/projector/src/rows/row-store.sqlite.js';
import { openPostgresRows } from '../../apps/projector/src/rows/row-store.postgres.js';
import { ROW_MIGRATIONS } from '../../apps/projector/src/rows/row-schema.sqlite.js';
import { aCase } from '../support/case-builder.js';
import { ownName, postgresForSpecs } from '../support/engines.js';
import { temporaryFile } from '../support/temporary-folder.js';
import { asCase, writtenRows } from '../support/written-rows.js';
import { blocksOf } from './documents.js';

describe('the guide to the list rows, of PostgreSQL', () => {
  const guide = readFileSync('docs/guides/list-rows.md', 'utf8');
  const schema = ownName('guide');
  const file = openResultFile({ path: temporaryFile('rows.db'), migrations: ROW_MIGRATIONS });
  let database: Database;

  beforeAll(async () => {
    const { url } = await postgresForSpecs();
    const store = await openPostgresRows({ url, schema });
    const keys = memoryKeys();
    const emergency = aCase().emergency({ registeredKommun: null });
    const stories = [
      emergency.started('2026-01-15'),
      emergency.started('2026-01-10').registrationEstablished('2080', '2026-02-01').proposed('2026-02-10'),
      emergency
        .started('2026-02-20')
        .registrationEstablished('2080', '2026-03-01')
        .proposed('2026-03-10')
        .approvedByBoth('2026-03-20'),
      aCase().registered().started('2026-03-01'),
    ];
    for (const rows of [writtenRows(sqliteRows(file), keys), writtenRows(store, keys)])
      for (const [n, story] of stories.entries()) await rows.write(asCase(`P${n}`, story.theCase));
    await store.close();
    database = await openDatabase({ url, schema, migrations: [] });
  });
  afterAll(async () => {
    file.close();
    await database.close();
  });

  it('has samples that both answer alike', async () => {
    const samples = blocksOf(guide, 'sql');
    expect(samples.length).toBeGreaterThan(3);
    for (const sample of samples) {
      const rows = await database.query(sample);
      const sorted = (found: readonly unknown[]) => found.map((row) => JSON.stringify(row)).sort();
      expect(rows.length).toBeGreaterThan(0);
      expect([sample, sorted(rows)]).toEqual([sample, sorted(file.db.prepare(sample).all())]);
    }
  });

  it('has samples of its own that are answered, and a role that may read the rows and change nothing', async () => {
    const [role = '', ...samples] = blocksOf(guide, 'pgsql');
    for (const sample of samples) expect((await database.query(sample)).length).toBeGreaterThan(0);
    const analyst = ownName('analyst');
    await database.query(role.replaceAll('analyst', analyst).replaceAll('hvb_rows', schema));
    const may = (what: string) =>
      database.query(`SELECT bool_and(has_table_privilege($1, $2 || '.' || t, $3)) AS may FROM unnest($4::text[]) t`, [
        ...[analyst, schema, what, Object.values(TABLES).map(({ name }) => name)],
      ]);
    expect(await may('SELECT')).toEqual([{ may: true }]);
    for (const what of ['INSERT', 'UPDATE', 'DELETE']) expect(await may(what)).toEqual([{ may: false }]);
    await database.query(`DROP OWNED BY ${analyst}; DROP ROLE ${analyst}`);
  });

  it.each(Object.values(TABLES).map((table) => [table.name, table] as const))(
    'says of %s and its columns what the server says',
    async (name, table) => {
      const told = await database.query(
        `SELECT a.attname AS name, col_description(a.attrelid, a.attnum) AS meaning, obj_description(a.attrelid) AS whole
       FROM pg_attribute a WHERE a.attrelid = ($1 || '.' || $2)::regclass AND a.attnum > 0 ORDER BY a.attnum`,
        [schema, name],
      );
      const [whole, ...columns] = meaningsOf([table]);
      expect(told).toEqual(columns.map(({ column, meaning }) => ({ name: column, meaning, whole: whole!.meaning })));
    },
  );
});
