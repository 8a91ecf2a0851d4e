import { type Logger } from 'pino';
import { STOP_STAGES, StopList } from './stop-list.js';

const quiet = (
  flush: (done: () => void) => void = (done) => {
    done();
  },
) => ({ info: () => undefined, error: () => undefined, flush }) as unknown as Logger;

describe('the list of what is to be ended', () => {
  it('is ended by stages, whoever registered first, and within a stage the last registered first', async () => {
    const ended: string[] = [];
    const list = new StopList(quiet());
    for (const stage of [...STOP_STAGES].reverse()) {
      for (const one of ['a', 'b']) list.at(stage, one, () => void ended.push(`${stage} ${one}`));
    }
    await list.onApplicationShutdown();
    expect(ended).toEqual(STOP_STAGES.flatMap((stage) => [`${stage} b`, `${stage} a`]));
  });

  it('goes on where a step fails', async () => {
    const ended: string[] = [];
    const list = new StopList(quiet());
    list.at('clocks', 'broken', () => Promise.reject(new Error('broken')));
    list.at('log', 'log', () => void ended.push('log'));
    await list.onApplicationShutdown();
    expect(ended).toEqual(['log']);
  });

  it('has ended only when the log lines are written: the signal that stopped the process then kills it', async () => {
    let written = false;
    const list = new StopList(
      quiet((done) =>
        setImmediate(() => {
          written = true;
          done();
        }),
      ),
    );
    await list.onApplicationShutdown();
    expect(written).toBe(true);
  });
});
