import { type StreamName } from '#contracts';
import { streamQueues } from './stream-queues.js';

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
