import { type Instant } from '#domain';
import { HUB_STREAM } from '#event-log';
import { keepProofs, type KeptProofs } from '#projector';
import { openCheckpoint, readOfLog, sqliteTreeStore } from '#proof';
import { aCase } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const HOUR_MS = 3_600_000;

describe('a hub that tells on a schedule what has been signed', () => {
  let hub: SpecHub;
  let kept: KeptProofs;
  const defects: Error[] = [];
  const open = async (everyMs: number | undefined): Promise<void> => {
    kept = await keepProofs({
      ...{ log: hub.log, store: sqliteTreeStore(temporaryFile('proofs.db')), keyPath: temporaryFile('key.pem') },
      told: { clock: hub.time, everyMs },
      onDefect: (error) => defects.push(error),
    });
  };
  beforeEach(async () => {
    defects.length = 0;
    hub = await openSpecHub();
    await hub.tell(eventsOf(aCase().emergency().started('2026-01-15')));
  });
  afterEach(async () => {
    await kept.follower.stop();
    await kept.close();
    await hub.close();
  });
  const told = () => hub.log.readStream(HUB_STREAM);
  const later = (ms: number): Promise<unknown> =>
    hub.time.moveTo(new Date(Date.parse(hub.time.now()) + ms).toISOString() as Instant);

  it('appends the checkpoint when its hour has come, as it was signed', async () => {
    await later(HOUR_MS);
    await open(HOUR_MS);
    await eventually(async () => {
      expect(await told()).toHaveLength(1);
    });
    const [event] = await told();
    const { size, note } = readOfLog(event!).data;
    expect(openCheckpoint(note, (await kept.proofs()).key).size).toBe(size);
    expect(event!.recordedAt).toBe(hub.time.now());
    expect(defects).toEqual([]);
  });

  it('appends nothing where no schedule is given', async () => {
    await later(HOUR_MS);
    await open(undefined);
    expect((await (await kept.proofs()).checkpoint()).size).toBeGreaterThanOrEqual(0);
    await kept.follower.stop();
    expect(await told()).toEqual([]);
  });
});
