import { type EventLog } from '#event-log';
import { aCase } from '../../../../test/support/case-builder.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const ASKED = { asOf: '2026-02-01', today: '2026-02-01', limit: 100 };

describe('list rows in a database, whose follower has not read the log yet', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let goOn: () => void;
  beforeAll(async () => {
    hub = await openSpecHub();
    await hub.tell(eventsOf(aCase('P1').emergency().started('2026-01-15')));
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const log: EventLog = {
      ...hub.log,
      readAll: async (after, options) => {
        await held;
        return hub.log.readAll(after, options);
      },
    };
    const { url } = await postgresForSpecs();
    const where = { kind: 'postgres', url, schema: ownName('incomplete') } as const;
    rows = await openSpecRows({ log, keys: hub.keys }, { rows: where });
  });
  afterAll(async () => {
    goOn();
    await rows.stop();
    await hub.close();
  });

  it('are refused, with how far they have come, until they hold what the log held when they were asked for', async () => {
    const [at, upTo] = [hub.log.start, await hub.log.head()];
    const refused = { name: 'RowsIncomplete', at, upTo };
    await expect(rows.list('placements', ASKED)).rejects.toMatchObject(refused);
    await expect(rows.count(ASKED.asOf)).rejects.toMatchObject(refused);
    goOn();
    await rows.all();
    const { position, rows: placements } = await rows.list('placements', ASKED);
    expect([position, placements.length]).toEqual([upTo, 1]);
    expect((await rows.count(ASKED.asOf)).findings?.size).toBeGreaterThan(0);
  });
});
