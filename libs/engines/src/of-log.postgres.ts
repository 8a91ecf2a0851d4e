/** Which log a schema is kept beside: written in it once, and never another's. */
import { openDatabase } from './database.postgres.js';
import { type Database } from './database.port.js';

/** The schema belongs to another log than the one that is open: nothing is read from it, and nothing written. */
export class SchemaOfAnotherLog extends Error {
  override readonly name = 'SchemaOfAnotherLog';
  constructor(
    readonly schema: string,
    kept: string,
    open: string | null,
  ) {
    super(
      `${schema} belongs to log ${kept}, and ${open === null ? 'the log that is open holds nothing' : `not to ${open}`}`,
    );
  }
}

/**
 * Binds the schema to the log, once. `logId` null: a log that holds nothing yet, and that no schema is bound to. Throws
 * `SchemaOfAnotherLog`; fault: `DatabaseUnavailable`.
 */
export async function bindToLog(database: Database, logId: string | null): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`hvb migrations of ${database.schema}`]);
    await tx.query('CREATE TABLE IF NOT EXISTS of_log (one integer PRIMARY KEY CHECK (one = 1), id text NOT NULL)');
    const [kept] = await tx.query<{ readonly id: string }>('SELECT id FROM of_log');
    if (kept !== undefined && kept.id !== logId) throw new SchemaOfAnotherLog(database.schema, kept.id, logId);
    if (kept === undefined && logId !== null) await tx.query('INSERT INTO of_log (one, id) VALUES (1, $1)', [logId]);
  });
}

/** The same of schemas that are not open, made if need be. */
export async function bindSchemas(url: string, schemas: readonly string[], logId: string | null): Promise<void> {
  for (const schema of schemas) {
    const database = await openDatabase({ url, schema, migrations: [], connectionsMax: 1 });
    try {
      await bindToLog(database, logId);
    } finally {
      await database.close();
    }
  }
}
