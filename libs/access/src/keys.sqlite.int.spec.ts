import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKey, MasterKeyDoesNotFit, MasterKeyUnreadable, sqliteKeys, type KeyStore } from '#access';
import { KeysUnavailable, SealBroken, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import Database from 'better-sqlite3';
import { keysContract } from '../../../test/contract/keys.contract.js';

const anna = '0a000000-0000-4000-8000-000000000001' as Uuid;
const stream = (n: number): StreamName => `case-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const master = Buffer.alloc(32, 7);

let folder: string;
let opened: KeyStore[];
const openKeys = (masterKey: Uint8Array = master, cachedKeysMax?: number): KeyStore => {
  const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey, ...(cachedKeysMax && { cachedKeysMax }) });
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
    const sealed = ((await before.ensure(stream(1), anna)) as StreamKey).seal(Buffer.from('Anna'), 'c');
    const after = openKeys();
    expect(Buffer.from(((await after.find(stream(1))) as StreamKey).open(sealed, 'c')).toString()).toBe('Anna');
  });

  it('gives the same keys when more are in use than memory holds', async () => {
    const keys = openKeys(master, 2);
    const mac = async (n: number): Promise<Uint8Array> =>
      ((await keys.ensure(stream(n), anna)) as StreamKey).mac(master);
    const first = [await mac(1), await mac(2), await mac(3)];
    expect([await mac(1), await mac(2), await mac(3)]).toEqual(first);
  });

  it('shares commits between cases that are opened at the same time', async () => {
    const keys = openKeys();
    const sizeBefore = statSync(join(folder, 'keys.db-wal')).size;
    await Promise.all(Array.from({ length: 64 }, (_, n) => keys.ensure(stream(n), anna)));
    const framesFor64 = (statSync(join(folder, 'keys.db-wal')).size - sizeBefore) / 4120;
    expect(framesFor64).toBeLessThan(32);
  });

  it('holds no key that opens anything without the master key', async () => {
    await openKeys().ensure(stream(1), anna);
    expect(() => openKeys(Buffer.alloc(32, 8))).toThrow(MasterKeyDoesNotFit);
  });

  it('does not give out a key whose wrapping was altered, or that was moved to another row', async () => {
    const keys = openKeys(master, 1);
    await keys.ensure(stream(1), anna);
    await keys.ensure(stream(2), anna);
    const db = new Database(join(folder, 'keys.db'));
    db.prepare(
      'UPDATE stream_key SET wrapped = (SELECT wrapped FROM stream_key WHERE stream = ?) WHERE stream = ?',
    ).run(stream(1), stream(2));
    db.close();
    await expect(openKeys().find(stream(2))).rejects.toThrow(SealBroken);
  });

  it('leaves nothing of a destroyed key in any of its files', async () => {
    const keys = openKeys();
    await keys.ensure(stream(1), anna);
    const db = new Database(join(folder, 'keys.db'), { readonly: true });
    const wrapped = db.prepare<[], Buffer>('SELECT wrapped FROM stream_key').pluck().get()!;
    db.close();
    const found = (): boolean => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(wrapped));
    expect(found()).toBe(true);
    await keys.destroy(anna);
    expect(found()).toBe(false);
  });

  it('tells every process that a key is destroyed, also one that had it in memory', async () => {
    const [hub, projector] = [openKeys(), openKeys()];
    await hub.ensure(stream(1), anna);
    expect(await projector.find(stream(1))).not.toBe('erased');
    await hub.destroy(anna);
    expect(await projector.find(stream(1))).toBe('erased');
  });

  it('answers that it is unavailable when its file cannot be written, and gives no key', async () => {
    const keys = openKeys();
    const blocker = new Database(join(folder, 'keys.db'));
    blocker.exec('DROP TABLE stream_key');
    blocker.close();
    await expect(keys.ensure(stream(1), anna)).rejects.toThrow(KeysUnavailable);
  });

  it('can be read by its owner alone', async () => {
    await openKeys().ensure(stream(1), anna);
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
