import { getEventListeners } from 'node:events';
import { pino } from 'pino';
import { type EventLog, type Position } from '#event-log';
import { StopList } from '#http';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { refusedWith } from '../../../../test/support/open-views.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { warningsOf } from '../../../../test/support/warnings-of.js';
import { eventsOf } from '../../../../test/support/wire-events.js';
import { waitForLog, waitForRows } from './waits.js';

const events = eventsOf(aCase().emergency().started('2026-01-15'));

describe('waiting for a position', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let stop: StopList;
  beforeEach(async () => {
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    stop = new StopList(pino({ level: 'silent' }));
  });
  afterEach(async () => {
    await rows.stop();
    await hub.close();
  });

  const waitsOf = (log: EventLog) => ({
    log: (waitFor?: string) => waitForLog({ log, waitFor, stopping: stop.signal }),
    rows: (waitFor?: string) => waitForRows(rows, { log, waitFor, stopping: stop.signal }),
  });
  const waits = {
    log: (waitFor?: string) => waitsOf(hub.log).log(waitFor),
    rows: (waitFor?: string) => waitsOf(hub.log).rows(waitFor),
  };
  /** As of a server that shows late what it has confirmed. */
  const late = (shownLateMsMax: number) => waitsOf({ ...hub.log, shownLateMsMax });
  const both = ['log', 'rows'] as const;

  it.each(both)('of the %s ends when it is reached, in a log that shows late what it has given', async (what) => {
    const [first] = await hub.tell(events.slice(0, 1));
    await waits[what](first!.position);
    let ended = false;
    const waiting = late(10_000)
      [what](String(Number(first!.position) + 1))
      .then(() => (ended = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended).toBe(false);
    await hub.tell(events.slice(1));
    await waiting;
  });

  it.each(both)('of the %s does not wait where no position is named', async (what) => {
    await waits[what](undefined);
    await waits[what](hub.log.start);
  });

  it.each(both)(
    'of the %s ends in a refusal when the process stops, at once also if it stops already',
    async (what) => {
      const waiting = refusedWith(late(10_000)[what]('1000'));
      stop.beforeApplicationShutdown();
      expect(await waiting).toEqual({ code: 'PositionNotReached' });
      expect(await refusedWith(late(10_000)[what]('1000'))).toEqual({ code: 'PositionNotReached' });
    },
  );

  it.each(both)('of the %s is refused at once for a position that was never given', async (what) => {
    const [first] = await hub.tell(events.slice(0, 1));
    const next = String(Number(first!.position) + 1);
    const never = { code: 'BadRequest', pointer: '/waitFor' };
    for (const waitFor of [next, '99999999']) expect(await refusedWith(waits[what](waitFor))).toEqual(never);
    expect(await refusedWith(late(20)[what](next))).toEqual(never);
  });

  it.each(both)('of the %s is refused for what is no position of this log', async (what) => {
    for (const waitFor of ['', 'x', '-1', '1.0', '01'])
      expect(await refusedWith(waits[what](waitFor))).toEqual({ code: 'BadRequest', pointer: '/waitFor' });
  });

  it.each(both)('of the %s may be had by many at once, and leaves nothing behind in the process', async (what) => {
    const [first] = await hub.tell(events.slice(0, 1));
    const next = String(Number(first!.position) + 1);
    const warnings = await warningsOf(async () => {
      const waiting = Array.from({ length: 20 }, () => late(10_000)[what](next));
      await hub.tell(events.slice(1));
      await Promise.all(waiting);
    });
    expect(warnings).toEqual([]);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  it('of the rows is for them, not for the log', async () => {
    const behind = { caughtUp: (_: Position, timeoutMs: number) => Promise.resolve(timeoutMs === 0) };
    const [first] = await hub.tell(events.slice(0, 1));
    const waiting = waitForRows(behind, { log: hub.log, waitFor: first!.position, stopping: stop.signal });
    expect(await refusedWith(waiting)).toEqual({ code: 'PositionNotReached' });
  });
});
