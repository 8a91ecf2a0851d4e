import { type HeldLease, type Lease } from '#engines';
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { type EventLog, memoryLog, NO_STREAM, type Position } from '#event-log';
import { warningsOf } from '../../../test/support/warnings-of.js';
import { follow, type Follower } from './follower.js';
import { CheckpointMoved, followInTurn } from './in-turn.js';

const WAIT_MS = 60_000;

/** A lease among followers of one process; `lose` takes it from whoever holds it, as the end of a session does. */
function oneLease(): Lease & { lose(): void; readonly holders: () => number } {
  let holder: AbortController | null = null;
  let holders = 0;
  const free = (mine: AbortController): void => {
    if (holder === mine) holder = null;
  };
  return {
    holders: () => holders,
    lose: () => {
      const lost = holder;
      holder = null;
      lost?.abort();
    },
    take: async (signal): Promise<HeldLease | undefined> => {
      while (!signal.aborted) {
        if (!holder) {
          const mine = new AbortController();
          holder = mine;
          holders += 1;
          return {
            lost: mine.signal,
            release: () => {
              free(mine);
              return Promise.resolve();
            },
          };
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return undefined;
    },
  };
}

/** A result that both followers keep, fenced by its checkpoint as a database does it. */
interface Shared {
  bodies: string[];
  checkpoint: Position | null;
}

describe('followers that take turns', () => {
  let log: EventLog;
  let lease: ReturnType<typeof oneLease>;
  let shared: Shared;
  const followers: Follower[] = [];
  beforeEach(() => {
    [log, lease, shared] = [memoryLog(), oneLease(), { bodies: [], checkpoint: null }];
  });
  afterEach(async () => {
    await Promise.all(followers.splice(0).map((one) => one.stop()));
    await log.close();
  });

  const write = async (body: string): Promise<Position> => {
    const stream = 'case-1' as StreamName;
    const revision = (await log.readStream(stream)).at(-1)?.revision ?? NO_STREAM;
    const event = {
      eventId: '00000000-0000-4000-8000-000000000000' as Uuid,
      type: 'se.hvbhub.placement.started.v1',
      recordedAt: '2026-01-15T08:00:00.000Z' as Instant,
      body: Buffer.from(body),
    };
    return (await log.append(stream, [event], revision)).position;
  };

  /** A process's follower; `apply` fails with what `failing` gives. */
  const join = (failing: () => Error | undefined = () => undefined): Follower => {
    const follower = followInTurn({
      name: 'list',
      lease,
      log,
      checkpoint: () => Promise.resolve(shared.checkpoint),
      start: (onState) => {
        let known = shared.checkpoint;
        return follow({
          log,
          onState,
          target: {
            name: 'list',
            checkpoint: () => (known = shared.checkpoint),
            apply: (events, next) => {
              const failure = failing();
              if (failure) throw failure;
              if (known !== shared.checkpoint) throw new CheckpointMoved('another has written');
              shared.bodies.push(...events.map(({ body }) => Buffer.from(body).toString()));
              shared.checkpoint = known = next;
            },
          },
        });
      },
    });
    followers.push(follower);
    return follower;
  };
  const kinds = (): string[] => followers.map((one) => one.state().kind).sort();
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
  };

  it('follow one at a time; who stands by is ready, and knows how far the result goes', async () => {
    const [one, other] = [join(), join()];
    const last = await write('1');
    expect(await Promise.all([one, other].map((each) => each.caughtUp(last, WAIT_MS)))).toEqual([true, true]);
    await until(() => kinds().join() === 'atHead,standby');
    expect([one.ready(), other.ready()]).toEqual([true, true]);
    expect([one.position(), other.position()]).toEqual([last, last]);
    expect((await other.lag()).behindMs).toBe(0);
    expect(shared.bodies).toEqual(['1']);
  });

  it('take over where the other stopped, and double nothing', async () => {
    const [one, other] = [join(), join()];
    await one.caughtUp(await write('1'), WAIT_MS);
    await one.stop();
    expect(one.state().kind).toBe('stopped');
    const last = await write('2');
    expect(await other.caughtUp(last, WAIT_MS)).toBe(true);
    expect(shared.bodies).toEqual(['1', '2']);
  });

  it('stop following when the lease is lost, and stand by again', async () => {
    join();
    join();
    for (const body of ['1', '2', '3', '4']) {
      const last = await write(body);
      for (const each of followers) expect(await each.caughtUp(last, WAIT_MS)).toBe(true);
      lease.lose();
    }
    expect(shared.bodies).toEqual(['1', '2', '3', '4']);
    await until(() => lease.holders() > 4 && kinds().join() === 'atHead,standby');
  });

  it('begin anew from the stored checkpoint where another has moved it, as a rebuild does', async () => {
    const one = join();
    await one.caughtUp(await write('1'), WAIT_MS);
    shared = { bodies: ['rebuilt'], checkpoint: shared.checkpoint };
    shared.checkpoint = log.start;
    const last = await write('2');
    expect(await one.caughtUp(last, WAIT_MS)).toBe(true);
    expect(shared.bodies).toEqual(['rebuilt', '1', '2']);
    expect(one.ready()).toBe(true);
  });

  it('stop at a defect for good, are not ready, and let another try', async () => {
    let broken = true;
    const failing = () => (broken ? new TypeError('x is undefined') : undefined);
    const one = join(failing);
    await until(() => one.state().kind === 'atHead');
    const last = await write('1');
    expect(await one.caughtUp(last, WAIT_MS)).toBe(false);
    expect([one.state().kind, one.ready()]).toEqual(['defect', false]);
    broken = false;
    expect(await join().caughtUp(last, WAIT_MS)).toBe(true);
  });

  it('end a wait with false when the time is up', async () => {
    join();
    const [, standby] = [join(() => undefined), join()];
    await write('1');
    expect(await standby.caughtUp('999' as Position, 60)).toBe(false);
  });

  it('are waited for by many at once, with no warning of that', async () => {
    const both = [join(), join()];
    await until(() => kinds().join() === 'atHead,standby');
    const standby = both.find((one) => one.state().kind === 'standby')!;
    const first = await write('1');
    await standby.caughtUp(first, WAIT_MS);
    const warnings = await warningsOf(async () => {
      const waiting = Array.from({ length: 20 }, () =>
        standby.caughtUp(String(Number(first) + 1) as Position, WAIT_MS),
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
      await write('2');
      expect(new Set(await Promise.all(waiting))).toEqual(new Set([true]));
    });
    expect(warnings).toEqual([]);
  });
});
