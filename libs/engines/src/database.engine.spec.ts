import { randomUUID } from 'node:crypto';
import { postgresForSpecs } from '../../../test/support/engines.js';
import { DatabaseUnavailable, SchemaOutdated, type Database } from './database.port.js';
import { openDatabase, overDatabase } from './database.postgres.js';
import { leaseOn } from './lease.postgres.js';

const MIGRATIONS = [
  { name: '001', sql: 'CREATE TABLE thing (id bigint PRIMARY KEY, day date, note json, bytes bytea)' },
];
const someSchema = (): string => `s_${randomUUID().replaceAll('-', '')}`;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the database', () => {
  let url: string;
  const opened: Database[] = [];
  const open = async (schema: string, migrations: typeof MIGRATIONS = MIGRATIONS): Promise<Database> => {
    const database = await openDatabase({ url, schema, migrations, connectionsMax: 4 });
    opened.push(database);
    return database;
  };
  beforeAll(async () => {
    ({ url } = await postgresForSpecs());
  });
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  it('is brought up once, however many processes start together', async () => {
    const schema = someSchema();
    const [one] = await Promise.all([open(schema), open(schema), open(schema)]);
    expect(await one.query('SELECT name FROM migration')).toEqual([{ name: '001' }]);
    const again = await open(schema, [...MIGRATIONS, { name: '002', sql: 'ALTER TABLE thing ADD extra text' }]);
    expect(await again.query('SELECT extra FROM thing')).toEqual([]);
  });

  it('is refused where a migration has changed since it ran', async () => {
    const schema = someSchema();
    await open(schema);
    await expect(open(schema, [{ name: '001', sql: 'CREATE TABLE other ()' }])).rejects.toThrow(SchemaOutdated);
    await expect(open('no; schema')).rejects.toThrow(RangeError);
  });

  it('gives values as they are stored: days and JSON as text, whole numbers, bytes', async () => {
    const database = await open(someSchema());
    const note = '{"b": 1,  "a":2}';
    await database.query('INSERT INTO thing VALUES ($1, $2, $3, $4)', [7, '2026-02-28', note, Buffer.from('x')]);
    expect(await database.query('SELECT * FROM thing')).toEqual([
      { id: 7, day: '2026-02-28', note, bytes: Buffer.from('x') },
    ]);
  });

  it('undoes a transaction that throws, and keeps one that does not', async () => {
    const database = await open(someSchema());
    const insert = 'INSERT INTO thing (id) VALUES ($1)';
    const undone = database.transaction(async (tx) => {
      await tx.query(insert, [1]);
      throw new TypeError('x');
    });
    await expect(undone).rejects.toThrow(TypeError);
    expect(await database.transaction((tx) => tx.query(`${insert} RETURNING id`, [2]))).toEqual([{ id: 2 }]);
    expect(await database.query('SELECT id FROM thing')).toEqual([{ id: 2 }]);
  });

  it('is closed again where what is to stand on it cannot be made, and gives what was made else', async () => {
    const options = { url, schema: someSchema(), migrations: MIGRATIONS, connectionsMax: 1 };
    const seen: Database[] = [];
    const failing = overDatabase(options, (database) => {
      seen.push(database);
      return Promise.reject(new Error('cannot be made'));
    });
    await expect(failing).rejects.toThrow('cannot be made');
    await expect(seen[0]!.query('SELECT 1')).rejects.toThrow();
    const made = await overDatabase(options, (database) => ({ database }));
    opened.push(made.database);
    expect(await made.database.query('SELECT name FROM migration')).toEqual([{ name: '001' }]);
  });

  it('tells a fault that passes from a mistake that does not', async () => {
    const database = await open(someSchema());
    const broken = database.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1)', [pid]);
      return tx.query('SELECT 1');
    });
    await expect(broken).rejects.toThrow(DatabaseUnavailable);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(database.query('SELECT nonsense')).rejects.not.toThrow(DatabaseUnavailable);
    const away = openDatabase({ url: 'postgres://hub@127.0.0.1:1/hub', schema: 'away', migrations: [] });
    await expect(away).rejects.toThrow(DatabaseUnavailable);
  });
});

describe('a lease', () => {
  const never = new AbortController().signal;
  let url: string;
  beforeAll(async () => {
    ({ url } = await postgresForSpecs());
  });

  it('is one process’s at a time, and the next one’s when it is released', async () => {
    const schema = someSchema();
    const lease = leaseOn({ url, schema, name: 'rows' });
    const held = await lease.take(never);
    let second: 'waits' | 'holds' = 'waits';
    const next = leaseOn({ url, schema, name: 'rows' })
      .take(never)
      .then((taken) => {
        second = 'holds';
        return taken;
      });
    const other = await leaseOn({ url, schema, name: 'another' }).take(never);
    await pause(600);
    expect(second).toBe('waits');
    await held?.release();
    await (await next)?.release();
    await other?.release();
  });

  it('is lost when its session ends, and then another’s', async () => {
    const schema = someSchema();
    const held = await leaseOn({ url, schema, name: 'rows' }).take(never);
    const database = await openDatabase({ url, schema, migrations: [] });
    const holders = `SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)`;
    await database.query(holders, [`${schema} rows`]);
    await new Promise<void>((resolve) => {
      if (held?.lost.aborted === true) resolve();
      else
        held?.lost.addEventListener('abort', () => {
          resolve();
        });
    });
    const next = await leaseOn({ url, schema, name: 'rows' }).take(never);
    expect(next?.lost.aborted).toBe(false);
    await next?.release();
    await database.close();
  });

  it('is waited for no longer when one is told to stop, also while the server is away', async () => {
    const schema = someSchema();
    const held = await leaseOn({ url, schema, name: 'rows' }).take(never);
    for (const where of [url, 'postgres://hub@127.0.0.1:1/hub']) {
      const stopping = new AbortController();
      const waiting = leaseOn({ url: where, schema, name: 'rows' }).take(stopping.signal);
      await pause(50);
      stopping.abort();
      expect(await waiting).toBeUndefined();
    }
    await held?.release();
  });
});
