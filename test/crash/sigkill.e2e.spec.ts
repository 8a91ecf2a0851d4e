import { seeded } from '../bench/seeded.js';
import { PROPERTY_SEED as SEED } from '../support/always.js';
import { killAtStart, startHubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents } from '../support/wire-events.js';
import { doubled, halfSaid, lost, notYetGone, openDisk, openedStreams } from './after-the-crash.js';
import { answeredOtherwise, post, startLoad, type Acknowledged } from './load.js';

const ROUNDS = Number(process.env['HVB_CRASH_ROUNDS'] ?? 20);
/** A folder is used up to here and then left, so that a late round costs no more than an early one. */
const ROUNDS_PER_FOLDER = 5;
const ACKNOWLEDGED_FIRST_MAX = 300;
const PAUSE_MS_MAX = 20;
const START_MS_MAX = 1_200;
/** How many restarts are killed in turn while they still recover. */
const KILLED_AT_START = 0.3;
/** One in so many of what was acknowledged is sent again after the restart. */
const ONE_ASKED_IN = 7;
const ROUND_MS_MAX = 300_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('SIGKILL of the hub while 64 clients post', () => {
  it(
    `loses nothing acknowledged, doubles nothing, leaves nothing half, ${ROUNDS} times`,
    async () => {
      let dataDir = temporaryFolder();
      let acknowledged: Acknowledged[] = [];
      let lateBefore: readonly string[] = [];
      let counted = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const where = `round ${round} of seed ${SEED}`;
        const random = seeded(SEED + round);
        if (round % ROUNDS_PER_FOLDER === 0) [dataDir, acknowledged] = [temporaryFolder(), []];

        if (random.next() < KILLED_AT_START) await killAtStart({ dataDir }, random.next() * START_MS_MAX);
        const hub = await startHubProcess({ dataDir });
        for (const event of dalarnaEvents()) expect((await post(hub, event))?.status).toBe(202);
        expect([where, await answeredOtherwise(hub, acknowledged, ONE_ASKED_IN)]).toEqual([where, []]);
        const load = startLoad(hub, `S${SEED}R${round}`, SEED + round);
        // After a random part of the work, so that a slow machine is killed in the midst of it just as a fast one.
        const acknowledgedFirst = random.integer(ACKNOWLEDGED_FIRST_MAX);
        while (load.acknowledged.length < acknowledgedFirst) await pause(1);
        await pause(random.next() * PAUSE_MS_MAX);
        expect([where, await hub.end('SIGKILL')]).toEqual([where, null]);
        await load.ended;
        acknowledged.push(...load.acknowledged);
        expect([where, load.unexpected]).toEqual([where, []]);

        const disk = await openDisk(dataDir);
        const streams = await openedStreams(disk);
        expect([where, await lost(acknowledged, streams, disk.room)]).toEqual([where, []]);
        const late = await notYetGone(streams, disk.room);
        expect([where, late.filter((one) => lateBefore.includes(one))]).toEqual([where, []]);
        lateBefore = late;
        expect([where, doubled(streams)]).toEqual([where, []]);
        expect([where, await halfSaid(disk, streams)]).toEqual([where, []]);
        const followed = await disk.rows.all();
        await disk.rows.rebuild();
        expect([where, (await disk.rows.all()) === followed]).toEqual([where, true]);
        await disk.close();
        counted += load.acknowledged.length;
      }
      expect(counted).toBeGreaterThan((ROUNDS * ACKNOWLEDGED_FIRST_MAX) / 10);
    },
    ROUNDS * ROUND_MS_MAX,
  );
});
