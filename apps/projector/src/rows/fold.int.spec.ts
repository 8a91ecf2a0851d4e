import { bearing, memoryBearingIndex, nameUuid } from '#cases';
import { LogUnavailable, type EventLog, type RecordedEvent } from '#event-log';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { linesOf } from '../../../../test/support/open-rows.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { rowsTarget } from './fold.js';
import { type RowStore } from './row-store.port.js';
import { openSqliteRows } from './row-store.sqlite.js';

const CASES = 7;
const CASES_PER_COMMIT = 3;

describe('folding the cases of an agreement that moved', () => {
  let hub: SpecHub;
  let store: RowStore;
  const dump = async (of: RowStore) => (await linesOf(of.dump())).join('\n');
  const open = () => openSqliteRows(temporaryFile('rows.db'));
  const target = (into: RowStore, log: EventLog = hub.log) => {
    const deps = {
      log,
      keys: hub.keys,
      bearing: bearing({ log, keys: hub.keys, index: memoryBearingIndex() }),
      name: nameUuid(),
    };
    return rowsTarget(deps, into, CASES_PER_COMMIT);
  };
  /** All that is in the log after a position, in one batch. */
  const batchAfter = async (after = hub.log.start) => {
    const { events, next } = await hub.log.readAll(after, { limit: 1_000 });
    return [events, next] as const;
  };

  beforeEach(async () => {
    hub = await openSpecHub();
    store = open();
    const cases = Array.from({ length: CASES }, (_, n) => aCase(`P${n}`).emergency().started('2026-01-15'));
    await hub.tell(cases.flatMap(eventsOf));
    await target(store).apply(...(await batchAfter()));
    await hub.tell(dalarnaEvents());
  });
  afterEach(async () => {
    await store.close();
    await hub.close();
  });

  it('takes as many transactions as it needs, and moves the checkpoint with the last', async () => {
    const before = await dump(store);
    const [events, next] = await batchAfter((await store.checkpoint())!);
    await target(store).apply(events, next);
    expect(await store.checkpoint()).toBe(next);
    const fresh = open();
    await target(fresh).apply(...(await batchAfter()));
    expect(await dump(store)).toBe(await dump(fresh));
    expect(await dump(store)).not.toBe(before);
    await fresh.close();
  });

  it('opens of a case that is spoken of again only what is new, and comes to the rows of one who reads it whole', async () => {
    const ofCases = (events: readonly RecordedEvent[]) =>
      events.filter(({ stream }) => stream.startsWith('case-')).length;
    let opened = 0;
    const watching: EventLog = {
      ...hub.log,
      readStream: async (...asked) => {
        const events = await hub.log.readStream(...asked);
        opened += ofCases(events);
        return events;
      },
    };
    const [again, fresh] = [open(), open()];
    const keeping = target(again, watching);
    const first = await batchAfter();
    await keeping.apply(...first);
    const told = aCase('P0').emergency().started('2026-01-15').childHeard('2026-01-20');
    await hub.tell(eventsOf(told));
    opened = 0;
    const [events, next] = await batchAfter(first[1]);
    await keeping.apply(events, next);
    expect(opened).toBe(ofCases(events));
    await target(fresh).apply(...(await batchAfter()));
    expect(await dump(again)).toBe(await dump(fresh));
    await again.close();
    await fresh.close();
  });

  it('broken off in between leaves the checkpoint, and comes to the same rows when it is done again', async () => {
    const before = { dump: await dump(store), checkpoint: (await store.checkpoint())! };
    const [events, next] = await batchAfter(before.checkpoint);
    let reads = 0;
    const failing: EventLog = {
      ...hub.log,
      readStream: (...asked) => {
        reads += 1;
        // One is of the agreement that bears on them all.
        return reads > 2 * CASES_PER_COMMIT + 1
          ? Promise.reject(new LogUnavailable('away'))
          : hub.log.readStream(...asked);
      },
    };
    await expect(target(store, failing).apply(events, next)).rejects.toThrow('away');
    expect(await store.checkpoint()).toBe(before.checkpoint);
    expect(await dump(store)).not.toBe(before.dump);
    await target(store).apply(events, next);
    const fresh = open();
    await target(fresh).apply(...(await batchAfter()));
    expect(await dump(store)).toBe(await dump(fresh));
    await fresh.close();
  });
});
