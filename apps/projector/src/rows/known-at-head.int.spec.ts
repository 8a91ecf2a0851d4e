import { streamNamed } from '#domain';
import { type EventLog } from '#event-log';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows, type SpecRows } from '../../../../test/support/open-rows.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const emergency = aCase('P1').emergency().started('2026-01-15');
const later = aCase('P2').emergency().started('2026-01-15');

describe('the list rows', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  beforeEach(async () => {
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
  });
  afterEach(async () => {
    await rows.stop();
    await hub.close();
  });

  it('say at once whom a thing is known to, however far they are behind, and that it is not only at the head (A7)', async () => {
    await hub.tell(eventsOf(emergency));
    await rows.all();
    await rows.stop();
    let release = (): void => undefined;
    const held = new Promise<void>((give) => {
      release = give;
    });
    const log: EventLog = {
      ...hub.log,
      readAll: async (after, options) => {
        if (options.prefix === undefined) await held;
        return hub.log.readAll(after, options);
      },
    };
    rows = await openSpecRows(hub, { path: rows.path, log });
    const before = { thing: streamNamed('case', emergency.placementId), askers: ['kommun-2080.socialnamnden'] };
    await hub.tell(eventsOf(later));
    const after = { ...before, thing: streamNamed('case', later.placementId) };
    expect(await rows.isKnown(before)).toBe(true);
    const answered: boolean[] = [];
    const asked = [rows.isKnown(after), rows.isKnown({ ...after, askers: ['region-14'] })].map(async (known) =>
      answered.push(await known),
    );
    expect(answered).toEqual([]);
    release();
    await Promise.all(asked);
    expect(answered.sort()).toEqual([false, true]);
  });
});
