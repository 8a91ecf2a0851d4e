/** Databases of a PostgreSQL that a spec has for itself alone, schemas of fixed names included. */
import pg from 'pg';
import { ownName } from './engines.js';

export interface OwnDatabase {
  readonly url: string;
  /** Whoever is connected still is cut off. */
  drop(): Promise<void>;
}

/** Makes an empty database on the server of `url`, which is a superuser's. */
export async function ownDatabase(url: string): Promise<OwnDatabase> {
  const name = ownName('hvb');
  const own = new URL(url);
  own.pathname = `/${name}`;
  await run(url, `CREATE DATABASE ${name}`);
  return { url: own.href, drop: () => run(url, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
