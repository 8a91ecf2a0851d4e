import { type StreamName } from '#contracts';
import { type PartyId } from '#domain';
import { streamQueues, TooManyUnderWay, TURNS_PER_PARTY_MAX } from './stream-queues.js';

const stream = 'case-1' as StreamName;
const other = 'case-2' as StreamName;

describe('the queue of a stream', () => {
  it('does one work at a time, in the order they came', async () => {
    const queues = streamQueues();
    const said: string[] = [];
    const slow = (name: string) => async () => {
      said.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      said.push(`${name} ends`);
    };
    await Promise.all([queues.run(stream, slow('a')), queues.run(stream, slow('b')), queues.run(stream, slow('c'))]);
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets other streams pass by', async () => {
    const queues = streamQueues();
    let release = (): void => undefined;
    const held = queues.run(stream, () => new Promise<void>((resolve) => (release = resolve)));
    expect(await queues.run(other, () => Promise.resolve('through'))).toBe('through');
    release();
    await held;
  });

  it('takes no more of a party than it may have waiting, and takes another’s all the same', async () => {
    const queues = streamQueues();
    const [one, another] = ['region-20', 'region-21'] as PartyId[];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const waiting = Array.from({ length: TURNS_PER_PARTY_MAX }, () => queues.run(stream, () => held, one));
    await expect(queues.run(other, () => held, one)).rejects.toThrow(TooManyUnderWay);
    const taken = queues.run(other, () => Promise.resolve('taken'), another);
    const own = queues.run(other, () => Promise.resolve('own'));
    expect([await taken, await own]).toEqual(['taken', 'own']);
    release();
    await Promise.all(waiting);
    expect(await queues.run(other, () => Promise.resolve('again'), one)).toBe('again');
  });

  it('goes on after a work that fails, and is idle when all are done', async () => {
    const queues = streamQueues();
    const failing = queues.run(stream, () => Promise.reject(new Error('x')));
    const next = queues.run(stream, () => Promise.resolve('next'));
    expect(queues.size()).toBe(2);
    await expect(failing).rejects.toThrow('x');
    expect(await next).toBe('next');
    await queues.idle();
    expect(queues.size()).toBe(0);
  });
});
