import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { CASE, OTHER_CASE } from '../../../test/contract/event-log.samples.js';
import { turnsOf } from './turns.esdb.js';

const open = new AbortController().signal;

describe('appends to one stream', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('are made one at a time in the order in which they were asked, whatever became of the one before', async () => {
    const inTurn = turnsOf(open);
    const order: string[] = [];
    const act = (name: string, ms: number) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await delay(ms);
      order.push(`${name} ends`);
      if (name === 'a') throw new Error('refused');
    };
    const all = [inTurn(CASE, act('a', 20)), inTurn(CASE, act('b', 1)), inTurn(OTHER_CASE, act('c', 5))];
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(order.filter((step) => !step.startsWith('c'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(order.indexOf('c ends')).toBeLessThan(order.indexOf('a ends'));
  });

  it.each([
    [150, ['mine', 'another process’s', 'mine again']],
    [20, ['mine', 'mine again', 'another process’s']],
  ])('leave others a moment after one that took %i ms, if that is long', async (ms, order) => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9);
    const inTurn = turnsOf(open);
    const done: string[] = [];
    await inTurn(CASE, async () => {
      await delay(ms);
      done.push('mine');
    });
    const others = delay(40).then(() => done.push('another process’s'));
    await inTurn(CASE, () => Promise.resolve(done.push('mine again')));
    await others;
    expect(done).toEqual(order);
  });
});
