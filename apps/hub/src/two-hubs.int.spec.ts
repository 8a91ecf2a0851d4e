/** Two hubs over one EventStoreDB whose quorum takes its time: what is written is refused against at once, and shown late. */
import { memoryKeys } from '#access';
import { openEventStoreLog } from '#event-log/cluster';
import { aCase } from '../../../test/support/case-builder.js';
import { type ProtocolServer, startProtocolServer } from '../../../test/eventstore-protocol/protocol-server.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { eventsOf } from '../../../test/support/wire-events.js';

const SHOWN_AFTER_MS = 500;
const WRITERS = 16;

const days = Array.from({ length: WRITERS }, (_, index) => `2026-02-${String(index + 1).padStart(2, '0')}`);
const story = days.reduce((told, day) => told.childHeard(day), aCase('P1').emergency().started('2026-01-15'));
const [registered, started, ...hearings] = eventsOf(story);

describe('two hubs that write the same stream, shown 500 ms late', () => {
  let server: ProtocolServer;
  let hubs: SpecHub[];

  beforeEach(async () => {
    server = await startProtocolServer({ nodes: 3 });
    const keys = memoryKeys();
    const masterKey = Buffer.alloc(32, 7);
    const open = (): Promise<SpecHub> => {
      const log = openEventStoreLog({ connectionString: server.connectionString });
      return openSpecHub({ log, keys, masterKey, startAt: '2026-03-01T08:00:00.000Z' });
    };
    hubs = [await open(), await open()];
  });
  afterEach(async () => {
    for (const hub of hubs) {
      await hub.close();
      await hub.log.close();
    }
    await server.stop();
  });

  it('answer every writer, lose nothing and write nothing twice', async () => {
    await hubs[0]!.post([registered, started]);
    server.storage.showAfter(SHOWN_AFTER_MS);
    const receipts = await Promise.all(hearings.map((hearing, index) => hubs[index % 2]!.post([hearing])));
    expect(receipts.flat().map(({ outcome, id }) => [outcome, id])).toEqual(hearings.map(({ id }) => ['accepted', id]));
    server.storage.showAfter(0);
    for (const hub of hubs) {
      const types = await hub.types();
      expect(types.filter((type) => type === 'placement.childHeard')).toHaveLength(WRITERS);
      expect((await hub.post(hearings)).map(({ outcome }) => outcome)).toEqual(hearings.map(() => 'duplicate'));
    }
  });
});
