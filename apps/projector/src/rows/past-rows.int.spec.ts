import { join } from 'node:path';
import { sqliteKeys } from '#access';
import { type Day } from '#domain/facts';
import { openSqliteLog, type Position } from '#event-log';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { openedPastRow, type PastQuestion, type PastRows } from './past-rows.js';
import { type RowSources } from './row-sources.js';

const DAY = '2026-02-01' as Day;
const cases = Array.from({ length: 12 }, (_, n) => aCase(`N${n}`).emergency().started('2026-01-15'));

describe('a list as it was known, in a thread of its own', () => {
  const folder = temporaryFolder();
  const masterKey = Buffer.alloc(32, 7);
  const sources: RowSources = {
    log: { kind: 'sqlite', path: join(folder, 'log.db') },
    keys: {
      ...{ kind: 'sqlite', path: join(folder, 'keys.db') },
      ...{ masterKeyPath: join(folder, 'none'), masterKeyGiven: masterKey.toString('hex') },
    },
  };
  let hub: SpecHub;
  let apart: SpecRows;
  let here: SpecRows;
  let then: Position;
  beforeAll(async () => {
    const log = openSqliteLog({ path: join(folder, 'log.db') });
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey });
    hub = await openSpecHub({ log, keys, folder });
    await hub.tell([...dalarnaEvents(), ...cases.slice(0, 8).flatMap((one) => eventsOf(one))]);
    then = await log.head();
    await hub.tell(cases.slice(8).flatMap((one) => eventsOf(one)));
    apart = await openSpecRows(hub, { sources });
    here = await openSpecRows(hub);
    await Promise.all([apart.all(), here.all()]);
  });
  afterAll(async () => {
    await Promise.all([apart.stop(), here.stop()]);
    await hub.close();
    await hub.log.close();
    await hub.keys.close();
  });

  const asked = (upTo: Position, rowsMax = 100): PastQuestion => ({
    ...{ list: 'deadlines', upTo, rowsMax },
    asked: { asOf: DAY, today: DAY, party: PLACING_PARTY },
  });
  const work = (progress: (of: { done: number; total: number }) => void = () => undefined) => ({
    progress,
    signal: new AbortController().signal,
  });
  const opened = async (made: PastRows) => {
    if (made.kind !== 'rows') throw new Error(made.kind);
    return Promise.all(made.rows.map((row) => openedPastRow(hub.keys, row)));
  };

  it('gives the rows that it gives on this thread, and at the head those of the live list', async () => {
    const head = await hub.log.head();
    const live = await apart.queries().deadlines({ asOf: DAY, today: DAY, party: PLACING_PARTY, limit: 1_000 });
    expect(live.length).toBeGreaterThan(cases.length);
    const withoutSeal = (rows: readonly (object | null)[]) => rows.map((row) => ({ ...row, sealed: null }));
    expect(withoutSeal(await opened(await apart.past(asked(head, 1_000), work())))).toEqual(withoutSeal(live));
    const ofThen = await opened(await apart.past(asked(then, 1_000), work()));
    expect(withoutSeal(ofThen)).toEqual(withoutSeal(await opened(await here.past(asked(then, 1_000), work()))));
    const ids = new Set(ofThen.flatMap((row) => row?.caseId ?? []));
    expect([...ids].sort()).toEqual(
      cases
        .slice(0, 8)
        .map(({ placementId }) => placementId)
        .sort(),
    );
  });

  it('tells at its end that all has been read: events of a file, streams of a log that is asked', async () => {
    const told: { done: number; total: number }[] = [];
    await apart.past(
      asked(then, 1_000),
      work((come) => void told.push(come)),
    );
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    const before = events.filter(({ position }) => hub.log.compare(position, then) <= 0);
    expect(told).toEqual([{ done: before.length, total: before.length }]);
    await here.past(
      asked(then, 1_000),
      work((come) => void told.push(come)),
    );
    const streams = new Set(before.map(({ stream }) => stream)).size;
    expect(told.at(-1)).toEqual({ done: streams, total: streams });
  });

  it('gives as many rows as may be, and of one more none', async () => {
    const all = await opened(await apart.past(asked(then, 1_000), work()));
    expect((await apart.past(asked(then, all.length), work())).kind).toBe('rows');
    expect((await apart.past(asked(then, all.length - 1), work())).kind).toBe('tooMany');
  });

  it('has nothing in it that can be read without the key of the stream, and after its erasure nothing', async () => {
    const made = await apart.past({ ...asked(then), list: 'placements', asked: { asOf: DAY, today: DAY } }, work());
    if (made.kind !== 'rows') throw new Error(made.kind);
    expect(made.rows.length).toBe(8);
    for (const { sealed } of made.rows) expect(Buffer.from(sealed).toString('latin1')).not.toContain('emergency');
    const [row] = made.rows;
    const erased = {
      of: async () => new Map([...(await hub.keys.of(row!.stream)).keys()].map((of) => [of, 'erased'] as const)),
    };
    expect(await openedPastRow(hub.keys, row!)).toMatchObject({ cursor: row!.stream.slice('case-'.length) });
    expect(await openedPastRow(erased, row!)).toBeNull();
    await expect(openedPastRow(hub.keys, { ...row!, sealed: made.rows[1]!.sealed })).rejects.toThrow();
  });

  it('is ended by whoever asked, and when the rows are stopped', async () => {
    for (const rows of [apart, here]) {
      const ending = new AbortController();
      const ended = expect(rows.past(asked(then), { ...work(), signal: ending.signal })).rejects.toThrow();
      ending.abort();
      await ended;
    }
    const another = await openSpecRows(hub, { sources });
    const ended = expect(another.past(asked(then), work())).rejects.toThrow('ended before it was done');
    await another.stop();
    await ended;
  });
});
