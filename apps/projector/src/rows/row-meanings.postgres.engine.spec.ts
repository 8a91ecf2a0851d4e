import { openDatabase, type Database } from '#engines';
import { aCase } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { writtenRows } from '../../../../test/support/written-rows.js';
import { type Table } from '../lists/list.js';
import { meaningsOf, tellMeanings, type Meaning } from './row-meanings.postgres.js';
import { ENTRIES } from './row-schema.js';
import { openLiveRows } from './row-schemas.postgres.js';

/** Those of a version that says one thing otherwise. */
const otherWords: readonly Table<never>[] = ENTRIES.tables.map((table) => ({ ...table, about: `It's ${table.about}` }));

describe('a changed word in a meaning', () => {
  const schema = ownName('meanings');
  let url: string;
  let database: Database;
  beforeAll(async () => {
    ({ url } = await postgresForSpecs());
    const rows = writtenRows(await openLiveRows({ url, schema }));
    await rows.write(aCase().emergency().started('2026-01-15').theCase);
    await rows.store.close();
    database = await openDatabase({ url, schema, migrations: [] });
  });
  afterAll(() => database.close());

  const told = () =>
    database.query<Meaning>(
      `SELECT c.relname AS "table", obj_description(c.oid, 'pg_class') AS meaning
       FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND obj_description(c.oid, 'pg_class') IS NOT NULL`,
      [schema],
    );
  const wordsOf = (tables: readonly Table<never>[]) =>
    meaningsOf(tables).flatMap(({ table, column, meaning }) => (column === null ? [{ table, meaning }] : []));
  /** The tables themselves, their rows, and how far they go: other ones after any rebuild. */
  const whatIsThere = async () => ({
    tables: await database.query(
      `SELECT relname, oid::text, relfilenode::text FROM pg_class WHERE relnamespace = $1::regnamespace ORDER BY relname`,
      [schema],
    ),
    checkpoint: await database.query('SELECT * FROM checkpoint'),
    rows: await database.query('SELECT xmin::text, t.* FROM deadline t ORDER BY deadline_id, valid_from'),
  });
  const byTable = (a: { readonly table: string }, b: { readonly table: string }): number =>
    a.table < b.table ? -1 : 1;

  it('is told, and makes no rows anew, however often two versions open the same rows in turn', async () => {
    const before = await whatIsThere();
    expect(before.rows.length).toBeGreaterThan(0);
    for (let turn = 0; turn < 2; turn += 1) {
      await tellMeanings(database, otherWords);
      expect([...(await told())].sort(byTable)).toEqual([...wordsOf(otherWords)].sort(byTable));
      await (await openLiveRows({ url, schema })).close();
      expect([...(await told())].sort(byTable)).toEqual([...wordsOf(ENTRIES.tables)].sort(byTable));
      expect(await whatIsThere()).toEqual(before);
    }
  });

  it('is asked for once, and nothing is said where all is said', async () => {
    const said: string[] = [];
    const listening: Parameters<typeof tellMeanings>[0] = {
      schema,
      query: (sql, values) => {
        said.push(sql);
        return database.query(sql, values);
      },
    };
    await tellMeanings(listening);
    expect(said.filter((sql) => sql.includes('COMMENT ON'))).toEqual([]);
    expect(said).toHaveLength(1);
    await tellMeanings(listening, otherWords);
    expect(said.filter((sql) => sql.includes('COMMENT ON'))).toHaveLength(1);
  });

  it('does not keep one from starting who may read and write the tables but does not own them', async () => {
    const role = ownName('guest');
    await database.query(
      `CREATE ROLE ${role}; GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    );
    const before = await told();
    await database.transaction(async (tx) => {
      await tx.query(`SET LOCAL ROLE ${role}`);
      await tellMeanings({ ...tx, schema }, ENTRIES.tables);
      await tellMeanings({ ...tx, schema }, otherWords);
    });
    expect(await told()).toEqual(before);
    await database.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
});
