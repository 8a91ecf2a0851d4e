import { randomBytes } from 'node:crypto';
import {
  LEDGER_MIGRATIONS,
  LEDGER_PAGE_MAX,
  LedgerDamaged,
  LedgerUnavailable,
  MasterKeyDoesNotFit,
  postgresLedger,
  type LedgerStore,
} from '#access';
import { type Controller, type Instant } from '#domain/facts';
import { openDatabase, type Database } from '#engines';
import { ledgerContract } from '../../../../test/contract/ledger.contract.js';
import { eventually } from '../../../../test/support/eventually.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import {
  ANNA,
  CLERK,
  leavesOnceGiven,
  NAMND,
  NURSE,
  OTHER_NAMND,
  ownRead,
  readByRegion,
} from '../../../../test/support/ledger-entries.js';

const masterKey = Buffer.alloc(32, 7);
const first = { controller: NAMND, after: 0, limit: LEDGER_PAGE_MAX };
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

/** A database whose statements are seen, and may be held back. */
function watched(database: Database): Database & { readonly sent: string[]; hold?: Promise<void> } {
  const seen = {
    ...database,
    sent: [] as string[],
    hold: undefined as Promise<void> | undefined,
    query: async <Row extends object>(sql: string, values?: readonly unknown[]) => {
      seen.sent.push(sql);
      await seen.hold;
      return database.query<Row>(sql, values);
    },
  };
  return seen as Database & { readonly sent: string[]; hold?: Promise<void> };
}

