/**
 * Schemas of list rows that take each other's place: a new one is made beside the live one and swapped in by name, so
 * that who reads meets the one or the other, whole. Names are never used twice: who makes one is alone in it.
 */
import { randomBytes } from 'node:crypto';
import {
  bindSchemas,
  DatabaseUnavailable,
  leaseOn,
  openDatabase,
  SchemaOutdated,
  type Database,
  type Queries,
} from '#engines';
import { type Position } from '#event-log';
import { TABLE_NAMES, TABLES } from '../lists/lists.js';
import { POSTGRES_SHAPE } from './row-schema.postgres.js';
import { RowsOfAnotherVersion } from './row-shape.js';
import { openPostgresRows, type PostgresRowsOptions } from './row-store.postgres.js';
import { type RowStore } from './row-store.port.js';

/** Of all processes over a schema one at a time may make another for it. */
export const REBUILD_LEASE = 'rows rebuild';
/** Milliseconds that one who finds rows of another schema waits for whoever makes them anew. */
const RENEW_MS_MAX = 60_000;
/** A query of an analyst's may hold an old table for long: it is then removed by a later rebuild. */
const DROP_MS_MAX = 5_000;

/** What an analyst may be given the right to read, and whose size the planner should know. */
const STORED = TABLE_NAMES.map((name) => TABLES[name].name);

const besides = (live: string, what: 'rebuild' | 'old'): string => `${live}_${what}_${randomBytes(4).toString('hex')}`;

/** The name of a schema to build new rows in. */
export const rebuildSchemaOf = (live: string): string => besides(live, 'rebuild');

/** One connection to the live schema, whatever it was made by. */
const openLive = ({ url, schema }: PostgresRowsOptions): Promise<Database> =>
  openDatabase({ url, schema, migrations: [], connectionsMax: 1 });

/**
 * Opens or makes the live schema. Rows of an earlier shape are made anew from the log: nothing is lost with them but time.
 * Throws `RowsOfAnotherVersion`, `SchemaOfAnotherLog`.
 */
export async function openLiveRows(where: PostgresRowsOptions): Promise<RowStore> {
  // Before anything of it is made anew: an earlier shape may be another installation's.
  await bindSchemas(where.url, [where.schema], where.logId ?? null);
  try {
    return await openPostgresRows(where);
  } catch (error) {
    if (!(error instanceof SchemaOutdated)) throw error;
    return renew(where);
  }
}

async function renew(where: PostgresRowsOptions): Promise<RowStore> {
  const lease = leaseOn({ ...where, name: REBUILD_LEASE });
  const held = await lease.take(AbortSignal.timeout(RENEW_MS_MAX));
  if (!held) throw new DatabaseUnavailable('the rows are being made anew by another process');
  const database = await openLive(where);
  try {
    // Another may have made them anew while this one waited.
    if (!(await isOutdated(where))) return await openPostgresRows(where);
    const old = besides(where.schema, 'old');
    await database.query(`ALTER SCHEMA ${where.schema} RENAME TO ${old}`);
    await (await openPostgresRows(where)).close();
    await giveGrants(database, old, where.schema);
    await removeLeftovers(database);
    return await openPostgresRows(where);
  } finally {
    await database.close();
    await held.release();
  }
}

async function isOutdated(where: PostgresRowsOptions): Promise<boolean> {
  try {
    await (await openPostgresRows(where)).close();
    return false;
  } catch (error) {
    if (error instanceof SchemaOutdated) return true;
    throw error;
  }
}

/**
 * Puts the schema `built` in the place of the live one. While whoever follows into the live one is held at its
 * checkpoint, `catchUp` brings the new one at least as far; it finds its checkpoint moved and goes on in the new one.
 */
export async function swapIn(
  live: PostgresRowsOptions,
  built: string,
  catchUp: () => Promise<Position>,
): Promise<Position> {
  const database = await openLive(live);
  try {
    await database.query(`ANALYZE ${STORED.map((table) => `${built}.${table}`).join(', ')}`);
    return await database.transaction(async (tx) => {
      await tx.query('LOCK TABLE checkpoint IN EXCLUSIVE MODE');
      await refuseOtherLive(tx, live.schema);
      const position = await catchUp();
      await giveGrants(tx, live.schema, built);
      await tx.query(`ALTER SCHEMA ${live.schema} RENAME TO ${besides(live.schema, 'old')}`);
      await tx.query(`ALTER SCHEMA ${built} RENAME TO ${live.schema}`);
      return position;
    });
  } finally {
    await database.close();
  }
}

/** What a later version has put there is not swapped for what this one has built. */
async function refuseOtherLive(tx: Queries, schema: string): Promise<void> {
  const found = await tx.query('SELECT 1 FROM checkpoint WHERE shape = $1', [POSTGRES_SHAPE]);
  if (found.length === 0) throw new RowsOfAnotherVersion(`${schema}: the rows are no longer of this version's shape`);
}

/** Removes what rebuilds of the live schema have left. Only by one who holds the lease. */
export async function removeLeftoversOf(live: PostgresRowsOptions): Promise<void> {
  const database = await openLive(live);
  try {
    await removeLeftovers(database);
  } finally {
    await database.close();
  }
}

async function removeLeftovers(database: Database): Promise<void> {
  const found = await database.query<{ readonly name: string }>(
    'SELECT nspname AS name FROM pg_namespace WHERE nspname ~ $1',
    [`^${database.schema}_(rebuild|old)_[0-9a-f]{8}$`],
  );
  for (const { name } of found) await remove(database, name);
}

async function remove(database: Database, schema: string): Promise<void> {
  try {
    await database.transaction(async (tx) => {
      await tx.query(`SET LOCAL lock_timeout = ${DROP_MS_MAX}`);
      await tx.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    });
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
}

const WHOM = `CASE WHEN given.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(given.grantee)) END`;
const GRANTS = `
  SELECT format('GRANT %s ON SCHEMA %I TO %s', given.privilege_type, $2::text, ${WHOM}) AS sql
  FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) given
  WHERE n.nspname = $1::text AND given.grantee <> n.nspowner
  UNION ALL
  SELECT format('GRANT %s ON TABLE %I.%I TO %s', given.privilege_type, $2::text, c.relname, ${WHOM})
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) given
  WHERE n.nspname = $1::text AND c.relname = ANY ($3::text[]) AND given.grantee <> c.relowner`;

/** Who may read the one schema and its tables may read the other. */
async function giveGrants(tx: Queries, from: string, to: string): Promise<void> {
  const grants = await tx.query<{ readonly sql: string }>(GRANTS, [from, to, [...STORED, 'checkpoint']]);
  for (const { sql } of grants) await tx.query(sql);
}
