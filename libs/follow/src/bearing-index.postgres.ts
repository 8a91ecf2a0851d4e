/** What bears on what, in a PostgreSQL schema that many processes share. */
import { type BearingIndex, type Bears } from '#cases';
import { prefixOf, type BearingName } from '#domain';
import { openDatabase, type Database, type Migration } from '#engines';
import { type Position } from '#event-log';

/** To be given to `openDatabase` with the schema in which the index is to be. */
export const BEARING_MIGRATION: Migration = {
  name: '2026-11 bearing',
  sql: `
    CREATE TABLE bearing (
      sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      bearer text COLLATE "C" NOT NULL, -- the stream that bears
      bears_on text COLLATE "C" NOT NULL, -- a legal person, whose cases; or a stream
      position text NOT NULL, -- of the first fact that said so
      UNIQUE (bearer, bears_on)
    );
    CREATE INDEX bearing_by_name ON bearing (bears_on, sequence);
    CREATE TABLE bearing_read (prefix text PRIMARY KEY, position text NOT NULL);`,
};

const COLUMNS = 'bearer, bears_on AS "bearsOn", position';

/** The index in `database`, opened with `BEARING_MIGRATION` and closed by who opened it. */
export function postgresBearingIndex(database: Database): BearingIndex {
  return {
    checkpoint: async (prefix) => {
      const [row] = await database.query<{ position: Position }>(
        'SELECT position FROM bearing_read WHERE prefix = $1',
        [prefix],
      );
      return row?.position ?? null;
    },
    commit: ({ bears, prefix, next }) =>
      database.transaction(async (tx) => {
        if (bears.length > 0)
          await tx.query(
            `INSERT INTO bearing (bearer, bears_on, position) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
             ON CONFLICT DO NOTHING`,
            [
              bears.map(({ bearer }) => bearer),
              bears.map(({ bearsOn }) => bearsOn),
              bears.map(({ position }) => position),
            ],
          );
        await tx.query(
          'INSERT INTO bearing_read (prefix, position) VALUES ($1, $2) ON CONFLICT (prefix) DO UPDATE SET position = excluded.position',
          [prefix, next],
        );
      }),
    bearing: (on) =>
      'allOf' in on
        ? database.query<Bears>(`SELECT ${COLUMNS} FROM bearing WHERE starts_with(bearer, $1) ORDER BY sequence`, [
            prefixOf(on.allOf),
          ])
        : database.query<Bears>(`SELECT ${COLUMNS} FROM bearing WHERE bears_on = ANY($1) ORDER BY sequence`, [on]),
    namesOf: async (bearer) => {
      const rows = await database.query<{ name: BearingName }>(
        'SELECT bears_on AS name FROM bearing WHERE bearer = $1 ORDER BY sequence',
        [bearer],
      );
      return rows.map(({ name }) => name);
    },
    close: () => Promise.resolve(),
  };
}

/** The same in a schema of its own, which is opened here. Fault: `DatabaseUnavailable`. */
export async function openPostgresBearingIndex(url: string, schema: string): Promise<BearingIndex> {
  const database = await openDatabase({ url, schema, migrations: [BEARING_MIGRATION], connectionsMax: 2 });
  return { ...postgresBearingIndex(database), close: () => database.close() };
}
