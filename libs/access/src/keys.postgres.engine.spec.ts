import { createSecretKey, randomBytes } from 'node:crypto';
import { KEY_MIGRATIONS, MasterKeyDoesNotFit, postgresKeys, type KeyStore } from '#access';
import { KeysUnavailable, SealBroken, WHOLE_STREAM, type KeyOwner, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { openDatabase, type Database } from '#engines';
import { seal, streamKeyFrom } from './seal.js';
import { keysContract } from '../../../test/contract/keys.contract.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';

const kommun = 'kommun-2080.socialnamnden' as KeyOwner;
const anna = '0a000000-0000-4000-8000-000000000001' as Uuid;
const stream = (n: number): StreamName => `case-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const masterKey = Buffer.alloc(32, 7);
const mac = (key: StreamKey | 'erased' | undefined): string =>
  Buffer.from((key as StreamKey).mac(Buffer.from('x'))).toString('hex');

/** A database that counts its round trips. */
function counted(database: Database): Database & { readonly trips: string[] } {
  const trips: string[] = [];
  return {
    ...database,
    trips,
    query: (sql, values) => {
      trips.push(sql);
      return database.query(sql, values);
    },
  };
}

describe('keys in PostgreSQL', () => {
  let schema: string;
  let database: Database;
  const open = async (): Promise<Database> =>
    openDatabase({ url: (await postgresForSpecs()).url, schema, migrations: KEY_MIGRATIONS });
  beforeEach(async () => {
    schema = ownName('keys');
    database = await open();
  });
  afterEach(async () => {
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });
  const keysIn = (cachedKeysMax?: number): Promise<KeyStore> =>
    postgresKeys({ database, masterKey, ...(cachedKeysMax && { cachedKeysMax }) });

  keysContract(() => keysIn());

  it('are the same to two processes that ask for the same streams at once', async () => {
    const elsewhere = await open();
    const [here, there] = [await keysIn(), await postgresKeys({ database: elsewhere, masterKey })];
    const streams = Array.from({ length: 40 }, (_, n) => stream(n));
    const made = await Promise.all([
      Promise.all(streams.map((one) => here.ensure(one, kommun, anna))),
      Promise.all([...streams].reverse().map((one) => there.ensure(one, kommun, anna))),
    ]);
    expect(made[1].reverse().map(mac)).toEqual(made[0].map(mac));
    await elsewhere.close();
  });

  it('are erased to every process from the moment they are destroyed, also to one that had them in memory', async () => {
    const elsewhere = await open();
    const [hub, projector] = [await keysIn(), await postgresKeys({ database: elsewhere, masterKey })];
    await hub.ensure(stream(1), kommun, anna);
    expect((await projector.of(stream(1))).get(kommun)).not.toBe('erased');
    await hub.destroy(kommun, anna);
    expect((await projector.of(stream(1))).get(kommun)).toBe('erased');
    expect(await projector.ensure(stream(1), kommun, anna)).toBe('erased');
    await elsewhere.close();
  });

  it('cost one round trip for all that are looked at in a turn, and two more for all that are made', async () => {
    const watched = counted(database);
    const keys = await postgresKeys({ database: watched, masterKey });
    watched.trips.length = 0;
    await Promise.all(Array.from({ length: 64 }, (_, n) => keys.ensure(stream(n), kommun, anna)));
    expect(watched.trips).toHaveLength(3);
    await Promise.all(Array.from({ length: 64 }, (_, n) => keys.of(stream(n))));
    expect(watched.trips).toHaveLength(4);
  });

  it('are the same when more are in use than memory holds', async () => {
    const keys = await keysIn(2);
    const macs = async () => [
      mac(await keys.ensure(stream(1), kommun, anna)),
      mac(await keys.ensure(stream(2), kommun, anna)),
      mac(await keys.ensure(stream(3), kommun, anna)),
    ];
    const first = await macs();
    expect(await macs()).toEqual(first);
  });

  it('open nothing without the master key', async () => {
    await keysIn();
    await expect(postgresKeys({ database, masterKey: randomBytes(32) })).rejects.toThrow(MasterKeyDoesNotFit);
  });

  it('are wrapped by the master they name; while that is replaced, keys of both open', async () => {
    const sealed = ((await (await keysIn()).ensure(stream(1), kommun, anna)) as StreamKey).seal(masterKey, 'c');
    const newMaster = Buffer.alloc(32, 9);
    const both = await postgresKeys({ database, masterKey: newMaster, formerMasterKey: masterKey });
    expect(((await both.of(stream(1))).get(kommun) as StreamKey).open(sealed, 'c')).toEqual(masterKey);
    await both.ensure(stream(2), kommun, anna);
    const rows = await database.query<{ wrapped: Buffer }>('SELECT wrapped FROM stream_key ORDER BY stream');
    const [first, second] = rows.map(({ wrapped }) => wrapped.subarray(0, 5).toString('hex'));
    expect(first).toMatch(/^02/);
    expect(first).not.toBe(second);
    for (const alone of [masterKey, newMaster])
      await expect(postgresKeys({ database, masterKey: alone })).rejects.toThrow(MasterKeyDoesNotFit);
  });

  it('of before, one a stream, stay with every erasure and person, each as the key of its whole stream', async () => {
    const before = ownName('old_keys');
    const url = (await postgresForSpecs()).url;
    const old = await openDatabase({ url, schema: before, migrations: KEY_MIGRATIONS.slice(0, 1) });
    const wrapping = createSecretKey(masterKey);
    const dataKey = Buffer.alloc(32, 5);
    await old.query('INSERT INTO stream_key (stream, person, wrapped) VALUES ($1, $2, $3), ($4, $2, NULL)', [
      ...[stream(1), anna, seal(wrapping, dataKey, `key of ${stream(1)}`), stream(2)],
    ]);
    const fits = seal(wrapping, Buffer.alloc(0), 'master key fits');
    await old.query('INSERT INTO store (one, fits) VALUES (1, $1)', [fits]);
    await old.close();

    const moved = await openDatabase({ url, schema: before, migrations: KEY_MIGRATIONS });
    await expect(postgresKeys({ database: moved, masterKey: randomBytes(32) })).rejects.toThrow(MasterKeyDoesNotFit);
    const keys = await postgresKeys({ database: moved, masterKey });
    const sealed = streamKeyFrom(dataKey).seal(masterKey, 'c');
    expect(((await keys.of(stream(1))).get(WHOLE_STREAM) as StreamKey).open(sealed, 'c')).toEqual(masterKey);
    expect((await keys.of(stream(2))).get(WHOLE_STREAM)).toBe('erased');
    await keys.ensure(stream(1), kommun, null);
    expect(await keys.destroy(WHOLE_STREAM, anna)).toEqual([stream(1), stream(2)]);
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1)]);
    await moved.query(`DROP SCHEMA ${before} CASCADE`);
    await moved.close();
  });

  it('are not made on a server that is set to lose what it has committed', async () => {
    const carelessly: Database = {
      ...database,
      query: (sql, values) =>
        database.transaction(async (tx) => {
          await tx.query('SET LOCAL synchronous_commit = off');
          return tx.query(sql, values);
        }),
    };
    await expect(postgresKeys({ database: carelessly, masterKey })).rejects.toThrow(
      'not durable: synchronous_commit is off',
    );
  });

  it('are not given out where their wrapping was altered, or moved to another row', async () => {
    const keys = await keysIn();
    await keys.ensure(stream(1), kommun, anna);
    await keys.ensure(stream(2), kommun, anna);
    await database.query(
      'UPDATE stream_key SET wrapped = (SELECT wrapped FROM stream_key WHERE stream = $1) WHERE stream = $2',
      [stream(1), stream(2)],
    );
    await expect(keys.of(stream(2))).rejects.toThrow(SealBroken);
  });

  it('are unavailable while the database is', async () => {
    const gone = await open();
    const keys = await postgresKeys({ database: gone, masterKey });
    await gone.close();
    await expect(keys.of(stream(1))).rejects.toThrow(KeysUnavailable);
    await expect(keys.ensure(stream(1), kommun, anna)).rejects.toThrow(KeysUnavailable);
  });
});
