import { randomBytes } from 'node:crypto';
import { entrySealer } from '#access';
import { openDatabase, type Database } from '#engines';
import { erasedEntriesContract } from '../../../../test/contract/erased-entries.contract.js';
import {
  accepted,
  at,
  hubStateContract,
  other,
  party,
  passThrough,
  stream,
  toWait,
} from '../../../../test/contract/hub-state.contract.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { HUB_MIGRATIONS } from './hub-schema.postgres.js';
import { StateUnavailable, type HubStateStores } from './hub-state.port.js';
import { openPostgresState } from './hub-state.postgres.js';
import { WAITING_PER_PARTY_MAX, WAITING_PER_SUBJECT_MAX } from './waiting-room.port.js';

const sealer = entrySealer(randomBytes(32));

describe("the hub's own state in PostgreSQL", () => {
  let schema: string;
  let database: Database;
  const opened: Database[] = [];
  const openOne = async (): Promise<Database> => {
    const one = await openDatabase({ url: (await postgresForSpecs()).url, schema, migrations: HUB_MIGRATIONS });
    opened.push(one);
    return one;
  };
  beforeEach(async () => {
    schema = ownName('hub');
    database = await openOne();
  });
  afterEach(async () => {
    await database.query(`DROP SCHEMA ${schema} CASCADE`);
    for (const one of opened.splice(0)) await one.close();
  });

  hubStateContract(() =>
    Promise.resolve({
      open: () => Promise.resolve(openPostgresState(database, sealer)),
      stored: async () => {
        const rows = await database.query<{ text: string; key: Buffer; sealed: Buffer }>(
          `SELECT row_to_json(w)::text AS text, wrapped_key AS key, sealed FROM waiting w
           UNION ALL SELECT row_to_json(q)::text, wrapped_key, sealed FROM quarantine q
           UNION ALL SELECT row_to_json(r)::text, wrapped_key, sealed FROM receipt r`,
        );
        return Buffer.concat(rows.flatMap(({ text, key, sealed }) => [Buffer.from(text), key, sealed]));
      },
    }),
  );

  erasedEntriesContract(() => Promise.resolve(openPostgresState(database, sealer)));

  describe('shared by two hubs', () => {
    let hubs: readonly [HubStateStores, HubStateStores];
    beforeEach(async () => {
      hubs = [openPostgresState(await openOne(), sealer), openPostgresState(await openOne(), sealer)];
    });
    const both = <T>(count: number, work: (hub: HubStateStores, index: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: count }, (_, index) => work(hubs[index % 2 === 0 ? 0 : 1], index)));

    it('has no more waiting of a party than may wait, though both take as fast as they can', async () => {
      const put = await both(WAITING_PER_PARTY_MAX + 40, (hub, index) =>
        hub.room.put(toWait(`m${index}`, { subject: `placement/${index % 50}` })),
      );
      expect(put.filter((answer) => answer === 'full')).toHaveLength(40);
      expect(await hubs[1].room.size()).toBe(WAITING_PER_PARTY_MAX);
    });

    it('has no more waiting of a party for a subject than may wait, whatever other parties have waiting for it', async () => {
      const each = WAITING_PER_SUBJECT_MAX + 40;
      const put = await both(2 * each, (hub, index) =>
        hub.room.put(toWait(`m${index}`, { party: index % 4 < 2 ? party : other, source: `/party/${index % 4 < 2}` })),
      );
      expect(put.filter((answer) => answer === 'full')).toHaveLength(2 * 40);
      expect(await hubs[1].room.size()).toBe(2 * WAITING_PER_SUBJECT_MAX);
    });

    it('shows each what the other keeps, and lets a message leave once', async () => {
      await hubs[0].room.put(toWait('a'));
      expect(await hubs[1].room.isWaitedOn(stream)).toBe(true);
      const seen = await Promise.all(hubs.map(async (hub) => (await hub.room.of(stream))[0]));
      const left = await both(2, (hub, index) => hub.room.leave(seen[index]!, at('2026-01-16'), accepted));
      expect([...left].sort()).toEqual(['gone', 'left']);
      expect(await hubs[0].receipts.after(party, 0, 10)).toHaveLength(1);
    });

    it('lets no one who reads on from a receipt pass one that is written at the same time', async () => {
      const read: string[] = [];
      let written = false;
      const reading = (async () => {
        for (let after = 0, last = false; !last;) {
          last = written;
          const page = await hubs[0].receipts.after(party, after, 7);
          read.push(...page.map(({ id }) => String(id)));
          after = page.at(-1)?.sequence ?? after;
          last &&= page.length === 0;
        }
      })();
      await both(120, (hub, index) =>
        passThrough(hub, toWait(`m${index}`, { stream: `${stream}-${index}`, subject: `placement/${index}` }), {
          ...accepted,
          id: `m${index}`,
        }),
      );
      written = true;
      await reading;
      expect(read).toHaveLength(120);
      expect(new Set(read).size).toBe(120);
    });
  });

  it('says that it is unavailable while the database is, and once it is closed', async () => {
    const gone = await openOne();
    const state = openPostgresState(gone, sealer);
    await gone.close();
    opened.splice(opened.indexOf(gone), 1);
    await expect(state.room.put(toWait('a'))).rejects.toThrow(StateUnavailable);
    await expect(state.room.isWaitedOn(stream)).rejects.toThrow(StateUnavailable);
    await state.close();
    await expect(state.quarantine.list(party, 0, 1)).rejects.toThrow(StateUnavailable);
  });
});
