/** PostgreSQL as `Database`: a pool of connections over one schema, brought up by migrations. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { SchemaOutdated, type Database, type Migration, type Queries } from './database.port.js';
import { asFault, isConnectionLost } from './faults.postgres.js';
import { clientOptions } from './client.postgres.js';

const CONNECTIONS_MAX = 10;

export interface DatabaseOptions {
  /** `postgres://user:password@host:5432/database?sslmode=verify-full&sslrootcert=…`. */
  readonly url: string;
  /** Made if need be. */
  readonly schema: string;
  readonly migrations: readonly Migration[];
  /** 10 by default. */
  readonly connectionsMax?: number;
  /** Sees what has run in the schema before anything is; what it throws leaves the schema as it was. */
  readonly refuse?: (ran: readonly RanMigration[]) => void;
}

/** A migration that has run. */
export interface RanMigration {
  readonly name: string;
  readonly sha256: string;
}

/** Opens the database and brings its schema up, one process at a time. Throws `SchemaOutdated`; fault: `DatabaseUnavailable`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, schema, connectionsMax = CONNECTIONS_MAX } = options;
  const pool = new pg.Pool({ ...clientOptions(url, schema), max: connectionsMax });
  // A connection that breaks while nobody uses it is replaced; who asks next hears of it if the server is away.
  pool.on('error', () => undefined);
  const database = databaseOver(pool, schema);
  try {
    await migrate(database, options);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * What is made over a database of its own, which is closed again where it cannot be made. Throws `SchemaOutdated` and what
 * `make` throws; fault: `DatabaseUnavailable`.
 */
export async function overDatabase<Made>(
  options: DatabaseOptions,
  make: (database: Database) => Made | Promise<Made>,
): Promise<Made> {
  const database = await openDatabase(options);
  try {
    return await make(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function databaseOver(pool: pg.Pool, schema: string): Database {
  return {
    schema,
    ...queriesOver(pool),
    transaction: async (work) => {
      const client = await asFault(() => pool.connect());
      let broken = false;
      // Else a connection that breaks while it is ours would end the process.
      const onError = (): void => {
        broken = true;
      };
      client.on('error', onError);
      const tx = queriesOver(client);
      try {
        await tx.query('BEGIN');
        const result = await work(tx);
        await tx.query('COMMIT');
        return result;
      } catch (error) {
        broken ||= isConnectionLost(error);
        if (!broken) await tx.query('ROLLBACK').catch(() => (broken = true));
        throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

function queriesOver(client: Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>): Queries {
  return {
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      const { rows } = await asFault(() => client.query<Row>(sql, values as unknown[]));
      return rows;
    },
  };
}

type Migrating = Pick<DatabaseOptions, 'migrations' | 'refuse'>;

/** Runs what has not run yet, under a lock, so that processes that start together do it once. */
async function migrate(database: Database, { migrations, refuse }: Migrating): Promise<void> {
  const { schema } = database;
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`hvb migrations of ${schema}`]);
    // The schema may have been made by somebody else, and this user may not be allowed to make any.
    const [made] = await tx.query<{ exists: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS exists', [schema]);
    if (made?.exists !== true) await tx.query(`CREATE SCHEMA ${schema}`);
    await tx.query(
      'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, sha256 text NOT NULL, run_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = await tx.query<RanMigration>('SELECT name, sha256 FROM migration');
    refuse?.(done);
    const before = new Map(done.map(({ name, sha256 }) => [name, sha256]));
    for (const { name, sql } of migrations) {
      const sha256 = createHash('sha256').update(sql).digest('hex');
      if (before.get(name) === sha256) continue;
      if (before.has(name)) throw new SchemaOutdated(`${schema}: migration ${name} has changed since it ran`);
      await tx.query(sql);
      await tx.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [name, sha256]);
    }
  });
}
