import { memoryKeys, type KeyStore } from '#access';
import { type Clock } from '#contracts';
import { type Day, type Instant, type StreamName } from '#domain';
import { memoryLog, type EventLog } from '#event-log';
import { bearing, memoryBearingIndex, nameUuid, streamCache, type Bearing, type StreamCache } from '#cases';
import { aCase, uuid } from '../../../../test/support/case-builder.js';
import { appendTold, messageOf } from '../../../../test/support/told-log.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { dueFollower } from '../clock/due-follower.js';
import { type DueBatch, type DueIndex } from '../clock/due-index.port.js';
import { judge, type Judge, type Judged, type Outlook } from './judge.js';

const story = aCase('P1').emergency().started('2026-01-15');
const messages = eventsOf(story).map(messageOf);
const stream = messages[0]!.stream;
const refused = messageOf({ ...eventsOf(story)[0]!, id: 'again' });
const [registered, approval] = dalarnaEvents() as [WireEvent, WireEvent];
const late: WireEvent = { ...approval, id: 'late', source: '/party/kommun-2081.socialnamnden' };
const elsewhere: WireEvent = {
  ...registered,
  id: 'elsewhere',
  source: '/party/region-14',
  subject: `agreement/${uuid('agreement/elsewhere')}`,
  data: { ...registered.data, parties: ['region-14', 'kommun-1480'] },
};
const clock: Clock = {
  now: () => '2026-03-01T08:00:00.000Z' as Instant,
  today: () => '2026-03-01' as Day,
};

describe('a case among others', () => {
  let log: EventLog;
  let keys: KeyStore;
  let known: Bearing;
  let cache: StreamCache;
  let attempts: number;
  /** What other hubs say between a refusal and its confirmation. */
  let meanwhile: readonly WireEvent[];
  let judging: Judge;
  const outlooks = new Map<StreamName, Outlook>();
  const append = (event: WireEvent) => appendTold({ log, keys }, event);

  beforeEach(async () => {
    log = memoryLog();
    keys = memoryKeys();
    known = bearing({ log, keys, index: memoryBearingIndex() });
    const inner = streamCache({ log, keys });
    cache = {
      ...inner,
      lastKnown: (of) => {
        attempts += 1;
        return inner.lastKnown(of);
      },
    };
    meanwhile = [];
    outlooks.clear();
    const bearingCaughtUp = async (): Promise<void> => {
      for (const event of meanwhile) await append(event);
      meanwhile = [];
      await known.refresh();
    };
    judging = judge({ log, keys, clock, cache, bearing: known, name: nameUuid(), bearingCaughtUp }, (outlook) => {
      outlooks.set(outlook.stream, outlook);
    });
    for (const event of dalarnaEvents()) await append(event);
    await known.refresh();
    for (const message of messages) await judging.message(message);
    attempts = 0;
  });

  const judged = async (while_: readonly WireEvent[]): Promise<readonly [Judged['outcome'], number]> => {
    meanwhile = while_;
    const { outcome } = await judging.message(refused);
    return [outcome, attempts];
  };

  it('is judged once, also where it is refused', async () => {
    expect(await judged([])).toEqual(['rejected', 1]);
  });

  it('is judged once while others are told of another case, or of an agreement elsewhere', async () => {
    const other = eventsOf(aCase('P2').emergency().started('2026-01-15'));
    expect(await judged([...other, elsewhere])).toEqual(['rejected', 1]);
  });

  it('is judged again where an agreement that bears on it has moved meanwhile', async () => {
    expect(await judged([late])).toEqual(['rejected', 2]);
  });

  describe('followed by the index of what is due', () => {
    /** Streams looked at anew, and names whose cases were queued, until the follower has come to the end. */
    const followed = async (): Promise<{
      readonly looked: readonly StreamName[];
      readonly moved: readonly string[];
    }> => {
      const looked: StreamName[] = [];
      const batches: DueBatch[] = [];
      const from = await log.head();
      const follower = dueFollower({
        ...{ log, bearing: known, onBatch: () => undefined },
        judge: {
          look: (of) => {
            looked.push(of);
            return judging.look(of);
          },
        },
        known: (of) => outlooks.get(of),
        index: {
          checkpoint: () => Promise.resolve(started),
          commit: (batch: DueBatch) => {
            batches.push(batch);
            return Promise.resolve();
          },
        } as unknown as DueIndex,
      });
      expect(await follower.caughtUp(from, 10_000)).toBe(true);
      await follower.stop();
      return { looked, moved: batches.flatMap(({ movedFor }) => movedFor) };
    };
    let started: Awaited<ReturnType<EventLog['head']>>;
    beforeEach(async () => {
      started = log.start;
      await known.refresh();
    });

    it('is not assessed again for what was told of another, or of an agreement elsewhere', async () => {
      await append(elsewhere);
      for (const event of eventsOf(aCase('P2').emergency())) await append(event);
      const { looked } = await followed();
      expect(looked).not.toContain(stream);
      expect(looked.length).toBeGreaterThan(0);
    });

    it('is assessed again where an agreement that bears on it has moved, and its kommun’s cases are queued', async () => {
      await append(late);
      const { looked, moved } = await followed();
      expect(looked).toContain(stream);
      expect(moved).toContain('kommun-2080');
    });

    it('queues nobody’s cases for an agreement elsewhere but those of its own kommuner', async () => {
      started = await log.head();
      await append(elsewhere);
      const { moved } = await followed();
      expect([...moved].sort()).toEqual(['kommun-1480', 'region-14']);
    });
  });
});