describe('the ledger in PostgreSQL', () => {
  let schema: string;
  let database: Database;
  const open = async (): Promise<Database> =>
    openDatabase({ url: (await postgresForSpecs()).url, schema, migrations: LEDGER_MIGRATIONS });
  beforeEach(async () => {
    schema = ownName('ledger');
    database = await open();
  });
  afterEach(async () => {
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });
  const ledgerIn = (of: Database = database): Promise<LedgerStore> => postgresLedger({ database: of, masterKey });

  ledgerContract(() => ledgerIn());

  it('is written by two processes at once without a gap, whichever authorities they write of in whichever order', async () => {
    const elsewhere = await open();
    const [one, two] = [await ledgerIn(), await ledgerIn(elsewhere)];
    const both = [readByRegion(), readByRegion({ controller: OTHER_NAMND })];
    const entry = (n: number) => ({ ...both[n % 2]!, request: ownRead().request });
    await Promise.all(
      Array.from({ length: 400 }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, n % 40));
        await (n % 4 < 2 ? one : two).write([entry(n), entry(n + 1)]);
      }),
    );
    for (const controller of [NAMND, OTHER_NAMND])
      expect((await one.page({ ...first, controller })).map(({ seq }) => seq)).toEqual(upTo(400));
    expect((await two.page({ ...first, controller: 'region-20' as Controller }))[399]?.who.person).toBe(NURSE);
    await elsewhere.close();
  });

  it('has one statement under way in a process; who comes meanwhile goes along with the next', async () => {
    const seen = watched(database);
    const ledger = await ledgerIn(seen);
    await ledger.write([ownRead()]);
    seen.sent.length = 0;
    let letGo = (): void => undefined;
    seen.hold = new Promise<void>((resolve) => (letGo = resolve));
    const underWay = [ledger.write([ownRead()])];
    while (seen.sent.length === 0) await new Promise(setImmediate);
    underWay.push(...Array.from({ length: 64 }, () => ledger.write([ownRead()])));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen.sent).toHaveLength(1);
    letGo();
    await Promise.all(underWay);
    expect(seen.sent).toHaveLength(2);
    expect((await ledger.page(first)).map(({ seq }) => seq)).toEqual(upTo(66));
  });

  it.each(['off', 'local', 'remote_write'])(
    'writes nothing where commits are acknowledged with %s',
    async (setting) => {
      const carelessly: Database = {
        ...database,
        query: (sql, values) =>
          database.transaction(async (tx) => {
            await tx.query(`SET LOCAL synchronous_commit = ${setting}`);
            return tx.query(sql, values);
          }),
      };
      const ledger = await ledgerIn(carelessly);
      await expect(ledger.write([ownRead()])).rejects.toThrow(LedgerUnavailable);
      expect(await ledger.page(first)).toEqual([]);
      await (await ledgerIn()).write([ownRead()]);
      expect((await ledger.page(first)).map(({ seq }) => seq)).toEqual([1]);
    },
  );

  it('gives no leaf while one before it may still be committed', async () => {
    const ledger = await ledgerIn();
    await ledger.write([ownRead()]);
    const [before] = await leavesOnceGiven(ledger, null, 1);
    await database.transaction(async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
      await ledger.write([ownRead()]);
      expect(await ledger.leaves(before?.cursor ?? null, 10)).toEqual([]);
    });
    expect((await leavesOnceGiven(ledger, before?.cursor ?? null, 1)).map(({ seq }) => seq)).toEqual([2]);
  });

  it('gives no denial while one before it may still be committed, and leaves none out', async () => {
    const ledger = await ledgerIn();
    const denied = () => ownRead({ outcome: 'denied', items: [] });
    await database.transaction(async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
      await ledger.write([denied()]);
      expect(await ledger.denied(null, 10)).toEqual([]);
    });
    await ledger.write([denied()]);
    const found = await eventually(async () => {
      const denials = await ledger.denied(null, 10);
      expect(denials).toHaveLength(2);
      return denials;
    });
    expect(found.map(({ entry }) => entry.seq)).toEqual([1, 2]);
  });

  it('tells of a denial once, whichever of two processes does, and nothing where it would not be on disk', async () => {
    const elsewhere = await open();
    const [one, two] = [await ledgerIn(), await ledgerIn(elsewhere)];
    await one.write([ownRead({ outcome: 'denied' })]);
    const [found] = await eventually(async () => {
      const denials = await two.denied(null, 10);
      expect(denials).toHaveLength(1);
      return denials;
    });
    const telling = {
      ...{ from: null, to: found!.cursor },
      told: [{ denial: found!.entry, controllers: [OTHER_NAMND] }],
    };
    const carelessly: Database = {
      ...database,
      transaction: (work) =>
        database.transaction(async (tx) => {
          await tx.query('SET LOCAL synchronous_commit = off');
          return work(tx);
        }),
    };
    await expect((await ledgerIn(carelessly)).tell(telling)).rejects.toThrow(LedgerUnavailable);
    expect([await one.toldTo(), await one.page({ ...first, controller: OTHER_NAMND })]).toEqual([null, []]);
    const done = await Promise.all([one.tell(telling), two.tell(telling)]);
    expect([...done].sort()).toEqual([false, true]);
    expect(await one.page({ ...first, controller: OTHER_NAMND })).toHaveLength(1);
    expect([await one.toldTo(), await two.toldTo()]).toEqual([found!.cursor, found!.cursor]);
    await elsewhere.close();
  });

  it.each(['UPDATE told SET position = 0', "UPDATE told SET xid = '0'", 'DELETE FROM told', 'TRUNCATE told'])(
    'never goes back in what it has told: %s',
    async (sql) => {
      await expect(database.query(sql)).rejects.toThrow('the ledger only grows');
    },
  );

  it('is erased to every process from the moment a year is, also to one that had its key in memory', async () => {
    const elsewhere = await open();
    const [one, two] = [await ledgerIn(), await ledgerIn(elsewhere)];
    await two.write([ownRead()]);
    expect((await two.page(first))[0]?.who.person).toBe(CLERK);
    await one.eraseStaff('2032-01-01T00:00:00.000Z' as Instant, 5);
    expect((await two.page(first))[0]?.who.person).toBe('erased');
    await two.write([ownRead()]);
    expect((await one.page(first)).map(({ who }) => who.person)).toEqual(['erased', 'erased']);
    await elsewhere.close();
  });

  it.each([
    "UPDATE entry SET open = '{}'",
    'DELETE FROM entry',
    'TRUNCATE entry',
    'UPDATE entry_person SET seq = 2',
    'DELETE FROM entry_person',
    'TRUNCATE entry_person',
    'DELETE FROM year_key',
    'TRUNCATE year_key',
    'UPDATE year_key SET year = 2027',
  ])('only grows: %s', async (sql) => {
    await (await ledgerIn()).write([ownRead()]);
    await expect(database.query(sql)).rejects.toThrow('the ledger only grows');
  });

  it('has no key of an erased year made again', async () => {
    const ledger = await ledgerIn();
    await ledger.write([ownRead()]);
    await ledger.eraseStaff('2032-01-01T00:00:00.000Z' as Instant, 5);
    await expect(database.query("UPDATE year_key SET wrapped = '\\x00'")).rejects.toThrow('the ledger only grows');
  });

  it.each([
    ['its text', "UPDATE entry SET open = replace(open, 'caseHandling', 'audit')"],
    ['its time', "UPDATE entry SET read_at = '2026-01-01T00:00:00.000Z'"],
    ['who asked', "UPDATE entry SET sealed = '\\x00'"],
    ['its key', "UPDATE year_key SET wrapped = '\\x00'"],
  ])('knows an entry to be altered by %s', async (_, sql) => {
    const ledger = await ledgerIn();
    await ledger.write([ownRead()]);
    await database.query('ALTER TABLE entry DISABLE TRIGGER entry_stays');
    await database.query(sql);
    await expect(ledger.page(first)).rejects.toThrow(LedgerDamaged);
    await expect(ledger.ofPerson({ ...first, person: ANNA, extractTo: 'self' })).rejects.toThrow(LedgerDamaged);
  });

  it('opens for no other master key, and for both while one replaces the other', async () => {
    await (await ledgerIn()).write([ownRead()]);
    await expect(postgresLedger({ database, masterKey: randomBytes(32) })).rejects.toThrow(MasterKeyDoesNotFit);
    const both = await postgresLedger({ database, masterKey: Buffer.alloc(32, 9), formerMasterKey: masterKey });
    expect((await both.page(first))[0]?.who.person).toBe(CLERK);
  });

  it('is unavailable while the database is', async () => {
    const gone = await open();
    const ledger = await ledgerIn(gone);
    await gone.close();
    await expect(ledger.write([ownRead()])).rejects.toThrow(LedgerUnavailable);
    await expect(ledger.page(first)).rejects.toThrow(LedgerUnavailable);
  });

  it('refuses whom it wrote for when the connection was ended, and goes on with the next', async () => {
    const ledger = await ledgerIn();
    await ledger.write([ownRead()]);
    await database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hvb-hub' AND pid <> pg_backend_pid() AND query LIKE '%entry_person%' AND state = 'idle'",
    );
    const tried = await Promise.allSettled([ledger.write([ownRead()])]);
    await ledger.write([ownRead()]);
    const entries = await ledger.page(first);
    expect(entries.map(({ seq }) => seq)).toEqual(upTo(entries.length));
    expect(entries.length).toBeGreaterThanOrEqual(tried[0].status === 'fulfilled' ? 3 : 2);
  });
});
