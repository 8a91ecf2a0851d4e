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
    const act = (name: string, until: Promise<unknown>) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await until;
      order.push(`${name} ends`);
      if (name === 'a') throw new Error('refused');
    };
    const elsewhere = inTurn(OTHER_CASE, act('c', delay(1)));
    const all = [inTurn(CASE, act('a', elsewhere)), inTurn(CASE, act('b', delay(1))), elsewhere];
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(order.filter((step) => !step.startsWith('c'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it.each([
    [150, ['mine', 'another process’s', 'mine again']],
    [20, ['mine', 'mine again', 'another process’s']],
  ])('leave others a moment after one that took %i ms, if that is long', async (ms, order) => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9);
    let clock = 1;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const inTurn = turnsOf(open);
    const done: string[] = [];
    await inTurn(CASE, async () => {
      clock += ms;
      return Promise.resolve(done.push('mine'));
    });
    const others = delay(1).then(() => done.push('another process’s'));
    await inTurn(CASE, () => Promise.resolve(done.push('mine again')));
    await others;
    expect(done).toEqual(order);
  });
});
