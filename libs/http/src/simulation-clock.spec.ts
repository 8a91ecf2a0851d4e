import { simulationClock } from '#http';
import { type Instant } from '#domain/facts';

const at = (text: string): Instant => text as Instant;
const start = at('2026-01-15T08:00:00.000Z');
const end = at('2026-04-01T08:00:00.000Z');

describe('a clock that a story moves', () => {
  it('stands still until it is moved', () => {
    const clock = simulationClock(start);
    expect([clock.now(), clock.today()]).toEqual([start, '2026-01-15']);
    expect(clock.now()).toBe(start);
  });

  it('halts on the way where something falls due, in order of time, so that it happens at its own time', async () => {
    const clock = simulationClock(start);
    const due = [at('2026-03-15T23:00:00.000Z'), at('2026-02-01T00:00:00.000Z'), at('2026-06-01T00:00:00.000Z')];
    clock.haltAt((after, upTo) => due.find((one) => one > after && one <= upTo));
    clock.haltAt(() => Promise.resolve(undefined));
    const seen: string[] = [];
    clock.onAdvance(async (from, to) => {
      await Promise.resolve();
      seen.push(`${from.slice(0, 10)} ${to.slice(0, 10)} ${clock.today()}`);
    });
    clock.haltAt((after) => (after < due[1]! ? due[1] : undefined));
    expect(await clock.moveTo(end)).toBe('moved');
    expect(seen).toEqual([
      '2026-01-15 2026-02-01 2026-02-01',
      '2026-02-01 2026-03-15 2026-03-16',
      '2026-03-15 2026-04-01 2026-04-01',
    ]);
  });

  it('comes to its end though a finder names the same halt, or an earlier one, for ever', async () => {
    const clock = simulationClock(start);
    clock.haltAt((after) => after);
    clock.haltAt(() => start);
    expect(await clock.moveTo(end)).toBe('moved');
    expect(clock.now()).toBe(end);
  });

  it('waits for each listener before the next, and for all before it answers', async () => {
    const clock = simulationClock(start);
    const heard: string[] = [];
    clock.onAdvance(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      heard.push('hub');
    });
    clock.onAdvance(() => Promise.resolve(void heard.push('projector')));
    await clock.moveTo(end);
    expect(heard).toEqual(['hub', 'projector']);
  });

  it('makes moves that are asked for at once one after the other', async () => {
    const clock = simulationClock(start);
    const seen: string[] = [];
    clock.onAdvance(async (from, to) => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${from} ${to}`);
    });
    const middle = at('2026-02-01T00:00:00.000Z');
    expect(await Promise.all([clock.moveTo(middle), clock.moveTo(end), clock.moveTo(middle)])).toEqual([
      'moved',
      'moved',
      'back',
    ]);
    expect(seen).toEqual([`${start} ${middle}`, `${middle} ${end}`]);
  });

  it('says that a move failed, and can be moved on after it', async () => {
    const clock = simulationClock(start);
    let fails = true;
    clock.onAdvance(() => (fails ? Promise.reject(new Error('follower is away')) : Promise.resolve()));
    await expect(clock.moveTo(end)).rejects.toThrow('follower is away');
    fails = false;
    expect(await clock.moveTo(end)).toBe('moved');
  });
});
