import { randomBytes } from 'node:crypto';
import { KEY_MIGRATIONS, MasterKeyDoesNotFit, postgresKeys, type KeyStore } from '#access';
import { KeysUnavailable, SealBroken, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { openDatabase, type Database } from '#engines';
import { keysContract } from '../../../test/contract/keys.contract.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';

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
      Promise.all(streams.map((one) => here.ensure(one, anna))),
      Promise.all([...streams].reverse().map((one) => there.ensure(one, anna))),
    ]);
    expect(made[1].reverse().map(mac)).toEqual(made[0].map(mac));
    await elsewhere.close();
  });

  it('are erased to every process from the moment they are destroyed, also to one that had them in memory', async () => {
    const elsewhere = await open();
    const [hub, projector] = [await keysIn(), await postgresKeys({ database: elsewhere, masterKey })];
    await hub.ensure(stream(1), anna);
    expect(await projector.find(stream(1))).not.toBe('erased');
    await hub.destroy(anna);
    expect(await projector.find(stream(1))).toBe('erased');
    expect(await projector.ensure(stream(1), anna)).toBe('erased');
    await elsewhere.close();
  });

  it('cost one round trip for all that are looked at in a turn, and two more for all that are made', async () => {
    const watched = counted(database);
    const keys = await postgresKeys({ database: watched, masterKey });
    watched.trips.length = 0;
    await Promise.all(Array.from({ length: 64 }, (_, n) => keys.ensure(stream(n), anna)));
    expect(watched.trips).toHaveLength(3);
    await Promise.all(Array.from({ length: 64 }, (_, n) => keys.find(stream(n))));
    expect(watched.trips).toHaveLength(4);
  });

  it('are the same when more are in use than memory holds', async () => {
    const keys = await keysIn(2);
    const macs = async () => [
      mac(await keys.ensure(stream(1), anna)),
      mac(await keys.ensure(stream(2), anna)),
      mac(await keys.ensure(stream(3), anna)),
    ];
    const first = await macs();
    expect(await macs()).toEqual(first);
  });

  it('open nothing without the master key', async () => {
    await keysIn();
    await expect(postgresKeys({ database, masterKey: randomBytes(32) })).rejects.toThrow(MasterKeyDoesNotFit);
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
    await keys.ensure(stream(1), anna);
    await keys.ensure(stream(2), anna);
    await database.query(
      'UPDATE stream_key SET wrapped = (SELECT wrapped FROM stream_key WHERE stream = $1) WHERE stream = $2',
      [stream(1), stream(2)],
    );
    await expect(keys.find(stream(2))).rejects.toThrow(SealBroken);
  });

  it('are unavailable while the database is', async () => {
    const gone = await open();
    const keys = await postgresKeys({ database: gone, masterKey });
    await gone.close();
    await expect(keys.find(stream(1))).rejects.toThrow(KeysUnavailable);
    await expect(keys.ensure(stream(1), anna)).rejects.toThrow(KeysUnavailable);
  });
});
