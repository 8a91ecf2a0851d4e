import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  inspectLedger,
  LedgerDamaged,
  LedgerUnavailable,
  MasterKeyDoesNotFit,
  sqliteLedger,
  type SqliteLedger,
  type SqliteLedgerOptions,
} from '#access';
import { type Instant } from '#domain/facts';
import { FileUnusable, type LogId } from '#event-log';
import { ledgerContract } from '../../../../test/contract/ledger.contract.js';
import { CLERK, item, NAMND, NURSE, ownRead, readByRegion, REGION } from '../../../../test/support/ledger-entries.js';

const masterKey = Buffer.alloc(32, 7);
const logId = 'a0000000-0000-4000-8000-000000000001' as LogId;

let folder: string;
let file: string;
let opened: SqliteLedger[];
const open = (given: Partial<SqliteLedgerOptions> = {}): SqliteLedger => {
  const ledger = sqliteLedger({ file, masterKey, ...given });
  opened.push(ledger);
  return ledger;
};
/** The file as another program would have it. */
function altering<T>(alter: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return alter(db);
  } finally {
    db.close();
  }
}
const first = { controller: NAMND, after: 0, limit: 10 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hvb-ledger-'));
  file = join(folder, 'ledger.db');
  opened = [];
});
afterEach(async () => {
  for (const ledger of opened) await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the ledger in SQLite', () => {
  ledgerContract(() => Promise.resolve(open()));
});

describe('the ledger’s file', () => {
  it('is its owner’s alone, with what SQLite puts beside it', async () => {
    await open().write([ownRead()]);
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
  });

  it('holds its entries after a restart, and goes on numbering where it was', async () => {
    const before = open();
    await before.write([ownRead()]);
    await before.close();
    const after = open();
    await after.write([ownRead()]);
    expect((await after.page(first)).map(({ seq, who }) => [seq, who.person])).toEqual([
      ...[
        [1, CLERK],
        [2, CLERK],
      ],
    ]);
  });

  it('shares one commit between all who read in the same turn', async () => {
    const ledger = open({ logId });
    await Promise.all(Array.from({ length: 64 }, () => ledger.write([readByRegion()])));
    expect(ledger.writes()).toBe(1);
    await ledger.write([ownRead()]);
    expect(ledger.writes()).toBe(2);
  });

  it('holds no id of whoever asked in the open', async () => {
    const ledger = open();
    await ledger.write([ownRead(), readByRegion()]);
    const bytes = readFileSync(`${file}-wal`);
    expect([CLERK, NURSE].map((id) => bytes.includes(id))).toEqual([false, false]);
    expect(bytes.includes(item().subject.id)).toBe(true);
  });

  it('has no key of an erased year any more, neither in the file nor in its journal', async () => {
    const ledger = open();
    await ledger.write([ownRead()]);
    const wrapped = altering((db) => db.prepare<[], Buffer>('SELECT wrapped FROM year_key').pluck().get());
    const holds = (): readonly boolean[] =>
      ['', '-wal'].map((suffix) => readFileSync(file + suffix).includes(wrapped!));
    expect(holds()).toContain(true);
    await ledger.eraseStaff('2032-01-01T00:00:00.000Z' as Instant, 5);
    expect(holds()).toEqual([false, false]);
  });

  it('opens for no other master key, and for both while one replaces the other', async () => {
    await open().write([ownRead()]);
    const other = Buffer.alloc(32, 8);
    expect(() => open({ masterKey: other })).toThrow(MasterKeyDoesNotFit);
    const both = open({ masterKey: other, formerMasterKey: masterKey });
    expect((await both.page(first))[0]?.who.person).toBe(CLERK);
  });

  it('belongs to one log', async () => {
    await open({ logId }).close();
    expect(() => open({ logId: 'b0000000-0000-4000-8000-000000000002' as LogId })).toThrow(
      expect.objectContaining({ name: 'FileUnusable', damage: 'foreign', path: file }),
    );
    await open({ logId }).write([ownRead()]);
  });

  it('tells of itself before it is opened, and nothing where it is not there', async () => {
    expect(inspectLedger(file)).toBeUndefined();
    const ledger = open({ logId });
    await ledger.write([ownRead()]);
    await ledger.close();
    const found = inspectLedger(file);
    expect(found?.ofLog).toEqual({ id: logId, writes: 1 });
    expect([found?.fits(masterKey), found?.fits(Buffer.alloc(32, 8))]).toEqual([true, false]);
  });

  it.each([
    ['of another program', 'PRAGMA application_id = 1', 'damaged'],
    ['of a later version', 'PRAGMA user_version = 3', 'later'],
    ['that has lost its version', 'PRAGMA user_version = 0', 'damaged'],
  ])('%s is refused', async (_, sql, damage) => {
    await open().close();
    altering((db) => db.exec(sql));
    const refused = expect.objectContaining({ name: 'FileUnusable', damage }) as Error;
    expect(() => open()).toThrow(refused);
    expect(() => inspectLedger(file)).toThrow(refused);
  });

  it('of the first version is brought up, and its denials can be told', async () => {
    const denied = ownRead({ outcome: 'denied', controller: REGION, who: { party: REGION, person: NURSE } });
    await open().write([ownRead(), denied]);
    altering((db) => db.exec('DROP INDEX entry_denied; DROP TABLE told; PRAGMA user_version = 1'));
    expect(inspectLedger(file)?.fits(masterKey)).toBe(true);
    const ledger = open();
    const [found] = await ledger.denied(null, 10);
    expect([await ledger.toldTo(), found?.entry.request]).toEqual([null, denied.request]);
    expect(altering((db) => db.pragma('user_version', { simple: true }))).toBe(2);
  });

  it('that is no database is refused', () => {
    altering((db) => db.exec('CREATE TABLE t (x); PRAGMA user_version = 1'));
    expect(() => open()).toThrow(FileUnusable);
  });
});

