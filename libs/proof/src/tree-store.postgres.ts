/** The tree in a PostgreSQL schema of its own, which many processes read and one at a time lets grow. */
import { openDatabase, type Database, type Migration } from '#engines';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { HASH_BYTES } from './merkle.js';
import { tilePath } from './tiles.js';
import { type Cosigned, type SignedSize, type TreeHead, type TreeStore } from './tree-store.port.js';

export const PROOFS_SCHEMA = 'hvb_proofs';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 tree',
    sql: `
      CREATE TABLE tree (one boolean PRIMARY KEY DEFAULT true CHECK (one), size bigint NOT NULL, position text NOT NULL);
      CREATE TABLE tile (level int NOT NULL, n bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (level, n));
      CREATE TABLE start (tile bigint PRIMARY KEY, position text NOT NULL);
      CREATE TABLE signed (size bigint PRIMARY KEY, note text NOT NULL);`,
  },
  {
    name: '2026-11 cosigned',
    sql: 'CREATE TABLE cosigned (size bigint NOT NULL, by text NOT NULL, line text NOT NULL, PRIMARY KEY (size, by))',
  },
];

/** Opens the schema, making it if need be. Fault: `DatabaseUnavailable`. */
export async function postgresTreeStore(url: string, schema: string = PROOFS_SCHEMA): Promise<TreeStore> {
  return storeIn(await openDatabase({ url, schema, migrations: MIGRATIONS, connectionsMax: 2 }));
}

function storeIn(database: Database): TreeStore {
  const head = async (): Promise<TreeHead | null> =>
    (await database.query<TreeHead>('SELECT size, position FROM tree'))[0] ?? null;
  return {
    head,
    grow: (before, { next, tiles, starts }) =>
      database.transaction(async (tx) => {
        const moved = await (before === null
          ? tx.query('INSERT INTO tree (size, position) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING size', [
              next.size,
              next.position,
            ])
          : tx.query('UPDATE tree SET size = $1, position = $2 WHERE size = $3 AND position = $4 RETURNING size', [
              ...[next.size, next.position],
              ...[before.size, before.position],
            ]));
        if (moved.length === 0) throw new CheckpointMoved('the tree is not where it was left');
        for (const { level, index, at, hashes } of tiles)
          await tx.query(
            `INSERT INTO tile (level, n, hashes) VALUES ($1, $2, $3)
             ON CONFLICT (level, n) DO UPDATE SET hashes = substring(tile.hashes FROM 1 FOR $4) || excluded.hashes`,
            [level, index, Buffer.concat(hashes), at * HASH_BYTES],
          );
        for (const { tile, position } of starts)
          await tx.query(
            'INSERT INTO start (tile, position) VALUES ($1, $2) ON CONFLICT (tile) DO UPDATE SET position = excluded.position',
            [tile, position],
          );
      }),
    readTiles: async (places) => {
      const rows = await database.query<{ level: number; index: number; hashes: Buffer }>(
        `SELECT level, n AS index, hashes FROM tile
         JOIN unnest($1::int[], $2::bigint[]) AS asked (of_level, of_n) ON level = of_level AND n = of_n`,
        [places.map(({ level }) => level), places.map(({ index }) => index)],
      );
      const found = new Map(rows.map((row) => [tilePath({ level: row.level, index: row.index }), row.hashes]));
      return places.map((place) => found.get(tilePath(place)) ?? Buffer.alloc(0));
    },
    startOf: async (tile) =>
      (await database.query<{ position: Position }>('SELECT position FROM start WHERE tile = $1', [tile]))[0]?.position,
    lastSigned: async () =>
      (await database.query<SignedSize>('SELECT size, note FROM signed ORDER BY size DESC LIMIT 1'))[0] ?? null,
    keepSigned: async ({ size, note }) => {
      await database.query('INSERT INTO signed (size, note) VALUES ($1, $2) ON CONFLICT DO NOTHING', [size, note]);
    },
    cosigned: (size) =>
      database.query<Cosigned>('SELECT size, by, line FROM cosigned WHERE size = $1 ORDER BY by COLLATE "C"', [size]),
    keepCosigned: async ({ size, by, line }) => {
      await database.query('INSERT INTO cosigned (size, by, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        ...[size, by, line],
      ]);
    },
    close: () => database.close(),
  };
}
