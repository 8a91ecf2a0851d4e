import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { AppendConflict, type EventLog, LogUnavailable, memoryLog, NO_STREAM, type Position } from '#event-log';
import { follow, type Follower, type FollowTarget } from './follower.js';

const WAIT_MS = 60_000;

/** Keeps revisions seen and its checkpoint together, as a target with a database does in one transaction. */
function listTarget(onEvent: (body: string) => void = () => undefined) {
  const kept = { bodies: [] as string[], checkpoint: null as Position | null, batches: [] as number[] };
  const target: FollowTarget = {
    name: 'list',
    checkpoint: () => kept.checkpoint,
    apply: (events, next) => {
      const bodies = events.map(({ body }) => Buffer.from(body).toString());
      bodies.forEach(onEvent);
      kept.bodies.push(...bodies);
      kept.batches.push(events.length);
      kept.checkpoint = next;
    },
  };
  return { kept, target };
}

async function write(log: EventLog, stream: string, bodies: readonly string[]): Promise<Position> {
  const name = stream as StreamName;
  const revision = (await log.readStream(name)).at(-1)?.revision ?? NO_STREAM;
  const events = bodies.map((body) => ({
    eventId: '00000000-0000-4000-8000-000000000000' as Uuid,
    type: 'se.hvbhub.placement.started.v1',
    recordedAt: '2026-01-15T08:00:00.000Z' as Instant,
    body: Buffer.from(body),
  }));
  return (await log.append(name, events, revision)).position;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a follower', () => {
  let log: EventLog;
  let follower: Follower | undefined;
  beforeEach(() => {
    log = memoryLog();
  });
  afterEach(async () => {
    await follower?.stop();
    await log.close();
  });

  it('hands over every event once, in order and in bounded batches, and then those that come later', async () => {
    await write(log, 'case-1', numbers(1, 7));
    const { kept, target } = listTarget();
    follower = follow({ log, target, batch: 3 });
    const last = await write(log, 'case-2', numbers(8, 10));
    expect(await follower.caughtUp(last, WAIT_MS)).toBe(true);
    expect(kept.bodies).toEqual(numbers(1, 10));
    expect(Math.max(...kept.batches)).toBe(3);
    await until(() => follower?.state().kind === 'atHead');
    expect(await follower.lag()).toEqual({ position: last, head: last, behindMs: 0 });
    expect(follower.ready()).toBe(true);
  });

  it('goes on from its checkpoint after a restart, doubling nothing', async () => {
    await write(log, 'case-1', numbers(1, 5));
    const { kept, target } = listTarget();
    const first = follow({ log, target, batch: 2 });
    await first.caughtUp(await log.head(), WAIT_MS);
    await first.stop();
    expect(first.state()).toEqual({ kind: 'stopped' });
    await write(log, 'case-1', numbers(6, 8));
    follower = follow({ log, target });
    await follower.caughtUp(await log.head(), WAIT_MS);
    expect(kept.bodies).toEqual(numbers(1, 8));
  });

  it('sees only the streams of its prefix, and yet passes the others', async () => {
    await write(log, 'case-1', numbers(1, 3));
    await write(log, 'agreement-1', ['ours']);
    const last = await write(log, 'case-1', numbers(4, 6));
    const { kept, target } = listTarget();
    follower = follow({ log, target, prefix: 'agreement-', batch: 2 });
    expect(await follower.caughtUp(last, WAIT_MS)).toBe(true);
    expect(kept.bodies).toEqual(['ours']);
    expect(kept.checkpoint).toBe(last);
  });

  it('tries a fault again until it passes, losing and doubling nothing', async () => {
    await write(log, 'case-1', numbers(1, 4));
    const faults = [new LogUnavailable('disk full'), new AppendConflict('case-1', 0, 1)];
    const states: string[] = [];
    const { kept, target } = listTarget(() => {
      const fault = faults.pop();
      if (fault) throw fault;
    });
    follower = follow({ log, target, onState: ({ kind }) => states.push(kind) });
    await follower.caughtUp(await log.head(), WAIT_MS);
    expect(kept.bodies).toEqual(numbers(1, 4));
    expect(states.filter((kind) => kind === 'retrying')).toHaveLength(2);
  });

  it('stops at the very event that is a defect, never past it, and is not ready', async () => {
    await write(log, 'case-1', numbers(1, 9));
    const { kept, target } = listTarget((body) => {
      if (body === '6') throw new TypeError('cannot fold 6');
    });
    follower = follow({ log, target, batch: 4 });
    expect(await follower.caughtUp(await log.head(), WAIT_MS)).toBe(false);
    expect(kept.bodies).toEqual(numbers(1, 5));
    expect(follower.state()).toMatchObject({ kind: 'defect', after: '5', error: { message: 'cannot fold 6' } });
    expect(follower.ready()).toBe(false);
    expect(await follower.caughtUp(await log.head(), WAIT_MS)).toBe(false);
  });

  it('stops at an event that the log cannot read, having applied those before it', async () => {
    await write(log, 'case-1', numbers(1, 6));
    const damaged: EventLog = {
      ...log,
      readAll: async (after, options) => {
        const page = await log.readAll(after, options);
        if (page.events.some(({ revision }) => revision === 3)) throw new Error('checksum');
        return page;
      },
    };
    const { kept, target } = listTarget();
    follower = follow({ log: damaged, target, batch: 5 });
    await until(() => follower?.state().kind === 'defect');
    expect(kept.bodies).toEqual(numbers(1, 3));
  });

  it('refuses a checkpoint that lies beyond the log: that result is of another log', async () => {
    const { kept, target } = listTarget();
    kept.checkpoint = '12' as Position;
    follower = follow({ log, target });
    await until(() => follower?.state().kind === 'defect');
    expect(kept.batches).toEqual([]);
  });

  it('answers that it has not caught up when the time allowed has passed', async () => {
    const { target } = listTarget();
    follower = follow({ log, target });
    expect(await follower.caughtUp('1' as Position, 5)).toBe(false);
    expect(await follower.caughtUp(log.start, 0)).toBe(true);
  });

  describe('that rests after its work', () => {
    /** Longer than any spec: whoever had to sit it out would never be seen. */
    const rest = { perWork: 1e9, msMax: 100 * WAIT_MS };

    it('takes what was said meanwhile at once, and is woken by whoever waits for it', async () => {
      const { kept, target } = listTarget();
      follower = follow({ log, target, rest });
      expect(await follower.caughtUp(await write(log, 'case-1', ['1']), WAIT_MS)).toBe(true);
      await write(log, 'case-1', ['2']);
      const last = await write(log, 'case-2', ['3']);
      await new Promise(setImmediate);
      expect(kept.batches).toEqual([1]);
      expect(await follower.caughtUp(last, WAIT_MS)).toBe(true);
      expect(kept.batches).toEqual([1, 2]);
    });

    it('rests no more while somebody waits for what has not been said', async () => {
      const { kept, target } = listTarget();
      follower = follow({ log, target, rest });
      await follower.caughtUp(await write(log, 'case-1', ['1']), WAIT_MS);
      const later = follower.caughtUp(log.parsePosition('999') as Position, WAIT_MS);
      await write(log, 'case-1', ['2']);
      await until(() => kept.bodies.length === 2);
      await write(log, 'case-1', ['3']);
      await until(() => kept.bodies.length === 3);
      await follower.stop();
      expect(await later).toBe(false);
    });

    it('rests only after work, and stops in the midst of it', async () => {
      const { kept, target } = listTarget();
      follower = follow({ log, target, rest });
      await until(() => follower?.state().kind === 'atHead');
      await write(log, 'case-1', ['1']);
      await until(() => kept.bodies.length === 1 && follower?.state().kind === 'atHead');
      await follower.stop();
      expect(follower.state()).toEqual({ kind: 'stopped' });
    });
  });

  it('finishes the batch at hand before it stops', async () => {
    await write(log, 'case-1', numbers(1, 3));
    const events: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    follower = follow({
      log,
      target: {
        name: 'slow',
        checkpoint: () => null,
        apply: async () => {
          events.push('begun');
          await held;
          events.push('done');
        },
      },
    });
    await until(() => events.length === 1);
    const stopped = follower.stop().then(() => events.push('stopped'));
    release();
    await stopped;
    expect(events).toEqual(['begun', 'done', 'stopped']);
  });
});