describe('an entry on the disk', () => {
  const only = [
    'entry_stays',
    'entry_is_kept',
    'person_stays',
    'person_is_kept',
    'year_is_kept',
    'year_stays_destroyed',
  ];

  it.each([
    "UPDATE entry SET open = '{}'",
    'DELETE FROM entry',
    'UPDATE entry_person SET seq = 2',
    'DELETE FROM entry_person',
    'DELETE FROM year_key',
    "UPDATE year_key SET controller = 'hub'",
  ])('only stays: %s', async (sql) => {
    await open().write([ownRead()]);
    expect(() => altering((db) => db.exec(sql))).toThrow(/ledger/);
  });

  it('whose year was erased has no key ever after', async () => {
    const ledger = open();
    await ledger.write([ownRead()]);
    await ledger.eraseStaff('2032-01-01T00:00:00.000Z' as Instant, 5);
    expect(() => altering((db) => db.exec("UPDATE year_key SET wrapped = x'00'"))).toThrow(/not made again/);
  });

  it.each([
    ['its text', "UPDATE entry SET open = replace(open, 'caseHandling', 'audit')"],
    ['its number', 'UPDATE entry SET seq = 2'],
    ['its time', "UPDATE entry SET read_at = '2020-01-01T00:00:00.000Z'"],
    ['who asked', "UPDATE entry SET sealed = x'00'"],
  ])('is known to be altered by %s', async (_, sql) => {
    const ledger = open();
    await ledger.write([ownRead()]);
    altering((db) => {
      for (const trigger of only) db.exec(`DROP TRIGGER ${trigger}`);
      db.exec(sql);
    });
    await expect(ledger.page(first)).rejects.toThrow(LedgerDamaged);
    await expect(ledger.leaves(null, 10)).rejects.toThrow(LedgerDamaged);
  });

  it('is not told where the key of its year was altered', async () => {
    const ledger = open();
    await ledger.write([ownRead()]);
    altering((db) => db.exec("UPDATE year_key SET wrapped = x'00'"));
    await expect(ledger.page(first)).rejects.toThrow(LedgerDamaged);
  });

  it('that is gone, or whose key is, is told of', async () => {
    const ledger = open();
    await ledger.write([ownRead()]);
    altering((db) => db.exec('DROP TRIGGER year_is_kept; DELETE FROM year_key'));
    await expect(ledger.page(first)).rejects.toThrow(/key of entry 1 of .* is gone/);
    altering((db) => db.exec('DROP TRIGGER entry_is_kept; DELETE FROM entry'));
    const asked = { ...first, person: item().person!, extractTo: 'self' } as const;
    await expect(ledger.ofPerson(asked)).rejects.toThrow(/entry 1 of .* is gone/);
  });
});

describe('a ledger that cannot be written', () => {
  it('is unavailable while the disk is full, keeps nothing of what it refused, and goes on after', async () => {
    const ledger = open();
    await ledger.write([ownRead()]);
    const db = (ledger as unknown as { readonly db: Database.Database }).db;
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages}`);
    const tooMuch = Array.from({ length: 500 }, () => readByRegion());
    await expect(ledger.write(tooMuch)).rejects.toThrow(LedgerUnavailable);
    db.pragma('max_page_count = 1000000');
    await ledger.write([ownRead()]);
    expect((await ledger.page(first)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await ledger.page({ ...first, controller: REGION })).toEqual([]);
  });

  it('writes nothing more after the disk has answered with an error', async () => {
    const ledger = open();
    const statements = (ledger as unknown as { readonly statements: { commit: { run(): void } } }).statements;
    const commit = statements.commit;
    statements.commit = {
      run: () => {
        throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
      },
    };
    await expect(ledger.write([ownRead()])).rejects.toThrow(LedgerDamaged);
    statements.commit = commit;
    await expect(ledger.write([ownRead()])).rejects.toThrow(LedgerDamaged);
    expect(await ledger.page(first)).toEqual([]);
  });

  it('is written by two at once, without a gap', async () => {
    const [one, two] = [open(), open()];
    await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? one : two).write([ownRead()])));
    expect((await one.page({ ...first, limit: 1000 })).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 1),
    );
    expect((await two.page(first))[0]?.who.person).toBe(CLERK);
  });
});
