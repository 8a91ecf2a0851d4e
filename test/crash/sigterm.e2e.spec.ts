import { identityOf } from '#cases';
import { seeded } from '../bench/seeded.js';
import { PROPERTY_SEED as SEED } from '../support/always.js';
import { startHubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { doubled, halfSaid, lost, openDisk, openedStreams } from './after-the-crash.js';
import { startLoad } from './load.js';

const ROUNDS = 3;
const LOAD_MS_MAX = 700;
const ROUND_MS_MAX = 300_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What was logged as gone wrong; that what came too late is refused is in order. */
const failuresIn = (output: string): readonly string[] =>
  output.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line) && !line.includes('"status":503'));

describe('SIGTERM while 64 clients post', () => {
  it(
    'is a stop in good order: what is under way is answered, what was taken is there, and nothing else',
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const dataDir = temporaryFolder();
        const where = `round ${round} of seed ${SEED}`;
        const hub = await startHubProcess({ dataDir });
        const load = startLoad(hub, `T${SEED}R${round}`, SEED + round);
        // Slow machine or fast: it is stopped in the midst of its work.
        while (load.acknowledged.length === 0) await pause(10);
        await pause(seeded(SEED + round).next() * LOAD_MS_MAX);
        expect([where, await hub.end('SIGTERM')]).toEqual([where, 0]);
        await load.ended;
        expect([where, load.unexpected]).toEqual([where, []]);
        expect([where, failuresIn(hub.output())]).toEqual([where, []]);

        const disk = await openDisk(dataDir);
        const streams = await openedStreams(disk);
        expect([where, await lost(load.acknowledged, streams, disk.room)]).toEqual([where, []]);
        expect([where, doubled(streams)]).toEqual([where, []]);
        expect([where, await halfSaid(disk, streams)]).toEqual([where, []]);
        // Whoever's message was taken has been told so: nothing is in the log that nobody was answered.
        const answered = new Set(load.acknowledged.map(({ event }) => identityOf(event)));
        const unanswered = [...streams.values()]
          .flatMap(({ messages }) => [...messages.keys()])
          .filter((identity) => !answered.has(identity));
        expect([where, unanswered]).toEqual([where, []]);
        await disk.close();
      }
    },
    ROUNDS * ROUND_MS_MAX,
  );
});
