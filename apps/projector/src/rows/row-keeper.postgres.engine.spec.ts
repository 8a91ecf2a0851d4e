import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { KEY_MIGRATIONS, postgresKeys, sqliteKeys, type KeyStore } from '#access';
import { openDatabase, type Database } from '#engines';
import { openSqliteLog, type EventLog } from '#event-log';
import { builtFile } from '#follow';
import { aCase } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, WAIT_MS_MAX, type SpecRows } from '../../../../test/support/open-rows.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { type RowSources, type WhereKeys } from './row-sources.js';
import { openPostgresRows } from './row-store.postgres.js';
import { type SchemaRebuild } from './rows-rebuild.postgres.js';

const ASKED = { asOf: '2026-02-01', today: '2026-02-01', limit: 1_000 };
const MASTER_KEY = Buffer.alloc(32, 7);
const CASES = 30;

/** A case of its own for each number, registered and started. */
const many = (count: number, from = 0): WireEvent[] =>
  Array.from({ length: count }, (_, n) =>
    aCase(`N${from + n}`)
      .emergency()
      .started('2026-01-15'),
  ).flatMap(eventsOf);

describe('the list rows in a database that many processes share', () => {
  /** Of this spec alone, so that it may cut all connections. */
  const name = ownName('keeper');
  let admin: Database;
  let url: string;
  let database: Database;
  let hub: SpecHub;
  let sources: RowSources;
  let schema: string;
  const opened: SpecRows[] = [];

  beforeAll(async () => {
    const server = await postgresForSpecs();
    admin = await openDatabase({ url: server.url, schema: 'public', migrations: [], connectionsMax: 1 });
    await admin.query(`CREATE DATABASE ${name}`);
    const own = new URL(server.url);
    own.pathname = `/${name}`;
    url = own.href;
    database = await openDatabase({ url, schema: 'public', migrations: [], connectionsMax: 1 });
    const folder = temporaryFolder();
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey: MASTER_KEY });
    hub = await openSpecHub({ log, keys, folder });
    sources = { log: { kind: 'sqlite', path: join(folder, 'log.db') }, keys: keysIn(MASTER_KEY.toString('hex')) };
    await hub.tell([...dalarnaEvents(), ...many(CASES)]);
  });
  beforeEach(() => {
    schema = ownName('rows');
  });
  afterEach(async () => {
    for (const rows of opened.splice(0)) await rows.stop();
  });
  afterAll(async () => {
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
    await database.close();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.close();
  });

  const keysIn = (masterKeyGiven: string): WhereKeys => ({
    kind: 'sqlite',
    path: join(hub.folder, 'keys.db'),
    masterKeyPath: join(hub.folder, 'none'),
    masterKeyGiven,
  });
  const open = async (options: { log?: EventLog; keys?: KeyStore; sources?: RowSources } = {}): Promise<SpecRows> => {
    const { log = hub.log, keys = hub.keys } = options;
    const where = { kind: 'postgres', url, schema } as const;
    const rows = await openSpecRows({ log, keys }, { rows: where, sources: options.sources ?? sources });
    opened.push(rows);
    return rows;
  };
  /** What the same log gives in a file. */
  const inFile = async (): Promise<string> => {
    const rows = await openSpecRows(hub);
    const all = await rows.all();
    await rows.stop();
    return all;
  };
  const schemasBeside = async (): Promise<readonly string[]> => {
    const found = await database.query<{ readonly name: string }>(
      'SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE $1 ORDER BY nspname',
      [`${schema}_%`],
    );
    return found.map(({ name: beside }) => beside);
  };
  /** Of the two who stand in line for it, the one that follows. */
  const active = async (...all: readonly SpecRows[]): Promise<SpecRows> => {
    for (;;) {
      for (const rows of all) if (rows.state().kind === 'atHead') return rows;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const stop = async (rows: SpecRows): Promise<void> => {
    opened.splice(opened.indexOf(rows), 1);
    await rows.stop();
  };
  let told = 1_000;
  const tellOneMore = async (): Promise<void> => {
    await hub.tell(many(1, (told += 1)));
  };

  it('are the same byte for byte as those in a file', async () => {
    const rows = await open();
    expect(await rows.all()).toBe(await inFile());
    expect(await rows.position()).toBe(await hub.log.head());
    expect(await rows.list('placements', ASKED)).toMatchObject({ position: await hub.log.head() });
    expect([rows.ready(), rows.defects]).toEqual([true, []]);
    expect(await rows.lag()).toMatchObject({ behindMs: 0 });
  });

  it('are answered by one that stands by, which waits for the active one and takes over from it', async () => {
    const [a, b] = [await open(), await open()];
    const first = await active(a, b);
    const second = first === a ? b : a;
    await tellOneMore();
    expect(await second.caughtUp(await hub.log.head(), WAIT_MS_MAX)).toBe(true);
    expect(second.state().kind).toBe('standby');
    expect([first.ready(), second.ready()]).toEqual([true, true]);
    const placements = (rows: SpecRows) => rows.list('placements', ASKED);
    expect(await placements(second)).toEqual(await placements(first));
    await stop(first);
    await tellOneMore();
    expect(await second.all()).toBe(await inFile());
    expect(second.defects).toEqual([]);
  });

  it('go on where every connection is cut, again and again, with none lost and none doubled', async () => {
    const [a, b] = [await open(), await open()];
    for (let cut = 0; cut < 5; cut += 1) {
      await tellOneMore();
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    }
    await database.query('SELECT 1').catch(() => undefined);
    expect(await a.all()).toBe(await inFile());
    expect([...a.defects, ...b.defects]).toEqual([]);
  });

  describe('a rebuild', () => {
    it('gives the same rows, tells how far it has come, and leaves one schema and a follower that goes on in it', async () => {
      const rows = await open();
      const before = await rows.all();
      const progress: { done: number; total: number }[] = [];
      const position = await rows.rebuild((one) => progress.push(one));
      expect(position).toBe(await hub.log.head());
      const { done, total } = progress.at(-1)!;
      // Every case, and the agreement.
      expect([done, total]).toEqual([total, (await rows.list('placements', ASKED)).rows.length + 1]);
      expect(await rows.all()).toBe(before);
      await tellOneMore();
      expect(await rows.all()).toBe(await inFile());
      expect([await schemasBeside(), rows.defects]).toEqual([[], []]);
    });

    it('by one that stands by, with keys in the database, while another follows: never less to be read, none lost', async () => {
      const keyDatabase = await openDatabase({ url, schema: ownName('keys'), migrations: KEY_MIGRATIONS });
      const keys = await postgresKeys({ database: keyDatabase, masterKey: MASTER_KEY });
      const folder = temporaryFolder();
      const other = await openSpecHub({ log: openSqliteLog({ path: join(folder, 'log.db') }), keys, folder });
      const masterKeyGiven = MASTER_KEY.toString('hex');
      const theirs: RowSources = {
        log: { kind: 'sqlite', path: join(folder, 'log.db') },
        keys: { kind: 'postgres', url, schema: keyDatabase.schema, masterKeyGiven },
      };
      await other.tell([...dalarnaEvents(), ...many(CASES)]);
      const [a, b] = [await open({ ...other, sources: theirs }), await open({ ...other, sources: theirs })];
      const first = await active(a, b);
      const second = first === a ? b : a;
      await first.caughtUp(await other.log.head(), WAIT_MS_MAX);
      const state = { isDone: false };
      const rebuilding = second.rebuild().finally(() => (state.isDone = true));
      let least = CASES;
      let more = 0;
      while (!state.isDone) {
        const said = await other.tell(many(1, 2_000 + more));
        more += 1;
        await first.caughtUp(said.at(-1)!.position!, WAIT_MS_MAX);
        const { rows } = await second.list('placements', ASKED);
        // What has been waited for is there, on either side of the swap.
        expect(rows.length).toBeGreaterThanOrEqual(CASES + more);
        expect(rows.length).toBeGreaterThanOrEqual(least);
        least = rows.length;
      }
      await rebuilding;
      expect(more).toBeGreaterThan(0);
      const head = await other.log.head();
      for (const rows of [a, b]) expect(await rows.caughtUp(head, WAIT_MS_MAX)).toBe(true);
      const file = await openSpecRows(other);
      const lines: string[] = [];
      for await (const line of a.dump()) lines.push(line);
      expect(lines.join('\n')).toBe(await file.all());
      await file.stop();
      expect([await schemasBeside(), a.defects, b.defects]).toEqual([[], [], []]);
      for (const rows of opened.splice(0)) await rows.stop();
      await other.close();
      await other.log.close();
      await keyDatabase.close();
    });

    it('is refused while another one is under way, in this process or another', async () => {
      const [a, b] = [await open(), await open()];
      await a.all();
      const outcomeOf = (rebuilding: Promise<unknown>) =>
        rebuilding.then(
          () => 'done',
          (error: unknown) => (error as Error).message,
        );
      const both = [outcomeOf(a.rebuild()), outcomeOf(b.rebuild())];
      await expect(a.rebuild()).rejects.toThrow('already under way');
      const outcomes = await Promise.all(both);
      // Where the one was done within the time that the other waits for the lease, it follows.
      for (const outcome of outcomes) expect(outcome).toMatch(/^done$|already under way in another process/);
      expect(outcomes).toContain('done');
      await a.rebuild();
      expect(await schemasBeside()).toEqual([]);
    });

    it('that fails, or is ended, leaves the live rows and nothing else', async () => {
      const failing = await open({ sources: { ...sources, keys: keysIn('00'.repeat(32)) } });
      const before = await failing.all();
      await expect(failing.rebuild()).rejects.toThrow();
      expect(await failing.all()).toBe(before);
      expect(await schemasBeside()).toEqual([]);
      const ended = await open();
      const rebuilding = expect(ended.rebuild()).rejects.toThrow('ended before it was done');
      await stop(ended);
      await rebuilding;
      expect(await failing.all()).toBe(before);
      expect(await schemasBeside()).toEqual([]);
    });

    it('that is killed leaves the live rows as they were, and what it leaves beside them is gone after the next', async () => {
      const rows = await open();
      const before = await rows.all();
      const into = `${schema}_rebuild_0123abcd`;
      const data: SchemaRebuild = { sources, live: { url, schema } };
      const module = builtFile(new URL('./rows-rebuild.postgres.js', import.meta.url)).href;
      const program = `
        const { rebuild } = await import(${JSON.stringify(module)});
        const halt = () => { console.log('half'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); };
        await rebuild({ into: ${JSON.stringify(into)}, data: ${JSON.stringify(data)}, progress: halt });`;
      const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(await schemasBeside()).toEqual([into]);
      expect(await rows.all()).toBe(before);
      await rows.rebuild();
      expect(await schemasBeside()).toEqual([]);
      expect(await rows.all()).toBe(before);
    });

    it('lets those read the new rows who might read the old ones, and nobody else', async () => {
      const [analyst, stranger] = [ownName('analyst'), ownName('stranger')];
      await database.query(`CREATE ROLE ${analyst}; CREATE ROLE ${stranger}`);
      const rows = await open();
      await rows.all();
      await database.query(`GRANT USAGE ON SCHEMA ${schema} TO ${analyst}`);
      await database.query(`GRANT SELECT ON ${schema}.deadline, ${schema}.placement TO ${analyst}`);
      await rows.rebuild();
      const may = async (who: string, table: string) => {
        const [found] = await database.query<{ readonly may: boolean }>(
          "SELECT has_schema_privilege($1, $2, 'USAGE') AND has_table_privilege($1, $2 || '.' || $3, 'SELECT') AS may",
          [who, schema, table],
        );
        return found?.may;
      };
      expect([await may(analyst, 'deadline'), await may(analyst, 'placement')]).toEqual([true, true]);
      expect([await may(analyst, 'finding'), await may(stranger, 'deadline')]).toEqual([false, false]);
      await database.query(`DROP OWNED BY ${analyst}; DROP ROLE ${analyst}; DROP ROLE ${stranger}`);
    });
  });

  it('of an earlier shape are made anew from the log, by one of those who find them', async () => {
    await (await openPostgresRows({ url, schema })).close();
    await database.query(`UPDATE ${schema}.migration SET name = '001-rows'`);
    await database.query(`UPDATE ${schema}.checkpoint SET position = $1`, [await hub.log.head()]);
    const [a, b] = await Promise.all([open(), open()]);
    expect(await a.all()).toBe(await inFile());
    expect(await b.position()).toBe(await hub.log.head());
    expect(await schemasBeside()).toEqual([]);
  });
});
