/** Where several processes share the ledger, one tells of denials at a time, and another when that one ends. */
import { LEDGER_MIGRATIONS, postgresLedger, type LedgerStore } from '#access';
import { type Controller } from '#domain';
import { leaseOn, openDatabase, type Database } from '#engines';
import { memoryLog } from '#event-log';
import { type FollowerState } from '#follow';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { eventually } from '../../../../test/support/eventually.js';
import { all, item, NAMND, ownRead, REGION } from '../../../../test/support/ledger-entries.js';
import { DENIALS_FOLLOWER, tellDenials, type DenialTeller } from './tell-denials.js';

describe('denials of many processes', () => {
  let url: string;
  let schema: string;
  let databases: Database[];
  let tellers: DenialTeller[];
  const ledgerOf = async (): Promise<LedgerStore> => {
    const database = await openDatabase({ url, schema, migrations: LEDGER_MIGRATIONS });
    databases.push(database);
    return postgresLedger({ database, masterKey: Buffer.alloc(32, 7) });
  };
  beforeEach(async () => {
    ({ url } = await postgresForSpecs());
    schema = ownName('denials');
    [databases, tellers] = [[], []];
  });
  afterEach(async () => {
    for (const teller of tellers) await teller.stop();
    await databases[0]?.query(`DROP SCHEMA ${schema} CASCADE`);
    for (const database of databases) await database.close();
  });

  /** A process that tells whenever it holds the lease. */
  async function process(): Promise<DenialTeller & { readonly states: FollowerState['kind'][] }> {
    const states: FollowerState['kind'][] = [];
    const teller = tellDenials({
      ledger: await ledgerOf(),
      log: memoryLog(),
      named: () => Promise.resolve([]),
      whose: () => Promise.resolve([NAMND]),
      lease: leaseOn({ url, schema, name: DENIALS_FOLLOWER }),
      onState: ({ kind }) => states.push(kind),
    });
    tellers.push(teller);
    return { ...teller, states };
  }
  const denied = () =>
    ownRead({ controller: REGION, who: { party: REGION, machine: true }, outcome: 'denied', items: [item()] });

  it('are told by one, and by another when that one ends, each once', async () => {
    const ledger = await ledgerOf();
    const first = await process();
    await eventually(() => {
      expect(first.states).toContain('atHead');
    });
    const second = await process();
    const before = [denied(), denied()];
    for (const one of before) await ledger.write([one]);
    await eventually(async () => {
      expect(await all(ledger, NAMND)).toHaveLength(2);
    });
    expect([first.ready(), second.ready(), second.states]).toEqual([true, true, ['standby']]);
    await first.stop();
    const after = denied();
    await ledger.write([after]);
    await eventually(async () => {
      expect(await all(ledger, NAMND)).toHaveLength(3);
    });
    const told = await all(ledger, NAMND);
    expect(told.map(({ request }) => request)).toEqual([...before, after].map(({ request }) => request));
    expect(await all(ledger, REGION as Controller)).toHaveLength(3);
  });
});
