import { createSecretKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKey, MasterKeyDoesNotFit, MasterKeyUnreadable, sqliteKeys, type KeyStore } from '#access';
import { KeysUnavailable, SealBroken, WHOLE_STREAM, type KeyOwner, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import Database from 'better-sqlite3';
import { seal, streamKeyFrom } from './seal.js';
import { keysContract } from '../../../test/contract/keys.contract.js';

const kommun = 'kommun-2080.socialnamnden' as KeyOwner;
const anna = '0a000000-0000-4000-8000-000000000001' as Uuid;
const stream = (n: number): StreamName => `case-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const master = Buffer.alloc(32, 7);

let folder: string;
let opened: KeyStore[];
const openKeys = (masterKey: Uint8Array = master, cachedStreamsMax?: number): KeyStore => {
  const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey, ...(cachedStreamsMax && { cachedStreamsMax }) });
  opened.push(keys);
  return keys;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hvb-keys-'));
  opened = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('keys in SQLite', () => {
  keysContract(() => Promise.resolve(openKeys()));
});

describe('the key file', () => {
  afterEach(async () => {
    for (const keys of opened) await keys.close();
  });

  it('gives the same keys after a restart', async () => {
    const before = openKeys();
    const sealed = ((await before.ensure(stream(1), kommun, anna)) as StreamKey).seal(Buffer.from('Anna'), 'c');
    const after = openKeys();
    expect(text(((await after.of(stream(1))).get(kommun) as StreamKey).open(sealed, 'c'))).toBe('Anna');
  });

  it('gives the same keys when more are in use than memory holds', async () => {
    const keys = openKeys(master, 2);
    const mac = async (n: number): Promise<Uint8Array> =>
      ((await keys.ensure(stream(n), kommun, anna)) as StreamKey).mac(master);
    const first = [await mac(1), await mac(2), await mac(3)];
    expect([await mac(1), await mac(2), await mac(3)]).toEqual(first);
  });

  it('shares commits between cases that are opened at the same time', async () => {
    const keys = openKeys();
    const sizeBefore = statSync(join(folder, 'keys.db-wal')).size;
    await Promise.all(Array.from({ length: 64 }, (_, n) => keys.ensure(stream(n), kommun, anna)));
    const framesFor64 = (statSync(join(folder, 'keys.db-wal')).size - sizeBefore) / 4120;
    expect(framesFor64).toBeLessThan(32);
  });

  it('holds no key that opens anything without the master key', async () => {
    await openKeys().ensure(stream(1), kommun, anna);
    expect(() => openKeys(Buffer.alloc(32, 8))).toThrow(MasterKeyDoesNotFit);
  });

  it('does not give out a key whose wrapping was altered, or that was moved to another row', async () => {
    const keys = openKeys(master, 1);
    await keys.ensure(stream(1), kommun, anna);
    await keys.ensure(stream(2), kommun, anna);
    const db = new Database(join(folder, 'keys.db'));
    db.prepare(
      'UPDATE stream_key SET wrapped = (SELECT wrapped FROM stream_key WHERE stream = ?) WHERE stream = ?',
    ).run(stream(1), stream(2));
    db.close();
    await expect(openKeys().of(stream(2))).rejects.toThrow(SealBroken);
  });

  it('is wrapped by the master it names; while that is replaced, keys of both open', async () => {
    const newMaster = Buffer.alloc(32, 9);
    const file = join(folder, 'keys.db');
    const sealed = ((await openKeys().ensure(stream(1), kommun, anna)) as StreamKey).seal(Buffer.from('Anna'), 'c');
    const both = sqliteKeys({ file, masterKey: newMaster, formerMasterKey: master });
    opened.push(both);
    expect(text(((await both.of(stream(1))).get(kommun) as StreamKey).open(sealed, 'c'))).toBe('Anna');
    await both.ensure(stream(2), kommun, anna);
    const db = new Database(file, { readonly: true });
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM stream_key ORDER BY stream').pluck().all();
    db.close();
    expect(wrapped.map((bytes) => bytes[0])).toEqual([2, 2]);
    const [first, second] = wrapped.map((bytes) => bytes.subarray(1, 5).toString('hex'));
    expect(first).not.toBe(second);
    for (const alone of [master, newMaster]) expect(() => openKeys(alone)).toThrow(MasterKeyDoesNotFit);
  });

  it('of before, one key a stream, keeps every key, erasure and person, each as the key of its whole stream', async () => {
    const dataKey = Buffer.alloc(32, 5);
    const sealed = streamKeyFrom(dataKey).seal(Buffer.from('Anna'), 'c');
    const old = new Database(join(folder, 'keys.db'));
    old.exec(`
      CREATE TABLE stream_key (stream TEXT PRIMARY KEY, person TEXT, wrapped BLOB) WITHOUT ROWID;
      CREATE INDEX stream_key_by_person ON stream_key (person) WHERE person IS NOT NULL;
      CREATE TABLE store (one INTEGER PRIMARY KEY CHECK (one = 1), fits BLOB NOT NULL, destructions INTEGER NOT NULL);`);
    const wrapping = createSecretKey(master);
    const row = old.prepare('INSERT INTO stream_key (stream, person, wrapped) VALUES (?, ?, ?)');
    row.run(stream(1), anna, seal(wrapping, dataKey, `key of ${stream(1)}`));
    row.run(stream(2), anna, null);
    row.run(stream(3), null, seal(wrapping, dataKey, `key of ${stream(3)}`));
    old.prepare('INSERT INTO store VALUES (1, ?, 1)').run(seal(wrapping, Buffer.alloc(0), 'master key fits'));
    old.close();

    expect(() => openKeys(Buffer.alloc(32, 8))).toThrow(MasterKeyDoesNotFit);
    const keys = openKeys();
    expect(text(((await keys.of(stream(1))).get(WHOLE_STREAM) as StreamKey).open(sealed, 'c'))).toBe('Anna');
    expect((await keys.of(stream(2))).get(WHOLE_STREAM)).toBe('erased');
    expect(text(((await openKeys().of(stream(3))).get(WHOLE_STREAM) as StreamKey).open(sealed, 'c'))).toBe('Anna');
    await keys.ensure(stream(1), kommun, null);
    expect(await keys.destroy(WHOLE_STREAM, anna)).toEqual([stream(1), stream(2)]);
    expect(await keys.destroy(kommun, anna)).toEqual([stream(1)]);
  });

  it('leaves nothing of a destroyed key in any of its files', async () => {
    const keys = openKeys();
    await keys.ensure(stream(1), kommun, anna);
    const db = new Database(join(folder, 'keys.db'), { readonly: true });
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM stream_key').pluck().get()!;
    db.close();
    const found = (): boolean => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(wrapped));
    expect(found()).toBe(true);
    await keys.destroy(kommun, anna);
    expect(found()).toBe(false);
  });

  it('tells every process that a key is destroyed, also one that had it in memory', async () => {
    const [hub, projector] = [openKeys(), openKeys()];
    await hub.ensure(stream(1), kommun, anna);
    expect((await projector.of(stream(1))).get(kommun)).not.toBe('erased');
    await hub.destroy(kommun, anna);
    expect((await projector.of(stream(1))).get(kommun)).toBe('erased');
  });

  it('answers that it is unavailable when its file cannot be written, and gives no key', async () => {
    const keys = openKeys();
    const blocker = new Database(join(folder, 'keys.db'));
    blocker.exec('DROP TABLE stream_key');
    blocker.close();
    await expect(keys.ensure(stream(1), kommun, anna)).rejects.toThrow(KeysUnavailable);
  });

  it('can be read by its owner alone', async () => {
    await openKeys().ensure(stream(1), kommun, anna);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });
});

describe('the master key', () => {
  it('is made at first start, in a file of its own that its owner alone can read, and is the same after', async () => {
    const file = join(folder, 'secret', 'master.key');
    const [one, two] = [await masterKey({ file }), await masterKey({ file })];
    expect(one).toHaveLength(32);
    expect(two).toEqual(one);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is one and the same for two processes that start at once', async () => {
    const file = join(folder, 'master.key');
    const [one, two] = await Promise.all([masterKey({ file }), masterKey({ file })]);
    expect(two).toEqual(one);
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  it('may come from outside, and then no file is made', async () => {
    expect(await masterKey({ given: 'ab'.repeat(32), file: join(folder, 'none') })).toEqual(Buffer.alloc(32, 0xab));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused where it is not 64 hexadecimal digits', async () => {
    const file = join(folder, 'master.key');
    writeFileSync(file, 'abc\n');
    await expect(masterKey({ file })).rejects.toThrow(MasterKeyUnreadable);
    await expect(masterKey({ given: 'hunter2', file })).rejects.toThrow(MasterKeyUnreadable);
  });
});
