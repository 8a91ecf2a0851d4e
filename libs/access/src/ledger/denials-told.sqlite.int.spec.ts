import Database from 'better-sqlite3';
import { LedgerDamaged, sqliteLedger, type LedgerEntry, type SqliteLedger } from '#access';
import { type LogId } from '#event-log';
import { NAMND, NURSE, ownRead, REGION } from '../../../../test/support/ledger-entries.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { IS_DENIAL } from './ledger-rows.sqlite.js';

const logId = 'a0000000-0000-4000-8000-000000000001' as LogId;

let file: string;
let opened: SqliteLedger[];
const open = (): SqliteLedger => {
  const ledger = sqliteLedger({ file, masterKey: Buffer.alloc(32, 7), logId });
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

beforeEach(() => {
  file = temporaryFile('ledger.db');
  opened = [];
});
afterEach(async () => {
  for (const ledger of opened) await ledger.close();
});

describe('how far denials have been told', () => {
  const denied = (): LedgerEntry =>
    ownRead({ outcome: 'denied', controller: REGION, who: { party: REGION, person: NURSE } });
  /** A ledger in which one denial was told. */
  async function told(): Promise<SqliteLedger> {
    const ledger = open();
    await ledger.write([denied()]);
    const [found] = await ledger.denied(null, 10);
    await ledger.tell({ from: null, to: found!.cursor, told: [{ denial: found!.entry, controllers: [NAMND] }] });
    return ledger;
  }

  it('stands after a restart, and is counted as a write', async () => {
    const before = await told();
    expect(before.writes()).toBe(2);
    await before.close();
    const after = open();
    expect([await after.toldTo(), await after.denied(await after.toldTo(), 10)]).toEqual(['1', []]);
  });

  it.each(['UPDATE told SET position = 0', 'UPDATE told SET position = 1', 'DELETE FROM told'])(
    'goes on, and never back: %s',
    async (sql) => {
      await told();
      expect(() => altering((db) => db.exec(sql))).toThrow('the ledger only grows');
    },
  );

  it('is known to be altered', async () => {
    const ledger = await told();
    altering((db) => db.exec('UPDATE told SET position = 2'));
    await expect(ledger.toldTo()).rejects.toThrow(LedgerDamaged);
    await expect(ledger.tell({ from: '2', to: '3', told: [] })).rejects.toThrow(LedgerDamaged);
  });

  it('is found without reading all that was read', async () => {
    await told();
    const plan = altering((db) =>
      db
        .prepare<[], { readonly detail: string }>(
          `EXPLAIN QUERY PLAN SELECT open FROM entry WHERE position > 0 AND ${IS_DENIAL} ORDER BY position LIMIT 50`,
        )
        .all(),
    );
    expect(plan.map(({ detail }) => detail).join()).toContain('entry_denied');
  });
});
