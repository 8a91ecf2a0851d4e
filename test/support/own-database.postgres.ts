/** Databases of a PostgreSQL that a spec has for itself alone, schemas of fixed names included. */
import pg from 'pg';
import { type AtRest } from './deployment.js';
import { ownName } from './engines.js';

export interface OwnDatabase {
  readonly url: string;
  /** Whoever is connected still is cut off. */
  drop(): Promise<unknown>;
}

/** Makes an empty database on the server of `url`, which is a superuser's. */
export async function ownDatabase(url: string): Promise<OwnDatabase> {
  const name = ownName('hvb');
  const own = new URL(url);
  own.pathname = `/${name}`;
  await run(url, `CREATE DATABASE ${name}`);
  return { url: own.href, drop: () => run(url, `DROP DATABASE ${name} WITH (FORCE)`) };
}

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname LIKE 'hvb%' ORDER BY 1`;

/** Every row of every table of a database, as text; what is bytes with its printable ones as they are. */
export async function contentsOf(url: string): Promise<string> {
  return connected(url, async (client) => {
    await client.query("SET bytea_output = 'escape'");
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    const all: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`SELECT stored::text AS line FROM ${name} AS stored`);
      all.push(name, ...rows.map(({ line }) => line));
    }
    return all.join('\n');
  });
}

/** Every value of every row of every table of a database, as it lies there: `hvb_hub.waiting`. */
export async function valuesOf(url: string): Promise<readonly AtRest[]> {
  return connected(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    const all: AtRest[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      const values = rows.flatMap((row) => Object.values(row));
      all.push(...values.flatMap(bytesOf).map((bytes) => ({ place: name, bytes })));
    }
    return all;
  });
}

function bytesOf(value: unknown): readonly Buffer[] {
  if (value === null) return [];
  if (Buffer.isBuffer(value)) return [value];
  return [Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))];
}

/** Takes schemas away, with all that is in them. */
export async function withoutSchemas(url: string, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await run(url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
}

const run = (url: string, sql: string): Promise<unknown> => connected(url, (client) => client.query(sql));

async function connected<Answer>(url: string, ask: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}
