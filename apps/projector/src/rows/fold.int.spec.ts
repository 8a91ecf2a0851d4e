import { agreementBook, nameUuid } from '#cases';
import { LogUnavailable, type EventLog } from '#event-log';
import { openResultFile, type ResultFile } from '#follow';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { rowsTarget } from './fold.js';
import { dumpRows } from './row-store.sqlite.js';
import { ROW_MIGRATIONS } from './schema.data.js';

const CASES = 7;
const CASES_PER_COMMIT = 3;

describe('folding the cases of an agreement that moved', () => {
  let hub: SpecHub;
  let file: ResultFile;
  const dump = (of: ResultFile) => [...dumpRows(of.db)].join('\n');
  const open = () => openResultFile({ path: temporaryFile('rows.db'), migrations: ROW_MIGRATIONS });
  const target = (into: ResultFile, log: EventLog = hub.log) => {
    const deps = { log, keys: hub.keys, book: agreementBook({ log, keys: hub.keys }), name: nameUuid() };
    return rowsTarget(deps, into, CASES_PER_COMMIT);
  };
  /** All that is in the log after a position, in one batch. */
  const batchAfter = async (after = hub.log.start) => {
    const { events, next } = await hub.log.readAll(after, { limit: 1_000 });
    return [events, next] as const;
  };

  beforeEach(async () => {
    hub = await openSpecHub();
    file = open();
    const cases = Array.from({ length: CASES }, (_, n) => aCase(`P${n}`).emergency().started('2026-01-15'));
    await hub.tell(cases.flatMap(eventsOf));
    await target(file).apply(...(await batchAfter()));
    await hub.tell(dalarnaEvents());
  });
  afterEach(async () => {
    file.close();
    await hub.close();
  });

  it('takes as many transactions as it needs, and moves the checkpoint with the last', async () => {
    const before = dump(file);
    const [events, next] = await batchAfter(file.checkpoint('rows')!);
    await target(file).apply(events, next);
    expect(file.checkpoint('rows')).toBe(next);
    const fresh = open();
    await target(fresh).apply(...(await batchAfter()));
    expect(dump(file)).toBe(dump(fresh));
    expect(dump(file)).not.toBe(before);
    fresh.close();
  });

  it('broken off in between leaves the checkpoint, and comes to the same rows when it is done again', async () => {
    const before = { dump: dump(file), checkpoint: file.checkpoint('rows')! };
    const [events, next] = await batchAfter(before.checkpoint);
    let reads = 0;
    const failing: EventLog = {
      ...hub.log,
      readStream: (...asked) => {
        reads += 1;
        return reads > 5 ? Promise.reject(new LogUnavailable('away')) : hub.log.readStream(...asked);
      },
    };
    await expect(target(file, failing).apply(events, next)).rejects.toThrow('away');
    expect(file.checkpoint('rows')).toBe(before.checkpoint);
    expect(dump(file)).not.toBe(before.dump);
    await target(file).apply(events, next);
    const fresh = open();
    await target(fresh).apply(...(await batchAfter()));
    expect(dump(file)).toBe(dump(fresh));
    fresh.close();
  });
});
